import ELF
import Foundation
import Kernel
import Machine
import Testing
import Toolchain

/// Kernel and machine together are a value: a copy, taken at any time, runs on as the original does.
@Suite("A copy of kernel and machine")
struct CheckpointTests {
  static let programs = ["game_of_life.c", "lisp.c", "huffman.c", "malloc_stress.c", "number_theory.c"]

  @Test(
    "runs on to the same output, cycles and counters", arguments: programs, [true, false])
  func sameFuture(program: String, isModelled: Bool) throws {
    var original = try Booted(program, isModelled: isModelled)
    var copies: [Booted] = []
    // Every line that the program prints is a pause. Some copies run on at once, some when the original is over.
    while try original.runToPause() {
      if original.pauses % 7 == 1 { copies.append(original.copy()) }
    }
    #expect(copies.count > 1)
    var early: [Booted.Outcome] = []
    var again = try Booted(program, isModelled: isModelled)
    while try again.runToPause() {
      if again.pauses % 11 == 1 { early.append(try again.copy().outcome()) }
    }
    #expect(again.ended == original.ended)
    for outcome in early { #expect(outcome == original.ended) }
    for copy in copies { #expect(try copy.outcome() == original.ended) }
  }
}

/// A program on a machine in this process, as far as it has come.
private struct Booted {
  /// All that can be seen of a run from outside.
  struct Outcome: Equatable {
    let status: ExitStatus
    let output: [UInt8]
    let harts: [HartCounters]
    let memory: MemoryStatistics
    let kernel: KernelStatistics
  }

  private var kernel: Kernel
  private var machine: Machine
  private var output: [UInt8] = []
  private(set) var pauses = 0
  private(set) var ended: Outcome?

  init(_ program: String, isModelled: Bool) throws {
    let environment = Environment(
      ProcessInfo.processInfo.environment.merging([
        "RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms,
      ]) { $1 })
    let toolchain = Toolchain(environment: environment, executable: Checkout.ring3)
    let path = "\(ProgramTests.folder)/\(program)"
    let built = try toolchain.program(path, options: BuildOptions(optimization: .two))

    var configuration = MachineConfiguration()
    configuration.memorySize = 16 << 20
    configuration.isModelled = isModelled
    machine = Machine(configuration)
    var options = KernelOptions()
    options.terminals = [1]
    options.flushEveryWrite = true
    kernel = Kernel(options, machine: machine)
    let input = FileManager.default.contents(atPath: "\(path.dropLast(2)).in") ?? Data()
    kernel.console.supplyInput([UInt8](input))
    kernel.console.endInput()
    try kernel.start(
      ELFFile(executable: built.bytes), path: "/bin/program", arguments: ["program"], environment: [],
      on: machine)
  }

  /// Runs until the program has written something, or is over: then the result is false.
  mutating func runToPause() throws -> Bool {
    let pause = kernel.run(on: machine)
    for chunk in kernel.console.takeOutput() { output += chunk.bytes }
    pauses += 1
    guard case .ended(let status) = pause else {
      try #require(pause == .output)
      return true
    }
    ended = Outcome(
      status: status, output: output, harts: machine.harts.map(\.counters), memory: machine.memoryStatistics,
      kernel: kernel.statistics)
    return false
  }

  /// A second one in the same state.
  func copy() -> Booted {
    var copy = self
    copy.machine = machine.copy()
    return copy
  }

  /// Runs to the end of the program.
  func outcome() throws -> Outcome? {
    var running = self
    while try running.runToPause() {}
    return running.ended
  }
}
