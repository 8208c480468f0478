import ABI
import Foundation
import Testing

/// The repository's root, from this file's place in it.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Each header in the tree is what the ABI prints; `RECORD=1` in the environment rewrites it, and fails.
@Test("The C headers are what the ABI prints", arguments: ABI.headers.map(\.path))
func headersAreCurrent(path: String) throws {
  let printed = try #require(ABI.headers.first { $0.path == path }).text
  let file = root.appendingPathComponent(path)
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try printed.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("Recorded \(path)")
  }
  #expect(try String(contentsOf: file, encoding: .utf8) == printed, "RECORD=1 rewrites it")
}

@Test("Every errno has the C name and message that glibc has", arguments: Errno.allCases)
func errnoAgreesWithGlibc(errno: Errno) {
  #expect(String(cString: strerror(errno.rawValue)) == errno.message)
}

@Test("Every signal has the message that glibc has", arguments: Signal.allCases)
func signalAgreesWithGlibc(signal: Signal) {
  #expect(String(cString: strsignal(signal.rawValue)) == signal.message)
}

/// Names of ours, and the headers of the host's kernel that define them for every newer architecture.
struct HostHeader: Sendable, CustomTestStringConvertible {
  let paths: [String]
  let constants: [NamedConstant]
  var testDescription: String { paths[0] }

  init(path: String..., constants: [NamedConstant]) {
    paths = path
    self.constants = constants
  }

  static let all: [HostHeader] = [
    HostHeader(
      path: "asm-generic/unistd.h",
      constants: Syscall.allCases.map { NamedConstant("__NR_\($0.name)", Int64($0.rawValue)) }),
    HostHeader(path: "asm-generic/errno.h", constants: errors.filter { $0.value >= 35 }),
    HostHeader(path: "asm-generic/errno-base.h", constants: errors.filter { $0.value < 35 }),
    HostHeader(
      path: "asm-generic/signal.h",
      constants: Signal.named.map { NamedConstant($0.cName, Int64($0.rawValue)) }),
    HostHeader(path: "asm-generic/fcntl.h", constants: OpenFlags.constants),
    HostHeader(
      path: "asm-generic/mman-common.h", "asm-generic/mman.h", "linux/mman.h",
      constants: MemoryProtection.constants + MapFlags.constants),
    HostHeader(path: "asm-generic/siginfo.h", constants: SignalCode.constants),
    HostHeader(
      path: "linux/auxvec.h",
      constants: AuxiliaryType.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }),
    HostHeader(
      path: "linux/fcntl.h",
      constants: PathFlags.constants + [NamedConstant("AT_FDCWD", Int64(PathFlags.currentDirectory))]),
    HostHeader(
      path: "linux/stat.h",
      constants: FileMode.constants
        + FileType.allCases.map { NamedConstant($0.cName, Int64($0.rawValue), .octal) }),
    HostHeader(
      path: "linux/time.h", constants: Clock.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }),
  ]

  private static let errors = Errno.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }

  /// The plain numbers that the header defines: what is written as an expression is left to the other tests.
  func definitions() throws -> [String: Int64] {
    let texts = try paths.map { try String(contentsOfFile: "/usr/include/" + $0, encoding: .utf8) }
    var definitions: [String: Int64] = [:]
    for match in texts.joined(separator: "\n").matches(
      of: /#define\s+([A-Z_][A-Za-z0-9_]*)\s+(-?(?:0x[0-9a-fA-F]+|[0-9]+))\b/)
    {
      definitions[String(match.1)] = HostHeader.number(match.2)
    }
    return definitions
  }

  private static func number(_ literal: Substring) -> Int64? {
    if literal.hasPrefix("0x") { return Int64(literal.dropFirst(2), radix: 16) }
    return Int64(literal, radix: literal.hasPrefix("0") ? 8 : 10)
  }
}

@Test(
  "Every constant that the host's kernel headers define has their value",
  .enabled(if: FileManager.default.fileExists(atPath: "/usr/include/asm-generic/unistd.h")),
  arguments: HostHeader.all)
func constantsAgreeWithHost(header: HostHeader) throws {
  let definitions = try header.definitions()
  let known = header.constants.filter { definitions[$0.name] != nil }
  #expect(known.count * 10 >= header.constants.count * 7, "most of them can be compared")
  for constant in known {
    #expect(constant.value == definitions[constant.name], "\(constant.name)")
  }
}

@Test("The library's call stubs have the ABI's numbers", arguments: [("syscalls", 200), ("points", 30)])
func stubsAgree(file: String, count: Int) throws {
  let source = root.appendingPathComponent("userprogs/lib/\(file).s")
  let text = try String(contentsOf: source, encoding: .utf8)
  let numbers = Dictionary(uniqueKeysWithValues: Syscall.allCases.map { ($0.name, $0.rawValue) })
  let stubs = text.matches(of: /(?m)^ +(?:stub|raw|point|raw_point) +\w+, +(\d+) +# (\w+)/)
  #expect(stubs.count >= count)
  for stub in stubs {
    #expect(numbers[String(stub.2)] == UInt64(stub.1), "\(stub.2)")
  }
}

@Test(
  "Structures lie in memory as 64-bit RISC-V Linux lays them",
  arguments: [
    (FileStatus.layout, "st_mode", 16, 128), (FileStatus.layout, "st_size", 48, 128),
    (FileStatus.layout, "st_blksize", 56, 128), (FileStatus.layout, "st_blocks", 64, 128),
    (FileStatus.layout, "st_atim", 72, 128), (FileStatus.layout, "st_ctim", 104, 128),
    (TimeSpec.layout, "tv_nsec", 8, 16), (IOVector.layout, "iov_len", 8, 16),
  ])
func layouts(layout: StructLayout, member: String, offset: Int, size: Int) {
  #expect(layout.offset(of: member) == offset)
  #expect(layout.size == size)
}

@Test("A file's status is encoded at the offsets of its layout")
func statusEncoding() {
  var status = FileStatus(mode: FileMode(.regular, permissions: 0o644))
  status.size = 0x1122_3344
  status.changeTime = TimeSpec(seconds: 7, nanoseconds: 9)
  let bytes = status.encoded
  #expect(bytes.count == 128)
  #expect(Array(bytes[16..<20]) == [0xa4, 0x81, 0, 0])
  #expect(Array(bytes[48..<52]) == [0x44, 0x33, 0x22, 0x11])
  #expect(bytes[104] == 7 && bytes[112] == 9)
}

@Test("Times and pieces survive encoding and decoding, and too few bytes are none")
func roundTrips() {
  let time = TimeSpec(seconds: -1, nanoseconds: 999_999_999)
  #expect(TimeSpec(decoding: time.encoded) == time)
  #expect(TimeSpec(decoding: time.encoded.dropLast()) == nil)
  let piece = IOVector(base: 0x3f_ffff_f000, length: 17)
  #expect(IOVector(decoding: piece.encoded) == piece)
}

@Test(
  "Call names are those of the manual pages",
  arguments: [
    (Syscall.read, "read"), (.rtSigaction, "rt_sigaction"), (.newfstatat, "newfstatat"),
    (.epollPwait2, "epoll_pwait2"), (.exitGroup, "exit_group"), (.riscvFlushIcache, "riscv_flush_icache"),
  ])
func callNames(call: Syscall, name: String) {
  #expect(call.name == name)
}
