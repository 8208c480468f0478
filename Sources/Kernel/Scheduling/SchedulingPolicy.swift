/// Who runs next on a hart, for how long, and who has to make room.
///
/// Each hart has a run queue of its own: one value of the policy's type, and a copy of it is a checkpoint. The kernel
/// puts threads in when they become ready, asks for the next one when the hart is free, and says how long the running
/// one has run. All times are in cycles of the hart.
///
/// A thread is in one of three places: in a queue (from `add` to `next` or `remove`), on the hart of that queue (from
/// `next` to `add` or `leave`), or away (waiting, stopped, or on its way to another hart). While it is away, its
/// virtual time says how far it was ahead of the others, so that it means the same in every queue.
public protocol SchedulingPolicy: Sendable {
  /// How many threads wait for the hart.
  var count: Int { get }

  /// The threads that wait, in an order that means something to people; as a rule the next one is first.
  var waiting: [SchedulingEntity] { get }

  /// Puts a thread in that can run from now on: as it is then, with what the policy has to note in it.
  ///
  /// The causes `sliceEnded`, `preempted` and `yielded` are for the thread that runs here; all others for one that
  /// was away.
  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64)

  /// Takes out the thread that runs next; nil if none waits.
  mutating func next(at now: UInt64) -> SchedulingEntity?

  /// The same, with the result where the caller wants it; false if none waits. Policies need not define it: it saves
  /// copies, of which a switch would make six.
  mutating func next(into entity: inout SchedulingEntity, at now: UInt64) -> Bool

  /// Takes a thread out that will not run here: it moves to another hart, is stopped, or is to be changed.
  mutating func remove(_ thread: TID) -> SchedulingEntity?

  /// Notes that the running thread has run for some cycles more; called before the kernel asks anything about it.
  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64)

  /// After how many cycles the timer is to interrupt the thread that starts to run or goes on; nil for never.
  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64?

  /// Whether the running thread has to make room for the next one, now that its slice has ended.
  ///
  /// - Postcondition: if not, `slice` tells how long it may go on.
  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool

  /// Whether the next of those that wait takes the hart from the running thread at once; asked after each `add`.
  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool

  /// Notes that the running thread goes away: it waits or is stopped, which ends its burst, or it is to be changed or
  /// moves to another hart, where the burst goes on.
  mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64)
}

extension SchedulingPolicy {
  /// Puts a thread in whose entity lies nowhere else.
  public mutating func add(_ entity: SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    var entity = entity
    add(&entity, because: cause, at: now)
  }

  /// Takes out the thread that runs next and copies it.
  public mutating func next(into entity: inout SchedulingEntity, at now: UInt64) -> Bool {
    guard let next = next(at: now) else { return false }
    entity = next
    return true
  }

  /// Most policies remember nothing of what has run.
  public mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {}

  /// Many let the running thread run.
  public func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool { false }

  /// Most have nothing to note.
  public mutating func leave(_ running: inout SchedulingEntity, endsBurst: Bool, at now: UInt64) {}
}

/// Why a thread can run.
public enum ReadyCause: String, Sendable, CaseIterable {
  /// It was just made.
  case created
  /// What it waited for has happened.
  case woken
  /// Its slice is used up.
  case sliceEnded = "slice ended"
  /// Another thread took the hart from it.
  case preempted
  /// It gave the hart away.
  case yielded
  /// It comes from another hart.
  case migrated
  /// SIGCONT ended its stop.
  case continued
  /// Its nice value, priority or policy was changed while it waited for a hart.
  case changed

  /// Whether the thread comes from the hart of the queue, and was not away.
  public var isReturn: Bool { self == .sliceEnded || self == .preempted || self == .yielded }
}
