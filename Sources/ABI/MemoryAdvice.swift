/// What a program says of its memory: the third argument of `madvise`.
public enum MemoryAdvice: UInt32, NamedNumber {
  /// MADV_NORMAL: nothing in particular.
  case normal = 0
  /// MADV_RANDOM: no order, so read nothing ahead.
  case random = 1
  /// MADV_SEQUENTIAL: from beginning to end, so read ahead.
  case sequential = 2
  /// MADV_WILLNEED: soon, so read it now.
  case willNeed = 3
  /// MADV_DONTNEED: the pages go; the next touch finds zeros or the file.
  case dontNeed = 4
  /// MADV_FREE: the pages may go unless they are written again.
  case free = 8
  /// MADV_REMOVE: the pages go from the file too.
  case remove = 9
  /// MADV_DONTFORK: children do not get it.
  case dontFork = 10
  /// MADV_DOFORK: takes MADV_DONTFORK back.
  case doFork = 11
  /// MADV_MERGEABLE: equal pages may be merged.
  case mergeable = 12
  /// MADV_UNMERGEABLE: takes MADV_MERGEABLE back.
  case unmergeable = 13
  /// MADV_HUGEPAGE: 2 MiB pages are welcome.
  case hugePage = 14
  /// MADV_NOHUGEPAGE: takes MADV_HUGEPAGE back.
  case noHugePage = 15
  /// MADV_DONTDUMP: not in core files.
  case dontDump = 16
  /// MADV_DODUMP: takes MADV_DONTDUMP back.
  case doDump = 17
  /// MADV_WIPEONFORK: children find zeros.
  case wipeOnFork = 18
  /// MADV_KEEPONFORK: takes MADV_WIPEONFORK back.
  case keepOnFork = 19
  /// MADV_COLD: not needed soon.
  case cold = 20
  /// MADV_PAGEOUT: to swap at once.
  case pageOut = 21
  /// MADV_POPULATE_READ: touch every page for reading.
  case populateRead = 22
  /// MADV_POPULATE_WRITE: touch every page for writing.
  case populateWrite = 23

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .normal: "MADV_NORMAL"
    case .random: "MADV_RANDOM"
    case .sequential: "MADV_SEQUENTIAL"
    case .willNeed: "MADV_WILLNEED"
    case .dontNeed: "MADV_DONTNEED"
    case .free: "MADV_FREE"
    case .remove: "MADV_REMOVE"
    case .dontFork: "MADV_DONTFORK"
    case .doFork: "MADV_DOFORK"
    case .mergeable: "MADV_MERGEABLE"
    case .unmergeable: "MADV_UNMERGEABLE"
    case .hugePage: "MADV_HUGEPAGE"
    case .noHugePage: "MADV_NOHUGEPAGE"
    case .dontDump: "MADV_DONTDUMP"
    case .doDump: "MADV_DODUMP"
    case .wipeOnFork: "MADV_WIPEONFORK"
    case .keepOnFork: "MADV_KEEPONFORK"
    case .cold: "MADV_COLD"
    case .pageOut: "MADV_PAGEOUT"
    case .populateRead: "MADV_POPULATE_READ"
    case .populateWrite: "MADV_POPULATE_WRITE"
    }
  }
}

/// How `mremap` moves a mapping.
public struct RemapFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MREMAP_MAYMOVE: it may move.
  public static let mayMove = RemapFlags(rawValue: 1)
  /// MREMAP_FIXED: to the address that is given.
  public static let fixed = RemapFlags(rawValue: 2)
  /// MREMAP_DONTUNMAP: the old place stays mapped, and empty.
  public static let keepOld = RemapFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: RemapFlags)] = [
    ("MREMAP_MAYMOVE", .mayMove), ("MREMAP_FIXED", .fixed), ("MREMAP_DONTUNMAP", .keepOld),
  ]
}

/// How `msync` writes back.
public struct SyncFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MS_ASYNC: some time.
  public static let later = SyncFlags(rawValue: 1)
  /// MS_INVALIDATE: other mappings must see the file.
  public static let invalidate = SyncFlags(rawValue: 2)
  /// MS_SYNC: before the call returns.
  public static let now = SyncFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: SyncFlags)] = [
    ("MS_SYNC", .now), ("MS_ASYNC", .later), ("MS_INVALIDATE", .invalidate),
  ]
}

/// What `mlockall` locks.
public struct LockAllFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MCL_CURRENT: what is mapped now.
  public static let current = LockAllFlags(rawValue: 1)
  /// MCL_FUTURE: what will be mapped.
  public static let future = LockAllFlags(rawValue: 2)
  /// MCL_ONFAULT: each page when it is first touched.
  public static let onFault = LockAllFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.decimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: LockAllFlags)] = [
    ("MCL_CURRENT", .current), ("MCL_FUTURE", .future), ("MCL_ONFAULT", .onFault),
  ]
}

/// What kind of file `memfd_create` makes.
public struct MemoryFileFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MFD_CLOEXEC: the descriptor closes on exec.
  public static let closeOnExec = MemoryFileFlags(rawValue: 1)
  /// MFD_ALLOW_SEALING: seals may be added.
  public static let allowSealing = MemoryFileFlags(rawValue: 2)
  /// MFD_HUGETLB: of huge pages.
  public static let hugePages = MemoryFileFlags(rawValue: 4)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MemoryFileFlags)] = [
    ("MFD_CLOEXEC", .closeOnExec), ("MFD_ALLOW_SEALING", .allowSealing), ("MFD_HUGETLB", .hugePages),
  ]
}
