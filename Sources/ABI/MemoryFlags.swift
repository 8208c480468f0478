/// What a mapping permits: an argument of `mmap` and `mprotect`.
public struct MemoryProtection: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// PROT_READ.
  public static let read = MemoryProtection(rawValue: 1)
  /// PROT_WRITE.
  public static let write = MemoryProtection(rawValue: 2)
  /// PROT_EXEC.
  public static let execute = MemoryProtection(rawValue: 4)
  /// PROT_SEM: fit for atomic operations, which all memory is.
  public static let atomic = MemoryProtection(rawValue: 8)
  /// PROT_GROWSDOWN: of `mprotect`: down to the beginning of the stack.
  public static let growsDown = MemoryProtection(rawValue: 0x1000000)
  /// PROT_GROWSUP: of `mprotect`: up to the end of a stack that grows upwards.
  public static let growsUp = MemoryProtection(rawValue: 0x2000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MemoryProtection)] = [
    ("PROT_NONE", []), ("PROT_READ", .read), ("PROT_WRITE", .write), ("PROT_EXEC", .execute),
    ("PROT_SEM", .atomic), ("PROT_GROWSDOWN", .growsDown), ("PROT_GROWSUP", .growsUp),
  ]
}

/// What kind of mapping `mmap` makes; numbers of Linux's `asm-generic/mman.h`.
public struct MapFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MAP_SHARED.
  public static let shared = MapFlags(rawValue: 1)
  /// MAP_PRIVATE.
  public static let `private` = MapFlags(rawValue: 2)
  /// MAP_SHARED_VALIDATE: as MAP_SHARED, but unknown flags are refused.
  public static let sharedValidate = MapFlags(rawValue: 3)
  /// MAP_FIXED: exactly there, in the place of what was mapped.
  public static let fixed = MapFlags(rawValue: 0x10)
  /// MAP_ANONYMOUS: zeros, no file.
  public static let anonymous = MapFlags(rawValue: 0x20)
  /// MAP_GROWSDOWN: it grows as a stack does.
  public static let growsDown = MapFlags(rawValue: 0x100)
  /// MAP_DENYWRITE: ignored.
  public static let denyWrite = MapFlags(rawValue: 0x800)
  /// MAP_EXECUTABLE: ignored.
  public static let executable = MapFlags(rawValue: 0x1000)
  /// MAP_LOCKED: as if locked with `mlock`.
  public static let locked = MapFlags(rawValue: 0x2000)
  /// MAP_NORESERVE: no swap is set aside for it.
  public static let noReserve = MapFlags(rawValue: 0x4000)
  /// MAP_POPULATE: every page is touched at once.
  public static let populate = MapFlags(rawValue: 0x8000)
  /// MAP_NONBLOCK: with MAP_POPULATE: only pages in memory.
  public static let nonBlocking = MapFlags(rawValue: 0x10000)
  /// MAP_STACK: a hint that it becomes a stack.
  public static let stack = MapFlags(rawValue: 0x20000)
  /// MAP_HUGETLB: 2 MiB pages, or those that MAP_HUGE_SHIFT says.
  public static let hugePages = MapFlags(rawValue: 0x40000)
  /// MAP_SYNC: of persistent memory.
  public static let sync = MapFlags(rawValue: 0x80000)
  /// MAP_FIXED_NOREPLACE: exactly there, or an error.
  public static let fixedNoReplace = MapFlags(rawValue: 0x100000)
  /// MAP_UNINITIALIZED: not cleared; only where there is no MMU.
  public static let uninitialized = MapFlags(rawValue: 0x4000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MapFlags)] = [
    ("MAP_FILE", []), ("MAP_SHARED_VALIDATE", .sharedValidate), ("MAP_SHARED", .shared),
    ("MAP_PRIVATE", .private), ("MAP_FIXED", .fixed), ("MAP_ANONYMOUS", .anonymous),
    ("MAP_NORESERVE", .noReserve), ("MAP_POPULATE", .populate), ("MAP_NONBLOCK", .nonBlocking),
    ("MAP_GROWSDOWN", .growsDown), ("MAP_DENYWRITE", .denyWrite), ("MAP_EXECUTABLE", .executable),
    ("MAP_LOCKED", .locked), ("MAP_STACK", .stack), ("MAP_HUGETLB", .hugePages), ("MAP_SYNC", .sync),
    ("MAP_FIXED_NOREPLACE", .fixedNoReplace), ("MAP_UNINITIALIZED", .uninitialized),
  ]

  /// MAP_TYPE: the bits of which MAP_SHARED, MAP_PRIVATE and MAP_SHARED_VALIDATE are the values.
  public static let typeMask = MapFlags(rawValue: 0xf)
  /// MAP_HUGE_SHIFT: the flags above it are the power of two of the huge page's size, 6 bits.
  public static let hugeShift: UInt32 = 26

  /// What else the header defines.
  public static let more: [NamedConstant] = [
    NamedConstant("MAP_ANON", 0x20, .hexadecimal), NamedConstant("MAP_TYPE", 0xf, .hexadecimal),
    NamedConstant("MAP_HUGE_SHIFT", 26), NamedConstant("MAP_HUGE_MASK", 0x3f, .hexadecimal),
    NamedConstant("MAP_HUGE_2MB", 21 << 26, .hexadecimal),
    NamedConstant("MAP_HUGE_1GB", 30 << 26, .hexadecimal),
  ]
}
