/// How sjf and srtf know how long a burst will take, which no real kernel does.
public enum BurstPrediction: Equatable, Sendable {
  /// The thread says so (`SchedulingEntity.burstHint`); one that does not is judged by its past, at α = 1/2.
  case hint
  /// Exponential averaging of the bursts before, with α in thousandths (Silberschatz et al., section 5.3.2).
  case average(permille: UInt64)

  /// What the next burst of a thread will take, in cycles.
  func length(of entity: SchedulingEntity) -> UInt64 {
    if self == .hint, let hint = entity.burstHint { return hint }
    return entity.burstEstimate
  }

  /// The guess after a burst of length t, where the guess before was τ: αt + (1 − α)τ.
  func estimate(after burst: UInt64, guessed estimate: UInt64) -> UInt64 {
    let permille = if case .average(let permille) = self { min(permille, 1000) } else { UInt64(500) }
    let sum = Self.scaled(burst, by: permille) + Self.scaled(estimate, by: 1000 - permille)
    return UInt64(sum / 1000)
  }

  private static func scaled(_ cycles: UInt64, by permille: UInt64) -> UInt128 {
    UInt128(cycles) * UInt128(permille)
  }
}
