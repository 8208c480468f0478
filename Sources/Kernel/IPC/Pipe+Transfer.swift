import ABI
import Machine

/// Reading and writing pipes.
extension Kernel {
  /// Takes bytes out of a pipe: as many as there are, up to what is wanted. Waits only if there are none.
  mutating func readPipe(
    _ number: Int, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count > 0 else { return .done(0) }
    var done: UInt64 = 0
    let wasFull = pipes[number].isFull
    do throws(Errno) {
      while done < buffer.count, !pipes[number].isEmpty {
        let slot = pipes[number][0]
        let count = min(slot.count, buffer.count - done)
        try copyOut(bytes(at: slot.address, count, context)[...], to: buffer, at: done, context)
        consume(count, of: number)
        done += count
      }
    } catch {
      // A piece that could not be stored whole stays in the pipe.
      if done == 0 { throw error }
    }
    if wasFull && !pipes[number].isFull { wake(.pipeWritable(number), context) }
    if done > 0 { return .done(done) }
    if pipes[number].writers == 0 { return .done(0) }
    if openFiles[file].isNonBlocking { throw .tryAgain }
    return .block(Wait(.pipeReadable(number)))
  }

  /// Puts bytes into a pipe, waiting for room until all are in.
  ///
  /// Up to PIPE_BUF bytes get room in one piece, so that they are not mixed with those of other writers.
  mutating func writePipe(
    _ number: Int, _ file: Int, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count > 0 else { return .done(0) }
    var done = progress(context)
    do throws(Errno) {
      if context.wake == nil { done += try growLast(of: number, from: buffer, context) }
      while done < buffer.count {
        try requireReader(of: number, context)
        guard !pipes[number].isFull else {
          if !openFiles[file].isNonBlocking { return .block(Wait(.pipeWritable(number)), done: done) }
          throw .tryAgain
        }
        let count = min(Page.size, buffer.count - done)
        try append(try copyIn(buffer, from: done, count: count, context), to: number, context)
        done += count
      }
    } catch {
      if done == 0 { throw error }
    }
    return .done(done)
  }

  /// What a call has done already if it is made again after a wait.
  func progress(_ context: Context) -> UInt64 {
    context.wake == nil ? 0 : threads[context.thread].pending?.done ?? 0
  }

  /// Nobody will read what is written any more: the writer gets a signal, and an error if it survives that.
  mutating func requireReader(of number: Int, _ context: Context) throws(Errno) {
    guard pipes[number].readers == 0 else { return }
    let sender = SignalInfo(
      .pipe, .user,
      .sender(pid: Int32(context.process), uid: processes[context.process].credentials.user.real))
    send(sender, toThread: context.thread, context)
    throw .brokenPipe
  }

  /// Puts what does not fill a page at the end of the last page, if it all fits there, and returns how much it was.
  private mutating func growLast(
    of number: Int, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> UInt64 {
    try requireReader(of: number, context)
    let count = buffer.count % Page.size
    guard count > 0, let place = pipes[number].roomInLast(for: count) else { return 0 }
    let bytes = try copyIn(buffer, from: 0, count: count, context)
    store(bytes, at: place, context)
    pipes[number].growLast(by: count)
    wake(.pipeReadable(number), context)
    return count
  }

  /// Puts bytes into a page of their own.
  ///
  /// - Precondition: the pipe is not full, and the bytes fit into a page.
  mutating func append(_ bytes: [UInt8], to number: Int, _ context: Context) throws(Errno) {
    makeRoom(context)
    guard let frame = pool.frames.allocate() else { throw .outOfMemory }
    context.hart.charge(Cost.allocateFrame)
    store(bytes, at: frame.address, context)
    pipes[number].append(Pipe.Slot(frame: frame, offset: 0, count: UInt64(bytes.count), canGrow: true))
    wake(.pipeReadable(number), context)
  }

  /// Takes bytes off a pipe's first slot, and gives its page back with the last of them.
  mutating func consume(_ count: UInt64, of number: Int) {
    if let frame = pipes[number].consume(count) { pool.frames.release(frame) }
  }

  /// Bytes in one frame.
  func bytes(at address: PhysicalAddress, _ count: UInt64, _ context: Context) -> [UInt8] {
    context.hart.touch(address, bytes: count, isStore: false)
    return [UInt8](unsafeUninitializedCapacity: Int(count)) { bytes, done in
      context.machine.read(
        address, into: UnsafeMutableRawBufferPointer(start: bytes.baseAddress, count: Int(count)))
      done = Int(count)
    }
  }

  private func store(_ bytes: [UInt8], at address: PhysicalAddress, _ context: Context) {
    context.hart.touch(address, bytes: UInt64(bytes.count), isStore: true)
    bytes.withUnsafeBytes { context.machine.write(address, from: $0) }
  }
}
