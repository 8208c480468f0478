import ABI
import Machine

/// Signals as something to read: what `signalfd4` makes. A signal that the reader blocks waits, and is taken here
/// instead of by a handler.
extension Kernel {
  /// Takes as many of the reader's signals that are in a set as there are and fit; waits for the first.
  mutating func readSignals(
    _ set: SignalSet, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let size = UInt64(SignalDescriptorInfo.layout.size)
    guard buffer.count >= size else { throw .invalidArgument }
    var done: UInt64 = 0
    while done + size <= buffer.count, let info = takePendingSignal(of: set, context) {
      do throws(Errno) {
        try copyOut(SignalDescriptorInfo(info).encoded[...], to: buffer, at: done, context)
      } catch {
        if done == 0 { throw error }
        break
      }
      done += size
    }
    if done > 0 { return .done(done) }
    if openFiles[file].isNonBlocking { throw .tryAgain }
    return .block(Wait(.pendingSignal(process: context.process)))
  }

  /// Whether a signal of a set waits for the running thread or its process.
  func hasPendingSignal(of set: SignalSet, _ context: Context) -> Bool {
    let pending = threads[context.thread].signals.pending.set
      .union(processes[context.process].signals.pending.set)
    return !pending.isDisjoint(with: set)
  }
}

extension SignalDescriptorInfo {
  /// What a descriptor tells about a signal.
  fileprivate init(_ info: SignalInfo) {
    self.init()
    signal = UInt32(bitPattern: info.number)
    error = info.error
    code = info.code.rawValue
    switch info.detail {
    case .none: break
    case .sender(let pid, let user, let value):
      (self.pid, uid) = (UInt32(bitPattern: pid), user)
      (integer, pointer) = (Int32(truncatingIfNeeded: value), value)
    case .child(let pid, let user, let status, let userTime, let systemTime):
      (self.pid, uid, self.status) = (UInt32(bitPattern: pid), user, status)
      (self.userTime, self.systemTime) = (
        UInt64(bitPattern: userTime), UInt64(bitPattern: systemTime)
      )
    case .fault(let address): self.address = address
    case .timer(let id, let overrun, let value):
      (timer, self.overrun) = (UInt32(bitPattern: id), UInt32(bitPattern: overrun))
      (integer, pointer) = (Int32(truncatingIfNeeded: value), value)
    case .poll(let band, let descriptor):
      (self.band, self.descriptor) = (UInt32(truncatingIfNeeded: band), descriptor)
    case .call(let address, _, _): self.address = address
    }
  }
}
