import ABI
import Machine

/// Reading and writing what an inode stands for.
extension Kernel {
  mutating func readInode(
    _ inode: InodeNumber, _ file: Int, into buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch files[inode].kind {
    case .directory: throw .isDirectory
    case .socket: throw .noSuchDeviceOrAddress
    case .device(let device): return try readDevice(device, file, into: buffer, context)
    case .regular: return try readRegular(inode, file, into: buffer, at: position, context)
    case .proc(let node): return try readProc(node, file, into: buffer, at: position, context)
    case .fifo, .symbolicLink: throw .badDescriptor
    }
  }

  mutating func writeInode(
    _ inode: InodeNumber, _ file: Int, from buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch files[inode].kind {
    case .directory: throw .badDescriptor
    case .socket: throw .noSuchDeviceOrAddress
    case .device(let device): return try writeDevice(device, from: buffer, context)
    case .regular: return try writeRegular(inode, file, from: buffer, at: position, context)
    case .proc(let node): return try writeProc(node, file, from: buffer, at: position, context)
    case .fifo, .symbolicLink: throw .badDescriptor
    }
  }

  private mutating func readRegular(
    _ inode: InodeNumber, _ file: Int, into buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let start = position ?? UInt64(openFiles[file].offset)
    let size = UInt64(files.size(of: inode))
    guard start < size, buffer.count > 0 else { return .done(0) }
    let count = try accessible(buffer, from: 0, count: min(buffer.count, size - start), .store, context)
    var done: UInt64 = 0
    while done < count {
      let piece = min(Self.transferPiece, count - done)
      try copyOut(
        readFile(inode, at: start + done, count: piece, context)[...], to: buffer, at: done, context)
      done += piece
    }
    noteRead(of: inode, openFiles[file], context)
    if position == nil { openFiles[file].offset += Int(count) }
    return .done(count)
  }

  /// Writes a piece at a time; an error after the first piece leaves what was written.
  private mutating func writeRegular(
    _ inode: InodeNumber, _ file: Int, from buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let isAppending = openFiles[file].flags.contains(.append)
    let size = UInt64(files.size(of: inode))
    let start = isAppending ? size : position ?? UInt64(openFiles[file].offset)
    guard buffer.count > 0 else { return .done(0) }
    let limited = try withinFileSizeLimit(buffer.count, from: start, context)
    let wanted = try permittedBySeals(limited, to: inode, at: start)
    let count = try accessible(buffer, from: 0, count: wanted, .load, context)
    var done: UInt64 = 0
    do throws(Errno) {
      while done < count {
        let piece = min(Self.transferPiece, count - done)
        try writeFile(
          try copyIn(buffer, from: done, count: piece, context), to: inode, at: start + done, context)
        done += piece
      }
    } catch {
      if done == 0 { throw error }
    }
    noteWrite(of: inode, context)
    dropSetID(of: inode, context)
    if position == nil { openFiles[file].offset = Int(start + done) }
    return .done(done)
  }

  /// How many of the bytes that a file is to get lie within RLIMIT_FSIZE; if none does, the process gets SIGXFSZ.
  mutating func withinFileSizeLimit(
    _ count: UInt64, from start: UInt64, _ context: Context
  ) throws(Errno) -> UInt64 {
    let limit = processes[context.process].limits[.fileSize].soft
    guard start >= limit else { return min(count, limit - start) }
    send(
      SignalInfo(.fileSizeLimit, .user, .sender(pid: Int32(context.process), uid: 0)),
      toThread: context.thread, context)
    throw .fileTooLarge
  }

  /// Remembers when a file was read: as a rule only once after each change, as Linux's `relatime` does.
  mutating func noteRead(of inode: InodeNumber, _ file: OpenFile, _ context: Context) {
    if ProcNode(inode) != nil { return }
    let row = files[inode]
    let flags = file.mount.map { files.mounts[$0.rawValue].flags } ?? .relativeAccessTime
    if file.flags.contains(.noAccessTime) || !flags.isDisjoint(with: [.readOnly, .noAccessTime]) { return }
    if row.type == .directory && flags.contains(.noDirectoryAccessTime) { return }
    if flags.contains(.relativeAccessTime) && row.accessed > max(row.modified, row.changed) { return }
    files[inode].accessed = realtime(context)
  }

  /// Remembers when a file was written.
  mutating func noteWrite(of inode: InodeNumber, _ context: Context) {
    let now = realtime(context)
    (files[inode].modified, files[inode].changed) = (now, now)
  }

  /// What can be done with a file now: everything, but for the console.
  func inodeReadiness(_ inode: InodeNumber, _ context: Context) -> PollEvents {
    if isConsole(inode) { return streamReadiness(0, context).union([.output, .normalOutput]) }
    return [.input, .output, .normalInput, .normalOutput]
  }
}
