import ABI
import Machine

/// The system calls that send and receive several messages at once. What each call returns is how many; how long each
/// message was stands behind its header: `struct mmsghdr`.
extension Kernel {
  mutating func sysSendmmsg(
    _ descriptor: UInt64, _ pointer: UserPointer, _ count: UInt32, _ flags: MessageFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (_, file) = try socket(descriptor, context)
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
      if error == .tryAgain && mayWait {
        return .block(Wait(channels(of: file, for: .output, context)), done: done)
      }
      if done == 0 { throw error }
    }
    return .done(done)
  }

  /// Receives until so many messages have come. With MSG_WAITFORONE it waits for the first alone.
  mutating func sysRecvmmsg(
    _ descriptor: UInt64, _ pointer: UserPointer, _ count: UInt32, _ flags: MessageFlags,
    _ timeout: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let deadline = try deadline(timeout, context)
    let (number, file) = try socket(descriptor, context)
    let mayWait =
      !flags.contains(.dontWait) && !openFiles[file].isNonBlocking && context.wake != .timeout
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
      }
    } catch {
      let hasEnough = done > 0 && flags.contains(.waitForOne)
      if error == .tryAgain && mayWait && !hasEnough {
        return .block(Wait(.socketReadable(number), until: deadline), done: done)
      }
      if done == 0 { throw error }
    }
    return .done(done)
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
