import ELF
import Foundation
import Kernel
import Machine
import Testing

/// Kernel and machine together are a value: a copy, taken at any time, runs on as the original does.
@Suite("A copy of kernel and machine")
struct CheckpointTests {
  static let programs = ["game_of_life.c", "huffman.c", "sorting_algorithms.c", "utf8.c", "avl_tree.c"]

  @Test("that runs on when the original is over comes to the same end", arguments: programs, [true, false])
  func laterCopies(program: String, isModelled: Bool) throws {
    var original = try boot(program, isModelled: isModelled)
    var copies: [Booted] = []
    while original.runToPause() {
      if original.pauses % 3 == 1 { copies.append(original.copy()) }
    }
    try #require(copies.count > 1)
    for var copy in copies {
      copy.runToEnd()
      #expect(copy.outcome == original.outcome, "copied at pause \(copy.pauses)")
    }
  }

  @Test("that runs on at once leaves the original alone", arguments: programs, [true, false])
  func earlyCopies(program: String, isModelled: Bool) throws {
    var undisturbed = try boot(program, isModelled: isModelled)
    undisturbed.runToEnd()
    var original = try boot(program, isModelled: isModelled)
    while original.runToPause() {
      guard original.pauses % 4 == 2 else { continue }
      var copy = original.copy()
      copy.runToEnd()
      #expect(copy.outcome == undisturbed.outcome, "copied at pause \(original.pauses)")
    }
    #expect(original.outcome == undisturbed.outcome)
  }

  /// Processes, threads, pipes, shared memory, signals, swapping.
  static let systemPrograms = [
    "pipe_sieve.c", "sysv_shared_memory.c", "thread_mutex.c", "thread_condition.c", "memory_cow.c",
    "signal_nested.c", "epoll_server.c", "proc_threads.c", "proc_memory.c",
  ]

  @Test(
    "that is taken at any instruction, on four harts, runs on to the cycle as if nobody had stopped",
    arguments: systemPrograms)
  func anyInstruction(program: String) throws {
    let elf = try ELFFile(executable: Builder.program("tests/kernel/\(program)"))
    var undisturbed = try bootSystem(elf)
    undisturbed.runToEnd()
    let outcome = try #require(undisturbed.outcome)
    var original = try bootSystem(elf)
    for point in 1...12 {
      // At no multiple of anything.
      guard original.run(to: outcome.instructions * UInt64(point) / 13 + UInt64(point * point)) else { break }
      #expect(original.violations == [])
      var copy = original.copy()
      copy.runToEnd()
      #expect(Course(copy.outcome) == Course(outcome), "copied at point \(point)")
    }
    original.runToEnd()
    #expect(Course(original.outcome) == Course(outcome))
  }

  /// Four harts, little memory, and fewer frames for each process than it would like.
  private func bootSystem(_ elf: ELFFile) throws -> Booted {
    var configuration = MachineConfiguration()
    configuration.harts = 4
    configuration.memorySize = 16 << 20
    configuration.swapSize = 1 << 20
    var options = KernelOptions()
    options.replacement.frameLimit = 30
    options.scheduler = .roundRobin(quantum: 50_000)
    return try Booted(elf, on: configuration, options)
  }

  /// Every line that the program prints is a pause, as on a terminal.
  private func boot(_ program: String, isModelled: Bool) throws -> Booted {
    let elf = try ELFFile(executable: Builder.program("tests/c/\(program)"))
    let input =
      FileManager.default.contents(atPath: "\(ProgramTests.folder)/\(program.dropLast(2)).in") ?? Data()
    var configuration = MachineConfiguration()
    configuration.memorySize = 16 << 20
    configuration.isModelled = isModelled
    var options = KernelOptions()
    options.terminals = [1]
    options.flushEveryWrite = true
    return try Booted(elf, input: [UInt8](input), on: configuration, options)
  }
}

/// The course of a run: all but how often lines were fetched, to which a stop within a line adds one.
private struct Course: Equatable {
  let end: Pause?
  let output: [UInt8]?
  /// Instructions, stalls, cycles in the kernel and idle ones, of each hart.
  let cycles: [[UInt64]]?
  let kernel: KernelStatistics?

  init(_ outcome: Booted.Outcome?) {
    end = outcome?.end
    output = outcome?.output
    cycles = outcome?.harts.map { Array($0.prefix(4)) }
    kernel = outcome?.kernel
  }
}
