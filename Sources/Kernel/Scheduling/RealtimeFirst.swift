/// The run queue of a hart: real-time threads by their priority, and then all others by the policy that was chosen.
///
/// Under every policy, a thread of SCHED_FIFO or SCHED_RR comes before all that are not, and takes the hart from
/// them; among themselves the highest priority goes first. One that was preempted goes to the head of the list of its
/// priority, one that yields or has used its quantum to the tail (POSIX.1-2024, System Interfaces, 2.8.4).
struct RealtimeFirst: SchedulingPolicy {
  /// By priority; the key is its negative, so that the highest comes first.
  private var realtime = OrderedQueue<Int>()
  private var others: any SchedulingPolicy
  /// How many wait, of both: asked more often than it changes.
  private(set) var count = 0
  /// What was taken out last: on its way to its thread it lies here, and is copied once.
  private(set) var taken = SchedulingEntity(thread: TID(0))
  /// Whether the running thread came from there: its class may change while it runs.
  private var runsRealtime = false

  /// A queue in front of another one.
  init(_ others: any SchedulingPolicy) { self.others = others }

  var waiting: [SchedulingEntity] { realtime.waiting + others.waiting }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    count += 1
    entity.becameReady(because: cause, at: now)
    if entity.isRealtime {
      if cause.isReturn && !runsRealtime { others.leave(&entity, endsBurst: false, at: now) }
      if cause != .preempted { entity.sliceUsed = 0 }
      realtime.insert(entity, key: -min(entity.realtimePriority, 99), beforeEquals: cause == .preempted)
    } else {
      others.add(&entity, because: cause.isReturn && runsRealtime ? .changed : cause, at: now)
    }
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? { takeNext(at: now) ? taken : nil }

  /// Takes out the thread that runs next, to `taken`; false if none waits.
  mutating func takeNext(at now: UInt64) -> Bool {
    runsRealtime = !realtime.isEmpty
    guard count > 0 else { return false }
    count -= 1
    guard runsRealtime, let first = realtime.popFirst() else { return others.next(into: &taken, at: now) }
    taken = first
    return true
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    guard let entity = realtime.remove(thread)?.entity ?? others.remove(thread) else { return nil }
    count -= 1
    return entity
  }

  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {
    running.ran(cycles, asRealtime: runsRealtime)
    if !runsRealtime { others.charge(&running, cycles: cycles, at: now) }
  }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    guard running.isRealtime else { return others.slice(of: running, at: now) }
    return running.realtimeQuantum.map { max(1, $0.saturating(subtracting: running.sliceUsed)) }
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    // The policy is asked in any case: what it remembers of slices goes on even if nobody waits.
    guard running.isRealtime else { return others.sliceEnded(&running, at: now) && count > 0 }
    running.sliceUsed = 0
    return realtime.first.map { $0.entity.realtimePriority >= running.realtimePriority } ?? false
  }

  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool {
    if let first = realtime.first?.entity { return first.realtimePriority > running.realtimePriority }
    return !running.isRealtime && others.preempts(running, at: now)
  }

  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {
    running.awaySince = now
    if !runsRealtime { others.leave(&running, endsBurst: endsBurst, at: now) }
  }
}
