import ABI
import Machine

/// How local sockets come to talk to each other, and what happens when one is closed.
extension Kernel {
  /// Makes a socket.
  mutating func makeSocket(_ type: SocketType, _ context: Context) throws(Errno) -> Int {
    guard sockets.count < Self.socketLimit else { throw .tooManyFilesInSystem }
    return sockets.insert(LocalSocket(type, owner: credentials(context)))
  }

  /// Who a process is, as the other end of a socket sees it.
  func credentials(_ context: Context) -> PeerCredentials {
    let credentials = processes[context.process].credentials
    return PeerCredentials(
      pid: Int32(context.process), uid: credentials.user.effective, gid: credentials.group.effective)
  }

  /// Makes two sockets each other's peers.
  mutating func join(_ first: Int, _ second: Int) {
    for (one, other) in [(first, second), (second, first)] {
      sockets[one].peer = other
      sockets[one].peerName = sockets[other].name
      sockets[one].peerOwner = sockets[other].owner
      sockets[one].isConnected = true
    }
  }

  /// Puts the other end of a new connection into the queue of a socket that listens.
  ///
  /// - Precondition: there is room for it.
  mutating func connect(_ socket: Int, toListener listener: Int, _ context: Context) throws(Errno) {
    let end = try makeSocket(sockets[socket].type, context)
    sockets[end].name = sockets[listener].name
    sockets[end].options = sockets[listener].options
    sockets[end].owner = sockets[listener].owner
    sockets[socket].owner = credentials(context)
    join(socket, end)
    sockets[listener].connections.append(end)
    wake(.socketReadable(listener), context)
    wake(.socketReadable(socket), context)
  }

  // MARK: Ending

  /// A socket is closed: its peer finds out, and what it had not received is gone.
  mutating func closeSocket(_ number: Int, _ context: Context) {
    let socket = sockets[number]
    let unread = sockets[number].removeAll()
    socketBytes -= socket.charge
    if socket.isConnectionBased, let peer = socket.peer {
      sockets[peer].peer = nil
      sockets[peer].isShutForReading = true
      sockets[peer].isShutForWriting = true
      if !unread.isEmpty { sockets[peer].error = .connectionReset }
      wake(.socketReadable(peer), context)
    }
    for end in socket.connections {
      if let client = sockets[end].peer { sockets[client].error = .connectionReset }
      closeSocket(end, context)
    }
    if !socket.isConnectionBased { loseSenders(to: number) }
    forgetName(of: number, context)
    sockets.remove(number)
    wake(.socketReadable(number), context)
    wake(.socketRoom(number), context)
    drop(unread.flatMap(\.rights), context)
  }

  private mutating func loseSenders(to number: Int) {
    for other in sockets.numbers where sockets[other].peer == number {
      sockets[other].peer = nil
      sockets[other].hasLostPeer = true
    }
  }

  /// Lets a socket receive or send no more, and its peer the other way round.
  mutating func shutDown(_ number: Int, reading: Bool, writing: Bool, _ context: Context) {
    if reading { sockets[number].isShutForReading = true }
    if writing { sockets[number].isShutForWriting = true }
    if sockets[number].isConnectionBased, let peer = sockets[number].peer {
      if reading { sockets[peer].isShutForWriting = true }
      if writing { sockets[peer].isShutForReading = true }
      wake(.socketReadable(peer), context)
      wake(.socketRoom(number), context)
      wake(.socketRoom(peer), context)
    }
    wake(.socketReadable(number), context)
  }

  // MARK: What poll and fstat see

  func socketReadiness(_ number: Int) -> PollEvents {
    let socket = sockets[number]
    var events: PollEvents = []
    if socket.error != nil { events.insert(.error) }
    if socket.isShutForReading && socket.isShutForWriting { events.insert(.hangup) }
    if socket.isShutForReading { events.insert(.readHangup) }
    if socket.isConnectionBased && !socket.isConnected && !socket.isListening { events.insert(.hangup) }
    if !socket.messages.isEmpty || !socket.connections.isEmpty || socket.isShutForReading {
      events.formUnion([.input, .normalInput])
    }
    if !socket.isListening && canSend(number) {
      events.formUnion([.output, .normalOutput, .bandOutput])
    }
    return events
  }

  /// Whether three quarters of what may be under way from a socket are free, as Linux asks for before `poll` says so.
  private func canSend(_ number: Int) -> Bool {
    guard let peer = sockets[number].peer else { return true }
    return sockets[peer].charge * 4 <= Int(sockets[number].options.sendBuffer)
  }

  func socketChannels(_ number: Int, for events: PollEvents) -> [WaitChannel] {
    let asksForRoom = !events.isDisjoint(with: [.output, .normalOutput, .bandOutput])
    guard asksForRoom, let peer = sockets[number].peer else { return [.socketReadable(number)] }
    return [.socketReadable(number), .socketRoom(peer)]
  }

  func socketStatus(_ number: Int) -> FileStatus {
    var status = FileStatus(mode: FileMode(.socket, permissions: 0o777))
    status.device = Self.socketDevice
    status.inode = UInt64(number)
    return status
  }

  /// The device number that `fstat` shows for sockets.
  private static let socketDevice: UInt64 = 8
  /// How many sockets there can be, with those that wait to be accepted.
  private static let socketLimit = 131_072
}
