/// stride: the thread whose pass is lowest runs a quantum, and its pass rises by what that costs it, which is less
/// the more tickets it has (Waldspurger and Weihl, "Stride Scheduling", MIT/LCS/TM-528, 1995; OSTEP, chapter 9).
///
/// Tickets come from nice: 20 − nice. A thread pays for the part of the quantum that it has used (section 3.2 of the
/// paper). One that goes away takes along how far its pass was ahead of the global pass, which is what a thread with
/// all the tickets would have (section 3.1).
struct Stride: SchedulingPolicy {
  private var queue = OrderedQueue<VirtualTime>()
  /// The tickets of all that wait.
  private var tickets: UInt64 = 0
  private var globalPass = VirtualTime(value: 0)
  private let quantum: UInt64

  /// An empty queue.
  init(quantum: UInt64) { self.quantum = max(1, quantum) }

  var count: Int { queue.count }
  var waiting: [SchedulingEntity] { queue.waiting }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    if cause == .created { entity.lead = 0 }
    if !cause.isReturn { entity.moment = globalPass + entity.lead }
    if cause != .preempted { entity.sliceUsed = 0 }
    queue.insert(entity, key: entity.moment, beforeEquals: cause == .preempted)
    tickets += Weight.tickets(ofNice: entity.nice)
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? {
    guard let entity = queue.popFirst() else { return nil }
    tickets -= Weight.tickets(ofNice: entity.nice)
    return entity
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    guard var entity = queue.remove(thread)?.entity else { return nil }
    tickets -= Weight.tickets(ofNice: entity.nice)
    entity.lead = entity.moment.distance(from: globalPass)
    return entity
  }

  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {
    let own = Weight.tickets(ofNice: running.nice)
    let cost = min(cycles, SchedulingEntity.longestRun) * Self.strideOfOne
    running.moment = running.moment + Int64(cost / own)
    globalPass = globalPass + Int64(cost / (tickets + own))
  }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    max(1, quantum.saturating(subtracting: running.sliceUsed))
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    guard let first = queue.first, first.key <= running.moment else {
      running.sliceUsed = 0
      return false
    }
    return true
  }

  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {
    running.lead = running.moment.distance(from: globalPass)
  }

  /// What one cycle costs a thread with one ticket. It can be divided by all numbers up to 16, so that the usual
  /// ratios are exact.
  private static let strideOfOne: UInt64 = 720_720
}
