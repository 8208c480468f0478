/// Who runs next on a hart, for how long, and who has to make room.
///
/// Each hart has a run queue of its own: one value of the policy's type. The kernel puts threads in when they become
/// ready, asks for the next one when the hart is free, and says how long the running one has run. All times are in
/// cycles of the hart.
public protocol SchedulingPolicy: Sendable {
  /// How many threads wait for the hart.
  var count: Int { get }

  /// The threads that wait, in an order that means something to people; the next one is first.
  var waiting: [SchedulingEntity] { get }

  /// Puts a thread in that can run from now on.
  mutating func add(_ entity: SchedulingEntity, because cause: ReadyCause, at now: UInt64)

  /// Takes out the thread that runs next; nil if none waits.
  mutating func next(at now: UInt64) -> SchedulingEntity?

  /// Takes a thread out that will not run here: it moves to another hart, is stopped, or is to be changed.
  mutating func remove(_ thread: TID) -> SchedulingEntity?

  /// Notes that the running thread has run for some cycles more.
  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64)

  /// After how many cycles the timer is to interrupt the thread that starts to run; nil for never.
  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64?

  /// Whether the running thread has to make room for the next one, now that its slice has ended.
  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool

  /// Whether a thread that was just added takes the hart from the running one at once.
  func preempts(_ newcomer: SchedulingEntity, _ running: SchedulingEntity, at now: UInt64) -> Bool
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
}
