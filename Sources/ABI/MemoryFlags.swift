/// What a mapping permits: an argument of `mmap` and `mprotect`.
public struct MemoryProtection: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The protection that a program asked for.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// PROT_READ.
  public static let read = MemoryProtection(rawValue: 1)
  /// PROT_WRITE.
  public static let write = MemoryProtection(rawValue: 2)
  /// PROT_EXEC.
  public static let execute = MemoryProtection(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MemoryProtection)] = [
    ("PROT_NONE", []), ("PROT_READ", .read), ("PROT_WRITE", .write), ("PROT_EXEC", .execute),
  ]
}

/// What kind of mapping `mmap` makes; numbers of Linux's `asm-generic/mman.h`.
public struct MapFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MAP_SHARED.
  public static let shared = MapFlags(rawValue: 0x1)
  /// MAP_PRIVATE.
  public static let `private` = MapFlags(rawValue: 0x2)
  /// MAP_SHARED_VALIDATE, as MAP_SHARED but unknown flags are refused.
  public static let sharedValidate = MapFlags(rawValue: 0x3)
  /// MAP_FIXED.
  public static let fixed = MapFlags(rawValue: 0x10)
  /// MAP_ANONYMOUS.
  public static let anonymous = MapFlags(rawValue: 0x20)
  /// MAP_GROWSDOWN.
  public static let growsDown = MapFlags(rawValue: 0x100)
  /// MAP_LOCKED.
  public static let locked = MapFlags(rawValue: 0x2000)
  /// MAP_NORESERVE.
  public static let noReserve = MapFlags(rawValue: 0x4000)
  /// MAP_POPULATE.
  public static let populate = MapFlags(rawValue: 0x8000)
  /// MAP_NONBLOCK.
  public static let nonBlocking = MapFlags(rawValue: 0x10000)
  /// MAP_STACK.
  public static let stack = MapFlags(rawValue: 0x20000)
  /// MAP_HUGETLB.
  public static let hugePages = MapFlags(rawValue: 0x40000)
  /// MAP_FIXED_NOREPLACE.
  public static let fixedNoReplace = MapFlags(rawValue: 0x100000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MapFlags)] = [
    ("MAP_FILE", []), ("MAP_SHARED", .shared), ("MAP_PRIVATE", .private),
    ("MAP_SHARED_VALIDATE", .sharedValidate), ("MAP_FIXED", .fixed), ("MAP_ANONYMOUS", .anonymous),
    ("MAP_GROWSDOWN", .growsDown), ("MAP_LOCKED", .locked), ("MAP_NORESERVE", .noReserve),
    ("MAP_POPULATE", .populate), ("MAP_NONBLOCK", .nonBlocking), ("MAP_STACK", .stack),
    ("MAP_HUGETLB", .hugePages), ("MAP_FIXED_NOREPLACE", .fixedNoReplace),
  ]
}
