import Kernel
import Machine
import RandomPrograms
import Testing

/// Programs that ask for anything, in any order.
@Suite struct RandomCallTests {
  /// How many calls one machine makes before the next one is taken.
  private static let callsOfMachine = 2_000

  @Test("After each of many random calls of many processes, every invariant of the kernel holds")
  func invariants() throws {
    var (made, seed) = (0, Amount.seed << 24)
    while made < Amount.calls {
      var storm = try CallStorm(seed: seed)
      var violations: [String] = []
      while violations.isEmpty, storm.calls < Self.callsOfMachine, storm.nextCall() {
        violations = storm.run.kernel.violatedInvariants(on: storm.run.machine)
      }
      #expect(violations.isEmpty, "\(storm.description), call \(storm.calls): \(violations.prefix(5))")
      #expect(!storm.hasHung, "\(storm.description), call \(storm.calls)")
      guard violations.isEmpty else { return }
      made += max(storm.calls, 1)
      seed += 1
    }
  }
}
