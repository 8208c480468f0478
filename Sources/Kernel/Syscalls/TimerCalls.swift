import ABI
import Machine

/// The system calls on POSIX timers. The numbers of a process's timers are its own, from 0 on.
extension Kernel {
  /// Makes a timer that is off.
  ///
  /// - Throws: ENOTSUP for the clocks that have no timers here: those of the processor's time, as POSIX allows, and
  ///   the raw and coarse ones, as on Linux.
  mutating func sysTimerCreate(
    _ clock: UInt32, _ event: UserPointer, _ result: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let clock = Clock(rawValue: clock) else { throw .invalidArgument }
    guard [.realtime, .monotonic, .bootTime].contains(clock) else { throw .notSupported }
    let existing = processes[context.process].posixTimers
    let number = existing.firstIndex { $0 == nil } ?? existing.count
    guard number < Self.posixTimerLimit else { throw .tryAgain }
    var notification = PosixTimer.Notification.process(.alarm)
    var value = UInt64(number)
    if event.address.rawValue != 0 { (notification, value) = try timerEvent(event, context) }
    try copyOut(UInt32(number).bytes, to: result, context)
    let timer = PosixTimer(clock: clock, notification: notification, value: value)
    if number == existing.count { processes[context.process].posixTimers.append(nil) }
    processes[context.process].posixTimers[number] = timer
    return .done(0)
  }

  /// What a program wants to be told of a timer. A call of its library is a signal, too, as far as the kernel goes.
  private mutating func timerEvent(
    _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> (PosixTimer.Notification, value: UInt64) {
    let size = UInt64(SignalEvent.layout.size)
    let bytes = try copyIn(UserBuffer(start: pointer, count: size), context)
    guard let event = SignalEvent(decoding: bytes),
      let kind = NotificationKind(rawValue: UInt32(bitPattern: event.notify))
    else { throw .invalidArgument }
    if kind == .none { return (.none, event.value) }
    guard let signal = Signal(rawValue: event.signal) else { throw .invalidArgument }
    guard kind == .threadSignal else { return (.process(signal), event.value) }
    // sigev_tid, the first word of the union.
    let thread = bytes[16..<20].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard threads.find(thread)?.process == context.process else { throw .invalidArgument }
    return (.thread(thread, signal), event.value)
  }

  mutating func sysTimerSettime(
    _ number: Int32, _ flags: TimerFlags, _ new: UserPointer, _ old: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard new.address.rawValue != 0 else { throw .invalidArgument }
    let bytes = try copyIn(UserBuffer(start: new, count: UInt64(TimerSpec.layout.size)), context)
    guard let wanted = TimerSpec(decoding: bytes), let first = wanted.value.total,
      let period = wanted.interval.total
    else { throw .invalidArgument }
    let timer = try posixTimer(number, context)
    let before = setting(of: timer, context)
    let isAbsolute = flags.contains(.absolute)
    let expiry =
      first == 0 ? 0 : try expiry(after: first, isAbsolute: isAbsolute, on: timer.clock, context)
    let cycles = first == 0 ? 0 : options.cycles(period)
    setPosixTimer(Int(number), of: context.process, at: expiry, period: cycles, context)
    if old.address.rawValue != 0 { try copyOut(before.encoded, to: old, context) }
    return .done(0)
  }

  mutating func sysTimerGettime(
    _ number: Int32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try copyOut(setting(of: try posixTimer(number, context), context).encoded, to: pointer, context)
    return .done(0)
  }

  /// How many expiries the timer's last signal stood for, besides the first.
  func sysTimerGetoverrun(_ number: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    .done(Int(try posixTimer(number, context).overrun))
  }

  mutating func sysTimerDelete(_ number: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    _ = try posixTimer(number, context)
    deletePosixTimer(Int(number), of: context.process)
    return .done(0)
  }

  private func posixTimer(_ number: Int32, _ context: Context) throws(Errno) -> PosixTimer {
    let timers = processes[context.process].posixTimers
    guard timers.indices.contains(Int(number)), let timer = timers[Int(number)] else {
      throw .invalidArgument
    }
    return timer
  }

  private func setting(of timer: PosixTimer, _ context: Context) -> TimerSpec {
    let left = timer.left(at: context.hart.cycles)
    return TimerSpec(
      interval: TimeSpec(nanoseconds: options.nanoseconds(timer.period)),
      value: TimeSpec(nanoseconds: left == 0 ? 0 : max(1, options.nanoseconds(left))))
  }
}
