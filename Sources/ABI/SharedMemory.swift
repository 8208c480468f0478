/// How `shmat` maps a segment.
public struct SharedMemoryFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// SHM_RDONLY: for reading.
  public static let readOnly = SharedMemoryFlags(rawValue: 0o10000)
  /// SHM_RND: round the address down.
  public static let roundDown = SharedMemoryFlags(rawValue: 0o20000)
  /// SHM_REMAP: in the place of what was mapped.
  public static let replace = SharedMemoryFlags(rawValue: 0o40000)
  /// SHM_EXEC: for executing too.
  public static let execute = SharedMemoryFlags(rawValue: 0o100000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: SharedMemoryFlags)] = [
    ("SHM_RDONLY", .readOnly), ("SHM_RND", .roundDown), ("SHM_REMAP", .replace), ("SHM_EXEC", .execute),
  ]
}

/// What only `shmctl` does.
public enum SharedMemoryCommand: UInt32, NamedNumber {
  /// SHM_LOCK: keep it in memory.
  case lock = 11
  /// SHM_UNLOCK: it may be swapped again.
  case unlock = 12
  /// SHM_STAT: IPC_STAT by the index in the kernel's table.
  case statusByIndex = 13
  /// SHM_INFO: what all segments take.
  case use = 14

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .lock: "SHM_LOCK"
    case .unlock: "SHM_UNLOCK"
    case .statusByIndex: "SHM_STAT"
    case .use: "SHM_INFO"
    }
  }
}

/// What `shmctl` tells about a segment: `struct shmid64_ds`, 112 bytes.
public struct SharedMemorySegment: SharedStructure {
  /// Whose it is.
  public var permissions: IPCPermissions = IPCPermissions()
  /// Bytes.
  public var size: UInt64 = 0
  /// When it was last attached, seconds.
  public var attachTime: Int64 = 0
  /// When it was last detached.
  public var detachTime: Int64 = 0
  /// When it was made or changed.
  public var changeTime: Int64 = 0
  /// The process that made it.
  public var creator: Int32 = 0
  /// The last that attached or detached it.
  public var lastUser: Int32 = 0
  /// How often it is attached.
  public var attachments: UInt64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "shmid_ds", "What shmctl tells about a segment.",
    [
      ("struct ipc_perm", "shm_perm", 48), ("unsigned long", "shm_segsz", 8), ("long", "shm_atime", 8),
      ("long", "shm_dtime", 8), ("long", "shm_ctime", 8), ("int", "shm_cpid", 4), ("int", "shm_lpid", 4),
      ("unsigned long", "shm_nattch", 8), ("unsigned long", "__reserved[2]", 16),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SharedMemorySegment.layout.encode(
      permissions, size, attachTime, detachTime, changeTime, creator, lastUser, attachments)
  }

  /// The structure in these bytes, or nil if there are fewer than 112.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SharedMemorySegment.layout, bytes) else { return nil }
    permissions = reader.next()
    size = reader.next()
    attachTime = reader.next()
    detachTime = reader.next()
    changeTime = reader.next()
    creator = reader.next()
    lastUser = reader.next()
    attachments = reader.next()
  }

  /// SHM_DEST, in the mode: it goes with its last attachment.
  public static let destroyed: UInt32 = 0o1000
  /// SHM_LOCKED, in the mode: it stays in memory.
  public static let locked: UInt32 = 0o2000
  /// SHM_HUGETLB, to `shmget`: of huge pages.
  public static let hugePages: UInt32 = 0o4000
  /// SHM_NORESERVE, to `shmget`: no swap is set aside.
  public static let noReserve: UInt32 = 0o10000

  /// SHMMNI: segments that there can be.
  public static let maximumSegments = 4096

  /// What else the header defines.
  public static let more: [NamedConstant] = [
    NamedConstant("SHM_DEST", Int64(destroyed), .octal), NamedConstant("SHM_LOCKED", Int64(locked), .octal),
    NamedConstant("SHM_HUGETLB", Int64(hugePages), .octal),
    NamedConstant("SHM_NORESERVE", Int64(noReserve), .octal),
  ]
}
