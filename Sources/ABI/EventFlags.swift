/// What kind of counter `eventfd2` makes.
public struct EventFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// EFD_SEMAPHORE: each read takes one.
  public static let semaphore = EventFlags(rawValue: 1)
  /// EFD_NONBLOCK.
  public static let nonBlocking = EventFlags(rawValue: 0o4000)
  /// EFD_CLOEXEC.
  public static let closeOnExec = EventFlags(rawValue: 0o2000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: EventFlags)] = [
    ("EFD_SEMAPHORE", .semaphore), ("EFD_CLOEXEC", .closeOnExec), ("EFD_NONBLOCK", .nonBlocking),
  ]
}

/// What `timerfd_create` takes.
public struct TimerDescriptorFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// TFD_NONBLOCK.
  public static let nonBlocking = TimerDescriptorFlags(rawValue: 0o4000)
  /// TFD_CLOEXEC.
  public static let closeOnExec = TimerDescriptorFlags(rawValue: 0o2000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: TimerDescriptorFlags)] = [
    ("TFD_CLOEXEC", .closeOnExec), ("TFD_NONBLOCK", .nonBlocking),
  ]
}

/// How `timerfd_settime` reads a time.
public struct TimerDescriptorSetFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// TFD_TIMER_ABSTIME: a point in time, not a length.
  public static let absolute = TimerDescriptorSetFlags(rawValue: 1)
  /// TFD_TIMER_CANCEL_ON_SET: setting the clock cancels it.
  public static let cancelOnSet = TimerDescriptorSetFlags(rawValue: 2)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: TimerDescriptorSetFlags)] = [
    ("TFD_TIMER_ABSTIME", .absolute), ("TFD_TIMER_CANCEL_ON_SET", .cancelOnSet),
  ]
}

/// What `signalfd4` takes.
public struct SignalDescriptorFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// SFD_NONBLOCK.
  public static let nonBlocking = SignalDescriptorFlags(rawValue: 0o4000)
  /// SFD_CLOEXEC.
  public static let closeOnExec = SignalDescriptorFlags(rawValue: 0o2000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: SignalDescriptorFlags)] = [
    ("SFD_CLOEXEC", .closeOnExec), ("SFD_NONBLOCK", .nonBlocking),
  ]
}

/// What `epoll_create1` takes.
public struct EpollFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// EPOLL_CLOEXEC.
  public static let closeOnExec = EpollFlags(rawValue: 0o2000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: EpollFlags)] = [
    ("EPOLL_CLOEXEC", .closeOnExec)
  ]
}

/// Where `getrandom` takes its bytes from.
public struct RandomFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// GRND_NONBLOCK: fail, do not wait.
  public static let nonBlocking = RandomFlags(rawValue: 1)
  /// GRND_RANDOM: the pool that may run dry.
  public static let blockingPool = RandomFlags(rawValue: 2)
  /// GRND_INSECURE: even before there is enough chance.
  public static let insecure = RandomFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: RandomFlags)] = [
    ("GRND_NONBLOCK", .nonBlocking), ("GRND_RANDOM", .blockingPool), ("GRND_INSECURE", .insecure),
  ]
}
