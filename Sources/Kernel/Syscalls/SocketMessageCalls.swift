import ABI
import Machine

/// The system calls that send and receive through sockets.
extension Kernel {
  // MARK: As files

  mutating func readSocket(
    _ number: Int, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count > 0 else { return .done(0) }
    switch try receive(number, into: buffer, messageFlags([], file), context) {
    case .mustWait(let wait, let done): return .block(wait, done: done)
    case .received(let result):
      drop(result.rights, context)
      return .done(result.count)
    }
  }

  mutating func writeSocket(
    _ number: Int, _ file: Int, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try send(SendRequest(socket: number, bytes: .program(buffer), flags: messageFlags([], file)), context)
  }

  /// The flags of a call, with what the file says about waiting.
  private func messageFlags(_ flags: MessageFlags, _ file: Int) -> MessageFlags {
    openFiles[file].isNonBlocking ? flags.union(.dontWait) : flags
  }

  // MARK: With an address

  mutating func sysSendto(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ flags: MessageFlags, _ address: UserPointer,
    _ length: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (number, file) = try socket(descriptor, context)
    var request = SendRequest(
      socket: number, bytes: .program(try checked(buffer)), flags: messageFlags(flags, file))
    if address.address.rawValue != 0 {
      request.target = try target(of: number, try copyInAddress(address, length, context), context)
    }
    return try send(request, context)
  }

  /// Where something goes that names an address; nil for the peer.
  private func target(of number: Int, _ bytes: [UInt8], _ context: Context) throws(Errno) -> Int? {
    guard !bytes.isEmpty else { return nil }
    switch sockets[number].type {
    case .stream: throw sockets[number].isConnected ? .isConnected : .notSupported
    case .datagram: return try datagramTarget(of: number, try localAddress(bytes), context)
    default: return nil
    }
  }

  mutating func sysRecvfrom(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ flags: MessageFlags, _ address: UserPointer,
    _ length: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (number, file) = try socket(descriptor, context)
    switch try receive(number, into: try checked(buffer), messageFlags(flags, file), context) {
    case .mustWait(let wait, let done): return .block(wait, done: done)
    case .received(let result):
      drop(result.rights, context)
      if address.address.rawValue != 0 {
        try copyOut(result.address, to: address, length, context, isEmptyIfNone: true)
      }
      return .done(result.count)
    }
  }

  // MARK: With everything

  mutating func sysSendmsg(
    _ descriptor: UInt64, _ pointer: UserPointer, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (number, file) = try socket(descriptor, context)
    let header = try copyInHeader(pointer, context)
    let buffers = try copyInVectors(UserPointer(header.vectors), header.vectorCount, context)
    var request = SendRequest(socket: number, bytes: .program(buffers), flags: messageFlags(flags, file))
    if header.name != 0 {
      let length = Int32(truncatingIfNeeded: header.nameLength)
      request.target = try target(
        of: number, try copyInAddress(UserPointer(header.name), min(length, 128), context), context)
    }
    request.control = try copyInControl(header, context)
    return try send(request, context)
  }

  mutating func sysRecvmsg(
    _ descriptor: UInt64, _ pointer: UserPointer, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (number, file) = try socket(descriptor, context)
    var header = try copyInHeader(pointer, context)
    let buffers = try copyInVectors(UserPointer(header.vectors), header.vectorCount, context)
    switch try receive(number, into: buffers, messageFlags(flags, file), context) {
    case .mustWait(let wait, let done): return .block(wait, done: done)
    case .received(let result):
      header.flags = result.flags.union(flags.intersection(.closeOnExec))
      let used = try copyOutControl(result, of: number, flags, &header, context)
      if header.name != 0 {
        let name = result.address?.encoded ?? []
        try copyOut(name.prefix(Int(header.nameLength)), to: UserPointer(header.name), context)
        header.nameLength = UInt32(name.count)
      }
      header.controlLength = used
      try copyOut(header.encoded, to: pointer, context)
      return .done(result.count)
    }
  }

  private mutating func copyInHeader(
    _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> MessageHeader {
    let size = UInt64(MessageHeader.layout.size)
    let header = MessageHeader(decoding: try copyIn(UserBuffer(start: pointer, count: size), context))!
    guard Int32(bitPattern: header.nameLength) >= 0 else { throw .invalidArgument }
    guard header.vectorCount <= UInt64(IOVector.maximumCount) else { throw .messageTooLong }
    return header
  }

  /// Stores what came beside the bytes, as far as there is room, and returns how much of the room was used.
  private mutating func copyOutControl(
    _ result: Received, of number: Int, _ flags: MessageFlags, _ header: inout MessageHeader,
    _ context: Context
  ) throws(Errno) -> UInt64 {
    var used: UInt64 = 0
    if sockets[number].options.passesCredentials, let sender = result.sender {
      try append(.credentials, sender.encoded, &used, &header, context)
    }
    guard !result.rights.isEmpty else { return used }
    let room = header.controlLength - min(header.controlLength, used)
    let fitting = room < Self.controlHeaderSize ? 0 : Int(min((room - Self.controlHeaderSize) / 4, 1 << 16))
    let descriptors = accept(
      result.rights, limit: fitting, closesOnExec: flags.contains(.closeOnExec), context)
    if descriptors.count < result.rights.count { header.flags.insert(.controlTruncated) }
    if !descriptors.isEmpty {
      try append(.rights, descriptors.flatMap(\.bytes), &used, &header, context)
    }
    return used
  }

  private mutating func append(
    _ type: ControlMessageType, _ data: [UInt8], _ used: inout UInt64, _ header: inout MessageHeader,
    _ context: Context
  ) throws(Errno) {
    let length = Self.controlHeaderSize + UInt64(data.count)
    guard used + Self.controlHeaderSize <= header.controlLength else {
      header.flags.insert(.controlTruncated)
      return
    }
    let kept = min(length, header.controlLength - used)
    if kept < length { header.flags.insert(.controlTruncated) }
    let start = ControlHeader(
      length: kept, level: Int32(SocketLevel.socket.rawValue), type: Int32(type.rawValue))
    try copyOut(
      (start.encoded + data).prefix(Int(kept)), to: UserPointer(header.control) + used, context)
    used += min((length + 7) & ~7, header.controlLength - used)
  }

  private static let controlHeaderSize = UInt64(ControlHeader.layout.size)
}
