import ABI

/// What `open` makes: a file together with how it is used and how far it was read.
struct OpenFile {
  var target: Target
  var flags: OpenFlags
  /// Through which mount it was opened, if it has a name.
  var mount: MountNumber?
  /// Where the next read or write begins, in bytes.
  var offset = 0
  /// How many descriptors point here.
  var owners = 1
  /// Of a FIFO that was opened for reading while nobody had it open for writing: how often somebody had by then.
  /// As long as nobody came, `poll` does not say that they are gone.
  var unseenWriters: Int?
  /// Of a file of /proc: its text as it was when it was first read, or read again from its start.
  var snapshot: [UInt8]?
  /// The places in epoll sets where it is watched.
  var watches: [Watch] = []

  /// What there is to read and write. What each kind does is in `OpenFile+Kinds.swift`, a line a kind.
  enum Target: Equatable {
    case inode(InodeNumber)
    /// The host's standard input, output or error.
    case stream(Int)
    /// A terminal, as programs see it.
    case terminal(TerminalNumber)
    /// The master of a pseudo terminal: where its keys come from and its screen is.
    case master(TerminalNumber)
    /// An end of a pipe or FIFO: that for reading, for writing, or both, as the file was opened.
    case pipe(PipeNumber)
    /// A local socket.
    case socket(SocketNumber)
    /// A POSIX message queue, which is neither read nor written as a file.
    case messageQueue(PosixQueueNumber)
    /// A counter of `eventfd`.
    case counter(CounterNumber)
    /// A timer of `timerfd`.
    case timer(DescriptorTimerNumber)
    /// Those of the reader's signals that are in the set: `signalfd`.
    case signals(SignalSet)
    /// An epoll set.
    case epoll(EpollNumber)
  }

  /// What is open with O_PATH is only a place: it cannot be read or written.
  var isReadable: Bool { [.readOnly, .readWrite].contains(flags.accessMode) && !flags.contains(.path) }
  var isWritable: Bool { [.writeOnly, .readWrite].contains(flags.accessMode) && !flags.contains(.path) }
  var isNonBlocking: Bool { flags.contains(.nonBlocking) }
}
