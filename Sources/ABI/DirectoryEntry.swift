/// What kind of file a name stands for: `d_type`, which is bits 12 to 15 of its mode.
public enum DirectoryEntryType: UInt8, NamedNumber {
  /// DT_UNKNOWN.
  case unknown = 0
  /// DT_FIFO.
  case fifo = 1
  /// DT_CHR.
  case characterDevice = 2
  /// DT_DIR.
  case directory = 4
  /// DT_BLK.
  case blockDevice = 6
  /// DT_REG.
  case regular = 8
  /// DT_LNK.
  case symbolicLink = 10
  /// DT_SOCK.
  case socket = 12
  /// DT_WHT.
  case whiteout = 14

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .unknown: "DT_UNKNOWN"
    case .fifo: "DT_FIFO"
    case .characterDevice: "DT_CHR"
    case .directory: "DT_DIR"
    case .blockDevice: "DT_BLK"
    case .regular: "DT_REG"
    case .symbolicLink: "DT_LNK"
    case .socket: "DT_SOCK"
    case .whiteout: "DT_WHT"
    }
  }
}

/// One name in a directory: `struct linux_dirent64`, 19 bytes and then the name.
public struct DirectoryEntry: Sendable, Equatable {
  /// The file's number.
  public var inode: UInt64
  /// Where the next entry begins, a cookie for `lseek`.
  public var offset: Int64
  /// The file's kind.
  public var type: DirectoryEntryType
  /// The name, without a zero at its end.
  public var name: [UInt8]

  /// A name in a directory.
  public init(inode: UInt64, offset: Int64, type: DirectoryEntryType, name: [UInt8]) {
    self.inode = inode
    self.offset = offset
    self.type = type
    self.name = name
  }

  /// The members before the name.
  static let header = StructLayout(
    "dirent64", "One name in a directory.",
    [
      ("unsigned long", "d_ino", 8), ("long", "d_off", 8), ("unsigned short", "d_reclen", 2),
      ("unsigned char", "d_type", 1),
    ])

  /// Bytes that the entry takes in a program's buffer, a multiple of 8.
  public var recordLength: Int { (DirectoryEntry.header.size + name.count + 1 + 7) & ~7 }

  /// The bytes in a program's buffer, the name with its zero.
  public var encoded: [UInt8] {
    let bytes = DirectoryEntry.header.encode(inode, offset, UInt16(recordLength), type.rawValue) + name
    return bytes + repeatElement(0, count: recordLength - bytes.count)
  }

  /// The entry at the beginning of a buffer, or nil if there is none; the next one is `recordLength` bytes on.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(DirectoryEntry.header, bytes) else { return nil }
    inode = reader.next()
    offset = reader.next()
    let length: UInt16 = reader.next()
    let type: UInt8 = reader.next()
    self.type = DirectoryEntryType(rawValue: type) ?? .unknown
    name = Array(bytes.prefix(Int(length)).dropFirst(DirectoryEntry.header.size).prefix { $0 != 0 })
  }

  /// The C declaration, with room for the longest name.
  static let declaration = """
    // One name in a directory.
    struct dirent {
      unsigned long d_ino;
      long d_off;
      unsigned short d_reclen;
      unsigned char d_type;
      char d_name[256];
    };
    _Static_assert(__builtin_offsetof(struct dirent, d_reclen) == 16, "struct dirent");
    _Static_assert(__builtin_offsetof(struct dirent, d_type) == 18, "struct dirent");
    _Static_assert(__builtin_offsetof(struct dirent, d_name) == 19, "struct dirent");
    """
}
