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
      openFiles[file].offset = origin == .data ? Int(offset) : size
      return .done(openFiles[file].offset)
    }
    if case .device = files[inode].kind { return .done(0) }
    let (target, overflow) = Int64(base).addingReportingOverflow(offset)
    guard !overflow else { throw .valueTooLarge }
    guard target >= 0 else { throw .invalidArgument }
    openFiles[file].offset = Int(target)
    return .done(Int(target))
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
    let file = try openFile(descriptor, context)
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
      try copyInString(path, limit: FileSystem.pathLimit, context).isEmpty
    {
      return status(of: try openFile(UInt64(directory), context), context)
    }
    let inode = try inode(path, from: directory, flags, context)
    return status(of: inode)
  }

  /// What there is to tell about an inode.
  func status(of inode: InodeNumber) -> FileStatus {
    let row = files[inode]
    var status = FileStatus(mode: FileMode(row.type, permissions: row.permissions))
    status.device = 1
    status.inode = UInt64(inode.rawValue) + 1
    status.linkCount = UInt32(row.links)
    (status.userID, status.groupID) = (row.owner, row.group)
    status.size = Int64(files.size(of: inode))
    status.blockCount = (status.size + 4095) / 4096 * 8
    if case .device(let device) = row.kind { status.specialDevice = device.number }
    if case .symbolicLink(let target) = row.kind { status.size = Int64(target.utf8.count) }
    status.accessTime = TimeSpec(nanoseconds: row.accessed)
    status.modificationTime = TimeSpec(nanoseconds: row.modified)
    status.changeTime = TimeSpec(nanoseconds: row.changed)
    return status
  }

  // MARK: File systems

  mutating func sysStatfs(
    _ path: UserPointer, _ status: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    _ = try inode(path, from: PathFlags.currentDirectory, [], context)
    try copyOut(files.status.encoded, to: status, context)
    return .done(0)
  }

  mutating func sysFstatfs(
    _ descriptor: UInt64, _ status: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var found = FileSystemStatus()
    switch openFiles[try openFile(descriptor, context)].target {
    case .inode: found = files.status
    case .pipe(let pipe) where pipes[pipe.rawValue].inode != nil: found = files.status
    case .pipe, .stream: found.type = Int64(FileSystemMagic.pipes.rawValue)
    case .terminal, .master: found.type = Int64(FileSystemMagic.terminals.rawValue)
    case .socket: found.type = Int64(FileSystemMagic.sockets.rawValue)
    case .messageQueue: found.type = Self.messageQueueMagic
    case .counter, .timer, .signals, .epoll: found.type = Int64(FileSystemMagic.anonymous.rawValue)
    }
    try copyOut(found.encoded, to: status, context)
    return .done(0)
  }

  /// MQUEUE_MAGIC.
  private static let messageQueueMagic: Int64 = 0x1980_0202

  // MARK: Paths

  /// Where a path that a program gave leads, seen from the directory that a descriptor names.
  mutating func resolve(
    _ path: UserPointer, from directory: Int32, followsLast: Bool = true, _ context: Context
  ) throws(Errno) -> PathEnd {
    let path = try copyInString(path, limit: FileSystem.pathLimit, context)
    guard !path.isEmpty else { throw .noSuchFile }
    let start = try self.directory(directory, for: path, context)
    return try files.walk(
      path, from: start, followsLast: followsLast, as: processes[context.process].credentials)
  }

  /// The inode that a path names; with AT_EMPTY_PATH and no path, the one that the descriptor names.
  mutating func inode(
    _ path: UserPointer, from directory: Int32, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> InodeNumber {
    if flags.contains(.emptyPath), try copyInString(path, limit: FileSystem.pathLimit, context).isEmpty {
      if directory == PathFlags.currentDirectory { return workingDirectory(of: context.process) }
      guard directory >= 0 else { throw .badDescriptor }
      return try inode(of: UInt64(directory), context)
    }
    let follows = !flags.contains(.noFollow)
    return try resolve(path, from: directory, followsLast: follows, context).existing()
  }

  /// The inode that a descriptor names.
  func inode(of descriptor: UInt64, _ context: Context) throws(Errno) -> InodeNumber {
    switch openFiles[try openFile(descriptor, context)].target {
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

  /// Where a path begins: the directory that a descriptor names, or the working directory.
  private func directory(
    _ descriptor: Int32, for path: String, _ context: Context
  ) throws(Errno) -> InodeNumber {
    if path.utf8.first == UInt8(ascii: "/") { return FileSystem.root }
    guard descriptor != PathFlags.currentDirectory else { return workingDirectory(of: context.process) }
    guard descriptor >= 0 else { throw .badDescriptor }
    guard case .inode(let inode) = openFiles[try openFile(UInt64(descriptor), context)].target,
      files.isDirectory(inode)
    else { throw .notDirectory }
    return inode
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
