/// A time of `statx`: `struct statx_timestamp`, 16 bytes.
public struct ExtendedTimeStamp: SharedStructure, StructMember {
  /// Whole seconds.
  public var seconds: Int64
  /// Nanoseconds.
  public var nanoseconds: UInt32

  /// A time.
  public init(seconds: Int64 = 0, nanoseconds: UInt32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "statx_timestamp", "A time of statx.",
    [
      ("long", "tv_sec", 8), ("unsigned int", "tv_nsec", 4), ("int", "__pad1", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    ExtendedTimeStamp.layout.encode(seconds, nanoseconds)
  }

  /// The structure in these bytes, or nil if there are fewer than 16.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(ExtendedTimeStamp.layout, bytes) else { return nil }
    seconds = reader.next()
    nanoseconds = reader.next()
  }
}

/// What `statx` tells about a file: `struct statx`, 256 bytes.
public struct ExtendedStatus: SharedStructure {
  /// Which members are valid: STATX_*.
  public var mask: UInt32 = 0
  /// The best number of bytes for one read or write.
  public var blockSize: UInt32 = 4096
  /// Attributes.
  public var attributes: UInt64 = 0
  /// How many names the file has.
  public var linkCount: UInt32 = 1
  /// The owner.
  public var userID: UInt32 = 0
  /// The owner's group.
  public var groupID: UInt32 = 0
  /// Type and permissions.
  public var mode: UInt16 = 0
  /// The file's number.
  public var inode: UInt64 = 0
  /// Bytes.
  public var size: UInt64 = 0
  /// Blocks of 512 bytes.
  public var blockCount: UInt64 = 0
  /// Which attributes there are.
  public var attributesMask: UInt64 = 0
  /// When it was last read.
  public var accessTime: ExtendedTimeStamp = ExtendedTimeStamp()
  /// When it was made.
  public var birthTime: ExtendedTimeStamp = ExtendedTimeStamp()
  /// When its status last changed.
  public var changeTime: ExtendedTimeStamp = ExtendedTimeStamp()
  /// When its contents last changed.
  public var modificationTime: ExtendedTimeStamp = ExtendedTimeStamp()
  /// For a device file, the device.
  public var specialMajor: UInt32 = 0
  /// For a device file, the device.
  public var specialMinor: UInt32 = 0
  /// The device that holds the file.
  public var deviceMajor: UInt32 = 0
  /// The device that holds the file.
  public var deviceMinor: UInt32 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "statx", "What statx tells about a file.",
    [
      ("unsigned int", "stx_mask", 4), ("unsigned int", "stx_blksize", 4),
      ("unsigned long", "stx_attributes", 8), ("unsigned int", "stx_nlink", 4),
      ("unsigned int", "stx_uid", 4), ("unsigned int", "stx_gid", 4), ("unsigned short", "stx_mode", 2),
      ("unsigned short", "__pad1", 2), ("unsigned long", "stx_ino", 8), ("unsigned long", "stx_size", 8),
      ("unsigned long", "stx_blocks", 8), ("unsigned long", "stx_attributes_mask", 8),
      ("struct statx_timestamp", "stx_atime", 16), ("struct statx_timestamp", "stx_btime", 16),
      ("struct statx_timestamp", "stx_ctime", 16), ("struct statx_timestamp", "stx_mtime", 16),
      ("unsigned int", "stx_rdev_major", 4), ("unsigned int", "stx_rdev_minor", 4),
      ("unsigned int", "stx_dev_major", 4), ("unsigned int", "stx_dev_minor", 4),
      ("unsigned long", "__reserved[14]", 112),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    ExtendedStatus.layout.encode(
      mask, blockSize, attributes, linkCount, userID, groupID, mode, inode, size, blockCount,
      attributesMask, accessTime, birthTime, changeTime, modificationTime, specialMajor, specialMinor,
      deviceMajor, deviceMinor)
  }

  /// The structure in these bytes, or nil if there are fewer than 256.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(ExtendedStatus.layout, bytes) else { return nil }
    mask = reader.next()
    blockSize = reader.next()
    attributes = reader.next()
    linkCount = reader.next()
    userID = reader.next()
    groupID = reader.next()
    mode = reader.next()
    inode = reader.next()
    size = reader.next()
    blockCount = reader.next()
    attributesMask = reader.next()
    accessTime = reader.next()
    birthTime = reader.next()
    changeTime = reader.next()
    modificationTime = reader.next()
    specialMajor = reader.next()
    specialMinor = reader.next()
    deviceMajor = reader.next()
    deviceMinor = reader.next()
  }

  /// STATX_BASIC_STATS: all that `stat` tells.
  public static let basic: UInt32 = 0x7ff
}
