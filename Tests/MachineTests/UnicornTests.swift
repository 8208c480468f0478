import Bytecode
import Foundation
import Machine
import RandomPrograms
import Testing

/// Random programs on Ring3 and on Unicorn, which is QEMU's RISC-V translator as a library.
@Suite struct UnicornTests {
  @Test("Random programs end as they do on Unicorn: the same registers and the same memory")
  func sameAsUnicorn() throws {
    let unicorn = try Unicorn()
    let count = Amount.of("RING3_UNICORN_PROGRAMS", ordinarily: 20_000)
    var executed: UInt64 = 0
    for number in 0..<UInt64(count) {
      let program = RandomProgram(seed: Amount.seed << 32 | number)
      let theirs = try unicorn.run(program)
      let (ours, instructions) = run(program)
      executed += instructions
      if ours != theirs {
        report(program, unicorn)
        break
      }
    }
    unicorn.end()
    // A generator whose programs all end at once would test nothing.
    #expect(executed > UInt64(count) * 20)
  }

  private func run(_ program: RandomProgram) -> (Outcome, instructions: UInt64) {
    let guest = Guest(program, .functional)
    guest.run()
    return (guest.outcome, guest.machine.instructions)
  }

  private func report(_ program: RandomProgram, _ unicorn: Unicorn) {
    let small = program.shrunk { candidate in
      guard let theirs = try? unicorn.run(candidate) else { return false }
      return run(candidate).0 != theirs
    }
    let differences = (try? unicorn.run(small)).map { run(small).0.differences(from: $0) } ?? ""
    Issue.record("Ring3 and Unicorn differ:\n\(small.listing)\n\(differences)")
  }
}

/// Unicorn in a process of its own, behind two pipes.
final class Unicorn {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()

  struct Missing: Error, CustomStringConvertible {
    let description = "Unicorn does not answer. Install it with: pip install unicorn (it needs python3)"
  }

  init() throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Self.script]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Oracles/unicorn_oracle.py").path

  /// Runs a program to its end.
  func run(_ program: RandomProgram) throws -> Outcome {
    var request = Data()
    request.append(littleEndian: program.address)
    request.append(littleEndian: RandomProgram.windowStart)
    request.append(littleEndian: UInt32(program.code.count))
    request.append(littleEndian: UInt32(program.data.count))
    for instruction in program.code { request.append(littleEndian: instruction.word) }
    for register in program.registers { request.append(littleEndian: register) }
    request.append(contentsOf: program.data)
    try requests.fileHandleForWriting.write(contentsOf: request)
    let answer = try receive(34 * 8 + program.data.count)
    let words = (0..<34).map { index in
      answer[8 * index..<8 * index + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    #expect(words[0] == 0, "Unicorn stopped with error \(words[0]) at \(words[1])")
    return Outcome(pc: words[1], registers: Array(words[2...]), data: Array(answer[(34 * 8)...]))
  }

  private func receive(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let more = try answers.fileHandleForReading.read(upToCount: count - bytes.count), !more.isEmpty
      else { throw Missing() }
      bytes += more
    }
    return bytes
  }

  func end() {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}

extension Data {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
