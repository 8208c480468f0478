/// fcfs: who came first runs until it waits or ends (OSTEP, chapter 7; Silberschatz et al., section 5.3.1).
struct FirstComeFirstServed: SchedulingPolicy {
  private var queue = FIFOQueue()

  /// An empty queue.
  init() {}

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  /// Only a real-time thread can have preempted one: then it is still its turn.
  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    if cause == .preempted { queue.prepend(entity) } else { queue.append(entity) }
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? { queue.popFirst() }

  mutating func remove(_ thread: TID) -> SchedulingEntity? { queue.remove(thread) }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? { nil }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool { false }
}
