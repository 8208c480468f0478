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
