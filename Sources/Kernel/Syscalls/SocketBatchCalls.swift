import ABI
import Machine

/// The system calls that send and receive several messages at once. What each call returns is how many; how long each
/// message was stands behind its header: `struct mmsghdr`.
extension Kernel {
  mutating func sysSendmmsg(
    _ descriptor: UInt64, _ pointer: UserPointer, _ count: UInt32, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (number, file) = try socket(descriptor, context)
    let mayWait = !flags.contains(.dontWait) && !openFiles[file].isNonBlocking
    var done = progress(context)
    let limit = min(UInt64(count), Self.batchLimit)
    do throws(Errno) {
      while done < limit {
        let row = pointer + done * Self.rowSize
        try perform(row, context) { (kernel, context) throws(Errno) in
          try kernel.sysSendmsg(descriptor, row, flags.union(.dontWait), context)
        }
        done += 1
      }
    } catch {
      if error == .tryAgain && mayWait && !isOver(done, context) {
        let timeout = sockets[number].options.sendTimeout
        return .block(
          Wait(
            channels(of: file, for: .output, context), until: deadline(after: timeout, done, context),
            restarts: timeout == 0), done: done)
      }
      if done == 0 { throw error }
    }
    return .done(done)
  }

  /// Receives until so many messages have come. With MSG_WAITFORONE it waits for the first alone.
  ///
  /// The timeout counts only when a message has come: while none comes, the call waits on, as on Linux. What keeps it
  /// from that is the socket's own SO_RCVTIMEO, which begins anew with each message.
  mutating func sysRecvmmsg(
    _ descriptor: UInt64, _ pointer: UserPointer, _ count: UInt32, _ flags: MessageFlags,
    _ timeout: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if context.wake == nil { threads[context.thread].batchEnd = try deadline(timeout, context) }
    let (number, file) = try socket(descriptor, context)
    if context.wake == nil, let error = takeError(of: number) { throw error }
    let mayWait = !flags.contains(.dontWait) && !openFiles[file].isNonBlocking
    let end = threads[context.thread].batchEnd
    var done = progress(context)
    let limit = min(UInt64(count), Self.batchLimit)
    let kept = flags.subtracting(.waitForOne).union(.dontWait)
    do throws(Errno) {
      while done < limit {
        let row = pointer + done * Self.rowSize
        try perform(row, context) { (kernel, context) throws(Errno) in
          try kernel.sysRecvmsg(descriptor, row, kept, context)
        }
        done += 1
        if let end, end <= context.hart.cycles { break }
      }
    } catch {
      let hasEnough = done > 0 && flags.contains(.waitForOne)
      if error == .tryAgain && mayWait && !hasEnough && !isOver(done, context) {
        let timeout = sockets[number].options.receiveTimeout
        return .block(
          Wait(
            .socketReadable(number), until: deadline(after: timeout, done, context), restarts: timeout == 0),
          done: done)
      }
      if done == 0 { throw error }
      // It is told with the next call.
      if error != .tryAgain { sockets[number].error = error }
    }
    if let end, done > 0 {
      let left = options.nanoseconds(end.saturating(subtracting: context.hart.cycles))
      try copyOut(TimeSpec(nanoseconds: left).encoded, to: timeout, context)
    }
    return .done(done)
  }

  /// Whether the socket's own time for the next message is over.
  private func isOver(_ done: UInt64, _ context: Context) -> Bool {
    context.wake == .timeout && done == progress(context)
  }

  /// When a socket's own time for the next message is over: it goes on if that is the one that was waited for before.
  private func deadline(after timeout: Int64, _ done: UInt64, _ context: Context) -> UInt64? {
    guard timeout > 0 else { return nil }
    if context.wake != nil, done == progress(context) { return threads[context.thread].pending?.deadline }
    return context.hart.cycles &+ options.cycles(timeout)
  }

  /// Sends or receives one of the messages, as if it were the first, and notes how long it was.
  private mutating func perform(
    _ row: UserPointer, _ context: Context,
    _ body: (inout Kernel, Context) throws(Errno) -> SyscallOutcome
  ) throws(Errno) {
    var fresh = context
    fresh.wake = nil
    guard case .done(let length) = try body(&self, fresh) else { throw .tryAgain }
    let place = row + UInt64(MessageHeader.layout.size)
    try copyOut(UInt32(truncatingIfNeeded: length).bytes, to: place, context)
  }

  /// A header, the length and what fills it up to a multiple of eight.
  private static let rowSize = UInt64(MessageHeader.layout.size) + 8
  /// UIO_MAXIOV: no more messages at once.
  private static let batchLimit: UInt64 = 1024
}
