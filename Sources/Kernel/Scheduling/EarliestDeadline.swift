/// eevdf: of the threads that have not had more than their share, the one whose request is due first runs; Linux's
/// scheduler since 6.6 (Stoica and Abdel-Wahab, "Earliest Eligible Virtual Deadline First", TR-95-22, Old Dominion
/// University, 1995; Linux, kernel/sched/fair.c).
///
/// Virtual time is what each thread would have had if all ran at once, each at a speed in proportion to its weight: V,
/// the weighted mean of the virtual run times. A thread's lag is what it has not had: V minus its own virtual run
/// time. It is eligible if its lag is not negative. It asks for a slice at a time, due when its virtual run time will
/// have risen by slice / weight.
struct EarliestDeadline: SchedulingPolicy {
  /// By deadline.
  private var queue = OrderedQueue<VirtualTime>()
  private var waitingLoad = Load()
  private var runningLoad = Load()
  /// V when the last thread left.
  private var lastVirtualTime = VirtualTime(value: 0)
  private let parameters: SchedulerChoice.DeadlineOptions

  /// An empty queue.
  init(_ parameters: SchedulerChoice.DeadlineOptions) { self.parameters = parameters }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    if cause.isReturn {
      runningLoad = Load()
      if cause == .yielded { entity.deadline &+= virtualSlice(of: entity) }
    } else {
      if cause == .created { entity.lead = 0 }
      place(&entity)
    }
    if cause != .preempted { entity.sliceUsed = 0 }
    waitingLoad.add(entity)
    queue.insert(entity, key: VirtualTime(value: entity.deadline), beforeEquals: cause == .preempted)
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? {
    guard !queue.isEmpty else { return nil }
    let entity = queue.remove(at: earliestEligible() ?? 0).entity
    waitingLoad.remove(entity)
    runningLoad = Load(of: entity)
    return entity
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    let now = virtualTime
    guard var entity = queue.remove(thread)?.entity else { return nil }
    waitingLoad.remove(entity)
    lastVirtualTime = now
    entity.lead = lead(of: entity, over: now)
    return entity
  }

  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {
    running.moment = running.moment + Self.virtual(cycles, running)
    if running.moment >= VirtualTime(value: running.deadline) { request(&running) }
    runningLoad = Load(of: running)
  }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    let left = VirtualTime(value: running.deadline).distance(from: running.moment)
    let cycles = (Int128(left) * Int128(Weight.ofNice(running.nice)) + 1023) / Int128(Weight.standard)
    return max(1, min(UInt64(clamping: cycles), parameters.quantum ?? .max))
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    preempts(running, at: now)
  }

  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool {
    guard let earliest = earliestEligible() else { return false }
    return !isEligible(running) || queue.slots[earliest].key < VirtualTime(value: running.deadline)
  }

  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {
    let now = virtualTime
    runningLoad = Load()
    lastVirtualTime = now
    running.lead = lead(of: running, over: now)
  }
}

extension EarliestDeadline {
  /// Weights, and the sum of weight times virtual run time: their quotient is V.
  ///
  /// Virtual run times count from boot and are not expected to come round: at nice 19 they would after four years.
  private struct Load: Sendable {
    private(set) var weight: Int128 = 0
    private(set) var sum: Int128 = 0

    init() {}
    init(of entity: SchedulingEntity) { add(entity) }

    mutating func add(_ entity: SchedulingEntity) { add(Int128(Weight.ofNice(entity.nice)), entity) }
    mutating func remove(_ entity: SchedulingEntity) { add(-Int128(Weight.ofNice(entity.nice)), entity) }

    private mutating func add(_ weight: Int128, _ entity: SchedulingEntity) {
      self.weight += weight
      sum += weight * Int128(Int64(bitPattern: entity.virtualTime))
    }

    static func + (a: Load, b: Load) -> Load {
      var result = a
      result.weight += b.weight
      result.sum += b.sum
      return result
    }
  }

  /// V: what each would have had by now.
  private var virtualTime: VirtualTime {
    let load = waitingLoad + runningLoad
    if load.weight == 0 { return lastVirtualTime }
    return VirtualTime(value: UInt64(truncatingIfNeeded: load.sum / load.weight))
  }

  /// Whether a thread has not had more than its share; multiplied out, so that nothing is rounded.
  private func isEligible(_ entity: SchedulingEntity) -> Bool {
    let load = waitingLoad + runningLoad
    return Int128(Int64(bitPattern: entity.virtualTime)) * load.weight <= load.sum
  }

  /// The slot of the eligible thread with the earliest deadline at or below a slot of the heap.
  ///
  /// No deadline below a slot is earlier than its own: once an eligible one is found, those below it need not be
  /// looked at.
  private func earliestEligible(from index: Int = 0) -> Int? {
    guard index < queue.count else { return nil }
    if isEligible(queue.slots[index].entity) { return index }
    guard let left = earliestEligible(from: 2 * index + 1) else {
      return earliestEligible(from: 2 * index + 2)
    }
    guard let right = earliestEligible(from: 2 * index + 2) else { return left }
    return queue.slots[right].comes(before: queue.slots[left]) ? right : left
  }

  /// Lets a thread in that was away: with the lag that it left with, and a new request.
  ///
  /// By coming it changes V, and so its own lag, which was to stay as it was: hence the factor (section 4 of the
  /// paper; `place_entity` in Linux).
  private func place(_ entity: inout SchedulingEntity) {
    let others = (waitingLoad + runningLoad).weight
    let own = Int128(Weight.ofNice(entity.nice))
    let lead = others == 0 ? 0 : Int128(entity.lead) * (others + own) / others
    entity.moment = virtualTime + Int64(clamping: lead)
    request(&entity)
  }

  /// How far a thread is ahead of V; at most two slices, so that nobody pays or is paid for ever.
  private func lead(of entity: SchedulingEntity, over now: VirtualTime) -> Int64 {
    let most = Int64(clamping: virtualSlice(of: entity)) * 2
    return min(max(entity.moment.distance(from: now), -most), most)
  }

  private func request(_ entity: inout SchedulingEntity) {
    entity.deadline = entity.virtualTime &+ virtualSlice(of: entity)
  }

  private func virtualSlice(of entity: SchedulingEntity) -> UInt64 {
    UInt64(max(1, Self.virtual(entity.burstHint ?? parameters.slice, entity)))
  }

  /// Run time as virtual run time.
  private static func virtual(_ cycles: UInt64, _ entity: SchedulingEntity) -> Int64 {
    Int64(min(cycles, SchedulingEntity.longestRun) * Weight.standard / Weight.ofNice(entity.nice))
  }
}
