/// What a scheduling policy knows and remembers of a thread.
///
/// While a thread is ready, its entity lies in the run queue of a hart; otherwise with the thread itself. All times
/// are in cycles. The kernel sets what the program asked for (`nice` to `burstHint`) while the thread is in no queue;
/// the rest is written by the queue alone.
public struct SchedulingEntity: Equatable, Sendable {
  /// The thread.
  public private(set) var thread: TID
  /// −20 (most willing to run) to 19.
  public var nice = 0
  /// 1…99 for a thread under SCHED_FIFO or SCHED_RR, which runs before all others; otherwise 0.
  public var realtimePriority = 0
  /// The quantum of a thread under SCHED_RR; nil for all others.
  public var realtimeQuantum: UInt64?
  /// Which harts the thread may run on, one bit each.
  public var affinity = UInt64.max
  /// How long each burst will take, as somebody who knows has said; nil if nobody has. eevdf: how long a slice the
  /// thread asks for.
  public var burstHint: UInt64?

  /// How long the next burst will take, judged by the earlier ones (exponential averaging).
  public var burstEstimate: UInt64 = 0
  /// How long the thread has run since it last became ready after waiting, but for its time as a real-time thread.
  public var burst: UInt64 = 0
  /// How long it has run in all.
  public var runtime: UInt64 = 0
  /// How much of its slice it has used; the policy decides when a new one begins.
  public var sliceUsed: UInt64 = 0
  /// When it became ready.
  public var readySince: UInt64 = 0
  /// When it last went away: to wait, or to another hart.
  public var awaySince: UInt64 = 0
  /// The hart that it ran on last; the kernel writes it.
  public var lastHart = 0

  /// cfs, eevdf: run time divided by weight. stride: the pass. While the thread is away: how far it was ahead of the
  /// others, which is negative (in two's complement) if it was behind.
  public var virtualTime: UInt64 = 0
  /// eevdf: when its request is due, in virtual time.
  public var deadline: UInt64 = 0
  /// mlfq: the queue, 0 the most favoured. priority: how many steps ageing has added.
  public var level = 0
  /// mlfq: how long the thread has run in that queue.
  public var levelUsed: UInt64 = 0
  /// mlfq: the number of the last boost that the thread took part in.
  public var boosts: UInt64 = 0

  /// The entity of a thread that takes another one's place.
  init(thread: TID, like other: SchedulingEntity) {
    self = other
    self.thread = thread
  }

  /// An entity of a new thread.
  public init(thread: TID) { self.thread = thread }
}

extension SchedulingEntity {
  /// Whether the thread comes before all that are not real-time threads.
  var isRealtime: Bool { realtimePriority > 0 }

  /// Whether the thread ran on another hart the last time.
  func isNew(on hart: Int) -> Bool { lastHart != hart && runtime > 0 }
}

// What every queue notes, whatever its policy: `RealtimeFirst` calls these.
extension SchedulingEntity {
  /// The thread has run on.
  mutating func ran(_ cycles: UInt64, asRealtime: Bool) {
    runtime = runtime.saturating(adding: cycles)
    if !asRealtime { burst = burst.saturating(adding: cycles) }
    sliceUsed = sliceUsed.saturating(adding: cycles)
  }

  /// The thread is ready: a new burst begins if it was waiting.
  mutating func becameReady(because cause: ReadyCause, at now: UInt64) {
    readySince = now
    if cause == .created || cause == .woken { burst = 0 }
  }
}

// Cycles are counted up to the largest number and no further: a policy must not trap, whatever it is told.
extension UInt64 {
  /// The sum, or the largest number.
  func saturating(adding other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The difference, or 0.
  func saturating(subtracting other: UInt64) -> UInt64 { self > other ? self - other : 0 }
}
