import ABI
import Machine

/// The system calls on POSIX message queues.
extension Kernel {
  mutating func sysMqOpen(
    _ name: UserPointer, _ flags: OpenFlags, _ mode: UInt32, _ attributes: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var wanted = POSIXQueueAttributes()
    if flags.contains(.create), attributes.address.rawValue != 0 {
      wanted = try copyInAttributes(attributes, context)
    }
    let name = try queueName(name, context)
    let number: Int
    if let known = posixQueueNames[name] {
      try checkOpening(of: known, flags, context)
      number = known
    } else {
      number = try makeQueue(name, flags, mode, wanted, context)
    }
    posixQueues[number].openings += 1
    let file = OpenFile(
      target: .messageQueue(PosixQueueNumber(rawValue: number)),
      flags: flags.intersection([.accessModeMask, .nonBlocking]))
    return .done(try open(file, closesOnExec: true, context).rawValue)
  }

  private mutating func queueName(_ pointer: UserPointer, _ context: Context) throws(Errno) -> String {
    let name = try copyInString(pointer, limit: FileSystem.pathLimit, context)
    guard !name.isEmpty else { throw .noSuchFile }
    guard !name.utf8.contains(UInt8(ascii: "/")), name != ".", name != ".." else { throw .accessDenied }
    guard name.utf8.count <= FileSystem.nameLimit else { throw .nameTooLong }
    return name
  }

  private mutating func copyInAttributes(
    _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> POSIXQueueAttributes {
    let size = UInt64(POSIXQueueAttributes.layout.size)
    return POSIXQueueAttributes(decoding: try copyIn(UserBuffer(start: pointer, count: size), context))!
  }

  private mutating func makeQueue(
    _ name: String, _ flags: OpenFlags, _ mode: UInt32, _ wanted: POSIXQueueAttributes, _ context: Context
  ) throws(Errno) -> Int {
    guard flags.contains(.create) else { throw .noSuchFile }
    guard posixQueueNames.count < Self.queueLimit else { throw .noSpace }
    let process = processes[context.process]
    let (most, largest): (Int64, Int64) =
      process.credentials.isRoot
      ? (65_536, 16 << 20)
      : (PosixQueue.mostMessages, PosixQueue.largestMessage)
    guard 1...most ~= wanted.maximumCount, 1...largest ~= wanted.messageSize else { throw .invalidArgument }
    let queue = PosixQueue(
      name: name, permissions: mode & 0o777 & ~workingPlaces[process.workingPlace].umask,
      credentials: process.credentials,
      attributes: wanted)
    let used = posixQueues.numbers.reduce(0) {
      $0 + (posixQueues[$1].owner == queue.owner ? posixQueues[$1].reservedBytes : 0)
    }
    guard UInt64(used + queue.reservedBytes) <= process.limits[.messageQueues].soft else {
      throw .tooManyFiles
    }
    let number = posixQueues.insert(queue)
    posixQueueNames[name] = number
    return number
  }

  private func checkOpening(of number: Int, _ flags: OpenFlags, _ context: Context) throws(Errno) {
    if flags.isSuperset(of: [.create, .exclusive]) { throw .fileExists }
    let modes: AccessModes
    switch flags.accessMode {
    case .readOnly: modes = .read
    case .writeOnly: modes = .write
    case .readWrite: modes = [.read, .write]
    default: throw .invalidArgument
    }
    guard posixQueues[number].permits(modes, processes[context.process].credentials) else {
      throw .accessDenied
    }
  }

  mutating func sysMqUnlink(_ name: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    let name = try queueName(name, context)
    guard let number = posixQueueNames[name] else { throw .noSuchFile }
    let credentials = processes[context.process].credentials
    guard credentials.isRoot || credentials.user.effective == posixQueues[number].owner else {
      throw .accessDenied
    }
    posixQueueNames[name] = nil
    posixQueues[number].name = nil
    removeQueueIfUnused(number)
    return .done(0)
  }

  /// The queue that a descriptor names, and its open file.
  private func queue(_ descriptor: UInt64, _ context: Context) throws(Errno) -> (number: Int, file: Int) {
    let file = try openFile(descriptor, context)
    guard case .messageQueue(let queue) = openFiles[file].target else { throw .badDescriptor }
    return (queue.rawValue, file)
  }

  // MARK: Sending and receiving

  mutating func sysMqTimedsend(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ priority: UInt32, _ timeout: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard priority < POSIXQueueAttributes.priorityCount else { throw .invalidArgument }
    let deadline = try deadline(at: timeout, context)
    let (number, file) = try queue(descriptor, context)
    guard openFiles[file].isWritable else { throw .badDescriptor }
    guard buffer.count <= UInt64(posixQueues[number].messageSize) else { throw .messageTooLong }
    let bytes = try copyIn(buffer, context)
    guard !posixQueues[number].isFull else {
      return try wait(for: .queueRoom(number), file, until: deadline, context)
    }
    guard messageBytes + bytes.count + PosixQueue.overhead <= Self.messageLimit else { throw .outOfMemory }
    messageBytes += bytes.count + PosixQueue.overhead
    let wasEmpty = posixQueues[number].messages.isEmpty
    posixQueues[number].insert(PosixQueue.Message(priority: priority, bytes: bytes))
    // Who waits to receive gets the message, and nobody is notified; who only waits in `poll` does not count.
    let isReceived = waitQueues.waiters(on: .queueMessage(number)).contains {
      threads[$0].pending?.arguments.number == Syscall.mqTimedreceive.rawValue
    }
    wake(.queueMessage(number), context)
    if wasEmpty && !isReceived { notifyOfMessage(in: number, context) }
    return .done(0)
  }

  mutating func sysMqTimedreceive(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ priority: UserPointer, _ timeout: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let deadline = try deadline(at: timeout, context)
    let (number, file) = try queue(descriptor, context)
    guard openFiles[file].isReadable else { throw .badDescriptor }
    guard buffer.count >= UInt64(posixQueues[number].messageSize) else { throw .messageTooLong }
    guard !posixQueues[number].messages.isEmpty else {
      return try wait(for: .queueMessage(number), file, until: deadline, context)
    }
    let message = posixQueues[number].takeFirst()
    messageBytes -= message.bytes.count + PosixQueue.overhead
    wake(.queueRoom(number), context)
    if priority.address.rawValue != 0 { try copyOut(message.priority.bytes, to: priority, context) }
    try copyOut(message.bytes, to: buffer.start, context)
    return .done(message.bytes.count)
  }

  private func wait(
    for channel: WaitChannel, _ file: Int, until deadline: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if openFiles[file].isNonBlocking { throw .tryAgain }
    if context.wake == .timeout || deadline ?? .max <= context.hart.cycles { throw .timedOut }
    return .block(Wait(channel, until: deadline))
  }

  /// The cycle at which a call gives up whose time is a point on the real-time clock; nil for never.
  private mutating func deadline(at pointer: UserPointer, _ context: Context) throws(Errno) -> UInt64? {
    guard pointer.address.rawValue != 0 else { return nil }
    if context.wake != nil { return threads[context.thread].pending?.deadline }
    let offset = options.bootTime &* 1_000_000_000
    return options.cycles(max(0, try time(pointer, context) - offset))
  }

  // MARK: Being told, and attributes

  mutating func sysMqNotify(
    _ descriptor: UInt64, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard pointer.address.rawValue != 0 else {
      let number = try queue(descriptor, context).number
      if posixQueues[number].notification?.process == context.process {
        posixQueues[number].notification = nil
      }
      return .done(0)
    }
    let size = UInt64(SignalEvent.layout.size)
    let event = SignalEvent(decoding: try copyIn(UserBuffer(start: pointer, count: size), context))!
    switch NotificationKind(rawValue: UInt32(bitPattern: event.notify)) {
    case .none?: break
    case .signal?:
      guard Signal(rawValue: event.signal) != nil else { throw .invalidArgument }
    default: throw .invalidArgument
    }
    let number = try queue(descriptor, context).number
    guard posixQueues[number].notification == nil else { throw .busy }
    posixQueues[number].notification = PosixQueue.Notification(process: context.process, event: event)
    return .done(0)
  }

  mutating func sysMqGetsetattr(
    _ descriptor: UInt64, _ new: UserPointer, _ old: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var wanted: POSIXQueueAttributes?
    if new.address.rawValue != 0 {
      wanted = try copyInAttributes(new, context)
      guard wanted!.flags & ~Int64(OpenFlags.nonBlocking.rawValue) == 0 else { throw .invalidArgument }
    }
    let (number, file) = try queue(descriptor, context)
    var before = POSIXQueueAttributes()
    before.flags = openFiles[file].isNonBlocking ? Int64(OpenFlags.nonBlocking.rawValue) : 0
    before.maximumCount = Int64(posixQueues[number].capacity)
    before.messageSize = Int64(posixQueues[number].messageSize)
    before.count = Int64(posixQueues[number].messages.count)
    if let wanted {
      openFiles[file].flags.remove(.nonBlocking)
      if wanted.flags != 0 { openFiles[file].flags.insert(.nonBlocking) }
    }
    if old.address.rawValue != 0 { try copyOut(before.encoded, to: old, context) }
    return .done(0)
  }

  /// /proc/sys/fs/mqueue/queues_max: queues that there can be.
  static let queueLimit = 256
}
