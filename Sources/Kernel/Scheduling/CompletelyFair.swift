/// cfs: who has had the least, measured in virtual run time, runs; Linux's scheduler from 2.6.23 to 6.5 (Linux,
/// Documentation/scheduler/sched-design-CFS.rst, and kernel/sched/fair.c of version 6.5).
///
/// Virtual run time is run time times 1024 and divided by the weight of the nice value. In one period all that are
/// ready run once, each for a share of it in proportion to its weight.
struct CompletelyFair: SchedulingPolicy {
  private var queue = OrderedQueue<VirtualTime>()
  /// The weights of all that wait.
  private var weight: UInt64 = 0
  /// Linux's `min_vruntime`: what the one who has had the least has had; it never goes back.
  private var minimum = VirtualTime(value: 0)
  private let parameters: SchedulerChoice.FairOptions

  /// An empty queue.
  init(_ parameters: SchedulerChoice.FairOptions) { self.parameters = parameters }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    switch cause {
    case .created: entity.moment = minimum + virtual(share(of: entity), entity)
    case .woken: entity.moment = minimum + max(entity.lead - credit(entity, at: now), -Int64(halfLatency))
    case .migrated, .continued, .changed: entity.moment = minimum + entity.lead
    case .yielded: entity.moment = queue.first.map { max($0.key, entity.moment) } ?? entity.moment
    case .sliceEnded, .preempted: break
    }
    weight += Weight.ofNice(entity.nice)
    queue.insert(entity, key: entity.moment)
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? {
    guard var entity = queue.popFirst() else { return nil }
    weight -= Weight.ofNice(entity.nice)
    minimum = max(minimum, entity.moment)
    entity.sliceUsed = 0
    return entity
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    guard var entity = queue.remove(thread)?.entity else { return nil }
    weight -= Weight.ofNice(entity.nice)
    entity.lead = entity.moment.distance(from: minimum)
    return entity
  }

  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {
    running.moment = running.moment + virtual(cycles, running)
    minimum = max(minimum, queue.first.map { min($0.key, running.moment) } ?? running.moment)
  }

  /// The timer comes once in every granularity, for others may have come meanwhile and the share be smaller.
  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    let left = share(of: running).saturating(subtracting: running.sliceUsed)
    return max(1, left == 0 ? parameters.granularity : min(left, parameters.granularity))
  }

  /// Linux's `check_preempt_tick`: the share is used up, or another has had less by more than it.
  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    guard let first = queue.first else { return false }
    let share = share(of: running)
    if running.sliceUsed >= share { return true }
    if running.sliceUsed < parameters.granularity { return false }
    return running.moment.distance(from: first.key) > Int64(clamping: share)
  }

  /// Linux's `wakeup_preempt_entity`.
  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool {
    guard let first = queue.first else { return false }
    return running.moment.distance(from: first.key) > virtual(parameters.wakeup, first.entity)
  }

  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {
    running.lead = running.moment.distance(from: minimum)
    if let first = queue.first { minimum = max(minimum, first.key) }
  }

  /// How long a thread runs in a period, in cycles.
  private func share(of entity: SchedulingEntity) -> UInt64 {
    let own = Weight.ofNice(entity.nice)
    let shortest = parameters.granularity.multipliedReportingOverflow(by: UInt64(queue.count) + 1)
    let period = max(parameters.latency, shortest.overflow ? .max : shortest.partialValue)
    return UInt64(UInt128(period) * UInt128(own) / UInt128(weight + own))
  }

  /// What a thread that slept has not had: at most the time that it slept, and half a period.
  private func credit(_ entity: SchedulingEntity, at now: UInt64) -> Int64 {
    Int64(min(now.saturating(subtracting: entity.awaySince), SchedulingEntity.longestRun))
  }

  private var halfLatency: UInt64 { min(parameters.latency, SchedulingEntity.longestRun) / 2 }

  /// Run time as virtual run time.
  private func virtual(_ cycles: UInt64, _ entity: SchedulingEntity) -> Int64 {
    Int64(min(cycles, SchedulingEntity.longestRun) * Weight.standard / Weight.ofNice(entity.nice))
  }
}
