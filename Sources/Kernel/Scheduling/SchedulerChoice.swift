/// The scheduling policy that a user chose: a name and parameters, as in `rr:quantum=10000`.
public enum SchedulerChoice: Equatable, Sendable {
  /// Round robin with a quantum in cycles.
  case roundRobin(quantum: UInt64)

  /// What runs where nobody chooses.
  public static let standard = SchedulerChoice.roundRobin(quantum: 1_000_000)

  /// An empty run queue of one hart.
  func makeQueue(seed: UInt64) -> any SchedulingPolicy {
    switch self {
    case .roundRobin(let quantum): RoundRobin(quantum: quantum)
    }
  }
}
