import ABI
import Machine

/// The system calls on descriptors, whatever they name.
extension Kernel {
  /// The open file of a descriptor with which something can be done: one that is only a place, opened with O_PATH,
  /// is as good as none.
  func openFile(_ descriptor: UInt64, _ context: Context) throws(Errno) -> Int {
    let file = try anyFile(descriptor, context)
    if openFiles[file].flags.contains(.path) { throw .badDescriptor }
    return file
  }

  /// The open file of a descriptor, even if it is only a place.
  func anyFile(_ descriptor: UInt64, _ context: Context) throws(Errno) -> Int {
    try descriptorTables[context.descriptors].find(descriptor).rawValue
  }

  /// Opens something: a row in the table of open files and the lowest free descriptor for it.
  mutating func open(
    _ file: OpenFile, closesOnExec: Bool, _ context: Context
  ) throws(Errno) -> Descriptor {
    guard openFiles.count < Self.openFileLimit else {
      close(file, context)
      throw .tooManyFilesInSystem
    }
    return try install(OpenFileNumber(rawValue: openFiles.insert(file)), closesOnExec: closesOnExec, context)
  }

  /// Gives an open file its first descriptor; if there is none for it, it is closed.
  mutating func install(
    _ number: OpenFileNumber, closesOnExec: Bool, _ context: Context
  ) throws(Errno) -> Descriptor {
    let limit = processes[context.process].limits[.openFiles].soft
    do throws(Errno) {
      return try descriptorTables[context.descriptors].insert(
        number, closesOnExec: closesOnExec, limit: limit)
    } catch {
      release(number, context)
      throw error
    }
  }

  /// How many open files there can be in all, as /proc/sys/fs/file-max limits them.
  static let openFileLimit = 65_536

  mutating func sysClose(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    let file = try descriptorTables[context.descriptors].remove(descriptor & 0xffff_ffff)
    close(file, ofTable: context.descriptors, context)
    return .done(0)
  }

  mutating func sysCloseRange(
    _ first: UInt32, _ last: UInt32, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard first <= last, flags & ~4 == 0 else { throw .invalidArgument }
    // Behind the last that there can be, there is nothing to close.
    let end = UInt64(min(last, UInt32(DescriptorTable.limit))) + 1
    for descriptor in UInt64(first)..<max(UInt64(first), end) {
      guard let file = try? descriptorTables[context.descriptors].find(descriptor) else { continue }
      if flags & 4 != 0 {
        try descriptorTables[context.descriptors].setClosesOnExec(descriptor, true)
      } else {
        _ = try descriptorTables[context.descriptors].remove(descriptor)
        close(file, ofTable: context.descriptors, context)
      }
    }
    return .done(0)
  }

  mutating func sysDup(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    try duplicate(descriptor, from: 0, closesOnExec: false, context)
  }

  private mutating func duplicate(
    _ descriptor: UInt64, from first: UInt64, closesOnExec: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try descriptorTables[context.descriptors].find(descriptor)
    let limit = processes[context.process].limits[.openFiles].soft
    guard first < limit else { throw .invalidArgument }
    let new = try descriptorTables[context.descriptors].insert(
      file, from: Int(first), closesOnExec: closesOnExec, limit: limit)
    openFiles[file.rawValue].owners += 1
    return .done(new.rawValue)
  }

  mutating func sysDup3(
    _ old: UInt64, _ new: UInt64, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard old != new, flags.isSubset(of: .closeOnExec) else { throw .invalidArgument }
    guard new < min(processes[context.process].limits[.openFiles].soft, UInt64(DescriptorTable.limit)) else {
      throw .badDescriptor
    }
    let file = try descriptorTables[context.descriptors].find(old)
    openFiles[file.rawValue].owners += 1
    let replaced = descriptorTables[context.descriptors].replace(
      new, with: file, closesOnExec: flags.contains(.closeOnExec))
    if let replaced { close(replaced, ofTable: context.descriptors, context) }
    return .done(Int(new))
  }

  mutating func sysFcntl(
    _ descriptor: UInt64, _ command: UInt32, _ argument: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try anyFile(descriptor, context)
    let command = FileControl(rawValue: command)
    if openFiles[file].flags.contains(.path),
      ![
        .duplicate, .duplicateCloseOnExec, .getDescriptorFlags, .setDescriptorFlags, .getStatusFlags,
      ].contains(command)
    {
      throw .badDescriptor
    }
    switch command {
    case .duplicate?: return try duplicate(descriptor, from: argument, closesOnExec: false, context)
    case .duplicateCloseOnExec?: return try duplicate(descriptor, from: argument, closesOnExec: true, context)
    case .getDescriptorFlags?:
      return .done(try descriptorTables[context.descriptors].closesOnExec(descriptor) ? 1 : 0)
    case .setDescriptorFlags?:
      try descriptorTables[context.descriptors].setClosesOnExec(descriptor, argument & 1 != 0)
      return .done(0)
    case .getStatusFlags?:
      return .done(UInt64(openFiles[file].flags.rawValue))
    case .setStatusFlags?:
      let settable: OpenFlags = [.append, .nonBlocking, .direct, .noAccessTime]
      let wanted = OpenFlags(rawValue: UInt32(truncatingIfNeeded: argument)).intersection(settable)
      openFiles[file].flags = openFiles[file].flags.subtracting(settable).union(wanted)
      return .done(0)
    case .getPipeSize?: return .done(pipes[try pipe(of: file)].capacity * Int(Page.size))
    case .setPipeSize?:
      let pipe = try pipe(of: file)
      let size = try resizePipe(pipe, to: UInt64(UInt32(truncatingIfNeeded: argument)))
      if !pipes[pipe].isFull { wake(.pipeWritable(pipe), context) }
      return .done(size)
    case .getSeals?: return .done(UInt64(try seals(of: file).rawValue))
    case .addSeals?:
      try addSeals(FileSeals(rawValue: UInt32(truncatingIfNeeded: argument)), to: file)
      return .done(0)
    case let command?
    where [
      .getLock, .setLock, .setLockWaiting, .getOpenFileLock, .setOpenFileLock, .setOpenFileLockWaiting,
    ].contains(command):
      return try controlLock(command, of: descriptor, file, UserPointer(argument), context)
    default: throw .invalidArgument
    }
  }

  /// The pipe that an open file is an end of.
  func pipe(of file: Int) throws(Errno) -> Int {
    guard case .pipe(let pipe) = openFiles[file].target else { throw .badDescriptor }
    return pipe.rawValue
  }

  /// Gives up one descriptor's part in an open file; with the last one, what it stood for is told.
  mutating func release(_ file: OpenFileNumber, _ context: Context) {
    openFiles[file.rawValue].owners -= 1
    guard openFiles[file.rawValue].owners == 0 else { return }
    for watch in openFiles[file.rawValue].watches { unwatch(watch) }
    removeLocks(ofOpenFile: file.rawValue, context)
    close(openFiles.remove(file.rawValue), context)
  }
}
