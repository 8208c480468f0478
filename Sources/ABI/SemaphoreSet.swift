/// What only `semctl` does.
public enum SemaphoreCommand: UInt32, NamedNumber {
  /// GETPID: who changed it last.
  case getLastProcess = 11
  /// GETVAL: read one value.
  case getValue = 12
  /// GETALL: read all values.
  case getAll = 13
  /// GETNCNT: how many wait for a larger value.
  case getWaitersForIncrease = 14
  /// GETZCNT: how many wait for 0.
  case getWaitersForZero = 15
  /// SETVAL: set one value.
  case setValue = 16
  /// SETALL: set all values.
  case setAll = 17
  /// SEM_STAT: IPC_STAT by the index in the kernel's table.
  case statusByIndex = 18
  /// SEM_INFO: what all sets take.
  case use = 19

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .getLastProcess: "GETPID"
    case .getValue: "GETVAL"
    case .getAll: "GETALL"
    case .getWaitersForIncrease: "GETNCNT"
    case .getWaitersForZero: "GETZCNT"
    case .setValue: "SETVAL"
    case .setAll: "SETALL"
    case .statusByIndex: "SEM_STAT"
    case .use: "SEM_INFO"
    }
  }
}

/// One operation of `semop`: `struct sembuf`, 6 bytes.
public struct SemaphoreOperation: SharedStructure {
  /// Which semaphore of the set.
  public var index: UInt16
  /// What is added; 0: wait until it is 0.
  public var change: Int16
  /// IPC_NOWAIT and SEM_UNDO.
  public var flags: SemaphoreFlags

  /// An operation.
  public init(index: UInt16 = 0, change: Int16 = 0, flags: SemaphoreFlags = []) {
    self.index = index
    self.change = change
    self.flags = flags
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "sembuf", "One operation of semop.",
    [
      ("unsigned short", "sem_num", 2), ("short", "sem_op", 2), ("short", "sem_flg", 2),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SemaphoreOperation.layout.encode(index, change, flags)
  }

  /// The structure in these bytes, or nil if there are fewer than 6.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SemaphoreOperation.layout, bytes) else { return nil }
    index = reader.next()
    change = reader.next()
    flags = reader.next()
  }
}

/// How an operation of `semop` is done.
public struct SemaphoreFlags: NamedFlags, StructMember {
  /// The word as the program passes it.
  public let rawValue: UInt16

  /// The flags that a program passed.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// IPC_NOWAIT: fail, do not wait.
  public static let noWait = SemaphoreFlags(rawValue: 0x800)
  /// SEM_UNDO: taken back when the process ends.
  public static let undo = SemaphoreFlags(rawValue: 0x1000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: SemaphoreFlags)] = [
    ("SEM_UNDO", .undo), ("IPC_NOWAIT", .noWait),
  ]
}

/// What `semctl` tells about a set: `struct semid64_ds` of 64-bit RISC-V, 88 bytes.
public struct SemaphoreSetStatus: SharedStructure {
  /// Whose it is.
  public var permissions: IPCPermissions = IPCPermissions()
  /// When `semop` last changed it, seconds.
  public var operationTime: Int64 = 0
  /// When it was made or changed.
  public var changeTime: Int64 = 0
  /// Semaphores in the set.
  public var count: UInt64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "semid_ds", "What semctl tells about a set.",
    [
      ("struct ipc_perm", "sem_perm", 48), ("long", "sem_otime", 8), ("long", "sem_ctime", 8),
      ("unsigned long", "sem_nsems", 8), ("unsigned long", "__reserved[2]", 16),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SemaphoreSetStatus.layout.encode(
      permissions, operationTime, changeTime, count)
  }

  /// The structure in these bytes, or nil if there are fewer than 88.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SemaphoreSetStatus.layout, bytes) else { return nil }
    permissions = reader.next()
    operationTime = reader.next()
    changeTime = reader.next()
    count = reader.next()
  }

  /// SEMVMX: the largest value.
  public static let maximumValue: Int32 = 32767
  /// SEMMSL: the most semaphores of a set.
  public static let maximumCount = 32000
  /// SEMOPM: the most operations of one call.
  public static let maximumOperations = 500
  /// SEMMNI: sets that there can be.
  public static let maximumSets = 32000
}
