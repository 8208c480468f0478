import ABI
import Machine

/// The system calls on the options of sockets.
extension Kernel {
  mutating func sysSetsockopt(
    _ descriptor: UInt64, _ level: UInt32, _ option: UInt32, _ pointer: UserPointer, _ length: Int32,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    guard length >= 0 else { throw .invalidArgument }
    guard level == SocketLevel.socket.rawValue else { throw .notSupported }
    guard let option = SocketOption(rawValue: option) else { throw .noProtocolOption }
    guard length >= 4 else { throw .invalidArgument }
    let size = min(UInt64(length), 16)
    let bytes = try copyIn(UserBuffer(start: pointer, count: size), context)
    let value = Int32(bitPattern: bytes.littleEndian32(at: 0))
    switch option {
    case .sendBuffer:
      sockets[number].options.sendBuffer = Self.bufferSize(value, atLeast: Self.smallestSendBuffer)
      if let peer = sockets[number].peer { wake(.socketRoom(peer), context) }
    case .receiveBuffer:
      sockets[number].options.receiveBuffer = Self.bufferSize(value, atLeast: Self.smallestReceiveBuffer)
    case .passCredentials: sockets[number].options.passesCredentials = value != 0
    case .receiveTimeout: sockets[number].options.receiveTimeout = try timeout(bytes)
    case .sendTimeout: sockets[number].options.sendTimeout = try timeout(bytes)
    case .linger:
      guard let linger = Linger(decoding: bytes) else { throw .invalidArgument }
      sockets[number].options.linger = Linger(isOn: linger.isOn == 0 ? 0 : 1, seconds: linger.seconds)
    case .debug, .reuseAddress, .reusePort, .dontRoute, .broadcast, .keepAlive, .outOfBandInline:
      sockets[number].options.others[option] = value == 0 ? 0 : 1
    case .priority, .receiveLowWater: sockets[number].options.others[option] = value
    case .type, .error, .peerCredentials, .sendLowWater, .isListening, .protocol, .domain:
      throw .noProtocolOption
    }
    return .done(0)
  }

  /// A size of a buffer as Linux takes it: twice what was asked for, within bounds.
  private static func bufferSize(_ wanted: Int32, atLeast least: Int32) -> Int32 {
    max(min(max(wanted, 0), largestBuffer) * 2, least)
  }

  /// A `struct timeval` in nanoseconds; 0 is for ever.
  private func timeout(_ bytes: [UInt8]) throws(Errno) -> Int64 {
    guard let time = TimeValue(decoding: bytes) else { throw .invalidArgument }
    guard 0..<1_000_000 ~= time.microseconds else { throw .outOfDomain }
    guard time.seconds >= 0 else { return 1 }
    let (nanoseconds, overflow) = time.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow || nanoseconds > Int64.max / 2 ? 0 : nanoseconds + time.microseconds * 1000
  }

  mutating func sysGetsockopt(
    _ descriptor: UInt64, _ level: UInt32, _ option: UInt32, _ pointer: UserPointer, _ length: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    guard level == SocketLevel.socket.rawValue else { throw .notSupported }
    let room = Int32(
      bitPattern: try copyIn(UserBuffer(start: length, count: 4), context).littleEndian32(at: 0))
    guard room >= 0 else { throw .invalidArgument }
    guard let option = SocketOption(rawValue: option) else { throw .noProtocolOption }
    let value = value(of: option, number).prefix(Int(room))
    try copyOut(value, to: pointer, context)
    try copyOut(UInt32(value.count).bytes, to: length, context)
    return .done(0)
  }

  private mutating func value(of option: SocketOption, _ number: Int) -> [UInt8] {
    let socket = sockets[number]
    let nobody = PeerCredentials(pid: 0, uid: .max, gid: .max)
    let value: Int32
    switch option {
    case .type: value = Int32(socket.type.rawValue)
    case .domain: value = Int32(AddressFamily.local.rawValue)
    case .protocol: value = 0
    case .error: value = takeError(of: number)?.rawValue ?? 0
    case .isListening: value = socket.isListening ? 1 : 0
    case .sendBuffer: value = socket.options.sendBuffer
    case .receiveBuffer: value = socket.options.receiveBuffer
    case .passCredentials: value = socket.options.passesCredentials ? 1 : 0
    case .peerCredentials: return (socket.peerOwner ?? nobody).encoded
    case .linger: return socket.options.linger.encoded
    case .receiveTimeout: return Self.timeValue(socket.options.receiveTimeout).encoded
    case .sendTimeout: return Self.timeValue(socket.options.sendTimeout).encoded
    case .sendLowWater: value = 1
    case .receiveLowWater: value = socket.options.others[option] ?? 1
    case .debug, .reuseAddress, .reusePort, .dontRoute, .broadcast, .keepAlive, .outOfBandInline, .priority:
      value = socket.options.others[option] ?? 0
    }
    return UInt32(bitPattern: value).bytes
  }

  private static func timeValue(_ nanoseconds: Int64) -> TimeValue {
    TimeValue(
      seconds: nanoseconds / 1_000_000_000, microseconds: nanoseconds % 1_000_000_000 / 1000)
  }

  /// /proc/sys/net/core/wmem_max, and the least that Linux gives.
  private static let largestBuffer: Int32 = 212_992
  private static let smallestSendBuffer: Int32 = 4608
  private static let smallestReceiveBuffer: Int32 = 2304
}
