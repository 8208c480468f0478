/// What `poll` waits for and finds.
public struct PollEvents: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt16

  /// The flags that a program passed.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// POLLIN: something can be read.
  public static let input = PollEvents(rawValue: 1)
  /// POLLPRI: something urgent can be read.
  public static let urgent = PollEvents(rawValue: 2)
  /// POLLOUT: something can be written.
  public static let output = PollEvents(rawValue: 4)
  /// POLLERR: an error.
  public static let error = PollEvents(rawValue: 8)
  /// POLLHUP: the other end is gone.
  public static let hangup = PollEvents(rawValue: 0x10)
  /// POLLNVAL: no such descriptor.
  public static let invalid = PollEvents(rawValue: 0x20)
  /// POLLRDNORM.
  public static let normalInput = PollEvents(rawValue: 0x40)
  /// POLLRDBAND.
  public static let bandInput = PollEvents(rawValue: 0x80)
  /// POLLWRNORM.
  public static let normalOutput = PollEvents(rawValue: 0x100)
  /// POLLWRBAND.
  public static let bandOutput = PollEvents(rawValue: 0x200)
  /// POLLMSG.
  public static let message = PollEvents(rawValue: 0x400)
  /// POLLREMOVE.
  public static let removed = PollEvents(rawValue: 0x1000)
  /// POLLRDHUP: the other end writes no more.
  public static let readHangup = PollEvents(rawValue: 0x2000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: PollEvents)] = [
    ("POLLIN", .input), ("POLLPRI", .urgent), ("POLLOUT", .output), ("POLLERR", .error),
    ("POLLHUP", .hangup), ("POLLNVAL", .invalid), ("POLLRDNORM", .normalInput), ("POLLRDBAND", .bandInput),
    ("POLLWRNORM", .normalOutput), ("POLLWRBAND", .bandOutput), ("POLLMSG", .message),
    ("POLLREMOVE", .removed), ("POLLRDHUP", .readHangup),
  ]
}

/// A descriptor, and what is waited for: `struct pollfd`, 8 bytes.
public struct PollDescriptor: SharedStructure {
  /// The descriptor; negative: none.
  public var descriptor: Int32
  /// What is waited for.
  public var events: PollEvents
  /// What was found.
  public var found: PollEvents

  /// A descriptor to wait for.
  public init(descriptor: Int32 = -1, events: PollEvents = [], found: PollEvents = []) {
    self.descriptor = descriptor
    self.events = events
    self.found = found
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "pollfd", "A descriptor, and what is waited for.",
    [
      ("int", "fd", 4), ("short", "events", 2), ("short", "revents", 2),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    PollDescriptor.layout.encode(descriptor, events.rawValue, found.rawValue)
  }

  /// The structure in these bytes, or nil if there are fewer than 8.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(PollDescriptor.layout, bytes) else { return nil }
    descriptor = reader.next()
    events = PollEvents(rawValue: reader.next())
    found = PollEvents(rawValue: reader.next())
  }
}

/// What `epoll` waits for and finds, and how.
public struct EpollEvents: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// EPOLLIN: something can be read.
  public static let input = EpollEvents(rawValue: 1)
  /// EPOLLPRI: something urgent can be read.
  public static let urgent = EpollEvents(rawValue: 2)
  /// EPOLLOUT: something can be written.
  public static let output = EpollEvents(rawValue: 4)
  /// EPOLLERR: an error.
  public static let error = EpollEvents(rawValue: 8)
  /// EPOLLHUP: the other end is gone.
  public static let hangup = EpollEvents(rawValue: 0x10)
  /// EPOLLNVAL: no such descriptor.
  public static let invalid = EpollEvents(rawValue: 0x20)
  /// EPOLLRDNORM.
  public static let normalInput = EpollEvents(rawValue: 0x40)
  /// EPOLLRDBAND.
  public static let bandInput = EpollEvents(rawValue: 0x80)
  /// EPOLLWRNORM.
  public static let normalOutput = EpollEvents(rawValue: 0x100)
  /// EPOLLWRBAND.
  public static let bandOutput = EpollEvents(rawValue: 0x200)
  /// EPOLLMSG.
  public static let message = EpollEvents(rawValue: 0x400)
  /// EPOLLRDHUP: the other end writes no more.
  public static let readHangup = EpollEvents(rawValue: 0x2000)
  /// EPOLLEXCLUSIVE: wake one waiter, not all.
  public static let exclusive = EpollEvents(rawValue: 0x10000000)
  /// EPOLLWAKEUP: keep the computer awake.
  public static let wakeUp = EpollEvents(rawValue: 0x20000000)
  /// EPOLLONESHOT: once, until it is set again.
  public static let oneShot = EpollEvents(rawValue: 0x40000000)
  /// EPOLLET: when it changes, not as long as it holds.
  public static let edge = EpollEvents(rawValue: 0x80000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: EpollEvents)] = [
    ("EPOLLIN", .input), ("EPOLLPRI", .urgent), ("EPOLLOUT", .output), ("EPOLLERR", .error),
    ("EPOLLHUP", .hangup), ("EPOLLNVAL", .invalid), ("EPOLLRDNORM", .normalInput),
    ("EPOLLRDBAND", .bandInput), ("EPOLLWRNORM", .normalOutput), ("EPOLLWRBAND", .bandOutput),
    ("EPOLLMSG", .message), ("EPOLLRDHUP", .readHangup), ("EPOLLEXCLUSIVE", .exclusive),
    ("EPOLLWAKEUP", .wakeUp), ("EPOLLONESHOT", .oneShot), ("EPOLLET", .edge),
  ]
}

/// What `epoll_ctl` does with a descriptor.
public enum EpollOperation: UInt32, NamedNumber {
  /// EPOLL_CTL_ADD.
  case add = 1
  /// EPOLL_CTL_DEL.
  case delete = 2
  /// EPOLL_CTL_MOD.
  case modify = 3

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .add: "EPOLL_CTL_ADD"
    case .delete: "EPOLL_CTL_DEL"
    case .modify: "EPOLL_CTL_MOD"
    }
  }
}

/// What `epoll` found, and what the program keeps with it: `struct epoll_event`, 16 bytes (not packed, as it
/// is on x86-64).
public struct EpollEvent: SharedStructure {
  /// What is waited for, or was found.
  public var events: EpollEvents
  /// The program's own.
  public var data: UInt64

  /// An event.
  public init(events: EpollEvents = [], data: UInt64 = 0) {
    self.events = events
    self.data = data
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "epoll_event", "What epoll found, and what the program keeps with it.",
    [
      ("unsigned int", "events", 4), ("int", "", 4), ("epoll_data_t", "data", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    EpollEvent.layout.encode(events.rawValue, data)
  }

  /// The structure in these bytes, or nil if there are fewer than 16.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(EpollEvent.layout, bytes) else { return nil }
    events = EpollEvents(rawValue: reader.next())
    data = reader.next()
  }
}
