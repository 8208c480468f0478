import ABI
import Machine

/// The system calls that move bytes between open files and the program.
extension Kernel {
  mutating func sysRead(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try readable(descriptor, context)
    return holding(file, try read(file, into: try checked(buffer), at: nil, context), context)
  }

  mutating func sysWrite(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try writable(descriptor, context)
    return holding(file, try write(file, from: try checked(buffer), at: nil, context), context)
  }

  mutating func sysReadv(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try readable(descriptor, context)
    let buffer = try copyInVectors(vectors, count, context)
    return holding(file, try read(file, into: buffer, at: nil, context), context)
  }

  mutating func sysWritev(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try writable(descriptor, context)
    let buffer = try copyInVectors(vectors, count, context)
    return holding(file, try write(file, from: buffer, at: nil, context), context)
  }

  // MARK: At a position

  mutating func sysPread64(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ position: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard position >= 0 else { throw .invalidArgument }
    let file = try positioned(try openFile(descriptor, context))
    guard openFiles[file].isReadable else { throw .badDescriptor }
    return try read(file, into: try checked(buffer), at: UInt64(position), context)
  }

  mutating func sysPwrite64(
    _ descriptor: UInt64, _ buffer: UserBuffer, _ position: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard position >= 0 else { throw .invalidArgument }
    let file = try positioned(try openFile(descriptor, context))
    guard openFiles[file].isWritable else { throw .badDescriptor }
    return try write(file, from: try checked(buffer), at: UInt64(position), context)
  }

  mutating func sysPreadv(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ position: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard position >= 0 else { throw .invalidArgument }
    let file = try positioned(try openFile(descriptor, context))
    guard openFiles[file].isReadable else { throw .badDescriptor }
    return try read(file, into: try copyInVectors(vectors, count, context), at: UInt64(position), context)
  }

  mutating func sysPwritev(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ position: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard position >= 0 else { throw .invalidArgument }
    let file = try positioned(try openFile(descriptor, context))
    guard openFiles[file].isWritable else { throw .badDescriptor }
    return try write(file, from: try copyInVectors(vectors, count, context), at: UInt64(position), context)
  }

  /// Position -1 is where the file is.
  mutating func sysPreadv2(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ position: Int64,
    _ flags: ReadWriteFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.highPriority, .dataSync, .sync]) else { throw .notSupported }
    if position == -1 { return try sysReadv(descriptor, vectors, count, context) }
    return try sysPreadv(descriptor, vectors, count, position, context)
  }

  /// Position -1 is where the file is.
  mutating func sysPwritev2(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ position: Int64,
    _ flags: ReadWriteFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.highPriority, .dataSync, .sync]) else { throw .notSupported }
    let outcome =
      position == -1
      ? try sysWritev(descriptor, vectors, count, context)
      : try sysPwritev(descriptor, vectors, count, position, context)
    if !flags.isDisjoint(with: [.dataSync, .sync]), case .done = outcome {
      _ = try? sysFsync(descriptor, context)
    }
    return outcome
  }

  // MARK: Checks

  private func readable(_ descriptor: UInt64, _ context: Context) throws(Errno) -> Int {
    if context.wake != nil, let held = threads[context.thread].heldFile { return held.rawValue }
    let file = try openFile(descriptor, context)
    guard openFiles[file].isReadable else { throw .badDescriptor }
    return file
  }

  private func writable(_ descriptor: UInt64, _ context: Context) throws(Errno) -> Int {
    if context.wake != nil, let held = threads[context.thread].heldFile { return held.rawValue }
    let file = try openFile(descriptor, context)
    guard openFiles[file].isWritable else { throw .badDescriptor }
    return file
  }

  /// Keeps a file open that a call waits for: others may close its descriptor meanwhile.
  private mutating func holding(
    _ file: Int, _ outcome: SyscallOutcome, _ context: Context
  ) -> SyscallOutcome {
    if case .block = outcome, threads[context.thread].heldFile == nil {
      openFiles[file].owners += 1
      threads[context.thread].heldFile = OpenFileNumber(rawValue: file)
    }
    return outcome
  }

  /// The call of a thread is over, or the thread itself.
  mutating func letGoOfHeldFile(_ thread: Int, _ context: Context) {
    if threads[thread].awaitedLock != nil { threads[thread].awaitedLock = nil }
    guard let file = threads[thread].heldFile else { return }
    threads[thread].heldFile = nil
    release(file, context)
  }

  private func positioned(_ file: Int) throws(Errno) -> Int {
    guard hasPosition(file) else { throw .illegalSeek }
    return file
  }

  /// A buffer as a call takes it: no longer than Linux moves at once, and not where no program has memory.
  func checked(_ buffer: UserBuffer) throws(Errno) -> ScatteredBuffer {
    let (end, overflow) = buffer.start.address.rawValue.addingReportingOverflow(buffer.count)
    guard !overflow, end <= UInt64(Int64.max), buffer.count == 0 || buffer.start.address < AddressSpace.end
    else { throw .badAddress }
    return ScatteredBuffer(UserBuffer(start: buffer.start, count: min(buffer.count, Self.transferLimit)))
  }

  /// The pieces that an array of `iovec` names.
  mutating func copyInVectors(
    _ pointer: UserPointer, _ count: UInt64, _ context: Context
  ) throws(Errno) -> ScatteredBuffer {
    guard count <= UInt64(IOVector.maximumCount) else { throw .invalidArgument }
    let size = IOVector.layout.size
    let bytes = try copyIn(UserBuffer(start: pointer, count: count * UInt64(size)), context)
    var buffers: [UserBuffer] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      guard let vector = IOVector(decoding: bytes[start...]) else { break }
      guard Int64(bitPattern: vector.length) >= 0 else { throw .invalidArgument }
      buffers.append(UserBuffer(start: UserPointer(vector.base), count: vector.length))
    }
    return ScatteredBuffer(buffers, limit: Self.transferLimit)
  }

  /// How many bytes of a buffer can be moved: all of them, or those before the first that is out of bounds.
  mutating func accessible(
    _ buffer: UserBuffer, _ access: Access, _ context: Context
  ) throws(Errno) -> UInt64 {
    let count = accessibleCount(buffer, access, context)
    if count == 0 && buffer.count > 0 { throw .badAddress }
    return count
  }

  /// The most bytes that one call moves, as Linux limits it.
  static let transferLimit: UInt64 = 0x7fff_f000
}
