import Bytecode
import Foundation
import Kernel
import RandomPrograms
import Testing

/// Random programs as Linux executables, on Ring3's kernel and on qemu-riscv64.
@Suite struct QEMUTests {
  @Test("Random executables write the same registers and memory on Ring3 and on qemu-riscv64")
  func sameAsQEMU() throws {
    for number in 0..<UInt64(Amount.of("RING3_QEMU_PROGRAMS", ordinarily: 100)) {
      // Other programs than those that Unicorn sees.
      let program = RandomProgram(seed: Amount.seed << 32 | 1 << 31 | number)
      let theirs = try QEMU.run(program.executable)
      #expect(theirs.count == RandomProgram.windowSize + 256)
      guard try ours(program) != theirs else { continue }
      let small = program.shrunk { candidate in
        guard let ours = try? ours(candidate), let theirs = try? QEMU.run(candidate.executable) else {
          return false
        }
        return ours != theirs
      }
      Issue.record("Ring3 and qemu-riscv64 differ:\n\(small.listing)")
      return
    }
  }

  private func ours(_ program: RandomProgram) throws -> [UInt8] {
    var run = try Run(program.executable)
    #expect(run.finish() == .ended(.exited(0)), "\(program.listing)")
    return run.output
  }
}

/// QEMU's user mode.
enum QEMU {
  struct Missing: Error, CustomStringConvertible {
    let description = "qemu-riscv64 does not run. Install it with: apt-get install qemu-user"
  }

  /// What an executable writes to standard output.
  static func run(_ executable: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("ring3-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(executable).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["qemu-riscv64", file.path]
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus == 127 { throw Missing() }
    return Array(bytes)
  }
}
