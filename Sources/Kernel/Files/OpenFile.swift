import ABI

/// What `open` makes: a file together with how it is used and how far it was read.
struct OpenFile {
  let target: Target
  var flags: OpenFlags
  /// Where the next read or write begins, in bytes.
  var offset = 0
  /// How many descriptors point here.
  var owners = 1

  /// What there is to read and write. What each kind does is in `OpenFile+Kinds.swift`, a line a kind.
  enum Target: Equatable {
    case inode(InodeNumber)
    /// The host's standard input, output or error.
    case stream(Int)
    /// An end of a pipe or FIFO: that for reading, for writing, or both, as the file was opened.
    case pipe(PipeNumber)
    /// A local socket.
    case socket(SocketNumber)
    /// A POSIX message queue, which is neither read nor written as a file.
    case messageQueue(PosixQueueNumber)
  }

  var isReadable: Bool { flags.accessMode == .readOnly || flags.accessMode == .readWrite }
  var isWritable: Bool { flags.accessMode == .writeOnly || flags.accessMode == .readWrite }
  var isNonBlocking: Bool { flags.contains(.nonBlocking) }
}
