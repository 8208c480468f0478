/// What `futex` does with the word, once the flags are taken off.
public enum FutexOperation: UInt32, NamedNumber {
  /// FUTEX_WAIT: sleep if the word has the value.
  case wait = 0
  /// FUTEX_WAKE: wake so many.
  case wake = 1
  /// FUTEX_FD: no longer there.
  case descriptor = 2
  /// FUTEX_REQUEUE: wake some, and move the others to another word.
  case requeue = 3
  /// FUTEX_CMP_REQUEUE: the same if the word has the value.
  case compareRequeue = 4
  /// FUTEX_WAKE_OP: change another word, and wake on both.
  case wakeOperation = 5
  /// FUTEX_LOCK_PI: take a lock that lends priority.
  case lock = 6
  /// FUTEX_UNLOCK_PI: give it back.
  case unlock = 7
  /// FUTEX_TRYLOCK_PI: take it if it is free.
  case tryLock = 8
  /// FUTEX_WAIT_BITSET: wait until a waker has a bit in common; the time is a point.
  case waitBits = 9
  /// FUTEX_WAKE_BITSET: wake those with a bit in common.
  case wakeBits = 10
  /// FUTEX_WAIT_REQUEUE_PI: wait to be moved to a lock.
  case waitRequeue = 11
  /// FUTEX_CMP_REQUEUE_PI: move waiters to a lock.
  case compareRequeueLock = 12
  /// FUTEX_LOCK_PI2: FUTEX_LOCK_PI by a clock of choice.
  case lock2 = 13

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .wait: "FUTEX_WAIT"
    case .wake: "FUTEX_WAKE"
    case .descriptor: "FUTEX_FD"
    case .requeue: "FUTEX_REQUEUE"
    case .compareRequeue: "FUTEX_CMP_REQUEUE"
    case .wakeOperation: "FUTEX_WAKE_OP"
    case .lock: "FUTEX_LOCK_PI"
    case .unlock: "FUTEX_UNLOCK_PI"
    case .tryLock: "FUTEX_TRYLOCK_PI"
    case .waitBits: "FUTEX_WAIT_BITSET"
    case .wakeBits: "FUTEX_WAKE_BITSET"
    case .waitRequeue: "FUTEX_WAIT_REQUEUE_PI"
    case .compareRequeueLock: "FUTEX_CMP_REQUEUE_PI"
    case .lock2: "FUTEX_LOCK_PI2"
    }
  }
}

/// What stands beside the operation in the second argument of `futex`.
public struct FutexFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// FUTEX_PRIVATE_FLAG: only threads of one process use the word.
  public static let privateFutex = FutexFlags(rawValue: 128)
  /// FUTEX_CLOCK_REALTIME: the time is of CLOCK_REALTIME.
  public static let realtime = FutexFlags(rawValue: 256)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: FutexFlags)] = [
    ("FUTEX_PRIVATE_FLAG", .privateFutex), ("FUTEX_CLOCK_REALTIME", .realtime),
  ]

  /// FUTEX_CMD_MASK: the part that is the operation.
  public static let operationMask = ~FutexFlags([.privateFutex, .realtime]).rawValue
}

/// What the kernel reads and writes in the word of a lock that is robust or lends priority.
public struct FutexWord: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// FUTEX_WAITERS: somebody waits, so unlocking needs the kernel.
  public static let waiters = FutexWord(rawValue: 0x80000000)
  /// FUTEX_OWNER_DIED: the thread that had the lock has ended.
  public static let ownerDied = FutexWord(rawValue: 0x40000000)
  /// FUTEX_TID_MASK: the part that is the owner's thread id.
  public static let owner = FutexWord(rawValue: 0x3fffffff)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: FutexWord)] = [
    ("FUTEX_WAITERS", .waiters), ("FUTEX_OWNER_DIED", .ownerDied), ("FUTEX_TID_MASK", .owner),
  ]

  /// FUTEX_BITSET_MATCH_ANY: every bit.
  public static let anyBits = UInt32.max
}

/// Where a thread keeps the locks that it holds, for the kernel to release: `struct robust_list_head`, 24
/// bytes.
public struct RobustListHead: SharedStructure {
  /// The first entry, or the head's own address if there is none; bit 0 says that it lends priority.
  public var first: UInt64 = 0
  /// From an entry to its futex word.
  public var futexOffset: Int64 = 0
  /// An entry that is just being locked or unlocked.
  public var pending: UInt64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "robust_list_head", "Where a thread keeps the locks that it holds.",
    [
      ("void *", "list", 8), ("long", "futex_offset", 8), ("void *", "list_op_pending", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    RobustListHead.layout.encode(first, futexOffset, pending)
  }

  /// The structure in these bytes, or nil if there are fewer than 24.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(RobustListHead.layout, bytes) else { return nil }
    first = reader.next()
    futexOffset = reader.next()
    pending = reader.next()
  }

  /// ROBUST_LIST_LIMIT: the kernel follows no more entries.
  public static let maximumEntries = 2048
}
