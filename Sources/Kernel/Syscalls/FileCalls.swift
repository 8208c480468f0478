import ABI
import Machine

/// The system calls on files: where one is read next, and what it is.
extension Kernel {
  mutating func sysLseek(
    _ descriptor: UInt64, _ offset: Int64, _ origin: SeekOrigin?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try openFile(descriptor, context)
    guard let origin else { throw .invalidArgument }
    switch openFiles[file].target {
    case .counter, .timer, .signals, .epoll: return .done(0)  // they let it happen, and nothing does
    default: break
    }
    guard hasPosition(file), case .inode(let inode) = openFiles[file].target else { throw .illegalSeek }
    let size = files.size(of: inode)
    let base: Int
    switch origin {
    case .start: base = 0
    case .current: base = openFiles[file].offset
    case .end: base = size
    case .data, .hole:
      guard offset >= 0 && offset < size else { throw .noSuchDeviceOrAddress }
      openFiles[file].offset = try place(of: origin, from: Int(offset), in: inode, context)
      return .done(openFiles[file].offset)
    }
    if case .device = files[inode].kind { return .done(0) }
    let (target, overflow) = Int64(base).addingReportingOverflow(offset)
    guard !overflow else { throw .valueTooLarge }
    guard target >= 0 else { throw .invalidArgument }
    openFiles[file].offset = Int(target)
    return .done(Int(target))
  }

  /// Where the next bytes are that were written, or the next hole.
  private mutating func place(
    of origin: SeekOrigin, from offset: Int, in inode: InodeNumber, _ context: Context
  ) throws(Errno) -> Int {
    // What is only in the page cache has no place in the store yet.
    writeBack(inode, context)
    guard case .regular(let contents) = files[inode].kind else { return offset }
    guard origin == .data else { return contents.nextHole(from: offset) }
    guard let place = contents.nextData(from: offset) else { throw .noSuchDeviceOrAddress }
    return place
  }

  // MARK: Status

  mutating func sysNewfstatat(
    _ directory: Int32, _ path: UserPointer, _ status: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noFollow, .noAutomount, .emptyPath]) else { throw .invalidArgument }
    try copyOut(
      try self.status(directory, path, flags, context).encoded, to: status, context)
    return .done(0)
  }

  mutating func sysFstat(
    _ descriptor: UInt64, _ status: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try anyFile(descriptor, context)
    try copyOut(self.status(of: file, context).encoded, to: status, context)
    return .done(0)
  }

  mutating func sysStatx(
    _ directory: Int32, _ path: UserPointer, _ flags: PathFlags, _ mask: UInt32, _ status: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let known: PathFlags = [.noFollow, .noAutomount, .emptyPath, .forceSync, .noSync]
    guard flags.isSubset(of: known), !flags.isSuperset(of: [.forceSync, .noSync]), mask >> 31 == 0 else {
      throw .invalidArgument
    }
    let found = try self.status(directory, path, flags, context)
    try copyOut(ExtendedStatus(found).encoded, to: status, context)
    return .done(0)
  }

  private mutating func status(
    _ directory: Int32, _ path: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> FileStatus {
    if flags.contains(.emptyPath), directory >= 0,
      try copyInPath(path, context).isEmpty
    {
      return status(of: try anyFile(UInt64(directory), context), context)
    }
    let inode = try inode(path, from: directory, flags, context)
    if !flags.contains(.noFollow), let file = procOpenFile(inode) { return status(of: file, context) }
    return status(of: inode)
  }

  /// What there is to tell about an inode.
  func status(of inode: InodeNumber) -> FileStatus {
    let row = row(of: inode)
    var status = FileStatus(mode: FileMode(row.type, permissions: row.permissions))
    status.device = files.volumes[row.volume.rawValue].device
    status.inode = UInt64(inode.rawValue) + 1
    status.linkCount = UInt32(row.links)
    (status.userID, status.groupID) = (row.owner, row.group)
    status.size = Int64(files.size(of: inode))
    switch row.kind {
    case .regular(let contents): status.blockCount = Int64(contents.reservedPieces) * 8
    case .device(let device): status.specialDevice = device.number
    case .symbolicLink(let target): status.size = Int64(target.bytes.count)
    case .directory, .fifo, .socket, .proc: break
    }
    status.accessTime = TimeSpec(nanoseconds: row.accessed)
    status.modificationTime = TimeSpec(nanoseconds: row.modified)
    status.changeTime = TimeSpec(nanoseconds: row.changed)
    return status
  }

  /// An inode with all that the kernel knows of it.
  func row(of inode: InodeNumber) -> Inode {
    if let node = ProcNode(inode) { return procRow(of: node) }
    return files[inode]
  }

  // MARK: File systems

  mutating func sysStatfs(
    _ path: UserPointer, _ status: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let place = try place(path, from: PathFlags.currentDirectory, [], context)
    try copyOut(fileSystemStatus(of: place.inode, place.mount).encoded, to: status, context)
    return .done(0)
  }

  mutating func sysFstatfs(
    _ descriptor: UInt64, _ status: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var found = FileSystemStatus()
    let file = openFiles[try anyFile(descriptor, context)]
    switch file.target {
    case .inode(let inode): found = fileSystemStatus(of: inode, file.mount)
    case .pipe(let pipe):
      found.type = Int64(FileSystemMagic.pipes.rawValue)
      if let inode = pipes[pipe.rawValue].inode { found = fileSystemStatus(of: inode, file.mount) }
    case .stream: found.type = Int64(FileSystemMagic.pipes.rawValue)
    case .terminal, .master: found.type = Int64(FileSystemMagic.terminals.rawValue)
    case .socket: found.type = Int64(FileSystemMagic.sockets.rawValue)
    case .messageQueue: found.type = Self.messageQueueMagic
    case .counter, .timer, .signals, .epoll: found.type = Int64(FileSystemMagic.anonymous.rawValue)
    }
    try copyOut(found.encoded, to: status, context)
    return .done(0)
  }

  private func fileSystemStatus(of inode: InodeNumber, _ mount: MountNumber?) -> FileSystemStatus {
    var status = files.status(of: files[inode].volume)
    guard let mount else { return status }
    status.flags = files.mounts[mount.rawValue].flags.shown
    if files.isReadOnly(mount) { status.flags |= 1 }
    return status
  }

  /// MQUEUE_MAGIC.
  private static let messageQueueMagic: Int64 = 0x1980_0202

  // MARK: Paths

  /// Where a path that a program gave leads, seen from the directory that a descriptor names.
  mutating func resolve(
    _ path: UserPointer, from directory: Int32, _ end: PathWalk.End = .followed, scope: ResolveFlags = [],
    _ context: Context
  ) throws(Errno) -> PathEnd {
    let path = try copyInPath(path, context)
    guard !path.isEmpty else { throw .noSuchFile }
    var walk = walk(context, end)
    walk.scope = scope
    // An absolute path begins at the root, whatever the descriptor is; one that may not, at the directory.
    if !path.isAbsolute || !scope.isDisjoint(with: [.beneath, .inRoot]) {
      walk.start = try start(directory, context)
    }
    return try follow(path, walk, context)
  }

  /// The same for a path that is in the kernel already.
  func follow(_ path: FilePath, _ walk: PathWalk, _ context: Context) throws(Errno) -> PathEnd {
    do throws(Errno) { return try files.walk(path, walk) } catch {
      guard error == .noChildren else { throw error }
      // The view is a copy of the kernel: cheap, but not as cheap as a walk.
      var walk = walk
      walk.view = ProcView(kernel: self, process: context.process, thread: context.thread)
      return try files.walk(path, walk)
    }
  }

  /// What a path names; with AT_EMPTY_PATH and no path, what the descriptor names.
  mutating func place(
    _ path: UserPointer, from directory: Int32, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> Place {
    if flags.contains(.emptyPath), try copyInPath(path, context).isEmpty {
      return try place(of: directory, context)
    }
    let end: PathWalk.End = flags.contains(.noFollow) ? .unfollowed : .followed
    return try resolve(path, from: directory, end, context).existing()
  }

  /// The same, whatever it is seen through.
  mutating func inode(
    _ path: UserPointer, from directory: Int32, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> InodeNumber {
    try place(path, from: directory, flags, context).inode
  }

  /// What a descriptor names that is not followed by a path.
  func place(of descriptor: Int32, _ context: Context) throws(Errno) -> Place {
    if descriptor == PathFlags.currentDirectory { return workingDirectory(of: context.process) }
    guard descriptor >= 0 else { throw .badDescriptor }
    let file = try anyFile(UInt64(descriptor), context)
    return Place(mount: openFiles[file].mount ?? Place.root.mount, inode: try inode(ofFile: file))
  }

  /// The inode that a descriptor names.
  func inode(of descriptor: UInt64, _ context: Context) throws(Errno) -> InodeNumber {
    try inode(ofFile: try openFile(descriptor, context))
  }

  private func inode(ofFile file: Int) throws(Errno) -> InodeNumber {
    switch openFiles[file].target {
    case .inode(let inode): return inode
    case .terminal(let terminal):
      guard let inode = terminals[terminal.rawValue].inode else { throw .invalidArgument }
      return inode
    case .pipe(let pipe):
      guard let inode = pipes[pipe.rawValue].inode else { throw .invalidArgument }
      return inode
    default: throw .invalidArgument
    }
  }

  /// Where a relative path begins: the directory that a descriptor names, or the working directory.
  func start(_ descriptor: Int32, _ context: Context) throws(Errno) -> Place {
    guard descriptor != PathFlags.currentDirectory else { return workingDirectory(of: context.process) }
    guard descriptor >= 0 else { throw .badDescriptor }
    let file = openFiles[try anyFile(UInt64(descriptor), context)]
    guard case .inode(let inode) = file.target, files.isDirectory(inode) else { throw .notDirectory }
    return Place(mount: file.mount ?? Place.root.mount, inode: inode)
  }
}

extension MountFlags {
  /// The flags as `statfs` tells them, where Linux has them: ST_VALID says that it does.
  fileprivate var shown: Int64 {
    var shown: Int64 = 0x20 | Int64(rawValue & 15)
    if contains(.noAccessTime) { shown |= 1024 }
    if contains(.noDirectoryAccessTime) { shown |= 2048 }
    if contains(.relativeAccessTime) { shown |= 4096 }
    if contains(.noSymbolicLinks) { shown |= 8192 }
    return shown
  }
}

extension ExtendedStatus {
  /// The same as `stat` tells.
  init(_ status: FileStatus) {
    self.init()
    mask = 0x7ff  // STATX_BASIC_STATS: all that `stat` has
    blockSize = UInt32(status.blockSize)
    linkCount = status.linkCount
    (userID, groupID) = (status.userID, status.groupID)
    mode = UInt16(truncatingIfNeeded: status.mode.rawValue)
    inode = status.inode
    size = UInt64(status.size)
    blockCount = UInt64(status.blockCount)
    accessTime = ExtendedTimeStamp(status.accessTime)
    modificationTime = ExtendedTimeStamp(status.modificationTime)
    changeTime = ExtendedTimeStamp(status.changeTime)
    (specialMajor, specialMinor) = (UInt32(status.specialDevice >> 8), UInt32(status.specialDevice & 0xff))
    (deviceMajor, deviceMinor) = (UInt32(status.device >> 8), UInt32(status.device & 0xff))
  }
}

extension ExtendedTimeStamp {
  fileprivate init(_ time: TimeSpec) {
    self.init(seconds: time.seconds, nanoseconds: UInt32(truncatingIfNeeded: time.nanoseconds))
  }
}
