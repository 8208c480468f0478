import ABI
import Kernel
import Machine
import RandomPrograms
import Testing

/// Programs that ask for anything, in any order.
@Suite struct RandomCallTests {
  /// Calls in `make test`, or in `make soak` as many as RING3_CALLS says.
  static let calls = Amount.of("RING3_CALLS", ordinarily: 20_000)
  /// How many calls one machine makes before the next one is taken.
  private static let callsOfMachine = 1_000

  @Test("After each of many random calls of many processes, every invariant of the kernel holds")
  func invariants() throws {
    var (made, seed) = (0, Amount.seed << 24)
    while made < Self.calls {
      var storm = try CallStorm(seed: seed)
      while storm.calls < Self.callsOfMachine, storm.nextCall() {
        let violations = storm.run.kernel.violatedInvariants(on: storm.run.machine)
        guard violations.isEmpty else {
          Issue.record("\(storm.description), call \(storm.calls): \(violations.prefix(5).joined(separator: "; "))")
          return
        }
      }
      made += max(storm.calls, 1)
      seed += 1
    }
  }
}
