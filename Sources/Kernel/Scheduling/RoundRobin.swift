/// rr: a circle in which everyone runs for one quantum at a time (OSTEP, chapter 7).
public struct RoundRobin: SchedulingPolicy {
  private var queue: [SchedulingEntity] = []
  private let quantum: UInt64

  /// A circle with a quantum in cycles.
  public init(quantum: UInt64) { self.quantum = quantum }

  public var count: Int { queue.count }
  public var waiting: [SchedulingEntity] { queue }

  public mutating func add(_ entity: SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    queue.append(entity)
  }

  public mutating func next(at now: UInt64) -> SchedulingEntity? {
    queue.isEmpty ? nil : queue.removeFirst()
  }

  public mutating func remove(_ thread: TID) -> SchedulingEntity? {
    queue.firstIndex { $0.thread == thread }.map { queue.remove(at: $0) }
  }

  public mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {}

  public func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? { quantum }

  public mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool { true }

  public func preempts(_ newcomer: SchedulingEntity, _ running: SchedulingEntity, at now: UInt64) -> Bool {
    false
  }
}
