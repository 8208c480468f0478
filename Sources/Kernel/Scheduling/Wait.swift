/// Something that a thread can wait for. Whoever makes it happen wakes the channel.
public enum WaitChannel: Hashable, Sendable {
  /// Bytes from the host's standard input.
  case consoleInput
  /// Something to read from a terminal, or room for what is written to it.
  case terminalInput(Int)
  case terminalRoom(Int)
  /// The same for the master of a pseudo terminal.
  case masterInput(Int)
  case masterRoom(Int)
  /// A time, and nothing else.
  case time
  /// A signal.
  case signal
  /// A change in the children of a process.
  case children(of: Int)
  /// The child that borrowed the memory of this thread's process to give it back (`vfork`).
  case vfork(child: Int)
  /// The disk.
  case disk
  /// Bytes in a pipe, or its last writer gone.
  case pipeReadable(Int)
  /// Somebody to open a FIFO for reading or for writing.
  case fifoReader(Int)
  case fifoWriter(Int)
  /// Room in a pipe, or its last reader gone.
  case pipeWritable(Int)
  /// Somebody to wake those who wait on a word of memory.
  case futex(FutexKey)
  /// A lock that lends priority.
  case futexLock(FutexKey)
  /// System V semaphores.
  case semaphores(set: Int)
  /// A message in a System V queue, or room for one.
  case message(queue: Int)
  case messageRoom(queue: Int)
  /// A message in a POSIX queue, or room for one.
  case queueMessage(Int)
  case queueRoom(Int)
  /// Something that a local socket can receive or accept, or room in its queue.
  case socketReadable(Int)
  case socketRoom(Int)
  /// A counter of `eventfd` to be more than zero, or to have room.
  case counterReadable(Int)
  case counterWritable(Int)
  /// A timer of `timerfd`.
  case timer(Int)
  /// A signal that was sent to a process, whether it blocks it or not: what `signalfd` looks for.
  case pendingSignal(process: Int)
  /// Something in an epoll set.
  case epoll(Int)
  /// A lock on a file to go.
  case fileLock(InodeNumber)
  /// A message in the kernel's log.
  case kernelLog
}

extension WaitChannel: CustomStringConvertible {
  /// What is waited for, in words.
  public var description: String {
    switch self {
    case .consoleInput: "standard input"
    case .terminalInput(let terminal): "input from terminal \(terminal)"
    case .terminalRoom(let terminal): "room for output to terminal \(terminal)"
    case .masterInput(let terminal): "output of terminal \(terminal)"
    case .masterRoom(let terminal): "room for input to terminal \(terminal)"
    case .time: "a time"
    case .signal: "a signal"
    case .children(let process): "a child of process \(process)"
    case .vfork(let child): "process \(child) to give back the memory"
    case .disk: "the disk"
    case .pipeReadable(let pipe): "bytes in pipe \(pipe)"
    case .fifoReader(let pipe): "a reader of FIFO \(pipe)"
    case .fifoWriter(let pipe): "a writer of FIFO \(pipe)"
    case .pipeWritable(let pipe): "room in pipe \(pipe)"
    case .futex(let key): "\(key)"
    case .futexLock(let key): "the lock at \(key)"
    case .semaphores(let set): "the semaphores of set \(set)"
    case .message(let queue): "a message in queue \(queue)"
    case .messageRoom(let queue): "room in message queue \(queue)"
    case .queueMessage(let number): "a message in POSIX queue \(number)"
    case .queueRoom(let number): "room in POSIX queue \(number)"
    case .socketReadable(let number): "socket \(number) to have something"
    case .socketRoom(let number): "room in the queue of socket \(number)"
    case .counterReadable(let number): "event counter \(number) to be more than 0"
    case .counterWritable(let number): "room in event counter \(number)"
    case .timer(let number): "timer \(number)"
    case .pendingSignal(let process): "a signal to process \(process)"
    case .epoll(let number): "something in epoll set \(number)"
    case .fileLock(let inode): "a lock on file \(inode.rawValue + 1)"
    case .kernelLog: "a message of the kernel"
    }
  }
}

/// What a thread waits for, and until when.
public struct Wait: Equatable, Sendable {
  /// Any of these ends the waiting.
  public var channels: [WaitChannel]
  /// The cycle at which the waiting ends at the latest; nil for never.
  public var deadline: UInt64?
  /// Whether a signal ends the waiting.
  public var isInterruptible = true
  /// What a signal with a handler does to the call: under SA_RESTART it is made again, unless it is one that Linux
  /// never restarts.
  public var restarts = true

  /// A wait for one thing.
  public init(
    _ channel: WaitChannel, until deadline: UInt64? = nil, isInterruptible: Bool = true, restarts: Bool = true
  ) {
    self.init([channel], until: deadline, isInterruptible: isInterruptible, restarts: restarts)
  }

  /// A wait for the first of several things.
  public init(
    _ channels: [WaitChannel], until deadline: UInt64? = nil, isInterruptible: Bool = true,
    restarts: Bool = true
  ) {
    self.channels = channels
    self.deadline = deadline
    self.isInterruptible = isInterruptible
    self.restarts = restarts
  }
}

/// What ended a wait.
public enum WakeReason: Equatable, Sendable {
  /// It happened.
  case event
  /// The deadline came first.
  case timeout
  /// A signal came first.
  case signal
}

/// Threads by what they wait for; those of one channel in the order in which they came.
struct WaitQueues {
  private var queues: [WaitChannel: [Int]] = [:]

  mutating func add(_ thread: Int, to channel: WaitChannel) { queues[channel, default: []].append(thread) }

  mutating func remove(_ thread: Int, from channel: WaitChannel) {
    guard let index = queues[channel]?.firstIndex(of: thread) else { return }
    queues[channel]!.remove(at: index)
    if queues[channel]!.isEmpty { queues[channel] = nil }
  }

  /// The threads that wait for a channel, the longest-waiting first.
  func waiters(on channel: WaitChannel) -> [Int] { queues[channel] ?? [] }

  /// Whether nobody waits for anything: so it must be when no thread is left.
  var isEmpty: Bool { queues.isEmpty }

  /// How many wait; who waits for several things counts for each.
  var count: Int { queues.values.reduce(0) { $0 + $1.count } }
}
