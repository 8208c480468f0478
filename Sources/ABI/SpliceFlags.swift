/// How `splice`, `tee` and `vmsplice` move data.
public struct SpliceFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// SPLICE_F_MOVE: move pages rather than copy.
  public static let move = SpliceFlags(rawValue: 1)
  /// SPLICE_F_NONBLOCK: do not wait.
  public static let nonBlocking = SpliceFlags(rawValue: 2)
  /// SPLICE_F_MORE: more follows.
  public static let more = SpliceFlags(rawValue: 4)
  /// SPLICE_F_GIFT: of `vmsplice`: the pages are the kernel's now.
  public static let gift = SpliceFlags(rawValue: 8)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: SpliceFlags)] = [
    ("SPLICE_F_MOVE", .move), ("SPLICE_F_NONBLOCK", .nonBlocking), ("SPLICE_F_MORE", .more),
    ("SPLICE_F_GIFT", .gift),
  ]
}

/// How `preadv2` and `pwritev2` differ from `preadv` and `pwritev`.
public struct ReadWriteFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// RWF_HIPRI: poll for the end.
  public static let highPriority = ReadWriteFlags(rawValue: 1)
  /// RWF_DSYNC: as with O_DSYNC.
  public static let dataSync = ReadWriteFlags(rawValue: 2)
  /// RWF_SYNC: as with O_SYNC.
  public static let sync = ReadWriteFlags(rawValue: 4)
  /// RWF_NOWAIT: fail, do not wait.
  public static let noWait = ReadWriteFlags(rawValue: 8)
  /// RWF_APPEND: as with O_APPEND.
  public static let append = ReadWriteFlags(rawValue: 0x10)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: ReadWriteFlags)] = [
    ("RWF_HIPRI", .highPriority), ("RWF_DSYNC", .dataSync), ("RWF_SYNC", .sync), ("RWF_NOWAIT", .noWait),
    ("RWF_APPEND", .append),
  ]
}
