import Assembler
import ELF
import Foundation

/// The tools of the Swift toolchain, which stand beside `swiftc`.
enum Toolchain {
  static let folder: URL = {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for path in paths {
      let swiftc = URL(fileURLWithPath: String(path)).appendingPathComponent("swiftc")
      let folder = swiftc.resolvingSymlinksInPath().deletingLastPathComponent()
      for candidate in [URL(fileURLWithPath: String(path)), folder]
      where FileManager.default.isExecutableFile(atPath: candidate.appendingPathComponent("ld.lld").path) {
        return candidate
      }
    }
    return URL(fileURLWithPath: "/usr/bin")
  }()

  static let target = ["--target=riscv64-unknown-elf", "-march=rv64ima", "-mabi=lp64", "-mno-relax"]

  /// Runs a tool and gives its status and what it wrote to standard error.
  @discardableResult
  static func run(_ tool: String, _ arguments: [String], in folder: URL? = nil) throws -> (
    status: Int32, text: String
  ) {
    let process = Process()
    process.executableURL = Self.folder.appendingPathComponent(tool)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("ring3-\(UUID().uuidString).log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: log) }
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
    )
  }
}

/// A folder that is there while a test runs.
struct TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("ring3-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }
}

/// The machine words of a source's `.text`.
func words(of source: String, debugInfo: Bool = false) throws -> [UInt32] {
  let bytes = try section(".text", of: source)
  return stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { offset in
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }
}

/// The bytes of a section of a source that must be without errors.
func section(_ name: String, of source: String) throws -> [UInt8] {
  let assembly = Assembler.assemble(
    source: source + "\n", path: "test.s", options: AssemblerOptions(debugInfo: false))
  guard let object = assembly.object else { throw Failed(text: describe(assembly.diagnostics)) }
  return object.sections.first { $0.name == name }?.contents ?? []
}

func describe(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map(\.description).joined(separator: "\n")
}

struct Failed: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// Random numbers that are the same in every run (Knuth's linear congruential generator, high bits).
struct SeededGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return limit > 0 ? Int((state >> 33) % UInt64(limit)) : 0
  }
}

/// The number of seeded cases: 500, or what RING3_SOAK says.
let soakCount = ProcessInfo.processInfo.environment["RING3_SOAK"].flatMap { Int($0) } ?? 500
