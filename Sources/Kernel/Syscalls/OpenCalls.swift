import ABI
import Machine

/// Opening files by their paths.
extension Kernel {
  mutating func sysOpenat(
    _ directory: Int32, _ path: UserPointer, _ flags: OpenFlags, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let known = flags.intersection(.known)
    return try open(path, from: directory, known, permissions & 0o7777, scope: [], context)
  }

  /// The same, but what is unknown is an error, and the path may be kept from leading too far.
  mutating func sysOpenat2(
    _ directory: Int32, _ path: UserPointer, _ pointer: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size >= OpenHow.layout.size else { throw .invalidArgument }
    guard size <= Page.size else { throw .argumentListTooLong }
    let bytes = try copyIn(UserBuffer(start: pointer, count: size), context)
    guard let how = OpenHow(decoding: bytes), bytes.dropFirst(OpenHow.layout.size).allSatisfy({ $0 == 0 })
    else { throw .argumentListTooLong }
    let (flags, scope) = (
      OpenFlags(rawValue: UInt32(truncatingIfNeeded: how.flags)), ResolveFlags(rawValue: how.resolve)
    )
    let makes = flags.contains(.create) || flags.isSuperset(of: .temporaryFile)
    guard how.flags >> 32 == 0, flags.isSubset(of: .known), scope.isSubset(of: .known),
      !scope.isSuperset(of: [.beneath, .inRoot]), makes ? how.mode & ~0o7777 == 0 : how.mode == 0,
      !flags.contains(.path) || flags.isSubset(of: [.path, .directory, .noFollow, .closeOnExec])
    else { throw .invalidArgument }
    if scope.contains(.cached) && (makes || flags.contains(.truncate)) { throw .tryAgain }
    return try open(
      path, from: directory, flags, UInt32(truncatingIfNeeded: how.mode), scope: scope, context)
  }

  private mutating func open(
    _ path: UserPointer, from directory: Int32, _ flags: OpenFlags, _ permissions: UInt32,
    scope: ResolveFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if let held = threads[context.thread].heldFile { return try finishOpening(held, flags, context) }
    // Only a place is wanted: all but these flags is without meaning.
    let isPlace = flags.contains(.path)
    let flags = isPlace ? flags.intersection([.path, .directory, .noFollow, .closeOnExec]) : flags
    let place = try place(toOpen: path, from: directory, flags, permissions, scope, context)
    if !isPlace, let file = procOpenFile(place.inode) {
      return try reopen(file, flags: Self.kept(flags), closesOnExec: flags.contains(.closeOnExec), context)
    }
    if !isPlace, case .fifo = files[place.inode].kind { return try openFIFO(place, flags, context) }
    if flags.contains(.truncate), case .regular = files[place.inode].kind {
      try mayResize(place.inode, to: 0)
      try setSize(of: place.inode, to: 0, context)
      noteWrite(of: place.inode, context)
      dropSetID(of: place.inode, context)
    }
    let isDevice = !isPlace && files[place.inode].type == .characterDevice
    if isDevice, let terminal = try openTerminal(place.inode, flags, context) {
      return .done(try open(terminal, through: place.mount, flags, context).rawValue)
    }
    hold(place.inode)
    return .done(try open(.inode(place.inode), through: place.mount, flags, context).rawValue)
  }

  private mutating func open(
    _ target: OpenFile.Target, through mount: MountNumber, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> Descriptor {
    let file = OpenFile(target: target, flags: Self.kept(flags), mount: mount)
    return try open(file, closesOnExec: flags.contains(.closeOnExec), context)
  }

  /// The flags that matter once a file is open. All files may be large.
  private static func kept(_ flags: OpenFlags) -> OpenFlags {
    if flags.contains(.path) { return flags.subtracting(.closeOnExec) }
    return flags.subtracting([.create, .exclusive, .truncate, .noControllingTerminal, .closeOnExec])
      .union(.largeFile)
  }

  /// Finds or makes what a path names, and checks that it may be opened.
  private mutating func place(
    toOpen path: UserPointer, from directory: Int32, _ flags: OpenFlags, _ permissions: UInt32,
    _ scope: ResolveFlags, _ context: Context
  ) throws(Errno) -> Place {
    if flags.isSuperset(of: [.create, .directory]) { throw .invalidArgument }
    let isTemporary = flags.isSuperset(of: .temporaryFile)
    if isTemporary && !flags.mayWrite { throw .invalidArgument }
    let makes = flags.contains(.create) && !isTemporary
    let follows = !flags.contains(.noFollow) && !(makes && flags.contains(.exclusive))
    let ends: (PathWalk.End, PathWalk.End) = makes ? (.created, .createdUnfollowed) : (.followed, .unfollowed)
    let end = try resolve(path, from: directory, follows ? ends.0 : ends.1, scope: scope, context)
    if isTemporary { return try makeTemporary(in: end, permissions, flags, context) }
    guard let place = end.place else {
      guard makes else { throw .noSuchFile }
      let inode = try make(.regular(FileContents()), permissions: permissions, at: end, context)
      return Place(mount: end.directory.mount, inode: inode)
    }
    if procOpenFile(place.inode) != nil && follows { return place }
    if makes && flags.contains(.exclusive) { throw .fileExists }
    if makes && files.isDirectory(place.inode) { throw .isDirectory }
    try check(place, flags, context)
    return place
  }

  private func check(_ place: Place, _ flags: OpenFlags, _ context: Context) throws(Errno) {
    let row = row(of: place.inode)
    if flags.contains(.directory) && row.type != .directory { throw .notDirectory }
    if flags.contains(.path) { return }
    let writes = flags.mayWrite || flags.contains(.truncate)
    switch row.kind {
    case _ where row.type == .symbolicLink: throw .tooManySymbolicLinks
    case _ where row.type == .directory && writes: throw .isDirectory
    case .device where files.mounts[place.mount.rawValue].flags.contains(.noDevices): throw .accessDenied
    case .regular, .directory: if writes { try mayWrite(through: place.mount) }
    default: break
    }
    var modes: AccessModes = writes ? .write : []
    if flags.accessMode != .writeOnly { modes.insert(.read) }
    guard row.permits(modes, identity(context)) else { throw .accessDenied }
    if case .socket = row.kind { throw .noSuchDeviceOrAddress }
    try checkInspection(of: place.inode, context)
    // Not even root can write what there is no way to write.
    if case .proc(let node) = row.kind, node.entry == .tunable, writes, node.permissions & 0o222 == 0 {
      throw .accessDenied
    }
    let isOwner = identity(context).isRoot || identity(context).user.effective == row.owner
    if flags.contains(.noAccessTime) && !isOwner { throw .notPermitted }
    if writes && isExecuted(place.inode) { throw .textFileBusy }
  }

  /// A file without a name, as O_TMPFILE makes it: it is gone when it is closed, unless it was linked somewhere.
  private mutating func makeTemporary(
    in end: PathEnd, _ permissions: UInt32, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> Place {
    let directory = try end.existing()
    guard files.isDirectory(directory.inode) else { throw .notDirectory }
    try mayCreate(in: directory, refusal: .notSupported, context)
    let inode = try makeInode(
      .regular(FileContents()), permissions: permissions, in: directory.inode, context)
    files[inode].isLinkable = !flags.contains(.exclusive)
    return Place(mount: directory.mount, inode: inode)
  }

  /// A file that only its descriptors and mappings know; the name is for those who look at them.
  mutating func sysMemfdCreate(
    _ name: UserPointer, _ flags: MemoryFileFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.closeOnExec, .allowSealing]) else { throw .invalidArgument }
    let text: String
    do throws(Errno) {
      text = try copyInString(name, limit: Self.memoryFileNameLimit, context)
    } catch {
      throw error == .nameTooLong ? .invalidArgument : error
    }
    let inode = try makeInode(
      .regular(FileContents()), permissions: 0o777, isMasked: false, in: FileSystem.root, context)
    files[inode].formerPath = "/memfd:" + text
    if flags.contains(.allowSealing) { files[inode].seals = [] }
    hold(inode)
    let file = OpenFile(target: .inode(inode), flags: [.readWrite, .largeFile])
    return .done(try open(file, closesOnExec: flags.contains(.closeOnExec), context).rawValue)
  }

  /// Bytes that the name of a file of `memfd_create` may have, as on Linux.
  private static let memoryFileNameLimit = 249

  // MARK: FIFOs

  /// Opens a FIFO, which waits until its other end is open too, unless it need not.
  private mutating func openFIFO(
    _ place: Place, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (inode, mode) = (place.inode, flags.accessMode)
    guard mode != .neither else { throw .invalidArgument }
    let old = pipe(ofFIFO: inode)
    let hasReader = old.map { pipes[$0].readers > 0 } ?? false
    let hasWriter = old.map { pipes[$0].writers > 0 } ?? false
    if mode == .writeOnly && flags.contains(.nonBlocking) && !hasReader { throw .noSuchDeviceOrAddress }
    let number = old ?? pipes.insert(Pipe(inode: inode))
    files[inode].kind = .fifo(PipeNumber(rawValue: number))
    hold(inode)
    countOpening(of: number, flags)
    if mode != .writeOnly { wake(.fifoReader(number), context) }
    if mode != .readOnly { wake(.fifoWriter(number), context) }
    var file = OpenFile(
      target: .pipe(PipeNumber(rawValue: number)), flags: Self.kept(flags), mount: place.mount)
    if mode == .readOnly && !hasWriter { file.unseenWriters = pipes[number].writerOpens }
    let mustWait = mode == .readOnly ? !hasWriter : mode == .writeOnly && !hasReader
    guard mustWait && !flags.contains(.nonBlocking) else {
      return .done(try open(file, closesOnExec: flags.contains(.closeOnExec), context).rawValue)
    }
    file.unseenWriters = nil
    threads[context.thread].heldFile = OpenFileNumber(rawValue: openFiles.insert(file))
    return .block(Wait(mode == .readOnly ? .fifoWriter(number) : .fifoReader(number)))
  }

  private func pipe(ofFIFO inode: InodeNumber) -> Int? {
    if case .fifo(let pipe?) = files[inode].kind { return pipe.rawValue }
    return nil
  }

  /// The other end of a FIFO has come, or a signal has.
  private mutating func finishOpening(
    _ file: OpenFileNumber, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard context.wake == .event else {
      let isReader = openFiles[file.rawValue].isReadable
      let pipe = try pipe(of: file.rawValue)
      return .block(Wait(isReader ? .fifoWriter(pipe) : .fifoReader(pipe)))
    }
    threads[context.thread].heldFile = nil
    let descriptor = try install(file, closesOnExec: flags.contains(.closeOnExec), context)
    return .done(descriptor.rawValue)
  }
}

extension OpenFlags {
  /// Every flag that there is.
  fileprivate static let known = members.reduce(into: OpenFlags()) { $0.formUnion($1.flags) }

  /// Whether the access mode lets the file be written; the fourth mode asks for everything and grants nothing.
  fileprivate var mayWrite: Bool { accessMode != .readOnly }
}

extension ResolveFlags {
  /// Every flag that there is.
  fileprivate static let known = members.reduce(into: ResolveFlags()) { $0.formUnion($1.flags) }
}
