import ABI
import Machine

/// The system calls on the pages of regular files.
extension Kernel {
  /// Makes a file longer or shorter.
  mutating func sysFtruncate(
    _ descriptor: UInt64, _ size: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = openFiles[try openFile(descriptor, context)]
    guard size >= 0, file.isWritable, case .inode(let inode) = file.target, case .regular = files[inode].kind
    else { throw .invalidArgument }
    return try truncate(inode, to: size, context)
  }

  /// The same for a file that is not open.
  mutating func sysTruncate(
    _ path: UserPointer, _ size: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size >= 0 else { throw .invalidArgument }
    let place = try place(path, from: PathFlags.currentDirectory, [], context)
    switch files[place.inode].kind {
    case .regular: break
    case .directory: throw .isDirectory
    default: throw .invalidArgument
    }
    try mayWrite(through: place.mount)
    guard files[place.inode].permits(.write, identity(context)) else { throw .accessDenied }
    if isExecuted(place.inode) { throw .textFileBusy }
    return try truncate(place.inode, to: size, context)
  }

  private mutating func truncate(
    _ inode: InodeNumber, to size: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try mayResize(inode, to: Int(size))
    if Int(size) > files.size(of: inode) { _ = try withinFileSizeLimit(1, from: UInt64(size) - 1, context) }
    try setSize(of: inode, to: Int(size), context)
    noteWrite(of: inode, context)
    dropSetID(of: inode, context)
    return .done(0)
  }

  /// Sees to it that bytes of a file can be written, or makes zeros or a hole of them.
  mutating func sysFallocate(
    _ descriptor: UInt64, _ flags: AllocateFlags, _ offset: Int64, _ size: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = openFiles[try openFile(descriptor, context)]
    guard offset >= 0, size > 0 else { throw .invalidArgument }
    guard [[], .keepSize, .zero, [.zero, .keepSize], [.punchHole, .keepSize]].contains(flags) else {
      throw .notSupported
    }
    guard file.isWritable else { throw .badDescriptor }
    guard case .inode(let inode) = file.target else {
      if case .pipe = file.target { throw .illegalSeek }
      throw .noSuchDevice
    }
    guard case .regular = files[inode].kind else { throw .noSuchDevice }
    let (end, overflow) = offset.addingReportingOverflow(size)
    guard !overflow else { throw .fileTooLarge }
    let old = files.size(of: inode)
    if flags.isDisjoint(with: [.zero, .punchHole]) {
      try mayResize(inode, to: max(old, Int(end)))
    } else {
      try mayChange(inode)
    }
    if !flags.contains(.keepSize) && Int(end) > old {
      _ = try withinFileSizeLimit(1, from: UInt64(end) - 1, context)
      try setSize(of: inode, to: Int(end), context)
    }
    if !flags.isDisjoint(with: [.zero, .punchHole]) {
      try clear(inode, from: Int(offset), to: min(Int(end), old), context)
    }
    writeBack(inode, context)
    files.changeContents(of: inode) { contents in
      if flags.contains(.punchHole) {
        contents.punch(from: Int(offset), to: Int(end))
      } else {
        contents.reserve(from: Int(offset), to: Int(end))
      }
    }
    noteWrite(of: inode, context)
    return .done(0)
  }

  private mutating func clear(
    _ inode: InodeNumber, from start: Int, to end: Int, _ context: Context
  ) throws(Errno) {
    var place = start
    while place < end {
      let piece = min(Int(Self.transferPiece), end - place)
      try writeFile([UInt8](repeating: 0, count: piece), to: inode, at: UInt64(place), context)
      place += piece
    }
  }

  /// Writes back what the page cache has of a file: `fsync` and `fdatasync`.
  mutating func sysFsync(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard case .inode(let inode) = openFiles[try openFile(descriptor, context)].target else {
      throw .invalidArgument
    }
    if case .regular = files[inode].kind { writeBack(inode, context) }
    save(files[inode].volume)
    return .done(0)
  }

  /// Writes back the file system that a file is on.
  mutating func sysSyncfs(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    _ = try openFile(descriptor, context)
    return sysSync(context)
  }

  /// Takes advice on how a file will be read. The page cache reads no page ahead, so there is none to follow.
  mutating func sysFadvise64(
    _ descriptor: UInt64, _ length: Int64, _ advice: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if case .inode = openFiles[try openFile(descriptor, context)].target {
      guard length >= 0, advice <= 5 else { throw .invalidArgument }
      return .done(0)
    }
    throw .illegalSeek
  }

  /// Writes back everything.
  mutating func sysSync(_ context: Context) -> SyscallOutcome {
    for inode in pool.cache.cachedFiles { writeBack(inode, context) }
    for volume in files.volumes.numbers { save(VolumeNumber(rawValue: volume)) }
    return .done(0)
  }
}
