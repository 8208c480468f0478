/// How something is mounted: the fourth argument of `mount`.
///
/// Numbers are those of Linux's `linux/mount.h`.
public struct MountFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt64

  /// The flags that a program passed.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// MS_RDONLY: nothing is changed through the mount.
  public static let readOnly = MountFlags(rawValue: 1)
  /// MS_NOSUID: programs run as who starts them.
  public static let noSetUserID = MountFlags(rawValue: 2)
  /// MS_NODEV: devices cannot be opened.
  public static let noDevices = MountFlags(rawValue: 4)
  /// MS_NOEXEC: programs cannot be started.
  public static let noExecute = MountFlags(rawValue: 8)
  /// MS_SYNCHRONOUS: what is written is written at once.
  public static let synchronous = MountFlags(rawValue: 16)
  /// MS_REMOUNT: the flags of a mount change.
  public static let remount = MountFlags(rawValue: 32)
  /// MS_MANDLOCK: locks bind everybody; Linux has given it up.
  public static let mandatoryLocks = MountFlags(rawValue: 64)
  /// MS_DIRSYNC: names are written at once.
  public static let synchronousNames = MountFlags(rawValue: 128)
  /// MS_NOSYMFOLLOW: symbolic links are not followed.
  public static let noSymbolicLinks = MountFlags(rawValue: 256)
  /// MS_NOATIME: when something was read is not noted.
  public static let noAccessTime = MountFlags(rawValue: 1024)
  /// MS_NODIRATIME: the same of directories only.
  public static let noDirectoryAccessTime = MountFlags(rawValue: 2048)
  /// MS_BIND: a part of the tree appears at a second place.
  public static let bind = MountFlags(rawValue: 4096)
  /// MS_MOVE: a mount gets another place.
  public static let move = MountFlags(rawValue: 8192)
  /// MS_REC: with all that is mounted below.
  public static let recursive = MountFlags(rawValue: 16384)
  /// MS_SILENT: fewer words in the log.
  public static let silent = MountFlags(rawValue: 32768)
  /// MS_UNBINDABLE: it cannot appear at a second place.
  public static let unbindable = MountFlags(rawValue: 1 << 17)
  /// MS_PRIVATE: nobody else sees what is mounted there.
  public static let `private` = MountFlags(rawValue: 1 << 18)
  /// MS_SLAVE: it sees what others mount, and they not what it does.
  public static let slave = MountFlags(rawValue: 1 << 19)
  /// MS_SHARED: both see what the other mounts.
  public static let shared = MountFlags(rawValue: 1 << 20)
  /// MS_RELATIME: when something was read is noted once after each change.
  public static let relativeAccessTime = MountFlags(rawValue: 1 << 21)
  /// MS_STRICTATIME: when something was read is noted each time.
  public static let strictAccessTime = MountFlags(rawValue: 1 << 24)
  /// MS_LAZYTIME: times are written late.
  public static let lazyTime = MountFlags(rawValue: 1 << 25)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MountFlags)] = [
    ("MS_RDONLY", .readOnly), ("MS_NOSUID", .noSetUserID), ("MS_NODEV", .noDevices),
    ("MS_NOEXEC", .noExecute), ("MS_SYNCHRONOUS", .synchronous), ("MS_REMOUNT", .remount),
    ("MS_MANDLOCK", .mandatoryLocks), ("MS_DIRSYNC", .synchronousNames),
    ("MS_NOSYMFOLLOW", .noSymbolicLinks), ("MS_NOATIME", .noAccessTime),
    ("MS_NODIRATIME", .noDirectoryAccessTime), ("MS_BIND", .bind), ("MS_MOVE", .move), ("MS_REC", .recursive),
    ("MS_SILENT", .silent), ("MS_UNBINDABLE", .unbindable), ("MS_PRIVATE", .private), ("MS_SLAVE", .slave),
    ("MS_SHARED", .shared), ("MS_RELATIME", .relativeAccessTime), ("MS_STRICTATIME", .strictAccessTime),
    ("MS_LAZYTIME", .lazyTime),
  ]
}

/// How `umount2` takes a mount away.
public struct UnmountFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MNT_FORCE: even if requests are under way.
  public static let force = UnmountFlags(rawValue: 1)
  /// MNT_DETACH: out of the tree at once, and gone when nobody uses it any more.
  public static let detach = UnmountFlags(rawValue: 2)
  /// MNT_EXPIRE: only if nobody used it since this was last asked.
  public static let expire = UnmountFlags(rawValue: 4)
  /// UMOUNT_NOFOLLOW: a symbolic link is not followed.
  public static let noFollow = UnmountFlags(rawValue: 8)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: UnmountFlags)] = [
    ("MNT_FORCE", .force), ("MNT_DETACH", .detach), ("MNT_EXPIRE", .expire), ("UMOUNT_NOFOLLOW", .noFollow),
  ]
}

/// How far `openat2` lets a path lead.
public struct ResolveFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt64

  /// The flags that a program passed.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// RESOLVE_NO_XDEV: not to another mount.
  public static let noCrossing = ResolveFlags(rawValue: 1)
  /// RESOLVE_NO_MAGICLINKS: not over a link of /proc that is none.
  public static let noMagicLinks = ResolveFlags(rawValue: 2)
  /// RESOLVE_NO_SYMLINKS: not over any link.
  public static let noSymbolicLinks = ResolveFlags(rawValue: 4)
  /// RESOLVE_BENEATH: not out of the directory that it begins in.
  public static let beneath = ResolveFlags(rawValue: 8)
  /// RESOLVE_IN_ROOT: the directory that it begins in is the root.
  public static let inRoot = ResolveFlags(rawValue: 16)
  /// RESOLVE_CACHED: only if nothing has to be read for it.
  public static let cached = ResolveFlags(rawValue: 32)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: ResolveFlags)] = [
    ("RESOLVE_NO_XDEV", .noCrossing), ("RESOLVE_NO_MAGICLINKS", .noMagicLinks),
    ("RESOLVE_NO_SYMLINKS", .noSymbolicLinks), ("RESOLVE_BENEATH", .beneath), ("RESOLVE_IN_ROOT", .inRoot),
    ("RESOLVE_CACHED", .cached),
  ]
}

/// What `openat2` takes: `struct open_how`, 24 bytes.
public struct OpenHow: SharedStructure {
  /// Open flags, permissions of a new file, and how far the path may lead.
  public var flags, mode, resolve: UInt64

  /// All zero.
  public init() { (flags, mode, resolve) = (0, 0, 0) }

  /// Where each member lies.
  public static let layout = StructLayout(
    "open_how", "How openat2 opens a file.",
    [
      ("unsigned long long", "flags", 8), ("unsigned long long", "mode", 8),
      ("unsigned long long", "resolve", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] { OpenHow.layout.encode(flags, mode, resolve) }

  /// The structure in these bytes, or nil if there are fewer than 24.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(OpenHow.layout, bytes) else { return nil }
    flags = reader.next()
    mode = reader.next()
    resolve = reader.next()
  }
}
