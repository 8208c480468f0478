/// How `msgrcv` takes a message.
public struct MessageQueueFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MSG_NOERROR: a message that is too long is cut.
  public static let truncate = MessageQueueFlags(rawValue: 0o10000)
  /// MSG_EXCEPT: any but that type.
  public static let except = MessageQueueFlags(rawValue: 0o20000)
  /// MSG_COPY: leave it in the queue.
  public static let copy = MessageQueueFlags(rawValue: 0o40000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MessageQueueFlags)] = [
    ("MSG_NOERROR", .truncate), ("MSG_EXCEPT", .except), ("MSG_COPY", .copy),
  ]
}

/// What only `msgctl` does.
public enum MessageQueueCommand: UInt32, NamedNumber {
  /// MSG_STAT: IPC_STAT by the index in the kernel's table.
  case statusByIndex = 11
  /// MSG_INFO: what all queues take.
  case use = 12

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .statusByIndex: "MSG_STAT"
    case .use: "MSG_INFO"
    }
  }
}

/// What `msgctl` tells about a queue: `struct msqid64_ds`, 120 bytes.
public struct MessageQueueStatus: SharedStructure {
  /// Whose it is.
  public var permissions: IPCPermissions = IPCPermissions()
  /// When a message last came, seconds.
  public var sendTime: Int64 = 0
  /// When one was last taken.
  public var receiveTime: Int64 = 0
  /// When it was made or changed.
  public var changeTime: Int64 = 0
  /// Bytes in it.
  public var byteCount: UInt64 = 0
  /// Messages in it.
  public var count: UInt64 = 0
  /// Bytes that may be in it.
  public var maximumBytes: UInt64 = 16384
  /// The process that last sent.
  public var lastSender: Int32 = 0
  /// The process that last received.
  public var lastReceiver: Int32 = 0

  /// An empty queue.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "msqid_ds", "What msgctl tells about a queue.",
    [
      ("struct ipc_perm", "msg_perm", 48), ("long", "msg_stime", 8), ("long", "msg_rtime", 8),
      ("long", "msg_ctime", 8), ("unsigned long", "__msg_cbytes", 8), ("unsigned long", "msg_qnum", 8),
      ("unsigned long", "msg_qbytes", 8), ("int", "msg_lspid", 4), ("int", "msg_lrpid", 4),
      ("unsigned long", "__reserved[2]", 16),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    MessageQueueStatus.layout.encode(
      permissions, sendTime, receiveTime, changeTime, byteCount, count, maximumBytes, lastSender,
      lastReceiver)
  }

  /// The structure in these bytes, or nil if there are fewer than 120.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(MessageQueueStatus.layout, bytes) else { return nil }
    permissions = reader.next()
    sendTime = reader.next()
    receiveTime = reader.next()
    changeTime = reader.next()
    byteCount = reader.next()
    count = reader.next()
    maximumBytes = reader.next()
    lastSender = reader.next()
    lastReceiver = reader.next()
  }

  /// MSGMAX: the longest message.
  public static let maximumMessage = 8192
  /// MSGMNI: queues that there can be.
  public static let maximumQueues = 32000
}

/// What a POSIX message queue holds, and how it behaves: `struct mq_attr`, 64 bytes.
public struct POSIXQueueAttributes: SharedStructure {
  /// 0 or O_NONBLOCK.
  public var flags: Int64 = 0
  /// Messages that may be in it.
  public var maximumCount: Int64 = 10
  /// The longest message.
  public var messageSize: Int64 = 8192
  /// Messages in it.
  public var count: Int64 = 0

  /// The queue that `mq_open` makes if nothing is said.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "mq_attr", "What a POSIX message queue holds, and how it behaves.",
    [
      ("long", "mq_flags", 8), ("long", "mq_maxmsg", 8), ("long", "mq_msgsize", 8),
      ("long", "mq_curmsgs", 8), ("long", "__reserved[4]", 32),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    POSIXQueueAttributes.layout.encode(
      flags, maximumCount, messageSize, count)
  }

  /// The structure in these bytes, or nil if there are fewer than 64.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(POSIXQueueAttributes.layout, bytes) else { return nil }
    flags = reader.next()
    maximumCount = reader.next()
    messageSize = reader.next()
    count = reader.next()
  }

  /// MQ_PRIO_MAX: one more than the highest priority of a message.
  public static let priorityCount: UInt32 = 32768
}
