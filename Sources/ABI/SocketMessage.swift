/// A message with its address and control data: `struct msghdr`, 56 bytes.
public struct MessageHeader: SharedStructure {
  /// Where the address lies.
  public var name: UInt64 = 0
  /// Its bytes.
  public var nameLength: UInt32 = 0
  /// Where the `iovec`s lie.
  public var vectors: UInt64 = 0
  /// How many there are.
  public var vectorCount: UInt64 = 0
  /// Where the control data lies.
  public var control: UInt64 = 0
  /// Its bytes.
  public var controlLength: UInt64 = 0
  /// What happened to it.
  public var flags: MessageFlags = []

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "msghdr", "A message with its address and control data.",
    [
      ("void *", "msg_name", 8), ("unsigned int", "msg_namelen", 4), ("int", "", 4),
      ("struct iovec *", "msg_iov", 8), ("unsigned long", "msg_iovlen", 8), ("void *", "msg_control", 8),
      ("unsigned long", "msg_controllen", 8), ("int", "msg_flags", 4), ("int", "", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    MessageHeader.layout.encode(
      name, nameLength, vectors, vectorCount, control, controlLength, flags)
  }

  /// The structure in these bytes, or nil if there are fewer than 56.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(MessageHeader.layout, bytes) else { return nil }
    name = reader.next()
    nameLength = reader.next()
    vectors = reader.next()
    vectorCount = reader.next()
    control = reader.next()
    controlLength = reader.next()
    flags = reader.next()
  }
}

/// What one piece of control data begins with: `struct cmsghdr`, 16 bytes.
public struct ControlHeader: SharedStructure {
  /// Bytes with this header.
  public var length: UInt64
  /// A `SocketLevel`.
  public var level: Int32
  /// A `ControlMessageType`.
  public var type: Int32

  /// A header.
  public init(length: UInt64 = 0, level: Int32 = 0, type: Int32 = 0) {
    self.length = length
    self.level = level
    self.type = type
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "cmsghdr", "What control data begins with.",
    [
      ("unsigned long", "cmsg_len", 8), ("int", "cmsg_level", 4), ("int", "cmsg_type", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    ControlHeader.layout.encode(length, level, type)
  }

  /// The structure in these bytes, or nil if there are fewer than 16.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(ControlHeader.layout, bytes) else { return nil }
    length = reader.next()
    level = reader.next()
    type = reader.next()
  }

  /// The C macros that walk over control data.
  static let macros = """
    #define CMSG_ALIGN(length) (((length) + 7UL) & ~7UL)
    #define CMSG_SPACE(length) (CMSG_ALIGN(length) + sizeof(struct cmsghdr))
    #define CMSG_LEN(length) (sizeof(struct cmsghdr) + (length))
    #define CMSG_DATA(header) ((unsigned char *)((header) + 1))
    #define CMSG_FIRSTHDR(message) \\
      ((message)->msg_controllen >= sizeof(struct cmsghdr) ? (struct cmsghdr *)(message)->msg_control \\
                                                           : (struct cmsghdr *)0)
    #define CMSG_NXTHDR(message, header) \\
      ((unsigned char *)(header) + CMSG_ALIGN((header)->cmsg_len) + sizeof(struct cmsghdr) > \\
               (unsigned char *)(message)->msg_control + (message)->msg_controllen \\
           ? (struct cmsghdr *)0 \\
           : (struct cmsghdr *)((unsigned char *)(header) + CMSG_ALIGN((header)->cmsg_len)))
    """
}
