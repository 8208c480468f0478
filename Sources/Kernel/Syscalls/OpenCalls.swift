import ABI
import Machine

/// Opening files by their paths.
extension Kernel {
  mutating func sysOpenat(
    _ directory: Int32, _ path: UserPointer, _ flags: OpenFlags, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if let held = threads[context.thread].heldFile { return try finishOpening(held, flags, context) }
    if flags.isSuperset(of: [.create, .directory]) { throw .invalidArgument }
    let inode = try inode(toOpen: path, from: directory, flags, permissions, context)
    let isOwnName = flags.contains(.path)
    if !isOwnName, case .fifo = files[inode].kind { return try openFIFO(inode, flags, context) }
    if flags.contains(.truncate) && flags.accessMode != .readOnly && !isOwnName {
      try setSize(of: inode, to: 0, context)
      noteWrite(of: inode, context)
    }
    let isDevice = !isOwnName && files[inode].type == .characterDevice
    if isDevice, let terminal = try openTerminal(inode, flags, context) {
      return .done(try open(terminal, flags, context).rawValue)
    }
    hold(inode)
    return .done(try open(.inode(inode), flags, context).rawValue)
  }

  private mutating func open(
    _ target: OpenFile.Target, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> Descriptor {
    let file = OpenFile(target: target, flags: Self.kept(flags))
    return try open(file, closesOnExec: flags.contains(.closeOnExec), context)
  }

  /// The flags that matter once a file is open. All files may be large.
  private static func kept(_ flags: OpenFlags) -> OpenFlags {
    flags.subtracting([.create, .exclusive, .truncate, .noControllingTerminal, .closeOnExec])
      .union(.largeFile)
  }

  /// Finds or makes what a path names, and checks that it may be opened.
  private mutating func inode(
    toOpen path: UserPointer, from directory: Int32, _ flags: OpenFlags, _ permissions: UInt32,
    _ context: Context
  ) throws(Errno) -> InodeNumber {
    let follows = !flags.contains(.noFollow) && !flags.isSuperset(of: [.create, .exclusive])
    let end = try resolve(path, from: directory, followsLast: follows, context)
    guard flags.accessMode != .neither else { throw .invalidArgument }
    if flags.isSuperset(of: .temporaryFile) { return try makeTemporary(in: end, permissions, context) }
    guard let inode = end.inode else {
      guard flags.contains(.create) else { throw .noSuchFile }
      if end.mustBeDirectory { throw .isDirectory }
      let inode = try makeInode(.regular([]), permissions: permissions, context)
      return try enter(inode, end, context)
    }
    if flags.isSuperset(of: [.create, .exclusive]) { throw .fileExists }
    if flags.contains(.create) && files.isDirectory(inode) { throw .isDirectory }
    try check(inode, flags, context)
    return inode
  }

  private func check(_ inode: InodeNumber, _ flags: OpenFlags, _ context: Context) throws(Errno) {
    let isDirectory = files.isDirectory(inode)
    if flags.contains(.directory) && !isDirectory { throw .notDirectory }
    if flags.contains(.path) { return }
    if case .symbolicLink = files[inode].kind { throw .tooManySymbolicLinks }
    if case .socket = files[inode].kind { throw .noSuchDeviceOrAddress }
    if isDirectory && flags.accessMode != .readOnly { throw .isDirectory }
    var modes: AccessModes = []
    if flags.accessMode != .writeOnly { modes.insert(.read) }
    if flags.accessMode != .readOnly { modes.insert(.write) }
    guard files[inode].permits(modes, processes[context.process].credentials) else { throw .accessDenied }
  }

  /// A file without a name, as O_TMPFILE makes it: it is gone when it is closed.
  private mutating func makeTemporary(
    in end: PathEnd, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> InodeNumber {
    guard files.isDirectory(try end.existing()) else { throw .notDirectory }
    return try makeInode(.regular([]), permissions: permissions, context)
  }

  /// A file that only its descriptors and mappings know; the name is for those who look at them.
  ///
  /// Files cannot be sealed.
  mutating func sysMemfdCreate(
    _ name: UserPointer, _ flags: MemoryFileFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: .closeOnExec) else { throw .invalidArgument }
    do throws(Errno) {
      _ = try copyInString(name, limit: Self.memoryFileNameLimit, context)
    } catch {
      throw error == .nameTooLong ? .invalidArgument : error
    }
    let inode = try makeInode(.regular([]), permissions: 0o777, isMasked: false, context)
    hold(inode)
    let file = OpenFile(target: .inode(inode), flags: [.readWrite, .largeFile])
    return .done(try open(file, closesOnExec: flags.contains(.closeOnExec), context).rawValue)
  }

  /// Bytes that the name of a file of `memfd_create` may have, as on Linux.
  private static let memoryFileNameLimit = 249

  // MARK: FIFOs

  /// Opens a FIFO, which waits until its other end is open too, unless it need not.
  private mutating func openFIFO(
    _ inode: InodeNumber, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let mode = flags.accessMode
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
    var file = OpenFile(target: .pipe(PipeNumber(rawValue: number)), flags: Self.kept(flags))
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
