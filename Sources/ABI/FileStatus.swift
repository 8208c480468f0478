/// What `fstat` and `newfstatat` tell about a file: `struct stat` of 64-bit RISC-V Linux, 128 bytes.
public struct FileStatus: SharedStructure {
  /// The device that holds the file.
  public var device: UInt64 = 0
  /// The file's number on its device.
  public var inode: UInt64 = 0
  /// The type and the permissions.
  public var mode: FileMode
  /// How many names the file has.
  public var linkCount: UInt32 = 1
  /// The owner.
  public var userID: UInt32 = 0
  /// The owner's group.
  public var groupID: UInt32 = 0
  /// For a device file, which device it is.
  public var specialDevice: UInt64 = 0
  /// The length in bytes.
  public var size: Int64 = 0
  /// The best number of bytes for one read or write.
  public var blockSize: Int32 = 4096
  /// How many 512-byte blocks the file takes.
  public var blockCount: Int64 = 0
  /// When it was last read.
  public var accessTime = TimeSpec()
  /// When its contents last changed.
  public var modificationTime = TimeSpec()
  /// When its status last changed.
  public var changeTime = TimeSpec()

  /// A file of which only the mode is known yet.
  public init(mode: FileMode) { self.mode = mode }

  /// Where each member lies; Linux's `asm-generic/stat.h`, with its pairs of seconds and nanoseconds as POSIX
  /// names them.
  public static let layout = StructLayout(
    "stat", "What stat and fstat tell about a file.",
    [
      ("unsigned long", "st_dev", 8), ("unsigned long", "st_ino", 8), ("unsigned int", "st_mode", 4),
      ("unsigned int", "st_nlink", 4), ("unsigned int", "st_uid", 4), ("unsigned int", "st_gid", 4),
      ("unsigned long", "st_rdev", 8), ("unsigned long", "__pad1", 8), ("long", "st_size", 8),
      ("int", "st_blksize", 4), ("int", "__pad2", 4), ("long", "st_blocks", 8),
      ("struct timespec", "st_atim", 16), ("struct timespec", "st_mtim", 16),
      ("struct timespec", "st_ctim", 16), ("unsigned int", "__unused4", 4), ("unsigned int", "__unused5", 4),
    ])

  /// The bytes that a program finds in its buffer.
  public var encoded: [UInt8] {
    FileStatus.layout.encode(
      device, inode, mode, linkCount, userID, groupID, specialDevice, size, blockSize, blockCount, accessTime,
      modificationTime, changeTime)
  }

  /// The status in a program's buffer, or nil if that has fewer than 128 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(FileStatus.layout, bytes) else { return nil }
    device = reader.next()
    inode = reader.next()
    mode = reader.next()
    linkCount = reader.next()
    userID = reader.next()
    groupID = reader.next()
    specialDevice = reader.next()
    size = reader.next()
    blockSize = reader.next()
    blockCount = reader.next()
    accessTime = reader.next()
    modificationTime = reader.next()
    changeTime = reader.next()
  }
}
