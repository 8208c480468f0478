import ABI
import Machine

/// The system calls on directories and on the working directory.
extension Kernel {
  mutating func sysGetcwd(_ buffer: UserBuffer, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard let path = path(ofDirectory: workingDirectory(of: context.process)) else { throw .noSuchFile }
    let bytes = Array(path.utf8) + [0]
    guard UInt64(bytes.count) <= buffer.count else { throw .outOfRange }
    try copyOut(bytes, to: buffer.start, context)
    return .done(bytes.count)
  }

  mutating func sysChdir(_ path: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    try work(in: try inode(path, from: PathFlags.currentDirectory, [], context), context)
  }

  mutating func sysFchdir(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard case .inode(let inode) = openFiles[try openFile(descriptor, context)].target else {
      throw .notDirectory
    }
    return try work(in: inode, context)
  }

  private mutating func work(in inode: InodeNumber, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard files.isDirectory(inode) else { throw .notDirectory }
    try checkInspection(of: inode, context)
    guard row(of: inode).permits(.execute, processes[context.process].credentials) else {
      throw .accessDenied
    }
    let place = processes[context.process].workingPlace
    let old = workingPlaces[place].directory
    hold(inode)
    workingPlaces[place].directory = inode
    letGo(old, context)
    return .done(0)
  }

  /// Stores as many entries of a directory as fit. The file's offset is how many were stored before.
  mutating func sysGetdents64(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try openFile(descriptor, context)
    guard case .inode(let inode) = openFiles[file].target, files.isDirectory(inode) else {
      throw .notDirectory
    }
    let room = Int(UInt32(truncatingIfNeeded: buffer.count))
    var bytes: [UInt8] = []
    for entry in entries(of: inode, from: openFiles[file].offset) {
      let record = DirectoryEntry(
        inode: UInt64(entry.inode.rawValue) + 1, offset: Int64(entry.next),
        type: DirectoryEntryType(files[entry.inode].type), name: Array(entry.name.utf8))
      guard bytes.count + record.recordLength <= room else {
        if bytes.isEmpty { throw .invalidArgument }
        break
      }
      bytes += record.encoded
      openFiles[file].offset = entry.next
    }
    try copyOut(bytes, to: buffer.start, context)
    return .done(bytes.count)
  }

  /// The names in a directory from a place on.
  private func entries(
    of inode: InodeNumber, from place: Int
  ) -> [(name: String, inode: InodeNumber, next: Int)] {
    if let node = ProcNode(inode) { return procEntries(of: node, from: place) }
    return files.entries(of: inode, from: place)
  }
}

extension DirectoryEntryType {
  /// What a directory says about a file of some type.
  fileprivate init(_ type: FileType) {
    switch type {
    case .fifo: self = .fifo
    case .characterDevice: self = .characterDevice
    case .directory: self = .directory
    case .blockDevice: self = .blockDevice
    case .regular: self = .regular
    case .symbolicLink: self = .symbolicLink
    case .socket: self = .socket
    }
  }
}
