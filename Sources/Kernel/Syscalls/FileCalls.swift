import ABI
import Machine

/// The system calls on files.
extension Kernel {
  mutating func sysOpenat(
    _ directory: Int32, _ path: UserPointer, _ flags: OpenFlags, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let path = try copyInString(path, limit: FileSystem.pathLimit, context)
    let start = try self.directory(directory, for: path, context)
    let inode = try openInode(path, from: start, flags, permissions & ~processes[context.process].umask, context)
    let file = OpenFile(target: .inode(inode), flags: flags)
    return .done(try open(file, closesOnExec: flags.contains(.closeOnExec), context).rawValue)
  }

  private mutating func openInode(
    _ path: String, from directory: InodeNumber, _ flags: OpenFlags, _ permissions: UInt32,
    _ context: Context
  ) throws(Errno) -> InodeNumber {
    guard flags.accessMode != .neither else { throw .invalidArgument }
    guard flags.contains(.create) else {
      let inode = try files.find(path, from: directory)
      return try prepare(inode, flags, context)
    }
    let found = try files.findOrCreate(path, from: directory, permissions: permissions & 0o7777)
    if found.isNew { return found.inode }
    if flags.contains(.exclusive) { throw .fileExists }
    if files.isDirectory(found.inode) { throw .isDirectory }
    return try prepare(found.inode, flags, context)
  }

  private mutating func prepare(
    _ inode: InodeNumber, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> InodeNumber {
    let isDirectory = files.isDirectory(inode)
    if case .socket = files[inode].kind { throw .noSuchDeviceOrAddress }
    if isDirectory && flags.accessMode != .readOnly { throw .isDirectory }
    if flags.contains(.directory) && !isDirectory { throw .notDirectory }
    if flags.accessMode != .readOnly && files[inode].permissions & 0o200 == 0 { throw .accessDenied }
    if flags.contains(.truncate) && flags.accessMode != .readOnly { try setSize(of: inode, to: 0, context) }
    return inode
  }

  mutating func sysLseek(
    _ descriptor: UInt64, _ offset: Int64, _ origin: SeekOrigin?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try openFile(descriptor, context)
    if origin == nil { throw .invalidArgument }
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
    case nil: throw .invalidArgument
    }
    let (target, overflow) = Int64(base).addingReportingOverflow(offset)
    guard !overflow else { throw .valueTooLarge }
    guard target >= 0 else { throw .invalidArgument }
    openFiles[file].offset = Int(target)
    return .done(Int(target))
  }

  mutating func sysNewfstatat(
    _ directory: Int32, _ path: UserPointer, _ status: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let path = try copyInString(path, limit: FileSystem.pathLimit, context)
    if path.isEmpty && flags.contains(.emptyPath) && directory != PathFlags.currentDirectory {
      return try sysFstat(UInt64(bitPattern: Int64(directory)), status, context)
    }
    let start = try self.directory(directory, for: path, context)
    let inode =
      path.isEmpty && flags.contains(.emptyPath) ? start : try files.find(path, from: start)
    try copyOut(self.status(of: inode).encoded, to: status, context)
    return .done(0)
  }

  mutating func sysFstat(
    _ descriptor: UInt64, _ status: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try openFile(descriptor, context)
    try copyOut(self.status(of: file, context).encoded, to: status, context)
    return .done(0)
  }

  func status(of inode: InodeNumber) -> FileStatus {
    let permissions = files[inode].permissions
    let type: FileType =
      switch files[inode].kind {
      case .regular: .regular
      case .directory: .directory
      case .device: .characterDevice
      case .socket: .socket
      }
    var status = FileStatus(mode: FileMode(type, permissions: permissions))
    status.device = 1
    status.inode = UInt64(inode.rawValue) + 1
    status.size = Int64(files.size(of: inode))
    status.blockCount = (status.size + 511) / 512
    if case .device(let device) = files[inode].kind { status.specialDevice = device.number }
    return status
  }

  /// Where a path begins: the directory that a descriptor names, or the working directory.
  private func directory(
    _ descriptor: Int32, for path: String, _ context: Context
  ) throws(Errno) -> InodeNumber {
    if path.utf8.first == UInt8(ascii: "/") { return FileSystem.root }
    guard descriptor != PathFlags.currentDirectory else { return processes[context.process].workingDirectory }
    guard descriptor >= 0 else { throw .badDescriptor }
    let file = try descriptorTables[context.descriptors].find(UInt64(descriptor))
    guard case .inode(let inode) = openFiles[file.rawValue].target, files.isDirectory(inode) else {
      throw .notDirectory
    }
    return inode
  }
}
