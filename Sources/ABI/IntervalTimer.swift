/// Which of a process's timers `setitimer` sets.
public enum IntervalTimerKind: UInt32, NamedNumber {
  /// ITIMER_REAL: passing time, then SIGALRM.
  case real = 0
  /// ITIMER_VIRTUAL: time in user mode, then SIGVTALRM.
  case virtual = 1
  /// ITIMER_PROF: processor time, then SIGPROF.
  case profiling = 2

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .real: "ITIMER_REAL"
    case .virtual: "ITIMER_VIRTUAL"
    case .profiling: "ITIMER_PROF"
    }
  }
}

/// When a timer of `setitimer` expires: `struct itimerval`, 32 bytes.
public struct IntervalTimerValue: SharedStructure {
  /// The time between further expiries; zero: there are none.
  public var interval: TimeValue
  /// The time to the next; zero: the timer is off.
  public var value: TimeValue

  /// A timer's setting; without arguments off.
  public init(interval: TimeValue = TimeValue(), value: TimeValue = TimeValue()) {
    self.interval = interval
    self.value = value
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "itimerval", "When a timer expires, in microseconds.",
    [
      ("struct timeval", "it_interval", 16), ("struct timeval", "it_value", 16),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    IntervalTimerValue.layout.encode(interval, value)
  }

  /// The structure in these bytes, or nil if there are fewer than 32.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(IntervalTimerValue.layout, bytes) else { return nil }
    interval = reader.next()
    value = reader.next()
  }
}

/// When a POSIX timer or a timerfd expires: `struct itimerspec`, 32 bytes.
public struct TimerSpec: SharedStructure {
  /// The time between further expiries; zero: there are none.
  public var interval: TimeSpec
  /// The time to the next; zero: the timer is off.
  public var value: TimeSpec

  /// A timer's setting; without arguments off.
  public init(interval: TimeSpec = TimeSpec(), value: TimeSpec = TimeSpec()) {
    self.interval = interval
    self.value = value
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "itimerspec", "When a timer expires, in nanoseconds.",
    [
      ("struct timespec", "it_interval", 16), ("struct timespec", "it_value", 16),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    TimerSpec.layout.encode(interval, value)
  }

  /// The structure in these bytes, or nil if there are fewer than 32.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(TimerSpec.layout, bytes) else { return nil }
    interval = reader.next()
    value = reader.next()
  }
}

/// How `clock_nanosleep` and `timer_settime` read a time.
public struct TimerFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// TIMER_ABSTIME: a point in time, not a length.
  public static let absolute = TimerFlags(rawValue: 1)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: TimerFlags)] = [
    ("TIMER_ABSTIME", .absolute)
  ]
}
