import ABI

/// A file, a directory or a device, whatever its names.
struct Inode {
  var kind: Kind
  /// The tree that it is part of.
  let volume: VolumeNumber
  /// The lower 12 bits of its mode.
  var permissions: UInt32
  var owner: UInt32 = 0
  var group: UInt32 = 0
  /// How many names it has; a directory also has `.` and the `..` of each directory in it.
  var links = 0
  /// How many open files and processes' working directories keep it alive beside its names.
  var holders = 0
  /// Whether it was made without a name and may still get one: O_TMPFILE.
  var isLinkable = false
  /// What may no longer be done to it, if it is a regular file; most cannot even be sealed.
  var seals = FileSeals.seal
  /// When it was last read and written, and when what is said here last changed: nanoseconds since 1970.
  var accessed: Int64
  var modified: Int64
  var changed: Int64

  enum Kind {
    case regular(FileContents)
    case directory([FileName: Entry], parent: InodeNumber)
    case device(Device)
    /// A pipe with a name: there is a pipe while somebody has it open.
    case fifo(PipeNumber?)
    /// Where a local socket is found; nil when that was closed.
    case socket(SocketNumber?)
    /// Another path.
    case symbolicLink(FilePath)
    /// Something in /proc.
    case proc(ProcNode)
  }

  /// What a name stands for, and which name it is of all that were ever made.
  struct Entry {
    let inode: InodeNumber
    let serial: Int
  }

  /// The path that it had before it lost its last name.
  var formerPath: String?

  init(_ kind: Kind, permissions: UInt32, volume: VolumeNumber, at time: Int64) {
    self.kind = kind
    self.volume = volume
    self.permissions = permissions
    (accessed, modified, changed) = (time, time, time)
  }

  var type: FileType {
    switch kind {
    case .regular: .regular
    case .directory: .directory
    case .device: .characterDevice
    case .fifo: .fifo
    case .socket: .socket
    case .symbolicLink: .symbolicLink
    case .proc(let node): node.type
    }
  }

  /// Whether somebody with these credentials may do something with it: root may do all, but execute only what has
  /// an execute permission at all.
  func permits(_ modes: AccessModes, _ credentials: Credentials) -> Bool {
    if credentials.isRoot {
      return !modes.contains(.execute) || type == .directory || permissions & 0o111 != 0
    }
    let shift: UInt32 =
      credentials.user.effective == owner ? 6 : credentials.isMember(of: group) ? 3 : 0
    return modes.rawValue & ~(permissions >> shift & 7) == 0
  }
}
