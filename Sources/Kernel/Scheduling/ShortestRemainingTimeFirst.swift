/// srtf: the thread whose burst ends soonest runs, even if another one has to make room (OSTEP, chapter 7: shortest
/// time to completion first).
///
/// What is left of a burst is compared in ticks, rounded: in a textbook two jobs can have equally much left, and the one
/// that came first goes on, but no two threads of a machine that counts cycles ever have.
struct ShortestRemainingTimeFirst: SchedulingPolicy {
  private var queue = OrderedQueue<UInt64>()
  private let prediction: BurstPrediction
  private let tick: UInt64

  /// A queue that knows how long bursts will take in one way or the other.
  init(_ prediction: BurstPrediction, tick: UInt64) {
    (self.prediction, self.tick) = (prediction, max(1, tick))
  }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    queue.insert(entity, key: remainingTime(of: entity), beforeEquals: cause == .preempted)
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? { queue.popFirst() }

  mutating func remove(_ thread: TID) -> SchedulingEntity? { queue.remove(thread)?.entity }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? { nil }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool { false }

  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool {
    queue.first.map { $0.key < remainingTime(of: running) } ?? false
  }

  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {
    guard endsBurst else { return }
    running.burstEstimate = prediction.estimate(after: running.burst, guessed: running.burstEstimate)
  }

  /// What is left of the burst, in ticks; 0 if it takes longer than was thought.
  private func remainingTime(of entity: SchedulingEntity) -> UInt64 {
    let left = prediction.length(of: entity).saturating(subtracting: entity.burst)
    return left / tick + (left % tick > (tick - 1) / 2 ? 1 : 0)
  }
}
