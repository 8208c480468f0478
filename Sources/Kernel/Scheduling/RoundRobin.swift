/// rr: a circle in which everyone runs for one quantum at a time (OSTEP, chapter 7).
struct RoundRobin: SchedulingPolicy {
  private var queue = FIFOQueue()
  private let quantum: UInt64

  /// A circle with a quantum in cycles.
  init(quantum: UInt64) { self.quantum = quantum }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  /// A thread that lost the hart to a real-time thread goes on with the rest of its quantum.
  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    guard cause != .preempted else { return queue.prepend(entity) }
    entity.sliceUsed = 0
    queue.append(entity)
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? { queue.popFirst() }

  mutating func next(into entity: inout SchedulingEntity, at now: UInt64) -> Bool {
    queue.popFirst(into: &entity)
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? { queue.remove(thread) }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    max(1, quantum.saturating(subtracting: running.sliceUsed))
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    running.sliceUsed = 0
    return true
  }
}
