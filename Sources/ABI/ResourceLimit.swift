/// What a process can be limited in.
public enum Resource: UInt32, NamedNumber {
  /// RLIMIT_CPU: processor time, seconds.
  case cpu = 0
  /// RLIMIT_FSIZE: a file's size, bytes.
  case fileSize = 1
  /// RLIMIT_DATA: the heap, bytes.
  case data = 2
  /// RLIMIT_STACK: the stack, bytes.
  case stack = 3
  /// RLIMIT_CORE: a core file, bytes.
  case core = 4
  /// RLIMIT_RSS: resident memory, bytes.
  case residentSet = 5
  /// RLIMIT_NPROC: processes of the user.
  case processes = 6
  /// RLIMIT_NOFILE: one more than the highest descriptor.
  case openFiles = 7
  /// RLIMIT_MEMLOCK: locked memory, bytes.
  case lockedMemory = 8
  /// RLIMIT_AS: mapped memory, bytes.
  case addressSpace = 9
  /// RLIMIT_LOCKS: file locks.
  case locks = 10
  /// RLIMIT_SIGPENDING: queued signals of the user.
  case pendingSignals = 11
  /// RLIMIT_MSGQUEUE: bytes in POSIX message queues of the user.
  case messageQueues = 12
  /// RLIMIT_NICE: 20 minus the lowest nice value.
  case nice = 13
  /// RLIMIT_RTPRIO: the highest real-time priority.
  case realTimePriority = 14
  /// RLIMIT_RTTIME: microseconds of real-time running without a block.
  case realTimeTime = 15

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .cpu: "RLIMIT_CPU"
    case .fileSize: "RLIMIT_FSIZE"
    case .data: "RLIMIT_DATA"
    case .stack: "RLIMIT_STACK"
    case .core: "RLIMIT_CORE"
    case .residentSet: "RLIMIT_RSS"
    case .processes: "RLIMIT_NPROC"
    case .openFiles: "RLIMIT_NOFILE"
    case .lockedMemory: "RLIMIT_MEMLOCK"
    case .addressSpace: "RLIMIT_AS"
    case .locks: "RLIMIT_LOCKS"
    case .pendingSignals: "RLIMIT_SIGPENDING"
    case .messageQueues: "RLIMIT_MSGQUEUE"
    case .nice: "RLIMIT_NICE"
    case .realTimePriority: "RLIMIT_RTPRIO"
    case .realTimeTime: "RLIMIT_RTTIME"
    }
  }
}

/// A limit, and how far it may be raised: `struct rlimit`, 16 bytes.
public struct ResourceLimit: SharedStructure {
  /// What the kernel enforces.
  public var soft: UInt64
  /// How far the process may raise it.
  public var hard: UInt64

  /// A limit; without arguments none.
  public init(soft: UInt64 = ResourceLimit.infinity, hard: UInt64 = ResourceLimit.infinity) {
    self.soft = soft
    self.hard = hard
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "rlimit", "A limit, and how far it may be raised.",
    [
      ("unsigned long", "rlim_cur", 8), ("unsigned long", "rlim_max", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    ResourceLimit.layout.encode(soft, hard)
  }

  /// The structure in these bytes, or nil if there are fewer than 16.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(ResourceLimit.layout, bytes) else { return nil }
    soft = reader.next()
    hard = reader.next()
  }

  /// RLIM_INFINITY: no limit.
  public static let infinity = UInt64.max
}
