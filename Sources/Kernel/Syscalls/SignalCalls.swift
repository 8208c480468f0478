import ABI
import Machine

/// The system calls on signals.
extension Kernel {
  mutating func sysKill(
    _ number: Int32, _ signal: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let targets: [Int]
    switch number {
    case 1...: targets = processes.contains(Int(number)) ? [Int(number)] : []
    case 0: targets = members(of: processes[context.process].group)
    case -1: targets = processes.numbers.filter { $0 != context.process && $0 != Self.firstProcess }
    default: targets = number == .min ? [] : members(of: Int(-number))
    }
    guard !targets.isEmpty else { throw .noSuchProcess }
    let info = try information(signal, .user, context)
    let permitted = targets.filter { maySignal($0, signal, context) }
    // Who asks for everybody does not mean those that are not theirs.
    guard !permitted.isEmpty || number == -1 else { throw .notPermitted }
    if let info { for target in permitted { send(info, toProcess: target, context) } }
    return .done(0)
  }

  /// Whether the calling process may send a signal to another: root, and who is the same user; within a session
  /// everybody may let go on what is stopped.
  private func maySignal(_ target: Int, _ signal: UInt32, _ context: Context) -> Bool {
    let (sender, receiver) = (processes[context.process], processes[target])
    if sender.credentials.isRoot { return true }
    let (own, theirs) = (sender.credentials.user, receiver.credentials.user)
    if [own.effective, own.real].contains(where: { $0 == theirs.real || $0 == theirs.saved }) { return true }
    return signal == UInt32(Signal.continue.rawValue) && sender.session == receiver.session
  }

  private func members(of group: Int) -> [Int] { processes.numbers.filter { processes[$0].group == group } }

  mutating func sysTgkill(
    _ process: Int32?, _ thread: Int32, _ signal: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard thread > 0, process.map({ $0 > 0 }) ?? true else { throw .invalidArgument }
    let info = try information(signal, .threadKill, context)
    guard let row = threads.find(Int(thread)), process.map({ Int($0) == row.process }) ?? true else {
      throw .noSuchProcess
    }
    guard maySignal(row.process, signal, context) else { throw .notPermitted }
    if let info, !send(info, toThread: Int(thread), context) { throw .tryAgain }
    return .done(0)
  }

  mutating func sysRtSigqueueinfo(
    _ process: Int32, _ signal: UInt32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(SignalInfo.size)), context)
    guard var info = SignalInfo(decoding: bytes) else { throw .invalidArgument }
    guard processes.contains(Int(process)) else { throw .noSuchProcess }
    guard info.code.rawValue < 0 || Int(process) == context.process else { throw .notPermitted }
    guard signal > 0 else { return .done(0) }
    guard Signal(rawValue: Int32(bitPattern: signal)) != nil else { throw .invalidArgument }
    guard maySignal(Int(process), signal, context) else { throw .notPermitted }
    info.number = Int32(bitPattern: signal)
    guard send(info, toProcess: Int(process), context) else { throw .tryAgain }
    return .done(0)
  }

  /// What a signal from the calling process says about itself; nil for signal 0, which only asks.
  private func information(
    _ number: UInt32, _ code: SignalCode, _ context: Context
  ) throws(Errno) -> SignalInfo? {
    guard number != 0 else { return nil }
    guard let signal = Signal(rawValue: Int32(bitPattern: number)) else { throw .invalidArgument }
    let user = processes[context.process].credentials.user.real
    return SignalInfo(signal, code, .sender(pid: Int32(context.process), uid: user))
  }

  mutating func sysRtSigaction(
    _ signal: Signal?, _ new: UserPointer, _ old: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size == 8, let signal else { throw .invalidArgument }
    let current = processes[context.process].signals[signal]
    if new.address.rawValue != 0 {
      guard signal != .kill, signal != .stop else { throw .invalidArgument }
      let bytes = try copyIn(UserBuffer(start: new, count: UInt64(SignalAction.layout.size)), context)
      guard var action = SignalAction(decoding: bytes) else { throw .badAddress }
      action.mask.subtract(.unstoppable)
      processes[context.process].signals[signal] = action
      if processes[context.process].signals.ignores(signal) {
        forgetPending(signal, context.process)
        goOnWithIgnoredTimers(of: context.process, at: context.hart.cycles)
      }
    }
    if old.address.rawValue != 0 { try copyOut(current.encoded, to: old, context) }
    return .done(0)
  }

  /// A signal that is ignored from now on does not wait any more.
  private mutating func forgetPending(_ signal: Signal, _ process: Int) {
    processes[process].signals.pending.remove(SignalSet(signal))
    for thread in processes[process].threads { threads[thread].signals.pending.remove(SignalSet(signal)) }
  }

  mutating func sysRtSigprocmask(
    _ how: MaskOperation?, _ new: UserPointer, _ old: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size == 8 else { throw .invalidArgument }
    let current = threads[context.thread].signals.mask
    if new.address.rawValue != 0 {
      let set = try signalSet(new, context)
      switch how {
      case .block?: threads[context.thread].signals.mask = current.union(set)
      case .unblock?: threads[context.thread].signals.mask = current.subtracting(set)
      case .setMask?: threads[context.thread].signals.mask = set
      case nil: throw .invalidArgument
      }
      threads[context.thread].hasSignalsToSee = true
    }
    if old.address.rawValue != 0 { try copyOut(current.rawValue.bytes, to: old, context) }
    return .done(0)
  }

  /// A set of signals in the program's memory, without those that cannot be blocked.
  mutating func signalSet(_ pointer: UserPointer, _ context: Context) throws(Errno) -> SignalSet {
    let bytes = try copyIn(UserBuffer(start: pointer, count: 8), context)
    return SignalSet(rawValue: bytes.littleEndian64(at: 0)).subtracting(.unstoppable)
  }

  mutating func sysRtSigpending(
    _ pointer: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size <= 8 else { throw .invalidArgument }
    let signals = threads[context.thread].signals
    let pending = signals.pending.set.union(processes[context.process].signals.pending.set)
    try copyOut(
      Array(pending.intersection(signals.mask).rawValue.bytes.prefix(Int(size))), to: pointer, context)
    return .done(0)
  }

  mutating func sysRtSigsuspend(
    _ pointer: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size == 8 else { throw .invalidArgument }
    if context.wake == nil {
      let mask = try signalSet(pointer, context)
      threads[context.thread].signals.savedMask = threads[context.thread].signals.mask
      threads[context.thread].signals.mask = mask
    }
    return .block(Wait(.signal, restarts: false))
  }

  mutating func sysSigaltstack(
    _ new: UserPointer, _ old: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let current = threads[context.thread].signals.stack
    let sp = threads[context.thread].trapFrame.register(2, context.machine)
    if new.address.rawValue != 0 {
      let bytes = try copyIn(UserBuffer(start: new, count: UInt64(SignalStack.layout.size)), context)
      guard var stack = SignalStack(decoding: bytes) else { throw .badAddress }
      if current.isEnabled && current.contains(sp) && !current.flags.contains(.autoDisarm) {
        throw .notPermitted
      }
      guard stack.flags.isSubset(of: [.disabled, .autoDisarm, .onStack]) else { throw .invalidArgument }
      stack.flags.remove(.onStack)
      if stack.flags.contains(.disabled) {
        stack = SignalStack()
      } else if stack.size < SignalStack.minimumSize {
        throw .outOfMemory
      }
      threads[context.thread].signals.stack = stack
    }
    if old.address.rawValue != 0 { try copyOut(current.seen(from: sp).encoded, to: old, context) }
    return .done(0)
  }

  /// Waits until one of some blocked signals comes, and takes it.
  mutating func sysRtSigtimedwait(
    _ set: UserPointer, _ information: UserPointer, _ timeout: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size == 8 else { throw .invalidArgument }
    let wanted = try signalSet(set, context)
    if let info = takePendingSignal(of: wanted, context) {
      threads[context.thread].awaitedSignals = nil
      if information.address.rawValue != 0 { try copyOut(info.encoded, to: information, context) }
      return .done(Int(info.number))
    }
    let deadline = try deadline(timeout, context)
    if context.wake == .timeout || deadline.map({ $0 <= context.hart.cycles }) ?? false {
      threads[context.thread].awaitedSignals = nil
      throw .tryAgain
    }
    if context.wake == .signal {
      threads[context.thread].awaitedSignals = nil
      throw .interrupted
    }
    threads[context.thread].awaitedSignals = wanted
    return .block(Wait(.signal, until: deadline, restarts: false))
  }
}
