import ABI

/// The number of a local socket in the kernel's table.
struct SocketNumber: Hashable {
  let rawValue: Int
}

/// A local socket (AF_UNIX): one end of a conversation between processes of the same machine, or a place where such
/// conversations begin.
///
///     stream            bytes, both ways, between two ends      socketpair, or listen + connect + accept
///     sequenced packet  the same, by whole messages
///     datagram          whole messages, to whomever one names
///
/// What is sent lies in the queue of the socket that is to receive it, until that is asked for it.
struct LocalSocket {
  let type: SocketType
  /// Who made it, or let it listen.
  var owner: PeerCredentials
  /// Its name; nil if it has none.
  var name: LocalAddress?
  /// The inode that its name stands for, if that is a path.
  var inode: InodeNumber?
  /// The socket that it talks to: each other's, but for datagrams.
  var peer: Int?
  /// The peer's name and owner, which remain when the peer is gone.
  var peerName: LocalAddress?
  var peerOwner: PeerCredentials?
  /// Whether it has or had a peer that talks back.
  var isConnected = false
  /// Whether its peer was closed and the next datagram is to fail for that.
  var hasLostPeer = false
  /// How many connections may wait to be accepted; nil if it does not listen.
  var backlog: Int?
  /// The ends of connections that wait to be accepted.
  var connections: [Int] = []
  /// What was sent to it and not received yet.
  private(set) var messages: [SocketMessage] = []
  /// Bytes of the messages, with what the kernel keeps for each.
  private(set) var charge = 0
  /// Whether it receives and sends no more.
  var isShutForReading = false
  var isShutForWriting = false
  /// What the next call is to fail with.
  var error: Errno?
  var options = SocketOptions()

  init(_ type: SocketType, owner: PeerCredentials) {
    self.type = type
    self.owner = owner
  }

  var isListening: Bool { backlog != nil }
  /// Whether its messages are kept apart.
  var keepsBoundaries: Bool { type != .stream }
  /// Whether two ends talk only to each other.
  var isConnectionBased: Bool { type != .datagram }

  /// Puts a message behind the others. Bytes of a stream join those before them.
  ///
  /// - Returns: by how much the charge has grown.
  mutating func append(_ message: SocketMessage) -> Int {
    let old = charge
    if let last = messages.last, !keepsBoundaries, last.canGrow(by: message) {
      messages[messages.count - 1].bytes += message.bytes
      charge += message.bytes.count
    } else {
      messages.append(message)
      charge += message.bytes.count + SocketMessage.overhead
    }
    return charge - old
  }

  /// Takes bytes that were received off the first message, which is gone with the last of them.
  ///
  /// - Returns: by how much the charge has shrunk.
  mutating func consume(_ count: Int) -> Int {
    messages[0].start += count
    charge -= count
    return messages[0].count == 0 ? count + removeFirst() : count
  }

  /// Takes the first message out, whatever is left of it.
  ///
  /// - Returns: by how much the charge has shrunk.
  mutating func removeFirst() -> Int {
    let size = messages.removeFirst().count + SocketMessage.overhead
    charge -= size
    return size
  }

  /// Bytes that can be received now: of a stream all, else those of the first message.
  var nextReadableBytes: Int {
    keepsBoundaries ? messages.first?.count ?? 0 : messages.reduce(0) { $0 + $1.count }
  }

  /// Forgets the descriptors that came with the first message: somebody has them.
  mutating func takeRights() -> [OpenFileNumber] {
    defer { messages[0].rights = [] }
    return messages[0].rights
  }

  /// Takes all messages out.
  mutating func removeAll() -> [SocketMessage] {
    defer { (messages, charge) = ([], 0) }
    return messages
  }
}

/// Something that was sent and not received yet.
struct SocketMessage {
  var bytes: [UInt8]
  /// The first byte that was not received yet.
  var start = 0
  /// Open files that travel with it; the message is one of their owners.
  var rights: [OpenFileNumber] = []
  /// Who sent it, and from which address.
  let sender: PeerCredentials
  let address: LocalAddress?

  /// Bytes that were not received yet.
  var count: Int { bytes.count - start }

  fileprivate func canGrow(by other: SocketMessage) -> Bool {
    rights.isEmpty && other.rights.isEmpty && sender == other.sender
      && bytes.count + other.bytes.count <= Self.largestPiece
  }

  /// Bytes that the kernel keeps beside those of a message.
  static let overhead = 512
  /// Bytes of a stream that are kept in one piece.
  static let largestPiece = 65_536
}

/// What `setsockopt` sets.
struct SocketOptions {
  /// Bytes that may be under way from the socket, and what it says about receiving.
  var sendBuffer: Int32 = 212_992
  var receiveBuffer: Int32 = 212_992
  /// How long receiving and sending wait, in nanoseconds; 0 for ever.
  var receiveTimeout: Int64 = 0
  var sendTimeout: Int64 = 0
  /// Whether each message tells who sent it.
  var passesCredentials = false
  var linger = Linger()
  /// The options that only remember what they were set to.
  var others: [SocketOption: Int32] = [:]
}
