/// What a scheduling policy knows and remembers of a thread.
///
/// While a thread is ready, its entity lies in the run queue of a hart; otherwise with the thread itself. All times
/// are in cycles.
public struct SchedulingEntity: Equatable, Sendable {
  /// The thread.
  public private(set) var thread: TID
  /// −20 (most willing to run) to 19.
  public var nice = 0
  /// 1…99 for a thread under SCHED_FIFO or SCHED_RR, which runs before all others; otherwise 0.
  public var realtimePriority = 0
  /// Which harts the thread may run on, one bit each.
  public var affinity = UInt64.max
  /// How long the next burst will take, as somebody who knows has said; nil if nobody has.
  public var burstHint: UInt64?
  /// How long the next burst will take, judged by the earlier ones (exponential averaging).
  public var burstEstimate: UInt64 = 0
  /// How long the thread has run since it last became ready after waiting.
  public var burst: UInt64 = 0
  /// How long the burst before took, from becoming ready to waiting.
  public var lastBurst: UInt64 = 0
  /// How long it has run in all.
  public var runtime: UInt64 = 0
  /// How much of its slice it has used.
  public var sliceUsed: UInt64 = 0
  /// When it became ready.
  public var readySince: UInt64 = 0
  /// The hart that it ran on last.
  public var lastHart = 0

  /// cfs, eevdf: run time divided by weight. stride: the pass.
  public var virtualTime: UInt64 = 0
  /// eevdf: when its request is due, in virtual time.
  public var deadline: UInt64 = 0
  /// mlfq: the queue, 0 the most favoured. priority: what ageing has added.
  public var level = 0

  /// The entity of a thread that takes another one's place.
  init(thread: TID, like other: SchedulingEntity) {
    self = other
    self.thread = thread
  }

  /// An entity of a new thread.
  public init(thread: TID) { self.thread = thread }
}
