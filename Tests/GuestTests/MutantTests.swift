import ELF
import Foundation
import Glibc
import Kernel
import Machine
import RandomPrograms
import Testing

/// No executable, however broken, makes Ring3 crash, hang, or end with a status that is not the program's.
///
/// `RING3_SOAK` says how many there are.
@Suite("A mutated executable")
struct MutantTests {
  static let count = Amount.of("RING3_SOAK", ordinarily: 500)

  /// The mutants run in a process of their own: if that dies, its last line says of which.
  @Test("is refused or comes to the same end in both modes", .timeLimit(.minutes(30)), arguments: 0..<2)
  func inProcess(half: Int) async {
    let child = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) { [half] in
      let mutants = try Mutants()
      for number in stride(from: half, to: Self.count, by: 2) {
        Self.note("mutant \(number)\n")
        let bytes = mutants[number]
        guard Self.run(bytes, isModelled: true)?.visible == Self.run(bytes, isModelled: false)?.visible else {
          Self.note("has two different ends\n")
          exit(1)
        }
      }
    }
    guard let child, child.exitStatus != .exitCode(0) else { return }
    Issue.record("\(String(decoding: child.standardErrorContent.suffix(200), as: UTF8.self))")
  }

  @Test("gives the real command the status that its end has", .timeLimit(.minutes(30)), arguments: 0..<2)
  func realCommand(half: Int) throws {
    let mutants = try Mutants()
    let options = [
      "--memory", "4M", "--limit-instructions", "\(Self.instructions)",
      "--limit-output", "\(Self.outputBytes)",
    ]
    var statuses: Set<Int32> = []
    try Scratch.use { scratch in
      for number in stride(from: half, to: Self.count, by: 20) {
        let bytes = mutants[number]
        try Data(bytes).write(to: scratch.url("mutant"))
        let run = try Checkout.ring3(["run"] + options + [scratch.path("mutant")])
        let expected = Self.run(bytes, isModelled: true)
        #expect(run.status == Self.status(of: expected), "mutant \(number): \(run)")
        statuses.insert(run.status)
      }
    }
    #expect(statuses.count >= 2, "not all of them end in the same way")
  }

  private static let instructions: UInt64 = 30_000
  private static let outputBytes: UInt64 = 10_000

  private static func note(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// What comes of the program; nil if it is refused.
  private static func run(_ bytes: [UInt8], isModelled: Bool) -> Booted.Outcome? {
    guard let elf = try? ELFFile(executable: bytes) else { return nil }
    var configuration = MachineConfiguration()
    configuration.memorySize = 4 << 20
    configuration.isModelled = isModelled
    var options = KernelOptions()
    options.limits.instructions = instructions
    options.limits.outputBytes = outputBytes
    guard var booted = try? Booted(elf, on: configuration, options) else { return nil }
    booted.runToEnd()
    return booted.outcome
  }

  private static func status(of outcome: Booted.Outcome?) -> Int32 {
    switch outcome?.end {
    case .ended(.exited(let status)): Int32(status)
    case .ended(.signaled(let signal, _)): 128 + signal.rawValue
    case .limit: 124
    default: 125
    }
  }
}

extension Booted.Outcome {
  /// What both modes must agree on.
  fileprivate var visible: Visible { Visible(end: end, output: output, instructions: instructions) }

  fileprivate struct Visible: Equatable {
    let end: Pause
    let output: [UInt8]
    let instructions: UInt64
  }
}
