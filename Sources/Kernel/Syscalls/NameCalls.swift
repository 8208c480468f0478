import ABI
import Machine

/// The system calls on names: making, moving and removing them.
extension Kernel {
  mutating func sysMkdirat(
    _ directory: Int32, _ path: UserPointer, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let end = try resolve(path, from: directory, .name, context)
    guard end.inode == nil else { throw .fileExists }
    let kind = Inode.Kind.directory([:], parent: end.directory.inode)
    _ = try make(kind, permissions: permissions & 0o1777, at: end, context)
    return .done(0)
  }

  /// Makes a FIFO, a socket's file or an empty regular file. Devices are the machine's own.
  mutating func sysMknodat(
    _ directory: Int32, _ path: UserPointer, _ mode: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let kind: Inode.Kind
    switch mode & FileType.mask {
    case FileType.fifo.rawValue: kind = .fifo(nil)
    case FileType.socket.rawValue: kind = .socket(nil)
    case FileType.regular.rawValue, 0: kind = .regular(FileContents())
    case FileType.directory.rawValue, FileType.characterDevice.rawValue, FileType.blockDevice.rawValue:
      throw .notPermitted
    default: throw .invalidArgument
    }
    let end = try resolve(path, from: directory, .name, context)
    guard end.inode == nil else { throw .fileExists }
    if end.mustBeDirectory { throw .noSuchFile }
    _ = try make(kind, permissions: mode, at: end, context)
    return .done(0)
  }

  mutating func sysSymlinkat(
    _ target: UserPointer, _ directory: Int32, _ path: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let target = try copyInPath(target, context)
    guard !target.isEmpty else { throw .noSuchFile }
    let end = try resolve(path, from: directory, .name, context)
    guard end.inode == nil else { throw .fileExists }
    if end.mustBeDirectory { throw .noSuchFile }
    _ = try make(.symbolicLink(target), permissions: 0o777, isMasked: false, at: end, context)
    return .done(0)
  }

  mutating func sysReadlinkat(
    _ directory: Int32, _ path: UserPointer, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard Int32(truncatingIfNeeded: buffer.count) > 0 else { throw .invalidArgument }
    let name = try copyInPath(path, context)
    // No path stands for the link that the descriptor names.
    let inode =
      try name.isEmpty
      ? place(of: directory, context).inode
      : resolve(path, from: directory, .unfollowed, context).existing().inode
    guard files[inode].type == .symbolicLink else { throw name.isEmpty ? .noSuchFile : .invalidArgument }
    let target = try linkText(of: inode, context)
    let bytes = Array(target.bytes.prefix(Int(UInt32(truncatingIfNeeded: buffer.count))))
    try copyOut(bytes, to: buffer.start, context)
    return .done(bytes.count)
  }

  private func linkText(of inode: InodeNumber, _ context: Context) throws(Errno) -> FilePath {
    switch files[inode].kind {
    case .symbolicLink(let target): return target
    case .proc(let node):
      try checkInspection(of: inode, context)
      context.hart.charge(rowsToSearch(for: node) * Cost.searchRow)
      return FilePath(try procLinkText(of: node, for: context.thread))
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
    let place = try place(old, from: oldDirectory, how, context)
    let end = try resolve(new, from: newDirectory, .name, context)
    guard end.inode == nil else { throw .fileExists }
    if end.mustBeDirectory { throw .noSuchFile }
    guard place.mount == end.directory.mount else { throw .crossDeviceLink }
    try mayLink(place.inode, context)
    try mayCreate(in: end.directory, context)
    guard !files.isDirectory(place.inode) else { throw .notPermitted }
    // What has lost its last name gets none again, unless it was made without one.
    guard files[place.inode].links > 0 || files[place.inode].isLinkable else { throw .noSuchFile }
    enter(place.inode, end, context)
    files[place.inode].isLinkable = false
    files[place.inode].changed = realtime(context)
    return .done(0)
  }

  /// A second name makes a file live on in a place of somebody else's choice: only what is theirs to write gets one
  /// from somebody who is not root and does not own it (Linux's `protected_hardlinks`).
  private func mayLink(_ inode: InodeNumber, _ context: Context) throws(Errno) {
    let (row, identity) = (files[inode], identity(context))
    if identity.isRoot || identity.user.effective == row.owner { return }
    let isSafe = row.type == .regular && row.permissions.droppedSetID == 0
    guard isSafe && row.permits([.read, .write], identity) else { throw .notPermitted }
  }

  // MARK: Removing

  mutating func sysUnlinkat(
    _ directory: Int32, _ path: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: .removeDirectory) else { throw .invalidArgument }
    let wantsDirectory = flags.contains(.removeDirectory)
    let end = try resolve(path, from: directory, .name, context)
    if end.name.isDot {
      guard wantsDirectory else { throw .isDirectory }
      throw end.name == .dotDot ? .directoryNotEmpty : end.name == .none ? .busy : .invalidArgument
    }
    try mayWrite(through: end.directory.mount)
    let inode = try end.existing().inode
    if !wantsDirectory && end.mustBeDirectory {
      throw files.isDirectory(inode) ? .isDirectory : .notDirectory
    }
    try mayRemove(inode, from: end.directory, asDirectory: wantsDirectory, context)
    if wantsDirectory && !files.isEmptyDirectory(inode) { throw .directoryNotEmpty }
    unlink(end.name, of: end.directory.inode, context)
    return .done(0)
  }

  // MARK: Moving

  mutating func sysRenameat2(
    _ oldDirectory: Int32, _ old: UserPointer, _ newDirectory: Int32, _ new: UserPointer,
    _ flags: RenameFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noReplace, .exchange]), !flags.isSuperset(of: [.noReplace, .exchange]) else {
      throw .invalidArgument
    }
    let from = try resolve(old, from: oldDirectory, .name, context)
    let to = try resolve(new, from: newDirectory, .name, context)
    guard from.directory.mount == to.directory.mount else { throw .crossDeviceLink }
    if from.name.isDot { throw .busy }
    if to.name.isDot { throw flags.contains(.noReplace) ? .fileExists : .busy }
    try mayWrite(through: from.directory.mount)
    let inode = try from.existing().inode
    // /proc looks for the new name, and there is none like it.
    if to.inode == nil, ProcNode(to.directory.inode) != nil { throw .noSuchFile }
    if flags.contains(.noReplace) && to.inode != nil { throw .fileExists }
    if flags.contains(.exchange) && to.inode == nil { throw .noSuchFile }
    try checkSlashes(from, to, flags)
    try checkLoop(inode, from, to, flags)
    if to.inode == inode { return .done(0) }
    try mayMove(inode, from, to, flags, context)
    if flags.contains(.exchange) { exchange(from, to, context) } else { move(inode, from, to, context) }
    return .done(0)
  }

  /// A slash stands only behind the name of a directory.
  private func checkSlashes(_ from: PathEnd, _ to: PathEnd, _ flags: RenameFlags) throws(Errno) {
    let isDirectory = from.inode.map(files.isDirectory) ?? false
    if !isDirectory && from.mustBeDirectory { throw .notDirectory }
    let becomesDirectory = flags.contains(.exchange) ? to.inode.map(files.isDirectory) ?? false : isDirectory
    if !becomesDirectory && to.mustBeDirectory { throw .notDirectory }
  }

  /// No directory moves into itself, and none over one that it lies in.
  private func checkLoop(
    _ inode: InodeNumber, _ from: PathEnd, _ to: PathEnd, _ flags: RenameFlags
  ) throws(Errno) {
    if files.isDirectory(inode) && files.isDirectory(to.directory.inode, within: inode) {
      throw .invalidArgument
    }
    if let other = to.inode, files.isDirectory(other),
      files.isDirectory(from.directory.inode, within: other)
    {
      throw flags.contains(.exchange) ? .invalidArgument : .directoryNotEmpty
    }
  }

  private func mayMove(
    _ inode: InodeNumber, _ from: PathEnd, _ to: PathEnd, _ flags: RenameFlags, _ context: Context
  ) throws(Errno) {
    let isDirectory = files.isDirectory(inode)
    let isExchange = flags.contains(.exchange)
    try mayRemove(inode, from: from.directory, asDirectory: isDirectory, context)
    let movesUp = from.directory != to.directory
    // A directory's `..` changes.
    if isDirectory && movesUp { try mayChangeParent(of: inode, context) }
    guard let other = to.inode else { return try mayCreate(in: to.directory, context) }
    let isOtherDirectory = files.isDirectory(other)
    try mayRemove(
      other, from: to.directory, asDirectory: isExchange ? isOtherDirectory : isDirectory, context)
    if isExchange && isOtherDirectory && movesUp { try mayChangeParent(of: other, context) }
    if !isExchange && isDirectory && !files.isEmptyDirectory(other) { throw .directoryNotEmpty }
  }

  private func mayChangeParent(of directory: InodeNumber, _ context: Context) throws(Errno) {
    guard files[directory].permits(.write, identity(context)) else { throw .accessDenied }
  }

  private mutating func move(_ inode: InodeNumber, _ from: PathEnd, _ to: PathEnd, _ context: Context) {
    if to.inode != nil { unlink(to.name, of: to.directory.inode, context) }
    files.setEntry(from.name, of: from.directory.inode, to: nil)
    files.setEntry(to.name, of: to.directory.inode, to: inode)
    stamp(inode, from, to, context)
  }

  private mutating func exchange(_ from: PathEnd, _ to: PathEnd, _ context: Context) {
    guard let one = from.inode, let other = to.inode else { return }
    files.setEntry(from.name, of: from.directory.inode, to: nil)
    files.setEntry(to.name, of: to.directory.inode, to: one)
    files.setEntry(from.name, of: from.directory.inode, to: other)
    files[other].changed = realtime(context)
    stamp(one, from, to, context)
  }

  private mutating func stamp(_ inode: InodeNumber, _ from: PathEnd, _ to: PathEnd, _ context: Context) {
    files[inode].changed = realtime(context)
    for end in [from, to] { noteWrite(of: end.directory.inode, context) }
  }

  // MARK: New inodes

  /// Makes an inode and gives it the name at the end of a path.
  mutating func make(
    _ kind: Inode.Kind, permissions: UInt32, isMasked: Bool = true, at end: PathEnd, _ context: Context
  ) throws(Errno) -> InodeNumber {
    let isRegular = if case .regular = kind { true } else { false }
    try mayCreate(in: end.directory, refusal: isRegular ? .accessDenied : .notPermitted, context)
    let inode = try makeInode(
      kind, permissions: permissions, isMasked: isMasked, in: end.directory.inode, context)
    enter(inode, end, context)
    return inode
  }

  /// Makes an inode for the process, without a name yet. The permissions that its umask names are left out; a
  /// directory with a set-group-ID bit gives its group to what is made in it, and the bit to directories.
  mutating func makeInode(
    _ kind: Inode.Kind, permissions: UInt32, isMasked: Bool = true, in directory: InodeNumber,
    _ context: Context
  ) throws(Errno) -> InodeNumber {
    let process = processes[context.process]
    let mask = isMasked ? workingPlaces[process.workingPlace].umask : 0
    let parent = files[directory]
    var inode = Inode(
      kind, permissions: permissions & 0o7777 & ~mask, volume: parent.volume, at: realtime(context))
    inode.owner = process.credentials.user.effective
    inode.group = process.credentials.group.effective
    if parent.permissions & FileMode.setGroupID != 0 {
      inode.group = parent.group
      if inode.type == .directory {
        inode.permissions |= FileMode.setGroupID
      } else if inode.permissions & FileMode.setGroupID != 0, inode.permissions & 0o010 != 0,
        !process.credentials.isRoot, !process.credentials.isMember(of: parent.group)
      {
        inode.permissions &= ~FileMode.setGroupID
      }
    }
    return try files.make(inode)
  }

  /// Gives an inode the name at the end of a path.
  private mutating func enter(_ inode: InodeNumber, _ end: PathEnd, _ context: Context) {
    files.setEntry(end.name, of: end.directory.inode, to: inode)
    noteWrite(of: end.directory.inode, context)
  }
}
