/// What `statfs` tells about a file system: `struct statfs`, 120 bytes.
public struct FileSystemStatus: SharedStructure {
  /// Which file system: a `FileSystemMagic`.
  public var type: Int64 = 0
  /// Bytes of a block.
  public var blockSize: Int64 = 4096
  /// Blocks there are.
  public var blocks: UInt64 = 0
  /// Blocks that are free.
  public var freeBlocks: UInt64 = 0
  /// Blocks that are free for everybody.
  public var availableBlocks: UInt64 = 0
  /// Inodes there are.
  public var files: UInt64 = 0
  /// Inodes that are free.
  public var freeFiles: UInt64 = 0
  /// Its own number.
  public var identifier: UInt64 = 0
  /// The longest name.
  public var nameLength: Int64 = 255
  /// The unit that blocks are counted in.
  public var fragmentSize: Int64 = 4096
  /// How it is mounted.
  public var flags: Int64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "statfs", "What statfs tells about a file system.",
    [
      ("long", "f_type", 8), ("long", "f_bsize", 8), ("unsigned long", "f_blocks", 8),
      ("unsigned long", "f_bfree", 8), ("unsigned long", "f_bavail", 8), ("unsigned long", "f_files", 8),
      ("unsigned long", "f_ffree", 8), ("unsigned long", "f_fsid", 8), ("long", "f_namelen", 8),
      ("long", "f_frsize", 8), ("long", "f_flags", 8), ("long", "__unused[4]", 32),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    FileSystemStatus.layout.encode(
      type, blockSize, blocks, freeBlocks, availableBlocks, files, freeFiles, identifier, nameLength,
      fragmentSize, flags)
  }

  /// The structure in these bytes, or nil if there are fewer than 120.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(FileSystemStatus.layout, bytes) else { return nil }
    type = reader.next()
    blockSize = reader.next()
    blocks = reader.next()
    freeBlocks = reader.next()
    availableBlocks = reader.next()
    files = reader.next()
    freeFiles = reader.next()
    identifier = reader.next()
    nameLength = reader.next()
    fragmentSize = reader.next()
    flags = reader.next()
  }
}

/// The numbers that file systems are known by: `f_type`; Linux's `linux/magic.h`.
public enum FileSystemMagic: UInt32, NamedNumber {
  /// TMPFS_MAGIC.
  case ram = 0x1021994
  /// PROC_SUPER_MAGIC.
  case processes = 0x9fa0
  /// PIPEFS_MAGIC.
  case pipes = 0x50495045
  /// SOCKFS_MAGIC.
  case sockets = 0x534f434b
  /// ANON_INODE_FS_MAGIC.
  case anonymous = 0x9041934
  /// EXT4_SUPER_MAGIC.
  case ext4 = 0xef53
  /// DEVPTS_SUPER_MAGIC.
  case terminals = 0x1cd1

  /// The base in which headers write them.
  public static var base: NamedConstant.Base { .hexadecimal }

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .ram: "TMPFS_MAGIC"
    case .processes: "PROC_SUPER_MAGIC"
    case .pipes: "PIPEFS_MAGIC"
    case .sockets: "SOCKFS_MAGIC"
    case .anonymous: "ANON_INODE_FS_MAGIC"
    case .ext4: "EXT4_SUPER_MAGIC"
    case .terminals: "DEVPTS_SUPER_MAGIC"
    }
  }
}
