import ABI
import Machine

/// The system calls that move bytes from descriptor to descriptor.
extension Kernel {
  /// Moves bytes from or to a pipe: one of the two at least has to be one.
  mutating func sysSplice(
    _ input: UInt64, _ inputOffset: UserPointer, _ output: UInt64, _ outputOffset: UserPointer,
    _ count: UInt64, _ flags: SpliceFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard count > 0 else { return .done(0) }
    guard flags.isSubset(of: Self.spliceFlags) else { throw .invalidArgument }
    let (source, target) = (try openFile(input, context), try openFile(output, context))
    let (from, to) = (pipeNumber(of: source), pipeNumber(of: target))
    if from != nil && inputOffset.isGiven || to != nil && outputOffset.isGiven { throw .illegalSeek }
    guard openFiles[source].isReadable, openFiles[target].isWritable else { throw .badDescriptor }
    let count = min(count, Self.transferLimit)
    let mayWait =
      !flags.contains(.nonBlocking) && !openFiles[source].isNonBlocking && !openFiles[target].isNonBlocking
    switch (from, to) {
    case (let from?, let to?):
      guard from != to else { throw .invalidArgument }
      if let outcome = try waitForSlot(in: to, mayWait, context) { return outcome }
      if let outcome = try waitForBytes(in: from, mayWait, context) { return outcome }
      return .done(moveSlots(from: from, to: to, count: count, context))
    case (nil, let to?):
      if let outcome = try waitForSlot(in: to, mayWait, context) { return outcome }
      if case .socket(let socket) = openFiles[source].target {
        if inputOffset.isGiven { throw .invalidArgument }
        return try waiting(for: source, to: .input, mayWait, context) { (kernel) throws(Errno) in
          try kernel.receive(from: socket.rawValue, into: to, count: count, context)
        }
      }
      return try moving(from: source, inputOffset, context) { (kernel, inode, place) throws(Errno) in
        try kernel.movePages(
          of: inode, kernel.openFiles[source], at: place, count: count, to: to, context)
      }
    case (let from?, nil):
      if let outcome = try waitForBytes(in: from, mayWait, context) { return outcome }
      if openFiles[target].flags.contains(.append) { throw .invalidArgument }
      let position = try position(target, outputOffset, context)
      let outcome = try waiting(for: target, to: .output, mayWait, context) { (kernel) throws(Errno) in
        try kernel.drain(from, into: target, at: position, count: count, context)
      }
      if let position, case .done(let moved) = outcome {
        try copyOut((position &+ moved).bytes, to: outputOffset, context)
      }
      return outcome
    case (nil, nil): throw .invalidArgument
    }
  }

  /// Lets a pipe have what another one has, which keeps it.
  mutating func sysTee(
    _ input: UInt64, _ output: UInt64, _ count: UInt64, _ flags: SpliceFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: Self.spliceFlags) else { throw .invalidArgument }
    guard count > 0 else { return .done(0) }
    let (source, target) = (try openFile(input, context), try openFile(output, context))
    guard openFiles[source].isReadable, openFiles[target].isWritable else { throw .badDescriptor }
    guard let from = pipeNumber(of: source), let to = pipeNumber(of: target), from != to else {
      throw .invalidArgument
    }
    let mayWait =
      !flags.contains(.nonBlocking) && !openFiles[source].isNonBlocking && !openFiles[target].isNonBlocking
    if let outcome = try waitForBytes(in: from, mayWait, context) { return outcome }
    if let outcome = try waitForSlot(in: to, mayWait, context) { return outcome }
    return .done(shareSlots(of: from, with: to, count: min(count, Self.transferLimit), context))
  }

  /// Puts a program's own pages into a pipe, or copies what a pipe has to a program.
  mutating func sysVmsplice(
    _ descriptor: UInt64, _ vectors: UserPointer, _ count: UInt64, _ flags: SpliceFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: Self.spliceFlags) else { throw .invalidArgument }
    let file = try openFile(descriptor, context)
    guard let pipe = pipeNumber(of: file) else { throw .badDescriptor }
    let buffer = try copyInVectors(vectors, count, context)
    guard buffer.count > 0 else { return .done(0) }
    guard openFiles[file].isWritable else { return try readPipe(pipe, file, into: buffer, context) }
    if let outcome = try waitForSlot(in: pipe, !flags.contains(.nonBlocking), context) { return outcome }
    return .done(try movePages(buffer, to: pipe, context))
  }

  // MARK: Between files

  /// Sends bytes of a file to any other open file.
  mutating func sysSendfile(
    _ output: UInt64, _ input: UInt64, _ offset: UserPointer, _ count: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if offset.isGiven { _ = try copyIn(UserBuffer(start: offset, count: 8), context) }
    let source = try openFile(input, context)
    guard openFiles[source].isReadable else { throw .badDescriptor }
    _ = try position(source, offset, context)
    let target = try openFile(output, context)
    guard openFiles[target].isWritable else { throw .badDescriptor }
    if openFiles[target].flags.contains(.append) { throw .invalidArgument }
    let mayWait = !openFiles[target].isNonBlocking
    let count = min(count, Self.transferLimit)
    if let pipe = pipeNumber(of: target) {
      if let outcome = try waitForSlot(in: pipe, mayWait, context) { return outcome }
      return try moving(from: source, offset, context) { (kernel, inode, place) throws(Errno) in
        try kernel.movePages(
          of: inode, kernel.openFiles[source], at: place, count: count, to: pipe, context)
      }
    }
    var done = progress(context)
    while done < count {
      let left = count - done
      do throws(Errno) {
        let outcome = try moving(from: source, offset, context) { (kernel, inode, place) throws(Errno) in
          let piece = kernel.readFile(inode, at: place, count: min(left, Self.transferPiece), context)
          return piece.isEmpty ? 0 : try kernel.put(piece, to: target, at: nil, context)
        }
        guard case .done(let sent) = outcome, sent > 0 else { break }
        done += sent
      } catch {
        if error == .tryAgain && mayWait {
          return .block(Wait(channels(of: target, for: .output, context)), done: done)
        }
        if done == 0 { throw error }
        break
      }
    }
    return .done(done)
  }

  /// Copies bytes from one regular file to another.
  mutating func sysCopyFileRange(
    _ input: UInt64, _ inputOffset: UserPointer, _ output: UInt64, _ outputOffset: UserPointer,
    _ count: UInt64, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (source, target) = (try openFile(input, context), try openFile(output, context))
    guard flags == 0 else { throw .invalidArgument }
    let (from, to) = (try regularFile(source), try regularFile(target))
    guard openFiles[source].isReadable, openFiles[target].isWritable,
      !openFiles[target].flags.contains(.append)
    else { throw .badDescriptor }
    let start = try position(source, inputOffset, context) ?? UInt64(openFiles[source].offset)
    let place = try position(target, outputOffset, context)
    let begin = place ?? UInt64(openFiles[target].offset)
    let count = min(count, Self.transferLimit, UInt64(files.size(of: from)).saturating(subtracting: start))
    if from == to && start < begin.saturating(adding: count) && begin < start.saturating(adding: count) {
      throw .invalidArgument
    }
    var done: UInt64 = 0
    do throws(Errno) {
      while done < count {
        let piece = readFile(
          from, at: start + done, count: min(count - done, Self.transferPiece), context)
        done += try put(piece, to: target, at: place.map { $0 &+ done }, context)
      }
    } catch {
      if done == 0 { throw error }
    }
    try move(source, inputOffset, to: start + done, context)
    if place != nil { try copyOut((begin &+ done).bytes, to: outputOffset, context) }
    return .done(done)
  }

  private func regularFile(_ file: Int) throws(Errno) -> InodeNumber {
    guard case .inode(let inode) = openFiles[file].target else { throw .invalidArgument }
    switch files[inode].kind {
    case .regular: return inode
    case .directory: throw .isDirectory
    default: throw .invalidArgument
    }
  }

  // MARK: Places in files

  /// Lets somebody move bytes from a regular file, from where a program says or the file stands, and notes how far
  /// that came.
  private mutating func moving(
    from file: Int, _ offset: UserPointer, _ context: Context,
    _ body: (inout Kernel, InodeNumber, UInt64) throws(Errno) -> UInt64
  ) throws(Errno) -> SyscallOutcome {
    guard case .inode(let inode) = openFiles[file].target, case .regular = files[inode].kind else {
      throw .invalidArgument
    }
    let start = try position(file, offset, context) ?? UInt64(openFiles[file].offset)
    let count = try body(&self, inode, start)
    try move(file, offset, to: start &+ count, context)
    return .done(count)
  }

  /// The place that a program says; nil if it means that of the file itself.
  private mutating func position(
    _ file: Int, _ offset: UserPointer, _ context: Context
  ) throws(Errno) -> UInt64? {
    guard offset.isGiven else { return nil }
    let place = try copyIn(UserBuffer(start: offset, count: 8), context).littleEndian64(at: 0)
    guard hasPosition(file) else { throw .illegalSeek }
    guard place <= UInt64(Int64.max) else { throw .invalidArgument }
    return place
  }

  private mutating func move(
    _ file: Int, _ offset: UserPointer, to place: UInt64, _ context: Context
  ) throws(Errno) {
    if offset.isGiven { return try copyOut(place.bytes, to: offset, context) }
    openFiles[file].offset = Int(place)
  }

  // MARK: Waiting

  private func pipeNumber(of file: Int) -> Int? {
    if case .pipe(let pipe) = openFiles[file].target { return pipe.rawValue }
    return nil
  }

  /// What a call ends with if a pipe has no slot free; nil if it has one.
  private mutating func waitForSlot(
    in pipe: Int, _ mayWait: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome? {
    try requireReader(of: pipe, context)
    guard pipes[pipe].isFull else { return nil }
    guard mayWait else { throw .tryAgain }
    return .block(Wait(.pipeWritable(pipe)))
  }

  /// What a call ends with if a pipe has no bytes; nil if it has some.
  private func waitForBytes(
    in pipe: Int, _ mayWait: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome? {
    guard pipes[pipe].isEmpty else { return nil }
    if pipes[pipe].writers == 0 { return .done(0) }
    guard mayWait else { throw .tryAgain }
    return .block(Wait(.pipeReadable(pipe)))
  }

  /// Moves bytes from or to a file that may have to be waited for.
  private mutating func waiting(
    for file: Int, to events: PollEvents, _ mayWait: Bool, _ context: Context,
    _ body: (inout Kernel) throws(Errno) -> UInt64
  ) throws(Errno) -> SyscallOutcome {
    do throws(Errno) { return .done(try body(&self)) } catch {
      guard error == .tryAgain && mayWait else { throw error }
      return .block(Wait(channels(of: file, for: events, context)))
    }
  }

  private static let spliceFlags: SpliceFlags = [.move, .nonBlocking, .more, .gift]
}

extension UserPointer {
  /// Whether it points anywhere.
  var isGiven: Bool { address.rawValue != 0 }
}
