/// How a thread is scheduled: the argument of `sched_setscheduler`.
public enum SchedulingClass: UInt32, NamedNumber {
  /// SCHED_OTHER: the time-sharing policy that Linux has by default.
  case other = 0
  /// SCHED_FIFO: real time, until it blocks.
  case fifo = 1
  /// SCHED_RR: real time, in turns.
  case roundRobin = 2
  /// SCHED_BATCH: time-sharing without haste.
  case batch = 3
  /// SCHED_IDLE: only when nothing else runs.
  case idle = 5
  /// SCHED_DEADLINE: earliest deadline first.
  case deadline = 6

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .other: "SCHED_OTHER"
    case .fifo: "SCHED_FIFO"
    case .roundRobin: "SCHED_RR"
    case .batch: "SCHED_BATCH"
    case .idle: "SCHED_IDLE"
    case .deadline: "SCHED_DEADLINE"
    }
  }

  /// SCHED_RESET_ON_FORK, added to a policy: children start with SCHED_OTHER.
  public static let resetOnFork: UInt32 = 0x4000_0000

  /// The priorities that `sched_setparam` accepts.
  public var priorities: ClosedRange<Int32> {
    switch self {
    case .fifo, .roundRobin: 1...99
    case .other, .batch, .idle, .deadline: 0...0
    }
  }
}

/// The real-time priority of a thread: `struct sched_param`, 4 bytes.
public struct SchedulingParameters: SharedStructure {
  /// 1 to 99 for SCHED_FIFO and SCHED_RR, otherwise 0.
  public var priority: Int32

  /// A priority.
  public init(priority: Int32 = 0) {
    self.priority = priority
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "sched_param", "The priority of a thread.",
    [
      ("int", "sched_priority", 4)
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SchedulingParameters.layout.encode(priority)
  }

  /// The structure in these bytes, or nil if there are fewer than 4.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SchedulingParameters.layout, bytes) else { return nil }
    priority = reader.next()
  }
}

/// All of how a thread is scheduled: `struct sched_attr` of `sched_setattr`, 56 bytes.
///
/// A program may pass 48 bytes, without the last two members.
public struct SchedulingAttributes: SharedStructure {
  /// Bytes that the program knows of.
  public var size: UInt32 = 56
  /// A `SchedulingClass`.
  public var policy: UInt32 = 0
  /// SCHED_FLAG_RESET_ON_FORK and its kin.
  public var flags: UInt64 = 0
  /// The nice value, for SCHED_OTHER and SCHED_BATCH.
  public var nice: Int32 = 0
  /// The priority, for SCHED_FIFO and SCHED_RR.
  public var priority: UInt32 = 0
  /// Nanoseconds of each period, for SCHED_DEADLINE.
  public var runtime: UInt64 = 0
  /// Nanoseconds to the deadline.
  public var deadline: UInt64 = 0
  /// Nanoseconds of a period.
  public var period: UInt64 = 0
  /// A hint on how much of a processor it needs.
  public var minimumUtilization: UInt32 = 0
  /// A hint on how much of a processor it may need.
  public var maximumUtilization: UInt32 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "sched_attr", "All of how a thread is scheduled.",
    [
      ("unsigned int", "size", 4), ("unsigned int", "sched_policy", 4), ("unsigned long", "sched_flags", 8),
      ("int", "sched_nice", 4), ("unsigned int", "sched_priority", 4), ("unsigned long", "sched_runtime", 8),
      ("unsigned long", "sched_deadline", 8), ("unsigned long", "sched_period", 8),
      ("unsigned int", "sched_util_min", 4), ("unsigned int", "sched_util_max", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SchedulingAttributes.layout.encode(
      size, policy, flags, nice, priority, runtime, deadline, period, minimumUtilization,
      maximumUtilization)
  }

  /// The structure in these bytes, or nil if there are fewer than 56.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SchedulingAttributes.layout, bytes) else { return nil }
    size = reader.next()
    policy = reader.next()
    flags = reader.next()
    nice = reader.next()
    priority = reader.next()
    runtime = reader.next()
    deadline = reader.next()
    period = reader.next()
    minimumUtilization = reader.next()
    maximumUtilization = reader.next()
  }
}

/// Whose nice value `getpriority` and `setpriority` mean.
public enum PriorityTarget: UInt32, NamedNumber {
  /// PRIO_PROCESS: a process.
  case process = 0
  /// PRIO_PGRP: a process group.
  case processGroup = 1
  /// PRIO_USER: all processes of a user.
  case user = 2

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .process: "PRIO_PROCESS"
    case .processGroup: "PRIO_PGRP"
    case .user: "PRIO_USER"
    }
  }
}
