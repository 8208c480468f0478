/// How `shmget`, `semget` and `msgget` make or find an object; the lowest 9 bits are its mode.
public struct IPCFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// IPC_CREAT: make it if there is none.
  public static let create = IPCFlags(rawValue: 0o1000)
  /// IPC_EXCL: it is an error if there is one.
  public static let exclusive = IPCFlags(rawValue: 0o2000)
  /// IPC_NOWAIT: of the other calls: fail, do not wait.
  public static let noWait = IPCFlags(rawValue: 0o4000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: IPCFlags)] = [
    ("IPC_CREAT", .create), ("IPC_EXCL", .exclusive), ("IPC_NOWAIT", .noWait),
  ]
}

/// Whose a System V object is, and who may use it: `struct ipc64_perm` of 64-bit RISC-V, 48 bytes.
public struct IPCPermissions: SharedStructure, StructMember {
  /// The key that programs find it by.
  public var key: Int32 = 0
  /// The owner.
  public var uid: UInt32 = 0
  /// The owner's group.
  public var gid: UInt32 = 0
  /// Who made it.
  public var creatorUID: UInt32 = 0
  /// The maker's group.
  public var creatorGID: UInt32 = 0
  /// Permissions, and the state of a shared memory segment.
  public var mode: UInt32 = 0
  /// How often the slot was used, a part of the identifier.
  public var sequence: UInt16 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "ipc_perm", "Whose a System V object is, and who may use it.",
    [
      ("int", "__key", 4), ("unsigned int", "uid", 4), ("unsigned int", "gid", 4),
      ("unsigned int", "cuid", 4), ("unsigned int", "cgid", 4), ("unsigned int", "mode", 4),
      ("unsigned short", "__seq", 2), ("unsigned short", "__pad1", 2), ("int", "", 4),
      ("unsigned long", "__reserved[2]", 16),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    IPCPermissions.layout.encode(
      key, uid, gid, creatorUID, creatorGID, mode, sequence)
  }

  /// The structure in these bytes, or nil if there are fewer than 48.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(IPCPermissions.layout, bytes) else { return nil }
    key = reader.next()
    uid = reader.next()
    gid = reader.next()
    creatorUID = reader.next()
    creatorGID = reader.next()
    mode = reader.next()
    sequence = reader.next()
  }

  /// IPC_PRIVATE: the key of an object that only its identifier finds.
  public static let privateKey: Int32 = 0
}

/// What `shmctl`, `semctl` and `msgctl` all do.
public enum IPCCommand: UInt32, NamedNumber {
  /// IPC_RMID: the object goes.
  case remove = 0
  /// IPC_SET: change owner and mode.
  case set = 1
  /// IPC_STAT: read all of it.
  case status = 2
  /// IPC_INFO: read the limits.
  case information = 3

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .remove: "IPC_RMID"
    case .set: "IPC_SET"
    case .status: "IPC_STAT"
    case .information: "IPC_INFO"
    }
  }
}
