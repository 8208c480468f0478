import ABI
import Machine

/// The system calls that move bytes.
extension Kernel {
  mutating func sysRead(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try descriptorTables[context.descriptors].find(descriptor).rawValue
    guard openFiles[file].isReadable else { throw .badDescriptor }
    let wanted = min(buffer.count, Self.transferLimit)
    let available = try availableBytes(in: openFiles[file], context.machine.console)
    guard let available else { return wanted == 0 ? .done(0) : .block(Wait(.consoleInput)) }
    let count = try accessible(
      UserBuffer(start: buffer.start, count: min(wanted, available)), .store, context)
    try copyOut(take(Int(count), from: file, context), to: buffer.start, context)
    return .done(Int(count))
  }

  mutating func sysWrite(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try descriptorTables[context.descriptors].find(descriptor).rawValue
    guard openFiles[file].isWritable else { throw .badDescriptor }
    let wanted = UserBuffer(start: buffer.start, count: min(buffer.count, Self.transferLimit))
    let count = try accessible(wanted, .load, context)
    return .done(
      try put(try copyIn(UserBuffer(start: buffer.start, count: count), context), into: file, context)
    )
  }

  mutating func sysReadv(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try forEachVector(vectors, count, context) { (kernel, buffer) throws(Errno) in
      try kernel.sysRead(descriptor, buffer, context)
    }
  }

  mutating func sysWritev(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try forEachVector(vectors, count, context) { (kernel, buffer) throws(Errno) in
      try kernel.sysWrite(descriptor, buffer, context)
    }
  }

  /// Makes a call for each piece of a scattered buffer; what was moved before an error counts as success.
  private mutating func forEachVector(
    _ pointer: UserPointer, _ count: UInt64, _ context: Context,
    _ call: (inout Kernel, UserBuffer) throws(Errno) -> SyscallOutcome
  ) throws(Errno) -> SyscallOutcome {
    guard count <= UInt64(IOVector.maximumCount) else { throw .invalidArgument }
    let bytes = try copyIn(UserBuffer(start: pointer, count: count * UInt64(IOVector.layout.size)), context)
    var total = 0
    for index in 0..<Int(count) {
      guard let vector = IOVector(decoding: bytes[(index * IOVector.layout.size)...]) else { break }
      guard Int64(bitPattern: vector.length) >= 0 else { throw .invalidArgument }
      let buffer = UserBuffer(start: UserPointer(vector.base), count: vector.length)
      let outcome: SyscallOutcome
      do throws(Errno) { outcome = try call(&self, buffer) } catch {
        if total > 0 { break }
        throw error
      }
      guard case .done(let moved) = outcome else { return total > 0 ? .done(total) : outcome }
      total += Int(moved)
      if moved < vector.length { break }
    }
    return .done(total)
  }

  /// How many bytes of a buffer can be moved: all of them, or those before the first that is out of bounds.
  mutating func accessible(
    _ buffer: UserBuffer, _ access: Access, _ context: Context
  ) throws(Errno) -> UInt64 {
    let count = accessibleCount(buffer, access, context)
    if count == 0 && buffer.count > 0 { throw .badAddress }
    return count
  }

  /// How many bytes a read finds; nil if there are none yet but more may come.
  private func availableBytes(in file: OpenFile, _ console: Console) throws(Errno) -> UInt64? {
    switch file.target {
    case .stream: return console.availableBytes
    case .inode(let inode):
      switch files[inode].kind {
      case .directory: throw .isDirectory
      case .regular: return UInt64(max(0, files.size(of: inode) - file.offset))
      case .device(.null): return 0
      case .device(.zero), .device(.full): return .max
      case .device(.console): return console.availableBytes
      }
    }
  }

  /// Reads bytes that are there.
  private mutating func take(_ count: Int, from file: Int, _ context: Context) -> ArraySlice<UInt8> {
    let machine = context.machine
    guard case .inode(let inode) = openFiles[file].target else { return machine.console.read(count) ?? [] }
    switch files[inode].kind {
    case .regular:
      let offset = openFiles[file].offset
      openFiles[file].offset += count
      return readFile(inode, at: UInt64(offset), count: UInt64(count), context)[...]
    case .device(.console): return machine.console.read(count) ?? []
    default: return ArraySlice(repeating: 0, count: count)
    }
  }

  /// Writes bytes and returns how many were taken.
  private mutating func put(_ bytes: [UInt8], into file: Int, _ context: Context) throws(Errno) -> Int {
    let machine = context.machine
    guard case .inode(let inode) = openFiles[file].target else {
      machine.console.write(bytes, to: openFiles[file].target == .stream(2) ? 2 : 1)
      return bytes.count
    }
    switch files[inode].kind {
    case .directory: throw .badDescriptor
    case .device(.null), .device(.zero): break
    case .device(.full): throw .noSpace
    case .device(.console): machine.console.write(bytes, to: 1)
    case .regular:
      if openFiles[file].flags.contains(.append) { openFiles[file].offset = files.size(of: inode) }
      try writeFile(bytes, to: inode, at: openFiles[file].offset, context)
      openFiles[file].offset += bytes.count
    }
    return bytes.count
  }

  /// The most bytes that one call moves, as Linux limits it.
  private static let transferLimit: UInt64 = 0x7fff_f000
}
