import ABI
import Foundation
import Kernel
import Machine
import RandomPrograms
import Testing

/// Programs that ask for anything, in any order.
@Suite struct RandomCallTests {
  /// Calls in `make test`, or in `make soak` as many as RING3_CALLS says.
  static let calls = Amount.of("RING3_CALLS", ordinarily: 20_000)
  /// How many calls one machine makes before the next one is taken.
  private static let callsOfMachine = 2_000

  @Test("After each of many random calls of many processes, every invariant of the kernel holds")
  func invariants() throws {
    var (made, seed, failures) = (0, Amount.seed << 24, 0)
    while made < Self.calls && failures < 5 {
      var storm = try CallStorm(seed: seed)
      var violations: [String] = []
      while violations.isEmpty, storm.calls < Self.callsOfMachine, storm.nextCall() {
        violations = storm.run.kernel.violatedInvariants(on: storm.run.machine)
      }
      if !violations.isEmpty {
        failures += 1
        Issue.record("\(storm.description), call \(storm.calls): \(violations.prefix(5).joined(separator: "; "))")
        if getenv("DBG") != nil { print("LAST", seed, storm.last) }
      }
      if getenv("DBG") != nil { print("DBG", storm.description, storm.calls, storm.ended, storm.run.kernel.holdings, storm.run.kernel.statistics.pageFaults, storm.run.kernel.memoryCounters) }
      if getenv("DBG") != nil { for (k, v) in storm.hist { print("HIST", k, v.0, v.1) } }
      made += max(storm.calls, 1)
      seed += 1
    }
  }
}
