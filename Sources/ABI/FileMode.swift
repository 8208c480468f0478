/// A file's type and permissions, as `st_mode` holds them.
///
///     15      12 11   9 8     6 5     3 2     0
///     |  type   | sst  |  rwx  |  rwx  |  rwx  |
///                 setuid, setgid, sticky; owner; group; others
public struct FileMode: RawRepresentable, StructMember, Hashable, Sendable {
  /// The word as `st_mode` has it.
  public let rawValue: UInt32

  /// The mode in a word.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  init(member bytes: ArraySlice<UInt8>) { rawValue = UInt32(member: bytes) }

  /// A file of `type` with `permissions`, the lower 12 bits.
  public init(_ type: FileType, permissions: UInt32) {
    rawValue = type.rawValue | (permissions & 0o7777)
  }

  /// The type, or nil if the four bits are none that Linux knows.
  public var type: FileType? { FileType(rawValue: rawValue & FileType.mask) }

  /// The lower 12 bits.
  public var permissions: UInt32 { rawValue & 0o7777 }

  /// The permission bits under their C names.
  public static let constants: [NamedConstant] = [
    NamedConstant("S_ISUID", 0o4000, .octal), NamedConstant("S_ISGID", 0o2000, .octal),
    NamedConstant("S_ISVTX", 0o1000, .octal),
    NamedConstant("S_IRWXU", 0o700, .octal), NamedConstant("S_IRUSR", 0o400, .octal),
    NamedConstant("S_IWUSR", 0o200, .octal), NamedConstant("S_IXUSR", 0o100, .octal),
    NamedConstant("S_IRWXG", 0o070, .octal), NamedConstant("S_IRGRP", 0o040, .octal),
    NamedConstant("S_IWGRP", 0o020, .octal), NamedConstant("S_IXGRP", 0o010, .octal),
    NamedConstant("S_IRWXO", 0o007, .octal), NamedConstant("S_IROTH", 0o004, .octal),
    NamedConstant("S_IWOTH", 0o002, .octal), NamedConstant("S_IXOTH", 0o001, .octal),
  ]
}

/// What kind of file a mode describes: bits 12 to 15 of `st_mode`, in place.
public enum FileType: UInt32, NamedNumber {
  /// S_IFIFO.
  case fifo = 0o010000
  /// S_IFCHR.
  case characterDevice = 0o020000
  /// S_IFDIR.
  case directory = 0o040000
  /// S_IFBLK.
  case blockDevice = 0o060000
  /// S_IFREG.
  case regular = 0o100000
  /// S_IFLNK.
  case symbolicLink = 0o120000
  /// S_IFSOCK.
  case socket = 0o140000

  /// The base in which headers write them.
  public static var base: NamedConstant.Base { .octal }

  /// S_IFMT, the mask of these bits.
  public static let mask: UInt32 = 0o170000

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .fifo: "S_IFIFO"
    case .characterDevice: "S_IFCHR"
    case .directory: "S_IFDIR"
    case .blockDevice: "S_IFBLK"
    case .regular: "S_IFREG"
    case .symbolicLink: "S_IFLNK"
    case .socket: "S_IFSOCK"
    }
  }

  /// The C macro that asks for this type, such as `S_ISREG`.
  public var cTest: String {
    switch self {
    case .fifo: "S_ISFIFO"
    case .characterDevice: "S_ISCHR"
    case .directory: "S_ISDIR"
    case .blockDevice: "S_ISBLK"
    case .regular: "S_ISREG"
    case .symbolicLink: "S_ISLNK"
    case .socket: "S_ISSOCK"
    }
  }
}
