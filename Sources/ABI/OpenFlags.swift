/// How a file is opened: the third argument of `openat`.
///
/// Numbers are those of Linux's `asm-generic/fcntl.h`. The lowest two bits are a number, not flags: `accessMode`.
public struct OpenFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// O_WRONLY.
  public static let writeOnly = OpenFlags(rawValue: 0o1)
  /// O_RDWR.
  public static let readWrite = OpenFlags(rawValue: 0o2)
  /// O_ACCMODE, the mask of the access mode.
  public static let accessModeMask = OpenFlags(rawValue: 0o3)
  /// O_CREAT.
  public static let create = OpenFlags(rawValue: 0o100)
  /// O_EXCL.
  public static let exclusive = OpenFlags(rawValue: 0o200)
  /// O_NOCTTY.
  public static let noControllingTerminal = OpenFlags(rawValue: 0o400)
  /// O_TRUNC.
  public static let truncate = OpenFlags(rawValue: 0o1000)
  /// O_APPEND.
  public static let append = OpenFlags(rawValue: 0o2000)
  /// O_NONBLOCK.
  public static let nonBlocking = OpenFlags(rawValue: 0o4000)
  /// O_DSYNC.
  public static let dataSync = OpenFlags(rawValue: 0o10000)
  /// O_ASYNC: SIGIO when it is ready.
  public static let asynchronous = OpenFlags(rawValue: 0o20000)
  /// O_DIRECT.
  public static let direct = OpenFlags(rawValue: 0o40000)
  /// O_LARGEFILE.
  public static let largeFile = OpenFlags(rawValue: 0o100000)
  /// O_DIRECTORY.
  public static let directory = OpenFlags(rawValue: 0o200000)
  /// O_NOFOLLOW.
  public static let noFollow = OpenFlags(rawValue: 0o400000)
  /// O_NOATIME.
  public static let noAccessTime = OpenFlags(rawValue: 0o1000000)
  /// O_CLOEXEC.
  public static let closeOnExec = OpenFlags(rawValue: 0o2000000)
  /// O_SYNC, which includes O_DSYNC.
  public static let sync = OpenFlags(rawValue: 0o4010000)
  /// O_PATH.
  public static let path = OpenFlags(rawValue: 0o10000000)
  /// O_TMPFILE, which includes O_DIRECTORY.
  public static let temporaryFile = OpenFlags(rawValue: 0o20200000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: OpenFlags)] = [
    ("O_RDONLY", []), ("O_WRONLY", .writeOnly), ("O_RDWR", .readWrite), ("O_ACCMODE", .accessModeMask),
    ("O_CREAT", .create), ("O_EXCL", .exclusive), ("O_NOCTTY", .noControllingTerminal),
    ("O_TRUNC", .truncate), ("O_APPEND", .append), ("O_NONBLOCK", .nonBlocking), ("O_NDELAY", .nonBlocking),
    ("O_SYNC", .sync), ("O_DSYNC", .dataSync), ("O_DIRECT", .direct), ("O_LARGEFILE", .largeFile),
    ("O_NOFOLLOW", .noFollow), ("O_NOATIME", .noAccessTime), ("O_CLOEXEC", .closeOnExec), ("O_PATH", .path),
    ("O_TMPFILE", .temporaryFile), ("O_DIRECTORY", .directory), ("O_ASYNC", .asynchronous),
  ]
}

extension OpenFlags {
  /// What the access mode permits; the fourth value, 3, permits neither.
  public enum AccessMode: UInt32, Sendable { case readOnly, writeOnly, readWrite, neither }

  /// The number in the lowest two bits.
  public var accessMode: AccessMode { AccessMode(rawValue: rawValue & OpenFlags.accessModeMask.rawValue)! }
}

/// How `openat`, `newfstatat` and their kin read a path.
public struct PathFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// AT_FDCWD: the descriptor that stands for the current directory.
  public static let currentDirectory: Int32 = -100

  /// AT_SYMLINK_NOFOLLOW.
  public static let noFollow = PathFlags(rawValue: 0x100)
  /// AT_REMOVEDIR, to `unlinkat`.
  public static let removeDirectory = PathFlags(rawValue: 0x200)
  /// AT_EACCESS, to `faccessat`: the same bit as AT_REMOVEDIR.
  public static let effectiveAccess = PathFlags(rawValue: 0x200)
  /// AT_SYMLINK_FOLLOW.
  public static let follow = PathFlags(rawValue: 0x400)
  /// AT_NO_AUTOMOUNT.
  public static let noAutomount = PathFlags(rawValue: 0x800)
  /// AT_EMPTY_PATH.
  public static let emptyPath = PathFlags(rawValue: 0x1000)

  /// AT_STATX_FORCE_SYNC, to `statx`.
  public static let forceSync = PathFlags(rawValue: 0x2000)
  /// AT_STATX_DONT_SYNC, to `statx`.
  public static let noSync = PathFlags(rawValue: 0x4000)
  /// AT_RECURSIVE, to `open_tree` and its kin.
  public static let recursive = PathFlags(rawValue: 0x8000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: PathFlags)] = [
    ("AT_SYMLINK_NOFOLLOW", .noFollow), ("AT_REMOVEDIR", .removeDirectory),
    ("AT_EACCESS", .effectiveAccess), ("AT_SYMLINK_FOLLOW", .follow), ("AT_NO_AUTOMOUNT", .noAutomount),
    ("AT_EMPTY_PATH", .emptyPath), ("AT_STATX_FORCE_SYNC", .forceSync), ("AT_STATX_DONT_SYNC", .noSync),
    ("AT_RECURSIVE", .recursive),
  ]
}

/// Where `lseek` counts from.
public enum SeekOrigin: UInt32, NamedNumber {
  /// SEEK_SET, the file's beginning.
  case start = 0
  /// SEEK_CUR, the present position.
  case current = 1
  /// SEEK_END, the file's end.
  case end = 2
  /// SEEK_DATA, the next byte that is not in a hole.
  case data = 3
  /// SEEK_HOLE, the next hole.
  case hole = 4

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .start: "SEEK_SET"
    case .current: "SEEK_CUR"
    case .end: "SEEK_END"
    case .data: "SEEK_DATA"
    case .hole: "SEEK_HOLE"
    }
  }
}
