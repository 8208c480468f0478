import ABI
import Machine

/// The system calls on directories and on the working directory.
extension Kernel {
  mutating func sysGetcwd(_ buffer: UserBuffer, _ context: Context) throws(Errno) -> SyscallOutcome {
    let place = workingPlaces[processes[context.process].workingPlace]
    guard let path = path(ofDirectory: place.directory, within: place.root) else { throw .noSuchFile }
    let bytes = path.bytes + [0]
    guard UInt64(bytes.count) <= buffer.count else { throw .outOfRange }
    try copyOut(bytes, to: buffer.start, context)
    return .done(bytes.count)
  }

  mutating func sysChdir(_ path: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    try work(in: try place(path, from: PathFlags.currentDirectory, [], context), context)
  }

  mutating func sysFchdir(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    _ = try anyFile(descriptor, context)
    return try work(in: try start(Int32(truncatingIfNeeded: descriptor), context), context)
  }

  private mutating func work(in place: Place, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard files.isDirectory(place.inode) else { throw .notDirectory }
    try checkInspection(of: place.inode, context)
    guard row(of: place.inode).permits(.execute, identity(context)) else { throw .accessDenied }
    move(context.process, \.directory, to: place, context)
    return .done(0)
  }

  /// Lets a slash stand for another directory. Who has one open outside of it can still go there.
  mutating func sysChroot(_ path: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    let place = try place(path, from: PathFlags.currentDirectory, [], context)
    guard files.isDirectory(place.inode) else { throw .notDirectory }
    guard files[place.inode].permits(.execute, identity(context)) else { throw .accessDenied }
    guard identity(context).isRoot else { throw .notPermitted }
    move(context.process, \.root, to: place, context)
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
    guard files[inode].links > 0 else { throw .noSuchFile }
    let room = Int(UInt32(truncatingIfNeeded: buffer.count))
    var bytes: [UInt8] = []
    for entry in entries(of: inode, from: openFiles[file].offset) {
      let record = DirectoryEntry(
        inode: UInt64(entry.inode.rawValue) + 1, offset: Int64(entry.next),
        type: DirectoryEntryType(files[entry.inode].type), name: entry.name.bytes)
      guard bytes.count + record.recordLength <= room else {
        if bytes.isEmpty { throw .invalidArgument }
        break
      }
      bytes += record.encoded
      openFiles[file].offset = entry.next
    }
    try copyOut(bytes, to: buffer.start, context)
    noteRead(of: inode, openFiles[file], context)
    return .done(bytes.count)
  }

  /// The names in a directory from a place on.
  private func entries(
    of inode: InodeNumber, from place: Int
  ) -> [(name: FileName, inode: InodeNumber, next: Int)] {
    guard let node = ProcNode(inode) else { return files.entries(of: inode, from: place) }
    return procEntries(of: node, from: place).map { (FileName($0.name), $0.inode, $0.next) }
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
