/// Whose use of resources `getrusage` tells.
public enum UsageTarget: Int32, NamedNumber {
  /// RUSAGE_SELF: all threads of the process.
  case process = 0
  /// RUSAGE_CHILDREN: children that have ended and been waited for.
  case children = -1
  /// RUSAGE_THREAD: the calling thread.
  case thread = 1

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .process: "RUSAGE_SELF"
    case .children: "RUSAGE_CHILDREN"
    case .thread: "RUSAGE_THREAD"
    }
  }
}

/// What a process has used: `struct rusage`, 144 bytes.
public struct ResourceUsage: SharedStructure {
  /// Time in user mode.
  public var userTime: TimeValue = TimeValue()
  /// Time in the kernel.
  public var systemTime: TimeValue = TimeValue()
  /// The most resident memory there ever was, KiB.
  public var maximumResidentSet: Int64 = 0
  /// Always 0.
  public var sharedMemory: Int64 = 0
  /// Always 0.
  public var unsharedData: Int64 = 0
  /// Always 0.
  public var unsharedStack: Int64 = 0
  /// Page faults without input or output.
  public var minorFaults: Int64 = 0
  /// Page faults that read a disk.
  public var majorFaults: Int64 = 0
  /// Always 0.
  public var swaps: Int64 = 0
  /// Blocks of 512 bytes that were read.
  public var blocksIn: Int64 = 0
  /// Blocks of 512 bytes that were written.
  public var blocksOut: Int64 = 0
  /// Always 0.
  public var messagesSent: Int64 = 0
  /// Always 0.
  public var messagesReceived: Int64 = 0
  /// Always 0.
  public var signals: Int64 = 0
  /// Switches because it waited.
  public var voluntarySwitches: Int64 = 0
  /// Switches because another took its place.
  public var involuntarySwitches: Int64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "rusage", "What a process has used.",
    [
      ("struct timeval", "ru_utime", 16), ("struct timeval", "ru_stime", 16), ("long", "ru_maxrss", 8),
      ("long", "ru_ixrss", 8), ("long", "ru_idrss", 8), ("long", "ru_isrss", 8), ("long", "ru_minflt", 8),
      ("long", "ru_majflt", 8), ("long", "ru_nswap", 8), ("long", "ru_inblock", 8),
      ("long", "ru_oublock", 8), ("long", "ru_msgsnd", 8), ("long", "ru_msgrcv", 8),
      ("long", "ru_nsignals", 8), ("long", "ru_nvcsw", 8), ("long", "ru_nivcsw", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    ResourceUsage.layout.encode(
      userTime, systemTime, maximumResidentSet, sharedMemory, unsharedData, unsharedStack, minorFaults,
      majorFaults, swaps, blocksIn, blocksOut, messagesSent, messagesReceived, signals, voluntarySwitches,
      involuntarySwitches)
  }

  /// The structure in these bytes, or nil if there are fewer than 144.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(ResourceUsage.layout, bytes) else { return nil }
    userTime = reader.next()
    systemTime = reader.next()
    maximumResidentSet = reader.next()
    sharedMemory = reader.next()
    unsharedData = reader.next()
    unsharedStack = reader.next()
    minorFaults = reader.next()
    majorFaults = reader.next()
    swaps = reader.next()
    blocksIn = reader.next()
    blocksOut = reader.next()
    messagesSent = reader.next()
    messagesReceived = reader.next()
    signals = reader.next()
    voluntarySwitches = reader.next()
    involuntarySwitches = reader.next()
  }
}

/// What `times` tells: `struct tms`, 32 bytes, in ticks of which 100 are a second.
public struct ProcessTimes: SharedStructure {
  /// Time in user mode.
  public var user: Int64 = 0
  /// Time in the kernel.
  public var system: Int64 = 0
  /// That of ended children that were waited for.
  public var childrenUser: Int64 = 0
  /// That of ended children that were waited for.
  public var childrenSystem: Int64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "tms", "What times tells, in ticks of which AT_CLKTCK are a second.",
    [
      ("long", "tms_utime", 8), ("long", "tms_stime", 8), ("long", "tms_cutime", 8),
      ("long", "tms_cstime", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    ProcessTimes.layout.encode(
      user, system, childrenUser, childrenSystem)
  }

  /// The structure in these bytes, or nil if there are fewer than 32.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(ProcessTimes.layout, bytes) else { return nil }
    user = reader.next()
    system = reader.next()
    childrenUser = reader.next()
    childrenSystem = reader.next()
  }
}
