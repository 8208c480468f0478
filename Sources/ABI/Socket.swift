/// What kind of addresses a socket has.
public enum AddressFamily: UInt16, NamedNumber {
  /// AF_UNSPEC.
  case unspecified = 0
  /// AF_UNIX: files and names on this computer.
  case local = 1
  /// AF_INET: IP version 4.
  case inet = 2
  /// AF_INET6: IP version 6.
  case inet6 = 10
  /// AF_NETLINK.
  case netlink = 16
  /// AF_PACKET.
  case packet = 17

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .unspecified: "AF_UNSPEC"
    case .local: "AF_UNIX"
    case .inet: "AF_INET"
    case .inet6: "AF_INET6"
    case .netlink: "AF_NETLINK"
    case .packet: "AF_PACKET"
    }
  }
}

/// How a socket moves data; SOCK_NONBLOCK and SOCK_CLOEXEC may be added.
public enum SocketType: UInt32, NamedNumber {
  /// SOCK_STREAM: bytes in order.
  case stream = 1
  /// SOCK_DGRAM: messages.
  case datagram = 2
  /// SOCK_RAW: packets.
  case raw = 3
  /// SOCK_RDM.
  case reliableMessages = 4
  /// SOCK_SEQPACKET: messages in order, over a connection.
  case sequencedPacket = 5

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .stream: "SOCK_STREAM"
    case .datagram: "SOCK_DGRAM"
    case .raw: "SOCK_RAW"
    case .reliableMessages: "SOCK_RDM"
    case .sequencedPacket: "SOCK_SEQPACKET"
    }
  }
}

/// What may be added to a `SocketType`, and what `accept4` takes.
public struct SocketTypeFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// SOCK_NONBLOCK.
  public static let nonBlocking = SocketTypeFlags(rawValue: 0o4000)
  /// SOCK_CLOEXEC.
  public static let closeOnExec = SocketTypeFlags(rawValue: 0o2000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: SocketTypeFlags)] = [
    ("SOCK_CLOEXEC", .closeOnExec), ("SOCK_NONBLOCK", .nonBlocking),
  ]

  /// SOCK_TYPE_MASK: the part that is the type.
  public static let typeMask: UInt32 = 0xf
}

/// Whose option `getsockopt` and `setsockopt` mean.
public enum SocketLevel: UInt32, NamedNumber {
  /// IPPROTO_IP.
  case ip = 0
  /// SOL_SOCKET: every socket's.
  case socket = 1
  /// IPPROTO_TCP.
  case tcp = 6
  /// IPPROTO_UDP.
  case udp = 17
  /// IPPROTO_IPV6.
  case ipv6 = 41

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .ip: "IPPROTO_IP"
    case .socket: "SOL_SOCKET"
    case .tcp: "IPPROTO_TCP"
    case .udp: "IPPROTO_UDP"
    case .ipv6: "IPPROTO_IPV6"
    }
  }
}

/// An option of SOL_SOCKET.
public enum SocketOption: UInt32, NamedNumber {
  /// SO_DEBUG.
  case debug = 1
  /// SO_REUSEADDR.
  case reuseAddress = 2
  /// SO_TYPE.
  case type = 3
  /// SO_ERROR: the error that a connection ended with, which reading forgets.
  case error = 4
  /// SO_DONTROUTE.
  case dontRoute = 5
  /// SO_BROADCAST.
  case broadcast = 6
  /// SO_SNDBUF.
  case sendBuffer = 7
  /// SO_RCVBUF.
  case receiveBuffer = 8
  /// SO_KEEPALIVE.
  case keepAlive = 9
  /// SO_OOBINLINE.
  case outOfBandInline = 10
  /// SO_PRIORITY.
  case priority = 12
  /// SO_LINGER.
  case linger = 13
  /// SO_REUSEPORT.
  case reusePort = 15
  /// SO_PASSCRED: each message tells who sent it.
  case passCredentials = 16
  /// SO_PEERCRED: who made the other end.
  case peerCredentials = 17
  /// SO_RCVLOWAT.
  case receiveLowWater = 18
  /// SO_SNDLOWAT.
  case sendLowWater = 19
  /// SO_RCVTIMEO.
  case receiveTimeout = 20
  /// SO_SNDTIMEO.
  case sendTimeout = 21
  /// SO_ACCEPTCONN.
  case isListening = 30
  /// SO_PROTOCOL.
  case `protocol` = 38
  /// SO_DOMAIN.
  case domain = 39

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .debug: "SO_DEBUG"
    case .reuseAddress: "SO_REUSEADDR"
    case .type: "SO_TYPE"
    case .error: "SO_ERROR"
    case .dontRoute: "SO_DONTROUTE"
    case .broadcast: "SO_BROADCAST"
    case .sendBuffer: "SO_SNDBUF"
    case .receiveBuffer: "SO_RCVBUF"
    case .keepAlive: "SO_KEEPALIVE"
    case .outOfBandInline: "SO_OOBINLINE"
    case .priority: "SO_PRIORITY"
    case .linger: "SO_LINGER"
    case .reusePort: "SO_REUSEPORT"
    case .passCredentials: "SO_PASSCRED"
    case .peerCredentials: "SO_PEERCRED"
    case .receiveLowWater: "SO_RCVLOWAT"
    case .sendLowWater: "SO_SNDLOWAT"
    case .receiveTimeout: "SO_RCVTIMEO"
    case .sendTimeout: "SO_SNDTIMEO"
    case .isListening: "SO_ACCEPTCONN"
    case .protocol: "SO_PROTOCOL"
    case .domain: "SO_DOMAIN"
    }
  }
}

/// How `sendmsg` and `recvmsg` move a message, and what happened to it.
public struct MessageFlags: NamedFlags, StructMember {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// MSG_OOB.
  public static let outOfBand = MessageFlags(rawValue: 1)
  /// MSG_PEEK: leave it there.
  public static let peek = MessageFlags(rawValue: 2)
  /// MSG_DONTROUTE.
  public static let dontRoute = MessageFlags(rawValue: 4)
  /// MSG_CTRUNC: the control data did not fit.
  public static let controlTruncated = MessageFlags(rawValue: 8)
  /// MSG_TRUNC: the message did not fit.
  public static let truncated = MessageFlags(rawValue: 0x20)
  /// MSG_DONTWAIT: fail, do not wait.
  public static let dontWait = MessageFlags(rawValue: 0x40)
  /// MSG_EOR.
  public static let endOfRecord = MessageFlags(rawValue: 0x80)
  /// MSG_WAITALL: wait for all that was asked for.
  public static let waitAll = MessageFlags(rawValue: 0x100)
  /// MSG_CONFIRM.
  public static let confirm = MessageFlags(rawValue: 0x800)
  /// MSG_ERRQUEUE.
  public static let errorQueue = MessageFlags(rawValue: 0x2000)
  /// MSG_NOSIGNAL: EPIPE without SIGPIPE.
  public static let noSignal = MessageFlags(rawValue: 0x4000)
  /// MSG_MORE: more follows.
  public static let more = MessageFlags(rawValue: 0x8000)
  /// MSG_WAITFORONE.
  public static let waitForOne = MessageFlags(rawValue: 0x10000)
  /// MSG_CMSG_CLOEXEC: descriptors that arrive close on exec.
  public static let closeOnExec = MessageFlags(rawValue: 0x40000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: MessageFlags)] = [
    ("MSG_OOB", .outOfBand), ("MSG_PEEK", .peek), ("MSG_DONTROUTE", .dontRoute),
    ("MSG_CTRUNC", .controlTruncated), ("MSG_TRUNC", .truncated), ("MSG_DONTWAIT", .dontWait),
    ("MSG_EOR", .endOfRecord), ("MSG_WAITALL", .waitAll), ("MSG_CONFIRM", .confirm),
    ("MSG_ERRQUEUE", .errorQueue), ("MSG_NOSIGNAL", .noSignal), ("MSG_MORE", .more),
    ("MSG_WAITFORONE", .waitForOne), ("MSG_CMSG_CLOEXEC", .closeOnExec),
  ]
}

/// Which direction `shutdown` ends.
public enum ShutdownHow: UInt32, NamedNumber {
  /// SHUT_RD.
  case read = 0
  /// SHUT_WR.
  case write = 1
  /// SHUT_RDWR.
  case both = 2

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .read: "SHUT_RD"
    case .write: "SHUT_WR"
    case .both: "SHUT_RDWR"
    }
  }
}

/// What control data of SOL_SOCKET carries.
public enum ControlMessageType: UInt32, NamedNumber {
  /// SCM_RIGHTS: descriptors.
  case rights = 1
  /// SCM_CREDENTIALS: who sent it.
  case credentials = 2

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .rights: "SCM_RIGHTS"
    case .credentials: "SCM_CREDENTIALS"
    }
  }
}
