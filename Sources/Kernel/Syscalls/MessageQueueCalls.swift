import ABI
import Machine

/// The system calls on System V message queues.
extension Kernel {
  mutating func sysMsgget(_ key: Int32, _ flags: UInt32, _ context: Context) throws(Errno) -> SyscallOutcome {
    if let queue = try messageQueues.identifier(for: key, IPCFlags(rawValue: flags)) {
      try require(flags, of: messageQueues[queue].permissions, context)
      return .done(queue)
    }
    let queue = MessageQueue(permissions: newPermissions(key, flags, context), changeTime: seconds(context))
    return .done(try messageQueues.insert(queue))
  }

  /// Makes sure that a queue is there, or still there where the call has waited for it.
  private func check(_ queue: Int32, _ context: Context) throws(Errno) -> Int {
    do throws(Errno) { try messageQueues.check(Int(queue)) } catch {
      throw context.wake == .event ? .identifierRemoved : error
    }
    return Int(queue)
  }

  // MARK: Sending and receiving

  /// Sends a message: a `long` that is its type, and so many bytes after it.
  mutating func sysMsgsnd(
    _ queue: Int32, _ buffer: UserBuffer, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let type = Int64(
      bitPattern: try copyIn(UserBuffer(start: buffer.start, count: 8), context).littleEndian64(at: 0))
    guard queue >= 0, buffer.count <= UInt64(MessageQueueStatus.maximumMessage), type >= 1 else {
      throw .invalidArgument
    }
    let bytes = try copyIn(UserBuffer(start: buffer.start + 8, count: buffer.count), context)
    let queue = try check(queue, context)
    try require(IPCPermissions.write, of: messageQueues[queue].permissions, context)
    guard messageQueues[queue].hasRoom(for: bytes.count) else {
      if IPCFlags(rawValue: flags).contains(.noWait) { throw .tryAgain }
      return .block(Wait(.messageRoom(queue: queue), restarts: false))
    }
    guard messageBytes + bytes.count + Self.messageOverhead <= Self.messageLimit else { throw .outOfMemory }
    messageBytes += bytes.count + Self.messageOverhead
    messageQueues[queue].append(MessageQueue.Message(type: type, bytes: bytes))
    messageQueues[queue].sendTime = seconds(context)
    messageQueues[queue].lastSender = Int32(context.process)
    wake(.message(queue: queue), context)
    return .done(0)
  }

  /// Receives the first message that is of the wanted type.
  mutating func sysMsgrcv(
    _ queue: Int32, _ buffer: UserBuffer, _ type: Int64, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let options = MessageQueueFlags(rawValue: flags)
    guard queue >= 0, Int64(bitPattern: buffer.count) >= 0 else { throw .invalidArgument }
    if options.contains(.copy) { throw .notImplemented }
    let queue = try check(queue, context)
    try require(IPCPermissions.read, of: messageQueues[queue].permissions, context)
    let choice = MessageQueue.Choice(type, isException: options.contains(.except))
    guard let place = messageQueues[queue].place(of: choice) else {
      if IPCFlags(rawValue: flags).contains(.noWait) { throw .noMessage }
      return .block(Wait(.message(queue: queue), restarts: false))
    }
    let length = UInt64(messageQueues[queue].messages[place].bytes.count)
    if length > buffer.count && !options.contains(.truncate) { throw .argumentListTooLong }
    let message = take(place, from: queue, context)
    let count = min(message.bytes.count, Int(buffer.count))
    try copyOut(UInt64(bitPattern: message.type).bytes, to: buffer.start, context)
    try copyOut(message.bytes[..<count], to: buffer.start + 8, context)
    return .done(count)
  }

  private mutating func take(_ place: Int, from queue: Int, _ context: Context) -> MessageQueue.Message {
    let message = messageQueues[queue].take(at: place)
    messageBytes -= message.bytes.count + Self.messageOverhead
    messageQueues[queue].receiveTime = seconds(context)
    messageQueues[queue].lastReceiver = Int32(context.process)
    wake(.messageRoom(queue: queue), context)
    return message
  }

  // MARK: msgctl

  mutating func sysMsgctl(
    _ identifier: Int32, _ command: UInt32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard identifier >= 0 else { throw .invalidArgument }
    if let command = IPCCommand(rawValue: command) {
      return try control(Int(identifier), command, pointer, context)
    }
    switch MessageQueueCommand(rawValue: command) {
    case .statusByIndex?:
      let queue = try messageQueues.identifier(at: Int(identifier))
      try copyOutStatus(ofQueue: queue, to: pointer, context)
      return .done(queue)
    case .use?: return try copyOutMessageLimits(use: true, to: pointer, context)
    case nil: throw .invalidArgument
    }
  }

  private mutating func control(
    _ queue: Int, _ command: IPCCommand, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch command {
    case .information: return try copyOutMessageLimits(use: false, to: pointer, context)
    case .status:
      try messageQueues.check(queue)
      try copyOutStatus(ofQueue: queue, to: pointer, context)
    case .remove:
      try messageQueues.check(queue)
      try requireOwner(of: messageQueues[queue].permissions, context)
      removeMessages(queue, context)
    case .set:
      let size = UInt64(MessageQueueStatus.layout.size)
      let wanted = MessageQueueStatus(decoding: try copyIn(UserBuffer(start: pointer, count: size), context))!
      try messageQueues.check(queue)
      try requireOwner(of: messageQueues[queue].permissions, context)
      guard
        wanted.maximumBytes <= MessageQueueStatus().maximumBytes
          || processes[context.process].credentials.isRoot
      else { throw .notPermitted }
      messageQueues[queue].permissions.change(to: wanted.permissions)
      messageQueues[queue].capacity = wanted.maximumBytes
      messageQueues[queue].changeTime = seconds(context)
      wake(.messageRoom(queue: queue), context)
    }
    return .done(0)
  }

  private mutating func removeMessages(_ queue: Int, _ context: Context) {
    let row = messageQueues[queue]
    messageBytes -= row.byteCount + row.messages.count * Self.messageOverhead
    messageQueues.remove(queue)
    wake(.message(queue: queue), context)
    wake(.messageRoom(queue: queue), context)
  }

  private mutating func copyOutStatus(
    ofQueue queue: Int, to pointer: UserPointer, _ context: Context
  ) throws(Errno) {
    let row = messageQueues[queue]
    try require(IPCPermissions.read, of: row.permissions, context)
    var status = MessageQueueStatus()
    status.permissions = row.permissions
    (status.sendTime, status.receiveTime, status.changeTime) = (row.sendTime, row.receiveTime, row.changeTime)
    (status.byteCount, status.count) = (UInt64(row.byteCount), UInt64(row.messages.count))
    status.maximumBytes = row.capacity
    (status.lastSender, status.lastReceiver) = (row.lastSender, row.lastReceiver)
    try copyOut(status.encoded, to: pointer, context)
  }

  /// `struct msginfo`: seven ints and a short; the first, second and seventh tell either limits or what is in use.
  private mutating func copyOutMessageLimits(
    use: Bool, to pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (queues, bytes) = (MessageQueueStatus.maximumQueues, Int(MessageQueueStatus().maximumBytes))
    let all = messageQueues.identifiers
    let messages = all.reduce(0) { $0 + messageQueues[$1].messages.count }
    let used = all.reduce(0) { $0 + messageQueues[$1].byteCount }
    let numbers = [
      use ? messageQueues.count : queues * bytes / 1024, use ? messages : bytes,
      MessageQueueStatus.maximumMessage, bytes, queues, 16, use ? used : bytes, 0xffff,
    ]
    try copyOut(numbers.flatMap { UInt32($0).bytes }, to: pointer, context)
    return .done(messageQueues.highestPlace)
  }

  /// Bytes that the kernel keeps for a message beside its contents, as Linux's `struct msg_msg`.
  static let messageOverhead = 48
  /// Bytes that all messages together may take: no program can fill the host's memory with them.
  static let messageLimit = 16 << 20
}
