/// priority: the lowest nice value runs; threads with the same take turns (Silberschatz et al., section 5.3.4).
///
/// A thread that waits ages: every `ageing` cycles its priority rises by one step, so that none waits for ever. What
/// it has gained it keeps when it runs, for one quantum; whoever takes the hart from it must be a whole step better.
struct PriorityScheduling: SchedulingPolicy {
  /// What is compared is the priority at one moment of time: all that wait age alike, so their order never changes.
  private var queue = OrderedQueue<Int128>()
  /// Who waits with its turn kept, because of a real-time thread.
  private var interrupted: TID?
  private let preemptive: Bool
  private let quantum: UInt64?
  private let ageing: UInt64?

  /// A queue in which equals take turns after `quantum` cycles, or never, and age after `ageing` cycles, or never.
  init(preemptive: Bool, quantum: UInt64?, ageing: UInt64?) {
    (self.preemptive, self.quantum) = (preemptive, quantum)
    self.ageing = ageing == 0 ? nil : ageing
  }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  /// One that was preempted goes behind its equals, as Silberschatz's exercises have it; but it keeps its turn if that
  /// was a real-time thread's doing.
  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    let rank = rank(of: entity, since: now)
    if cause == .preempted && !isPreempted(by: queue.first, rank) {
      interrupted = entity.thread
      return queue.insert(entity, key: rank, beforeEquals: true)
    }
    putBehindEquals(entity, at: now)
    if let thread = interrupted, let slot = queue.remove(thread) {
      if isPreempted(by: queue.first, slot.key) {
        interrupted = nil
        putBehindEquals(slot.entity, at: now)
      } else {
        queue.insert(slot.entity, key: slot.key, beforeEquals: true)
      }
    }
  }

  private mutating func putBehindEquals(_ entity: SchedulingEntity, at now: UInt64) {
    var entity = entity
    entity.level = 0
    entity.sliceUsed = 0
    queue.insert(entity, key: rank(of: entity, since: now))
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? {
    let kept = preemptive ? nil : interrupted.flatMap { queue.remove($0)?.entity }
    interrupted = nil
    guard var entity = kept ?? queue.popFirst() else { return nil }
    if let ageing {
      let gained = now.saturating(subtracting: entity.readySince) / ageing
      entity.level = min(entity.level + Int(min(gained, Self.mostSteps)), Int(Self.mostSteps))
    }
    return entity
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    if interrupted == thread { interrupted = nil }
    return queue.remove(thread)?.entity
  }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    let turn = turn(of: running)?.saturating(subtracting: running.sliceUsed)
    guard let end = [turn, untilOvertaken(running, at: now)].compactMap({ $0 }).min() else { return nil }
    return max(1, end)
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    let turnIsOver = turn(of: running).map { running.sliceUsed >= $0 } ?? false
    if turnIsOver {
      running.level = 0
      running.sliceUsed = 0
    }
    guard let first = queue.first else { return false }
    let rank = rank(of: running, since: now)
    return isPreempted(by: first, rank) || turnIsOver && first.key <= rank
  }

  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool {
    isPreempted(by: queue.first, rank(of: running, since: now))
  }

  /// Whether a thread of a rank loses the hart to one that waits, which has to be a whole step better.
  private func isPreempted(by first: OrderedQueue<Int128>.Slot?, _ rank: Int128) -> Bool {
    preemptive && first.map { $0.key + step <= rank } ?? false
  }

  /// A number that is smaller the sooner a thread is to run: its nice value and since when it ages, in cycles.
  private func rank(of entity: SchedulingEntity, since start: UInt64) -> Int128 {
    (Int128(min(max(entity.nice, -20), 19)) - Int128(entity.level)) * step + Int128(ageing == nil ? 0 : start)
  }

  /// The most that a thread can gain by waiting: with it no product overflows.
  private static let mostSteps: UInt64 = 1 << 32

  /// By how much the ranks of neighbouring priorities differ.
  private var step: Int128 { Int128(ageing ?? 1) }

  /// How long a thread runs before its equals do; what a thread has gained by waiting must end even without turns.
  private func turn(of running: SchedulingEntity) -> UInt64? {
    quantum ?? (running.level > 0 ? ageing : nil)
  }

  /// When the first that waits will have aged so much that it comes before the running thread.
  private func untilOvertaken(_ running: SchedulingEntity, at now: UInt64) -> UInt64? {
    guard preemptive, ageing != nil, let first = queue.first else { return nil }
    return UInt64(clamping: first.key - rank(of: running, since: now) + step)
  }
}
