import ABI
import Machine

/// The system calls on timers that tell by a signal.
extension Kernel {
  mutating func sysTimerCreate(
    _ clock: Clock?, _ event: UserPointer, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let clock else { throw .invalidArgument }
    // The time that programs have run is watched by setitimer's timers alone.
    guard [.realtime, .monotonic, .bootTime].contains(clock) else { throw .notSupported }
    var wanted = SignalEvent(signal: Signal.alarm.rawValue)
    if event.isGiven {
      let size = UInt64(SignalEvent.layout.size)
      wanted = SignalEvent(decoding: try copyIn(UserBuffer(start: event, count: size), context))!
      try check(wanted, context)
    }
    let limit = min(processes[context.process].limits[.pendingSignals].soft, Self.processTimerLimit)
    guard UInt64(processTimers.values.reduce(0) { $0 + $1.rows.count }) < limit else { throw .tryAgain }
    if !event.isGiven { wanted.value = UInt64(processTimers[context.process]?.next ?? 0) }
    let id = processTimers[context.process, default: ProcessTimers()].insert(
      ProcessTimer(clock: clock, event: wanted))
    do throws(Errno) { try copyOut(UInt32(bitPattern: id).bytes, to: pointer, context) } catch {
      removeTimer(id, of: context.process)
      throw error
    }
    return .done(0)
  }

  /// Whether somebody can be told as a program wishes.
  private func check(_ event: SignalEvent, _ context: Context) throws(Errno) {
    let kind = UInt32(exactly: event.notify).flatMap(NotificationKind.init(rawValue:))
    guard let kind, kind == .none || Signal(rawValue: event.signal) != nil else { throw .invalidArgument }
    if kind == .threadSignal, threads.find(Int(event.thread))?.process != context.process {
      throw .invalidArgument
    }
  }

  mutating func sysTimerSettime(
    _ id: Int32, _ flags: TimerFlags, _ new: UserPointer, _ old: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard new.isGiven else { throw .invalidArgument }
    let bytes = try copyIn(UserBuffer(start: new, count: UInt64(TimerSpec.layout.size)), context)
    guard let wanted = TimerSpec(decoding: bytes), let first = wanted.value.total,
      let period = wanted.interval.total
    else { throw .invalidArgument }
    let timer = try timer(id, context)
    let (before, now) = (setting(of: timer, context), context.hart.cycles)
    var expiry: UInt64 = 0
    if first > 0 && flags.contains(.absolute) {
      let offset = try nanoseconds(of: timer.clock.rawValue, context) - options.nanoseconds(now)
      expiry = max(1, options.cycles(first - offset))
    } else if first > 0 {
      expiry = now &+ options.cycles(first)
    }
    setTimer(id, of: context.process, expiry: expiry, period: options.cycles(period))
    if old.isGiven { try copyOut(before.encoded, to: old, context) }
    return .done(0)
  }

  mutating func sysTimerGettime(
    _ id: Int32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try copyOut(setting(of: try timer(id, context), context).encoded, to: pointer, context)
    return .done(0)
  }

  /// How many expiries the last signal stood for besides the first.
  func sysTimerGetoverrun(_ id: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    .done(Int(try timer(id, context).overruns))
  }

  mutating func sysTimerDelete(_ id: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    _ = try timer(id, context)
    removeTimer(id, of: context.process)
    return .done(0)
  }

  private func timer(_ id: Int32, _ context: Context) throws(Errno) -> ProcessTimer {
    guard let timer = processTimers[context.process]?.rows[id] else { throw .invalidArgument }
    return timer
  }

  /// How long it is to the next expiry of a timer, and from one to the next.
  private func setting(of timer: ProcessTimer, _ context: Context) -> TimerSpec {
    let now = context.hart.cycles
    let isOver = timer.expiry == 0 || timer.isSilent && timer.period == 0 && timer.expiry <= now
    guard !isOver else { return TimerSpec() }
    let next = timer.period > 0 && timer.expiry <= now ? timer.nextExpiry(after: now) : timer.expiry
    let left = options.nanoseconds(next.saturating(subtracting: now))
    return TimerSpec(
      interval: TimeSpec(nanoseconds: options.nanoseconds(timer.period)),
      value: TimeSpec(nanoseconds: max(1, left)))
  }

  /// How many timers all processes together may have.
  private static let processTimerLimit: UInt64 = 4096
}
