import ABI
import Machine

/// The system calls that make sockets and let them find each other.
extension Kernel {
  /// The socket that a descriptor names, and its open file.
  func socket(_ descriptor: UInt64, _ context: Context) throws(Errno) -> (number: Int, file: Int) {
    let file = try openFile(descriptor, context)
    guard case .socket(let socket) = openFiles[file].target else { throw .notSocket }
    return (socket.rawValue, file)
  }

  mutating func sysSocket(
    _ family: UInt32, _ type: UInt32, _ protocol: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let flags = try typeFlags(type)
    let type = try socketType(family, type, `protocol`)
    return .done(try openSocket(try makeSocket(type, context), flags, context).rawValue)
  }

  private mutating func openSocket(
    _ number: Int, _ flags: SocketTypeFlags, _ context: Context
  ) throws(Errno) -> Descriptor {
    let file = openFile(of: number, flags)
    return try open(file, closesOnExec: flags.contains(.closeOnExec), context)
  }

  private func openFile(of number: Int, _ flags: SocketTypeFlags) -> OpenFile {
    OpenFile(
      target: .socket(SocketNumber(rawValue: number)),
      flags: flags.contains(.nonBlocking) ? [.readWrite, .nonBlocking] : .readWrite)
  }

  private func typeFlags(_ type: UInt32) throws(Errno) -> SocketTypeFlags {
    let flags = SocketTypeFlags(rawValue: type & ~SocketTypeFlags.typeMask)
    guard flags.isSubset(of: [.nonBlocking, .closeOnExec]) else { throw .invalidArgument }
    return flags
  }

  private func socketType(
    _ family: UInt32, _ type: UInt32, _ protocol: UInt32
  ) throws(Errno) -> SocketType {
    let type = type & SocketTypeFlags.typeMask
    guard family < Self.familyCount else { throw .addressFamilyNotSupported }
    guard type < Self.typeCount else { throw .invalidArgument }
    guard family == AddressFamily.local.rawValue else { throw .addressFamilyNotSupported }
    guard `protocol` == 0 || `protocol` == family else { throw .protocolNotSupported }
    switch SocketType(rawValue: type) {
    case .stream?: return .stream
    case .datagram?, .raw?: return .datagram
    case .sequencedPacket?: return .sequencedPacket
    default: throw .socketTypeNotSupported
    }
  }

  mutating func sysSocketpair(
    _ family: UInt32, _ type: UInt32, _ protocol: UInt32, _ descriptors: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let flags = try typeFlags(type)
    try copyOut(UInt64.max.bytes, to: descriptors, context)
    let type = try socketType(family, type, `protocol`)
    let first = try makeSocket(type, context)
    let second = try makeSocket(type, context)
    join(first, second)
    return try openPair(
      openFile(of: first, flags), openFile(of: second, flags), closesOnExec: flags.contains(.closeOnExec),
      storedAt: descriptors, context)
  }

  // MARK: Meeting

  mutating func sysBind(
    _ descriptor: UInt64, _ pointer: UserPointer, _ length: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    let bytes = try copyInAddress(pointer, length, context)
    let isUnnamed = bytes.count == 2 && bytes[0] == UInt8(AddressFamily.local.rawValue) && bytes[1] == 0
    let name = isUnnamed ? freeAbstractName() : try localAddress(bytes)
    guard sockets[number].name == nil else { throw .invalidArgument }
    try bind(number, to: name, context)
    return .done(0)
  }

  mutating func sysListen(
    _ descriptor: UInt64, _ backlog: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    guard sockets[number].isConnectionBased else { throw .notSupported }
    guard sockets[number].name != nil, !sockets[number].isConnected else { throw .invalidArgument }
    sockets[number].backlog = Int(min(UInt32(bitPattern: backlog), Self.largestBacklog))
    sockets[number].owner = credentials(context)
    wake(.socketRoom(number), context)
    return .done(0)
  }

  mutating func sysAccept4(
    _ descriptor: UInt64, _ address: UserPointer, _ length: UserPointer, _ flags: SocketTypeFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.nonBlocking, .closeOnExec]) else { throw .invalidArgument }
    let (number, file) = try socket(descriptor, context)
    guard sockets[number].isConnectionBased else { throw .notSupported }
    guard sockets[number].isListening else { throw .invalidArgument }
    guard !sockets[number].connections.isEmpty else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      if sockets[number].isShutForReading { throw .invalidArgument }
      return .block(Wait(.socketReadable(number)))
    }
    let end = sockets[number].connections.removeFirst()
    wake(.socketRoom(number), context)
    let new = try openSocket(end, flags, context)
    if address.address.rawValue != 0 {
      do throws(Errno) {
        try copyOut(sockets[end].peerName, to: address, length, context)
      } catch {
        _ = try sysClose(UInt64(new.rawValue), context)
        throw error
      }
    }
    return .done(new.rawValue)
  }

  mutating func sysConnect(
    _ descriptor: UInt64, _ pointer: UserPointer, _ length: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (number, file) = try socket(descriptor, context)
    let bytes = try copyInAddress(pointer, length, context)
    if !sockets[number].isConnectionBased { return try connectDatagrams(number, bytes, context) }
    let listener = try socket(named: try localAddress(bytes), context)
    guard sockets[listener].isListening, !sockets[listener].isShutForReading else { throw .connectionRefused }
    guard sockets[listener].type == sockets[number].type else { throw .wrongProtocolType }
    guard !sockets[number].isListening else { throw .invalidArgument }
    guard !sockets[number].isConnected else { throw .isConnected }
    guard sockets[listener].connections.count <= sockets[listener].backlog! else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.socketRoom(listener)))
    }
    try connect(number, toListener: listener, context)
    return .done(0)
  }

  /// Chooses to whom datagrams go that name nobody, and from whom they come.
  private mutating func connectDatagrams(
    _ number: Int, _ bytes: [UInt8], _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard bytes.count >= 2 else { throw .invalidArgument }
    sockets[number].hasLostPeer = false
    if UInt16(bytes[0]) | UInt16(bytes[1]) << 8 == AddressFamily.unspecified.rawValue {
      sockets[number].peer = nil
      return .done(0)
    }
    let target = try datagramTarget(of: number, try localAddress(bytes), context)
    sockets[number].peer = target
    sockets[number].peerName = sockets[target].name
    return .done(0)
  }

  /// The socket that datagrams to an address go to.
  func datagramTarget(
    of number: Int, _ address: LocalAddress, _ context: Context
  ) throws(Errno) -> Int {
    let target = try socket(named: address, context)
    guard sockets[target].type == sockets[number].type else { throw .wrongProtocolType }
    if let other = sockets[target].peer, other != number { throw .notPermitted }
    return target
  }

  // MARK: Names and ends

  mutating func sysGetsockname(
    _ descriptor: UInt64, _ address: UserPointer, _ length: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    try copyOut(sockets[number].name, to: address, length, context)
    return .done(0)
  }

  mutating func sysGetpeername(
    _ descriptor: UInt64, _ address: UserPointer, _ length: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    guard sockets[number].peer != nil else { throw .notConnected }
    try copyOut(sockets[number].peerName, to: address, length, context)
    return .done(0)
  }

  mutating func sysShutdown(
    _ descriptor: UInt64, _ how: ShutdownHow?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try socket(descriptor, context).number
    guard let how else { throw .invalidArgument }
    shutDown(number, reading: how != .write, writing: how != .read, context)
    return .done(0)
  }

  /// NPROTO and SOCK_MAX: families and types of these numbers do not exist.
  private static let familyCount: UInt32 = 46
  private static let typeCount: UInt32 = 11
  /// /proc/sys/net/core/somaxconn: no more connections wait to be accepted.
  private static let largestBacklog: UInt32 = 4096
}
