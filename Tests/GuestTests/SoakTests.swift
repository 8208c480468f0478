import ELF
import Foundation
import Kernel
import Machine
import RandomPrograms
import Testing

/// `userprogs/tests/soak/rounds.sh`: a shell with the whole user land, round after round.
@Suite("The whole user land at work")
struct SoakTests {
  /// Rounds of a minute: an hour of virtual time if `RING3_SOAK` is set.
  static let rounds = ProcessInfo.processInfo.environment["RING3_SOAK"] == nil ? 2 : 60

  @Test("prints the same in each round, breaks no rule of the kernel, and leaves nothing behind")
  func nothingLeaks() throws {
    var configuration = MachineConfiguration()
    configuration.harts = 4
    configuration.swapSize = 8 << 20
    configuration.isModelled = false
    var options = KernelOptions()
    options.flushEveryWrite = true
    var files = try Builder.userLand()
    let shell = try #require(files["/bin/sh"])
    let script = "\(Checkout.userPrograms)/tests/soak/rounds.sh"
    files["/home/rounds.sh"] = try [UInt8](Data(contentsOf: URL(fileURLWithPath: script)))
    var booted = try Booted(
      ELFFile(executable: shell), ["sh", "/home/rounds.sh", "\(Self.rounds)", "60"], files: files,
      on: configuration, options)

    // At the end of each round: what it printed, and what there is then.
    var (rounds, seen): ([String], Int) = ([], 0)
    var holdings: [Holdings] = []
    while booted.runToPause() {
      let text = booted.text
      let end = "round \(rounds.count + 1)\n"
      guard text.hasSuffix("\n" + end) else { continue }
      let violations = booted.violations
      try #require(violations.isEmpty, "\(violations.prefix(5))")
      rounds.append(String(text.dropFirst(seen).dropLast(end.count)))
      seen = text.count
      holdings.append(booted.kernel.holdings.withoutCaches)
    }
    let outcome = try #require(booted.outcome)
    #expect(outcome.end == .ended(.exited(0)), "\(booted.text.suffix(500))")
    #expect(rounds.count == Self.rounds)
    #expect(rounds.allSatisfy { $0 == rounds.first }, "\(rounds.first { $0 != rounds.first } ?? "")")
    #expect(holdings.allSatisfy { $0 == holdings.first }, "\(holdings)")
    // The clock of the machine: a minute a round at least.
    let cycles = outcome.harts.map { $0[2] + $0[3] }.max() ?? 0
    #expect(cycles > UInt64(Self.rounds) * 60 * 900_000_000, "\(cycles)")
  }
}
