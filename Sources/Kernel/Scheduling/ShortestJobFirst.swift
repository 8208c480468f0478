/// sjf: the thread with the shortest next burst runs, until it waits or ends (OSTEP, chapter 7).
struct ShortestJobFirst: SchedulingPolicy {
  private var queue = OrderedQueue<UInt64>()
  private let prediction: BurstPrediction

  /// A queue that knows how long bursts will take in one way or the other.
  init(_ prediction: BurstPrediction) { self.prediction = prediction }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    // Only a real-time thread can have preempted one: then it is still its turn, whoever has come since.
    let key = cause == .preempted ? 0 : prediction.length(of: entity)
    queue.insert(entity, key: key, beforeEquals: cause == .preempted)
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? { queue.popFirst() }

  mutating func remove(_ thread: TID) -> SchedulingEntity? { queue.remove(thread)?.entity }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? { nil }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool { false }

  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {
    guard endsBurst else { return }
    running.burstEstimate = prediction.estimate(after: running.burst, guessed: running.burstEstimate)
  }
}
