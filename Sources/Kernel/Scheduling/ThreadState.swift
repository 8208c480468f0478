import ABI

/// What a thread is doing, as far as the scheduler is concerned.
///
///     new → ready ⇄ running → zombie → dead
///              ↖      ↓ ↘
///               waiting  stopped
public enum ThreadState: Equatable, Sendable {
  /// It is being made.
  case new
  /// It waits for a hart.
  case ready
  /// A hart executes it.
  case running(hart: Int)
  /// It waits for something, and a signal can end that.
  case interruptible
  /// It waits for something that comes soon, such as the disk; signals have to wait, too.
  case uninterruptible
  /// A signal has stopped it until SIGCONT.
  case stopped
  /// It has ended, and nobody has asked yet how.
  case zombie
  /// It is no more.
  case dead

  /// The letter that `ps` and `/proc/PID/stat` show.
  public var letter: Character {
    switch self {
    case .new, .ready, .running: "R"
    case .interruptible: "S"
    case .uninterruptible: "D"
    case .stopped: "T"
    case .zombie: "Z"
    case .dead: "X"
    }
  }

  /// The state in a word.
  public var name: String {
    switch self {
    case .new: "new"
    case .ready: "ready"
    case .running: "running"
    case .interruptible: "interruptible"
    case .uninterruptible: "uninterruptible"
    case .stopped: "stopped"
    case .zombie: "zombie"
    case .dead: "dead"
    }
  }

  var isRunning: Bool {
    if case .running = self { return true }
    return false
  }

  /// Whether it counts for the load average: it runs, wants to, or will as soon as the disk has answered.
  var isActive: Bool { self == .ready || isRunning || self == .uninterruptible }

  var isWaiting: Bool { self == .interruptible || self == .uninterruptible }
}

/// Why a thread's state changed.
public enum StateCause: Equatable, Sendable {
  /// It can run, for this reason.
  case ready(ReadyCause)
  /// The scheduler chose it.
  case dispatched
  /// It waits for this.
  case waits(WaitChannel)
  /// A signal stopped it.
  case stopSignal(Signal)
  /// It, or its process, has ended.
  case exited
  /// Its parent has asked how it ended, or nobody will.
  case reaped
}

/// Why a hart stopped executing a thread.
public enum SwitchCause: Equatable, Sendable {
  /// The thread's time slice ended, and another thread waited.
  case sliceEnded
  /// Another thread became ready and goes first.
  case preempted
  /// The thread called `sched_yield`.
  case yielded
  /// It became a real-time thread, or ceased to be one.
  case changed
  /// It may not run on this hart any more.
  case migrated
  /// It waits for something.
  case blocked(WaitChannel)
  /// It waits for a page.
  case pageFault
  /// A signal stopped it.
  case stopped
  /// It ended.
  case exited

  /// Whether the thread goes away from the hart, rather than having to share it.
  var endsTurn: Bool {
    switch self {
    case .sliceEnded, .preempted, .yielded: false
    case .changed, .migrated, .blocked, .pageFault, .stopped, .exited: true
    }
  }

  /// Whether the thread has no more to execute for now, so that it is known how long its burst was.
  var endsBurst: Bool {
    switch self {
    case .sliceEnded, .preempted, .yielded, .changed, .migrated: false
    case .blocked, .pageFault, .stopped, .exited: true
    }
  }

  /// The cause in a word or two, without what was waited for.
  public var name: String { kind.name }

  /// The causes, without what was waited for.
  enum Kind: Int, CaseIterable {
    case sliceEnded, preempted, yielded, changed, migrated, blocked, pageFault, stopped, exited

    var name: String {
      switch self {
      case .sliceEnded: "slice ended"
      case .preempted: "preempted"
      case .yielded: "yielded"
      case .changed: "class changed"
      case .migrated: "migrated"
      case .blocked: "blocked"
      case .pageFault: "page fault"
      case .stopped: "stopped"
      case .exited: "exited"
      }
    }
  }

  var kind: Kind {
    switch self {
    case .sliceEnded: .sliceEnded
    case .preempted: .preempted
    case .yielded: .yielded
    case .changed: .changed
    case .migrated: .migrated
    case .blocked: .blocked
    case .pageFault: .pageFault
    case .stopped: .stopped
    case .exited: .exited
    }
  }
}
