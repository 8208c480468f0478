import ABI
import Machine

/// The system calls that make descriptors for counters, timers and signals, so that `poll` can wait for them.
extension Kernel {
  mutating func sysEventfd2(
    _ value: UInt32, _ flags: EventFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.semaphore, .nonBlocking, .closeOnExec]) else { throw .invalidArgument }
    let counter = EventCounter(value: UInt64(value), isSemaphore: flags.contains(.semaphore))
    let number = CounterNumber(rawValue: eventCounters.insert(counter))
    return try openSpecial(
      .counter(number), isNonBlocking: flags.contains(.nonBlocking),
      closesOnExec: flags.contains(.closeOnExec), context)
  }

  private mutating func openSpecial(
    _ target: OpenFile.Target, isNonBlocking: Bool, closesOnExec: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = OpenFile(target: target, flags: isNonBlocking ? [.readWrite, .nonBlocking] : .readWrite)
    return .done(try open(file, closesOnExec: closesOnExec, context).rawValue)
  }

  // MARK: Signals

  /// Makes a descriptor for some signals, or changes for which an old one is.
  mutating func sysSignalfd4(
    _ descriptor: Int32, _ mask: UserPointer, _ size: UInt64, _ flags: SignalDescriptorFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size == 8 else { throw .invalidArgument }
    let set = try signalSet(mask, context)
    guard flags.isSubset(of: [.nonBlocking, .closeOnExec]) else { throw .invalidArgument }
    guard descriptor != -1 else {
      return try openSpecial(
        .signals(set), isNonBlocking: flags.contains(.nonBlocking),
        closesOnExec: flags.contains(.closeOnExec), context)
    }
    let file = try openFile(UInt64(UInt32(bitPattern: descriptor)), context)
    guard case .signals = openFiles[file].target else { throw .invalidArgument }
    openFiles[file].target = .signals(set)
    wake(.pendingSignal(process: context.process), context)
    return .done(Int(descriptor))
  }

  // MARK: Timers

  mutating func sysTimerfdCreate(
    _ clock: Clock?, _ flags: TimerDescriptorFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.nonBlocking, .closeOnExec]), let clock,
      [.realtime, .monotonic, .bootTime].contains(clock)
    else { throw .invalidArgument }
    let number = DescriptorTimerNumber(rawValue: descriptorTimers.insert(DescriptorTimer(clock: clock)))
    return try openSpecial(
      .timer(number), isNonBlocking: flags.contains(.nonBlocking),
      closesOnExec: flags.contains(.closeOnExec), context)
  }

  mutating func sysTimerfdSettime(
    _ descriptor: UInt64, _ flags: TimerDescriptorSetFlags, _ new: UserPointer, _ old: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let bytes = try copyIn(UserBuffer(start: new, count: UInt64(TimerSpec.layout.size)), context)
    guard let wanted = TimerSpec(decoding: bytes), flags.isSubset(of: [.absolute, .cancelOnSet]),
      let first = wanted.value.total, let period = wanted.interval.total
    else { throw .invalidArgument }
    let number = try timer(descriptor, context)
    let before = setting(of: number, context)
    stop(timer: number)
    if first > 0 {
      let now = context.hart.cycles
      let offset =
        flags.contains(.absolute)
        ? try nanoseconds(of: descriptorTimers[number].clock.rawValue, context) - options.nanoseconds(now) : 0
      descriptorTimers[number].period = options.cycles(period)
      let expiry = flags.contains(.absolute) ? options.cycles(first - offset) : now &+ options.cycles(first)
      start(number, at: max(expiry, 1), now: now, context.machine)
    }
    if old.address.rawValue != 0 { try copyOut(before.encoded, to: old, context) }
    return .done(0)
  }

  mutating func sysTimerfdGettime(
    _ descriptor: UInt64, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let number = try timer(descriptor, context)
    try copyOut(setting(of: number, context).encoded, to: pointer, context)
    return .done(0)
  }

  private func timer(_ descriptor: UInt64, _ context: Context) throws(Errno) -> Int {
    guard case .timer(let number) = openFiles[try openFile(descriptor, context)].target else {
      throw .invalidArgument
    }
    return number.rawValue
  }

  /// How long it is to the next expiry of a timer, and from one to the next.
  private mutating func setting(of number: Int, _ context: Context) -> TimerSpec {
    reckonTicks(of: number, context)
    let timer = descriptorTimers[number]
    guard timer.expiry > 0 else { return TimerSpec() }
    let left = timer.expiry.saturating(subtracting: context.hart.cycles)
    return TimerSpec(
      interval: TimeSpec(nanoseconds: options.nanoseconds(timer.period)),
      value: TimeSpec(nanoseconds: max(1, options.nanoseconds(left))))
  }
}

extension TimeSpec {
  /// The time in nanoseconds, as far as they can be counted; nil if it is none.
  var total: Int64? {
    guard seconds >= 0, (0..<1_000_000_000).contains(nanoseconds) else { return nil }
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow || product > Int64.max / 2 ? Int64.max / 2 : product + nanoseconds
  }
}
