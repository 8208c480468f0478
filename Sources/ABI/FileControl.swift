/// What `fcntl` is asked to do.
public enum FileControl: UInt32, NamedNumber {
  /// F_DUPFD.
  case duplicate = 0
  /// F_GETFD.
  case getDescriptorFlags = 1
  /// F_SETFD.
  case setDescriptorFlags = 2
  /// F_GETFL.
  case getStatusFlags = 3
  /// F_SETFL.
  case setStatusFlags = 4
  /// F_GETLK.
  case getLock = 5
  /// F_SETLK.
  case setLock = 6
  /// F_SETLKW.
  case setLockWaiting = 7
  /// F_SETOWN.
  case setOwner = 8
  /// F_GETOWN.
  case getOwner = 9
  /// F_SETSIG.
  case setSignal = 10
  /// F_GETSIG.
  case getSignal = 11
  /// F_OFD_GETLK.
  case getOpenFileLock = 36
  /// F_OFD_SETLK.
  case setOpenFileLock = 37
  /// F_OFD_SETLKW.
  case setOpenFileLockWaiting = 38
  /// F_SETLEASE.
  case setLease = 1024
  /// F_GETLEASE.
  case getLease = 1025
  /// F_NOTIFY.
  case notify = 1026
  /// F_DUPFD_CLOEXEC.
  case duplicateCloseOnExec = 1030
  /// F_SETPIPE_SZ.
  case setPipeSize = 1031
  /// F_GETPIPE_SZ.
  case getPipeSize = 1032
  /// F_ADD_SEALS.
  case addSeals = 1033
  /// F_GET_SEALS.
  case getSeals = 1034

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .duplicate: "F_DUPFD"
    case .getDescriptorFlags: "F_GETFD"
    case .setDescriptorFlags: "F_SETFD"
    case .getStatusFlags: "F_GETFL"
    case .setStatusFlags: "F_SETFL"
    case .getLock: "F_GETLK"
    case .setLock: "F_SETLK"
    case .setLockWaiting: "F_SETLKW"
    case .setOwner: "F_SETOWN"
    case .getOwner: "F_GETOWN"
    case .setSignal: "F_SETSIG"
    case .getSignal: "F_GETSIG"
    case .getOpenFileLock: "F_OFD_GETLK"
    case .setOpenFileLock: "F_OFD_SETLK"
    case .setOpenFileLockWaiting: "F_OFD_SETLKW"
    case .setLease: "F_SETLEASE"
    case .getLease: "F_GETLEASE"
    case .notify: "F_NOTIFY"
    case .duplicateCloseOnExec: "F_DUPFD_CLOEXEC"
    case .setPipeSize: "F_SETPIPE_SZ"
    case .getPipeSize: "F_GETPIPE_SZ"
    case .addSeals: "F_ADD_SEALS"
    case .getSeals: "F_GET_SEALS"
    }
  }
}

/// What a descriptor, as against its open file, has: F_GETFD and F_SETFD.
public struct DescriptorFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// FD_CLOEXEC: `execve` closes it.
  public static let closeOnExec = DescriptorFlags(rawValue: 1)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: DescriptorFlags)] = [
    ("FD_CLOEXEC", .closeOnExec)
  ]
}

/// What a lock permits others: `l_type`.
public enum FileLockKind: Int16, NamedNumber {
  /// F_RDLCK: reading.
  case read = 0
  /// F_WRLCK: nothing.
  case write = 1
  /// F_UNLCK: everything: the lock goes.
  case unlock = 2

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .read: "F_RDLCK"
    case .write: "F_WRLCK"
    case .unlock: "F_UNLCK"
    }
  }
}

/// A lock on a part of a file: `struct flock`, 32 bytes.
public struct FileLock: SharedStructure {
  /// A `FileLockKind`.
  public var kind: Int16 = 0
  /// A `SeekOrigin`.
  public var origin: Int16 = 0
  /// Where it begins, from the origin.
  public var start: Int64 = 0
  /// Bytes; 0: to the end.
  public var length: Int64 = 0
  /// Who holds it.
  public var pid: Int32 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "flock", "A lock on a part of a file.",
    [
      ("short", "l_type", 2), ("short", "l_whence", 2), ("int", "", 4), ("long", "l_start", 8),
      ("long", "l_len", 8), ("int", "l_pid", 4), ("int", "", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    FileLock.layout.encode(
      kind, origin, start, length, pid)
  }

  /// The structure in these bytes, or nil if there are fewer than 32.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(FileLock.layout, bytes) else { return nil }
    kind = reader.next()
    origin = reader.next()
    start = reader.next()
    length = reader.next()
    pid = reader.next()
  }
}

/// What `flock` does.
public struct WholeFileLock: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// LOCK_SH: a lock that others may have too.
  public static let shared = WholeFileLock(rawValue: 1)
  /// LOCK_EX: a lock that nobody else may have.
  public static let exclusive = WholeFileLock(rawValue: 2)
  /// LOCK_NB: fail, do not wait.
  public static let nonBlocking = WholeFileLock(rawValue: 4)
  /// LOCK_UN: the lock goes.
  public static let unlock = WholeFileLock(rawValue: 8)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: WholeFileLock)] = [
    ("LOCK_SH", .shared), ("LOCK_EX", .exclusive), ("LOCK_NB", .nonBlocking), ("LOCK_UN", .unlock),
  ]
}

/// What `faccessat` asks.
public struct AccessModes: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// X_OK.
  public static let execute = AccessModes(rawValue: 1)
  /// W_OK.
  public static let write = AccessModes(rawValue: 2)
  /// R_OK.
  public static let read = AccessModes(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: AccessModes)] = [
    ("F_OK", []), ("R_OK", .read), ("W_OK", .write), ("X_OK", .execute),
  ]
}

/// What `renameat2` does with a name that exists.
public struct RenameFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// RENAME_NOREPLACE: it is an error.
  public static let noReplace = RenameFlags(rawValue: 1)
  /// RENAME_EXCHANGE: the two change places.
  public static let exchange = RenameFlags(rawValue: 2)
  /// RENAME_WHITEOUT: the old name becomes a whiteout.
  public static let whiteout = RenameFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: RenameFlags)] = [
    ("RENAME_NOREPLACE", .noReplace), ("RENAME_EXCHANGE", .exchange), ("RENAME_WHITEOUT", .whiteout),
  ]
}

/// What `fallocate` does with a part of a file.
public struct AllocateFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// FALLOC_FL_KEEP_SIZE: the file does not get longer.
  public static let keepSize = AllocateFlags(rawValue: 1)
  /// FALLOC_FL_PUNCH_HOLE: the part becomes a hole.
  public static let punchHole = AllocateFlags(rawValue: 2)
  /// FALLOC_FL_COLLAPSE_RANGE: the part goes, and what follows moves.
  public static let collapse = AllocateFlags(rawValue: 8)
  /// FALLOC_FL_ZERO_RANGE: the part becomes zeros.
  public static let zero = AllocateFlags(rawValue: 0x10)
  /// FALLOC_FL_INSERT_RANGE: a hole comes in, and what follows moves.
  public static let insert = AllocateFlags(rawValue: 0x20)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: AllocateFlags)] = [
    ("FALLOC_FL_KEEP_SIZE", .keepSize), ("FALLOC_FL_PUNCH_HOLE", .punchHole),
    ("FALLOC_FL_COLLAPSE_RANGE", .collapse), ("FALLOC_FL_ZERO_RANGE", .zero),
    ("FALLOC_FL_INSERT_RANGE", .insert),
  ]
}

/// What may no longer be done to a file: F_ADD_SEALS.
public struct FileSeals: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// F_SEAL_SEAL: add seals.
  public static let seal = FileSeals(rawValue: 1)
  /// F_SEAL_SHRINK: make it shorter.
  public static let shrink = FileSeals(rawValue: 2)
  /// F_SEAL_GROW: make it longer.
  public static let grow = FileSeals(rawValue: 4)
  /// F_SEAL_WRITE: write it.
  public static let write = FileSeals(rawValue: 8)
  /// F_SEAL_FUTURE_WRITE: write it but through mappings that exist.
  public static let futureWrite = FileSeals(rawValue: 0x10)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: FileSeals)] = [
    ("F_SEAL_SEAL", .seal), ("F_SEAL_SHRINK", .shrink), ("F_SEAL_GROW", .grow), ("F_SEAL_WRITE", .write),
    ("F_SEAL_FUTURE_WRITE", .futureWrite),
  ]
}

/// How `close_range` closes.
public struct CloseRangeFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// CLOSE_RANGE_UNSHARE: in a table of its own.
  public static let unshare = CloseRangeFlags(rawValue: 2)
  /// CLOSE_RANGE_CLOEXEC: not now but on exec.
  public static let closeOnExec = CloseRangeFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: CloseRangeFlags)] = [
    ("CLOSE_RANGE_UNSHARE", .unshare), ("CLOSE_RANGE_CLOEXEC", .closeOnExec),
  ]
}
