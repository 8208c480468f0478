import ABI
import Machine

/// The system calls on names: making, moving and removing them.
extension Kernel {
  mutating func sysMkdirat(
    _ directory: Int32, _ path: UserPointer, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let end = try resolve(path, from: directory, followsLast: false, context)
    guard end.inode == nil else { throw .fileExists }
    let inode = try makeInode(
      .directory([:], parent: end.directory), permissions: permissions & 0o1777, context)
    _ = try enter(inode, end, context)
    return .done(0)
  }

  /// Makes a FIFO or an empty regular file. Devices are the machine's own.
  mutating func sysMknodat(
    _ directory: Int32, _ path: UserPointer, _ mode: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let kind: Inode.Kind
    switch mode & FileType.mask {
    case FileType.fifo.rawValue: kind = .fifo(nil)
    case FileType.regular.rawValue, 0: kind = .regular([])
    case FileType.directory.rawValue: throw .notPermitted
    case FileType.characterDevice.rawValue, FileType.blockDevice.rawValue, FileType.socket.rawValue:
      throw .notPermitted
    default: throw .invalidArgument
    }
    let end = try resolve(path, from: directory, followsLast: false, context)
    guard end.inode == nil else { throw .fileExists }
    if end.mustBeDirectory { throw .noSuchFile }
    _ = try enter(try makeInode(kind, permissions: mode, context), end, context)
    return .done(0)
  }

  mutating func sysSymlinkat(
    _ target: UserPointer, _ directory: Int32, _ path: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let target = try copyInString(target, limit: FileSystem.pathLimit, context)
    guard !target.isEmpty else { throw .noSuchFile }
    let end = try resolve(path, from: directory, followsLast: false, context)
    guard end.inode == nil else { throw .fileExists }
    if end.mustBeDirectory { throw .noSuchFile }
    let inode = try makeInode(.symbolicLink(target), permissions: 0o777, isMasked: false, context)
    _ = try enter(inode, end, context)
    return .done(0)
  }

  mutating func sysReadlinkat(
    _ directory: Int32, _ path: UserPointer, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard Int32(truncatingIfNeeded: buffer.count) > 0 else { throw .invalidArgument }
    let inode = try resolve(path, from: directory, followsLast: false, context).existing()
    let target = try linkText(of: inode, context)
    let bytes = Array(target.utf8.prefix(Int(UInt32(truncatingIfNeeded: buffer.count))))
    try copyOut(bytes, to: buffer.start, context)
    return .done(bytes.count)
  }

  private func linkText(of inode: InodeNumber, _ context: Context) throws(Errno) -> String {
    switch files[inode].kind {
    case .symbolicLink(let target): return target
    case .proc(let node) where node.type == .symbolicLink:
      try checkInspection(of: inode, context)
      context.hart.charge(rowsToSearch(for: node) * Cost.searchRow)
      return try procLinkText(of: node, for: context.thread)
    default: throw .invalidArgument
    }
  }

  /// Gives a file another name.
  mutating func sysLinkat(
    _ oldDirectory: Int32, _ old: UserPointer, _ newDirectory: Int32, _ new: UserPointer, _ flags: PathFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.follow, .emptyPath]) else { throw .invalidArgument }
    var how = flags.intersection(.emptyPath)
    if !flags.contains(.follow) { how.insert(.noFollow) }
    let inode = try inode(old, from: oldDirectory, how, context)
    let end = try resolve(new, from: newDirectory, followsLast: false, context)
    guard end.inode == nil else { throw .fileExists }
    if end.mustBeDirectory { throw .noSuchFile }
    guard !files.isDirectory(inode) else { throw .notPermitted }
    _ = try enter(inode, end, context)
    files[inode].changed = realtime(context)
    return .done(0)
  }

  // MARK: Removing and moving

  mutating func sysUnlinkat(
    _ directory: Int32, _ path: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: .removeDirectory) else { throw .invalidArgument }
    let end = try resolve(path, from: directory, followsLast: false, context)
    let wantsDirectory = flags.contains(.removeDirectory)
    if end.name == "." {
      throw wantsDirectory ? end.inode == FileSystem.root ? .busy : .invalidArgument : .isDirectory
    }
    if end.name == ".." { throw wantsDirectory ? .directoryNotEmpty : .isDirectory }
    let inode = try end.existing()
    try mayChange(end.directory, context)
    if inode == ProcNode.root { throw .busy }
    if wantsDirectory {
      guard files.isDirectory(inode) else { throw .notDirectory }
      guard files.isEmptyDirectory(inode) else { throw .directoryNotEmpty }
    } else if files.isDirectory(inode) {
      throw .isDirectory
    }
    unlink(end.name, of: end.directory, context)
    return .done(0)
  }

  mutating func sysRenameat2(
    _ oldDirectory: Int32, _ old: UserPointer, _ newDirectory: Int32, _ new: UserPointer,
    _ flags: RenameFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noReplace, .exchange]), !flags.isSuperset(of: [.noReplace, .exchange]) else {
      throw .invalidArgument
    }
    let from = try resolve(old, from: oldDirectory, followsLast: false, context)
    let to = try resolve(new, from: newDirectory, followsLast: false, context)
    let isDot = [".", ".."].contains(from.name) || [".", ".."].contains(to.name)
    if isDot { throw flags.contains(.noReplace) ? .fileExists : .busy }
    let inode = try from.existing()
    if flags.contains(.noReplace) && to.inode != nil { throw .fileExists }
    if flags.contains(.exchange) && to.inode == nil { throw .noSuchFile }
    if to.inode == nil, ProcNode(to.directory) != nil { throw .noSuchFile }
    let isDirectory = files.isDirectory(inode)
    if !isDirectory && (from.mustBeDirectory || to.mustBeDirectory) { throw .notDirectory }
    try mayChange(from.directory, context)
    try mayChange(to.directory, context)
    if inode == ProcNode.root || to.inode == ProcNode.root { throw .busy }
    if isDirectory && files.isDirectory(to.directory, within: inode) { throw .invalidArgument }
    if let other = to.inode, files.isDirectory(other), files.isDirectory(from.directory, within: other) {
      throw flags.contains(.exchange) ? .invalidArgument : .directoryNotEmpty
    }
    if to.inode == inode { return .done(0) }
    if flags.contains(.exchange) { exchange(from, to, context) } else { try move(inode, from, to, context) }
    return .done(0)
  }

  private mutating func move(
    _ inode: InodeNumber, _ from: PathEnd, _ to: PathEnd, _ context: Context
  ) throws(Errno) {
    if let other = to.inode {
      switch (files.isDirectory(inode), files.isDirectory(other)) {
      case (true, false): throw .notDirectory
      case (false, true): throw .isDirectory
      case (true, true): guard files.isEmptyDirectory(other) else { throw .directoryNotEmpty }
      case (false, false): break
      }
      unlink(to.name, of: to.directory, context)
    }
    files.setEntry(from.name, of: from.directory, to: nil)
    files.setEntry(to.name, of: to.directory, to: inode)
    stamp(inode, from.directory, to.directory, context)
  }

  private mutating func exchange(_ from: PathEnd, _ to: PathEnd, _ context: Context) {
    guard let one = from.inode, let other = to.inode else { return }
    files.setEntry(from.name, of: from.directory, to: nil)
    files.setEntry(to.name, of: to.directory, to: one)
    files.setEntry(from.name, of: from.directory, to: other)
    files[other].changed = realtime(context)
    stamp(one, from.directory, to.directory, context)
  }

  private mutating func stamp(
    _ inode: InodeNumber, _ from: InodeNumber, _ to: InodeNumber, _ context: Context
  ) {
    files[inode].changed = realtime(context)
    for directory in [from, to] { noteWrite(of: directory, context) }
  }

  // MARK: New inodes

  /// Makes an inode for the process, without a name yet. The permissions that its umask names are left out.
  mutating func makeInode(
    _ kind: Inode.Kind, permissions: UInt32, isMasked: Bool = true, _ context: Context
  ) throws(Errno) -> InodeNumber {
    let process = processes[context.process]
    let mask = isMasked ? workingPlaces[process.workingPlace].umask : 0
    var inode = Inode(kind, permissions: permissions & 0o7777 & ~mask, at: realtime(context))
    inode.owner = process.credentials.user.effective
    inode.group = process.credentials.group.effective
    return try files.make(inode)
  }

  /// Gives an inode the name at the end of a path; one that has no other is forgotten if that cannot be.
  mutating func enter(
    _ inode: InodeNumber, _ end: PathEnd, _ context: Context
  ) throws(Errno) -> InodeNumber {
    if ProcNode(inode) != nil { throw .crossDeviceLink }
    do throws(Errno) { try mayChange(end.directory, context) } catch {
      if files[inode].links == 0 && files[inode].holders == 0 { files.remove(inode) }
      if ProcNode(end.directory) != nil { throw .noSuchFile }
      throw error
    }
    files.setEntry(end.name, of: end.directory, to: inode)
    noteWrite(of: end.directory, context)
    return inode
  }

  /// Names can be changed in directories that the process may write to and that still have a name themselves.
  func mayChange(_ directory: InodeNumber, _ context: Context) throws(Errno) {
    guard ProcNode(directory) == nil else { throw .notPermitted }
    guard files[directory].links > 0 else { throw .noSuchFile }
    guard files[directory].permits([.write, .execute], processes[context.process].credentials) else {
      throw .accessDenied
    }
  }
}
