import ABI
import Machine

/// What a call of `send` and its like is to do.
struct SendRequest {
  let socket: Int
  /// The socket that is to receive a datagram; nil for the peer.
  var target: Int?
  let bytes: SentBytes
  var control = ControlData()
  let flags: MessageFlags
}

/// What is sent: memory of a program, or bytes that the kernel has already (`sendfile`, `splice`).
enum SentBytes {
  case program(ScatteredBuffer)
  case kernel([UInt8])

  var count: UInt64 {
    switch self {
    case .program(let buffer): buffer.count
    case .kernel(let bytes): UInt64(bytes.count)
    }
  }
}

/// What a call of `recv` and its like has received.
struct Received {
  /// What the call returns.
  var count: UInt64 = 0
  /// The descriptors that came with it, owned by whoever has this.
  var rights: [OpenFileNumber] = []
  var sender: PeerCredentials?
  var address: LocalAddress?
  var flags: MessageFlags = []
}

/// What comes of receiving.
enum ReceiveOutcome {
  case received(Received)
  case mustWait(Wait, done: UInt64)
}

/// Sending and receiving through local sockets.
extension Kernel {
  // MARK: Sending

  mutating func send(_ request: SendRequest, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard !request.flags.contains(.outOfBand) else { throw .notSupported }
    return sockets[request.socket].keepsBoundaries
      ? try sendMessage(request, context) : try sendStream(request, context)
  }

  /// Sends bytes, waiting for room until all are under way.
  private mutating func sendStream(
    _ request: SendRequest, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var done = progress(context)
    do throws(Errno) {
      repeat {
        let target = try receiver(of: request, context)
        let room = Int(sockets[request.socket].options.sendBuffer) - sockets[target].charge
        guard room > SocketMessage.overhead || request.bytes.count == 0 else {
          return try waitForRoom(request, at: target, done: done, context)
        }
        let count = min(UInt64(max(room - SocketMessage.overhead, 0)), request.bytes.count - done, Self.piece)
        if count == 0 { break }
        try deliver(request, from: done, count: count, to: target, context)
        done += count
      } while done < request.bytes.count
    } catch {
      if done == 0 { throw error }
    }
    return .done(done)
  }

  /// Sends a whole message.
  private mutating func sendMessage(
    _ request: SendRequest, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let target = try receiver(of: request, context)
    let limit = UInt64(sockets[request.socket].options.sendBuffer)
    guard request.bytes.count + 32 <= limit else { throw .messageTooLong }
    let isPeer = sockets[target].peer == request.socket || target == request.socket
    let isFull =
      sockets[target].charge > 0 && sockets[target].charge + Int(request.bytes.count) > Int(limit)
      || !isPeer && sockets[target].messages.count > Self.datagramBacklog
    if isFull { return try waitForRoom(request, at: target, done: 0, context) }
    try deliver(request, from: 0, count: request.bytes.count, to: target, context)
    return .done(request.bytes.count)
  }

  /// The socket whose queue the bytes go to.
  private mutating func receiver(of request: SendRequest, _ context: Context) throws(Errno) -> Int {
    let socket = sockets[request.socket]
    if socket.isShutForWriting { throw breakPipe(request.flags, context) }
    if let error = takeError(of: request.socket) { throw error }
    if socket.hasLostPeer && request.target == nil {
      sockets[request.socket].hasLostPeer = false
      throw .connectionRefused
    }
    guard let target = request.target ?? socket.peer else {
      let hadPeer = socket.isConnected && socket.isConnectionBased
      throw hadPeer ? breakPipe(request.flags, context) : .notConnected
    }
    if sockets[target].isShutForReading { throw breakPipe(request.flags, context) }
    return target
  }

  private mutating func breakPipe(_ flags: MessageFlags, _ context: Context) -> Errno {
    if !flags.contains(.noSignal) && progress(context) == 0 {
      let user = processes[context.process].credentials.user.real
      send(
        SignalInfo(.pipe, .user, .sender(pid: Int32(context.process), uid: user)), toThread: context.thread,
        context)
    }
    return .brokenPipe
  }

  private mutating func waitForRoom(
    _ request: SendRequest, at target: Int, done: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if request.flags.contains(.dontWait) || context.wake == .timeout { throw .tryAgain }
    let timeout = sockets[request.socket].options.sendTimeout
    return .block(
      Wait(.socketRoom(target), until: deadline(after: timeout, context), restarts: timeout == 0), done: done)
  }

  /// Puts bytes into the queue of a socket. What else the message carries goes with its first bytes.
  private mutating func deliver(
    _ request: SendRequest, from start: UInt64, count: UInt64, to target: Int, _ context: Context
  ) throws(Errno) {
    guard socketBytes + Int(count) + SocketMessage.overhead <= Self.bytesLimit else { throw .noBufferSpace }
    let bytes: [UInt8]
    switch request.bytes {
    case .program(let buffer): bytes = try copyIn(buffer, from: start, count: count, context)
    case .kernel(let all): bytes = Array(all[Int(start)..<Int(start + count)])
    }
    let rights = start == 0 ? try hold(request.control.descriptors, context) : []
    let message = SocketMessage(
      bytes: bytes, rights: rights, sender: request.control.credentials ?? credentials(context),
      address: sockets[request.socket].name)
    socketBytes += sockets[target].append(message)
    wake(.socketReadable(target), context)
  }

  // MARK: Receiving

  mutating func receive(
    _ socket: Int, into buffer: ScatteredBuffer, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> ReceiveOutcome {
    guard !flags.contains(.outOfBand) else { throw .notSupported }
    return sockets[socket].keepsBoundaries
      ? try receiveMessage(socket, into: buffer, flags, context)
      : try receiveStream(socket, into: buffer, flags, context)
  }

  /// Receives bytes: as many as there are, or as many as are wanted (MSG_WAITALL). Descriptors end a piece.
  private mutating func receiveStream(
    _ socket: Int, into buffer: ScatteredBuffer, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> ReceiveOutcome {
    guard sockets[socket].isConnected else { throw .invalidArgument }
    var result = Received(count: progress(context))
    var place = 0
    do throws(Errno) {
      while place < sockets[socket].messages.count, result.count < buffer.count || buffer.count == 0 {
        let message = sockets[socket].messages[place]
        if let sender = result.sender, sender != message.sender, sockets[socket].options.passesCredentials {
          break
        }
        let count = min(message.count, Int(buffer.count - result.count))
        try copyOut(
          message.bytes[message.start..<message.start + count], to: buffer, at: result.count, context)
        result.count += UInt64(count)
        result.sender = message.sender
        result.address = message.address
        if flags.contains(.peek) {
          result.rights = share(message.rights)
          place += 1
        } else {
          result.rights = sockets[socket].takeRights()
          socketBytes -= sockets[socket].consume(count)
        }
        if !message.rights.isEmpty || buffer.count == 0 { break }
      }
    } catch {
      if result.count == 0 { throw error }
    }
    if result.sender != nil {
      if !flags.contains(.peek) { wake(.socketRoom(socket), context) }
      let wantsMore = flags.contains(.waitAll) && !flags.contains(.peek) && result.rights.isEmpty
      if !wantsMore || result.count == buffer.count { return .received(result) }
    }
    return try waitForMessage(socket, done: result, flags, context)
  }

  /// Receives a whole message; what the buffer has no room for is lost.
  private mutating func receiveMessage(
    _ socket: Int, into buffer: ScatteredBuffer, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> ReceiveOutcome {
    if sockets[socket].isConnectionBased && !sockets[socket].isConnected { throw .notConnected }
    guard let message = sockets[socket].messages.first else {
      return try waitForMessage(socket, done: Received(), flags, context)
    }
    let count = min(message.count, Int(clamping: buffer.count))
    try copyOut(message.bytes[..<count], to: buffer, at: 0, context)
    var result = Received(count: UInt64(flags.contains(.truncated) ? message.count : count))
    (result.sender, result.address) = (message.sender, message.address)
    if count < message.count { result.flags.insert(.truncated) }
    if flags.contains(.peek) {
      result.rights = share(message.rights)
    } else {
      result.rights = sockets[socket].takeRights()
      socketBytes -= sockets[socket].removeFirst()
      wake(.socketRoom(socket), context)
    }
    return .received(result)
  }

  /// Nothing is there: it may come, or there is a reason why it never will.
  private mutating func waitForMessage(
    _ socket: Int, done: Received, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> ReceiveOutcome {
    if done.count > 0 && (sockets[socket].error != nil || sockets[socket].isShutForReading) {
      return .received(done)
    }
    if let error = takeError(of: socket) { throw error }
    let isDatagramPoll = sockets[socket].type == .datagram && flags.contains(.dontWait)
    if sockets[socket].isShutForReading && !isDatagramPoll { return .received(done) }
    if flags.contains(.dontWait) || context.wake == .timeout {
      if done.count > 0 { return .received(done) }
      throw .tryAgain
    }
    let timeout = sockets[socket].options.receiveTimeout
    return .mustWait(
      Wait(.socketReadable(socket), until: deadline(after: timeout, context), restarts: timeout == 0),
      done: done.count)
  }

  /// The error that the next call is to fail with, which is told once.
  mutating func takeError(of socket: Int) -> Errno? {
    defer { sockets[socket].error = nil }
    return sockets[socket].error
  }

  /// When a wait of a socket's own timeout ends, counted from when the call was first made; nil for never.
  private func deadline(after timeout: Int64, _ context: Context) -> UInt64? {
    guard timeout > 0 else { return nil }
    if context.wake != nil { return threads[context.thread].pending?.deadline }
    return context.hart.cycles &+ options.cycles(timeout)
  }

  /// How many datagrams may wait at a socket whose peer is not the sender, as /proc/sys/net/unix/max_dgram_qlen has it.
  private static let datagramBacklog = 10
  /// The most bytes of a stream that are copied at once.
  private static let piece: UInt64 = 32_768
  /// Bytes that all sockets together may keep: no program can fill the host's memory with them.
  private static let bytesLimit = 64 << 20
}
