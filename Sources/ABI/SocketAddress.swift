/// The address of a local socket: `struct sockaddr_un`, up to 110 bytes.
public struct LocalAddress: Sendable, Equatable {
  /// The name: a path; or after a zero byte any bytes, a name of no file; or nothing, for a socket without one.
  public var name: [UInt8]

  /// An address by its name.
  public init(name: [UInt8]) { self.name = name }

  /// The most bytes that the name may have.
  public static let maximumName = 108
  /// Bytes of the structure.
  public static let maximumSize = 2 + maximumName

  /// Whether the name is one of no file.
  public var isAbstract: Bool { name.first == 0 }

  /// The bytes in a program's buffer; a path has its zero.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    AddressFamily.local.rawValue.append(to: &bytes)
    bytes += name
    if !isAbstract && !name.isEmpty && name.count < LocalAddress.maximumName { bytes.append(0) }
    return bytes
  }

  /// The address in exactly these bytes, or nil if they are of another family, too few or too many.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    let bytes = Array(bytes)
    guard (2...LocalAddress.maximumSize).contains(bytes.count),
      UInt16(member: bytes[0..<2]) == AddressFamily.local.rawValue
    else { return nil }
    let rest = bytes[2...]
    name = rest.first == 0 ? Array(rest) : Array(rest.prefix { $0 != 0 })
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "sockaddr_un", "The address of a local socket.",
    [("unsigned short", "sun_family", 2), ("char", "sun_path[108]", 108)])
}

/// The address of an IPv4 socket: `struct sockaddr_in`, 16 bytes; port and address have their highest byte
/// first.
public struct InetAddress: SharedStructure {
  /// AF_INET.
  public var family: UInt16 = AddressFamily.inet.rawValue
  /// The port, as the network has it.
  public var networkPort: UInt16 = 0
  /// The address, as the network has it.
  public var networkAddress: UInt32 = 0

  /// Any address, any port.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "sockaddr_in", "The address of an IPv4 socket.",
    [
      ("unsigned short", "sin_family", 2), ("unsigned short", "sin_port", 2),
      ("struct in_addr", "sin_addr", 4), ("unsigned char", "__pad[8]", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    InetAddress.layout.encode(family, networkPort, networkAddress)
  }

  /// The structure in these bytes, or nil if there are fewer than 16.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(InetAddress.layout, bytes) else { return nil }
    family = reader.next()
    networkPort = reader.next()
    networkAddress = reader.next()
  }
}

/// Who made the other end of a connection, or sent a message: `struct ucred`, 12 bytes.
public struct PeerCredentials: SharedStructure, Equatable {
  /// The process.
  public var pid: Int32
  /// Its user.
  public var uid: UInt32
  /// Its group.
  public var gid: UInt32

  /// A process.
  public init(pid: Int32 = 0, uid: UInt32 = 0, gid: UInt32 = 0) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "ucred", "Who made the other end, or sent a message.",
    [
      ("int", "pid", 4), ("unsigned int", "uid", 4), ("unsigned int", "gid", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    PeerCredentials.layout.encode(pid, uid, gid)
  }

  /// The structure in these bytes, or nil if there are fewer than 12.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(PeerCredentials.layout, bytes) else { return nil }
    pid = reader.next()
    uid = reader.next()
    gid = reader.next()
  }
}

/// How long `close` waits for what was not sent: `struct linger`, 8 bytes.
public struct Linger: SharedStructure {
  /// Whether it waits.
  public var isOn: Int32
  /// How long.
  public var seconds: Int32

  /// A time.
  public init(isOn: Int32 = 0, seconds: Int32 = 0) {
    self.isOn = isOn
    self.seconds = seconds
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "linger", "How long close waits for what was not sent.",
    [
      ("int", "l_onoff", 4), ("int", "l_linger", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    Linger.layout.encode(isOn, seconds)
  }

  /// The structure in these bytes, or nil if there are fewer than 8.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(Linger.layout, bytes) else { return nil }
    isOn = reader.next()
    seconds = reader.next()
  }
}
