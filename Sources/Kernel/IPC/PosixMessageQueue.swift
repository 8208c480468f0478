import ABI
import Machine

/// The number of a POSIX message queue in the kernel's table.
struct PosixQueueNumber: Hashable {
  let rawValue: Int
}

/// A POSIX message queue: a file descriptor names it, and the most urgent message comes out first.
struct PosixQueue {
  /// Its name without the slash; nil once it was unlinked.
  var name: String?
  /// Who may open it, as of a file.
  let permissions: UInt32
  let owner: UInt32
  let group: UInt32
  /// How many messages it holds and how many bytes each can have.
  let capacity: Int
  let messageSize: Int
  /// The messages, the most urgent first; of the same priority the oldest first.
  private(set) var messages: [Message] = []
  /// How many open files name it.
  var openings = 0
  /// Who wants to be told when a message comes to the empty queue.
  var notification: Notification?

  struct Message {
    let priority: UInt32
    let bytes: [UInt8]
  }

  struct Notification {
    let process: Int
    let event: SignalEvent
  }

  init(name: String, permissions: UInt32, credentials: Credentials, attributes: POSIXQueueAttributes) {
    self.name = name
    self.permissions = permissions
    owner = credentials.user.effective
    group = credentials.group.effective
    capacity = Int(attributes.maximumCount)
    messageSize = Int(attributes.messageSize)
  }

  var isFull: Bool { messages.count >= capacity }

  /// What the queue counts for against RLIMIT_MSGQUEUE: room for all messages, and what the kernel keeps for each.
  var reservedBytes: Int { capacity * (messageSize + Self.overhead) }

  mutating func insert(_ message: Message) {
    // Messages of the lowest priority, or of one only, go to the end at once.
    guard let last = messages.last, last.priority < message.priority else { return messages.append(message) }
    var (low, high) = (0, messages.count)
    while low < high {
      let middle = (low + high) / 2
      if messages[middle].priority >= message.priority { low = middle + 1 } else { high = middle }
    }
    messages.insert(message, at: low)
  }

  mutating func takeFirst() -> Message { messages.removeFirst() }

  func permits(_ modes: AccessModes, _ credentials: Credentials) -> Bool {
    guard !credentials.isRoot else { return true }
    let groups = credentials.groups + [credentials.group.effective]
    let shift: UInt32 = credentials.user.effective == owner ? 6 : groups.contains(group) ? 3 : 0
    return modes.rawValue & ~(permissions >> shift & 7) == 0
  }

  /// Bytes that Linux reckons for each message beside its contents.
  static let overhead = 96
  /// Messages, and bytes of each, that a queue may have whose maker is not root.
  static let mostMessages: Int64 = 10
  static let largestMessage: Int64 = 8192
}

/// What happens to POSIX message queues as files.
extension Kernel {
  func queueReadiness(_ number: Int) -> PollEvents {
    var events: PollEvents = []
    if !posixQueues[number].messages.isEmpty { events.formUnion([.input, .normalInput]) }
    if !posixQueues[number].isFull { events.formUnion([.output, .normalOutput]) }
    return events
  }

  func queueStatus(_ number: Int) -> FileStatus {
    var status = FileStatus(mode: FileMode(.regular, permissions: posixQueues[number].permissions))
    status.device = Self.queueDevice
    status.inode = UInt64(number)
    status.size = Self.statusSize
    (status.userID, status.groupID) = (posixQueues[number].owner, posixQueues[number].group)
    return status
  }

  /// An open file of a queue is closed. A process that no longer has the queue is not told of its messages.
  mutating func closeQueue(_ number: Int, _ context: Context) {
    posixQueues[number].openings -= 1
    if posixQueues[number].notification?.process == context.process { posixQueues[number].notification = nil }
    removeQueueIfUnused(number)
  }

  /// Forgets a queue that has neither a name nor an open file.
  mutating func removeQueueIfUnused(_ number: Int) {
    guard posixQueues[number].openings == 0, posixQueues[number].name == nil else { return }
    for message in posixQueues[number].messages { messageBytes -= message.bytes.count + PosixQueue.overhead }
    posixQueues.remove(number)
  }

  /// Tells the process that asked for it that a message has come to the empty queue: once.
  mutating func notifyOfMessage(in number: Int, _ context: Context) {
    guard let notification = posixQueues[number].notification else { return }
    posixQueues[number].notification = nil
    let event = notification.event
    guard NotificationKind(rawValue: UInt32(bitPattern: event.notify)) == .signal,
      let signal = Signal(rawValue: event.signal)
    else { return }
    let user = processes[context.process].credentials.user.real
    send(
      SignalInfo(
        signal, .messageQueue, .sender(pid: Int32(context.process), uid: user, value: event.value)),
      toProcess: notification.process, context)
  }

  /// The device number that `fstat` shows for message queues, and the length of the text that Linux lets read.
  private static let queueDevice: UInt64 = 18
  private static let statusSize: Int64 = 80
}
