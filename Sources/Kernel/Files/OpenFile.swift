import ABI

/// What `open` makes: a file together with how it is used and how far it was read.
struct OpenFile {
  let target: Target
  let flags: OpenFlags
  /// Where the next read or write begins, in bytes.
  var offset = 0
  /// How many descriptors point here.
  var owners = 1

  enum Target: Equatable {
    case inode(InodeNumber)
    /// The host's standard input, output or error.
    case stream(Int)
  }

  var isReadable: Bool { flags.accessMode == .readOnly || flags.accessMode == .readWrite }
  var isWritable: Bool { flags.accessMode == .writeOnly || flags.accessMode == .readWrite }
}

/// The descriptors of a process: small numbers that name open files.
struct DescriptorTable {
  private var rows: [OpenFileNumber?] = []
  /// RLIMIT_NOFILE, as Linux sets it for a new process.
  static let limit = 1024

  /// The open file of a descriptor.
  func find(_ descriptor: UInt64) throws(Errno) -> OpenFileNumber {
    guard descriptor < UInt64(rows.count), let file = rows[Int(descriptor)] else { throw .badDescriptor }
    return file
  }

  /// The lowest free descriptor, which names the file from now on.
  mutating func insert(_ file: OpenFileNumber) throws(Errno) -> Descriptor {
    if let free = rows.firstIndex(where: { $0 == nil }) {
      rows[free] = file
      return Descriptor(rawValue: free)
    }
    guard rows.count < Self.limit else { throw .tooManyFiles }
    rows.append(file)
    return Descriptor(rawValue: rows.count - 1)
  }

  /// Frees a descriptor and returns what it named.
  mutating func remove(_ descriptor: UInt64) throws(Errno) -> OpenFileNumber {
    let file = try find(descriptor)
    rows[Int(descriptor)] = nil
    return file
  }

  /// Every open file that is named, once for each descriptor.
  var files: [OpenFileNumber] { rows.compactMap { $0 } }
}
