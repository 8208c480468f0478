import ABI
import Machine

/// The system calls on time. All clocks are virtual: they count the machine's cycles.
extension Kernel {
  mutating func sysClockGettime(
    _ clock: UInt32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let time = TimeSpec(nanoseconds: try nanoseconds(of: clock, context))
    try copyOut(time.encoded, to: pointer, context)
    return .done(0)
  }

  mutating func sysClockGetres(
    _ clock: UInt32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    _ = try nanoseconds(of: clock, context)
    let resolution = TimeSpec(seconds: 0, nanoseconds: 1)
    if pointer.address.rawValue != 0 { try copyOut(resolution.encoded, to: pointer, context) }
    return .done(0)
  }

  mutating func sysGettimeofday(_ pointer: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    let nanoseconds = try nanoseconds(of: Clock.realtime.rawValue, context)
    if pointer.address.rawValue != 0 {
      let bytes = UInt64(nanoseconds / 1_000_000_000).bytes + UInt64(nanoseconds % 1_000_000_000 / 1000).bytes
      try copyOut(bytes, to: pointer, context)
    }
    return .done(0)
  }

  /// What a clock shows, in nanoseconds.
  func nanoseconds(of number: UInt32, _ context: Context) throws(Errno) -> Int64 {
    switch Clock(rawValue: number) {
    case .realtime?, .realtimeCoarse?:
      options.bootTime &* 1_000_000_000 &+ options.nanoseconds(context.hart.cycles)
    case .processTime?: options.nanoseconds(cpuCycles(ofProcess: context.process, context))
    case .threadTime?: options.nanoseconds(cpuCycles(ofThread: context.thread, context))
    case .some: options.nanoseconds(context.hart.cycles)
    case nil: throw .invalidArgument
    }
  }

  /// Cycles that a thread has run, up to now.
  private func cpuCycles(ofThread thread: Int, _ context: Context) -> UInt64 {
    let row = threads[thread]
    guard row.state.isRunning else { return row.userCycles + row.kernelCycles }
    let since = context.hart.cycles.saturating(subtracting: row.accountedUntil)
    return row.userCycles + row.kernelCycles + since
  }

  private func cpuCycles(ofProcess process: Int, _ context: Context) -> UInt64 {
    let ended = processes[process].endedThreadsUsage
    return processes[process].threads.reduce(ended.userCycles + ended.kernelCycles) {
      $0 + cpuCycles(ofThread: $1, context)
    }
  }

  // MARK: Waiting

  mutating func sysNanosleep(
    _ request: UserPointer, _ rest: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try sleep(request, rest, isAbsolute: false, clock: Clock.monotonic.rawValue, context)
  }

  mutating func sysClockNanosleep(
    _ clock: UInt32, _ flags: TimerFlags, _ request: UserPointer, _ rest: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch Clock(rawValue: clock) {
    case nil, .threadTime?: throw .invalidArgument
    default: break
    }
    return try sleep(request, rest, isAbsolute: flags.contains(.absolute), clock: clock, context)
  }

  private mutating func sleep(
    _ request: UserPointer, _ rest: UserPointer, isAbsolute: Bool, clock: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let now = context.hart.cycles
    let deadline: UInt64
    if let pending = threads[context.thread].pending?.deadline {
      deadline = pending
    } else {
      let wanted = try time(request, context)
      let offset = isAbsolute ? try nanoseconds(of: clock, context) - options.nanoseconds(now) : 0
      deadline = isAbsolute ? options.cycles(wanted - offset) : now &+ options.cycles(wanted)
    }
    if context.wake == .timeout || deadline <= now { return .done(0) }
    if context.wake == .signal {
      if rest.address.rawValue != 0 && !isAbsolute {
        try copyOut(TimeSpec(nanoseconds: options.nanoseconds(deadline - now)).encoded, to: rest, context)
      }
    }
    return .block(Wait(.time, until: deadline, restarts: false))
  }

  /// A time in the program's memory, in nanoseconds.
  mutating func time(_ pointer: UserPointer, _ context: Context) throws(Errno) -> Int64 {
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(TimeSpec.layout.size)), context)
    guard let time = TimeSpec(decoding: bytes)?.total else { throw .invalidArgument }
    return time
  }

  /// When a call with a relative timeout gives up: computed when it is first made; nil for never.
  mutating func deadline(_ timeout: UserPointer, _ context: Context) throws(Errno) -> UInt64? {
    if context.wake != nil { return threads[context.thread].pending?.deadline }
    guard timeout.address.rawValue != 0 else { return nil }
    return context.hart.cycles &+ options.cycles(try time(timeout, context))
  }

  // MARK: The interval timer

  mutating func sysSetitimer(
    _ kind: IntervalTimerKind?, _ new: UserPointer, _ old: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let kind else { throw .invalidArgument }
    let before = intervalTimer(kind, context)
    var wanted = IntervalTimerValue()
    if new.address.rawValue != 0 {
      let bytes = try copyIn(UserBuffer(start: new, count: UInt64(IntervalTimerValue.layout.size)), context)
      guard let value = IntervalTimerValue(decoding: bytes), value.interval.isValid, value.value.isValid
      else {
        throw .invalidArgument
      }
      wanted = value
    }
    let (first, period) = (wanted.value.cycles(options), wanted.interval.cycles(options))
    switch kind {
    case .virtual: setCPUTimer(\.virtual, first: first, period: period, context)
    case .profiling: setCPUTimer(\.profiling, first: first, period: period, context)
    case .real where first == 0: stopIntervalTimer(of: context.process)
    case .real: setIntervalTimer(of: context.process, at: context.hart.cycles &+ first, period: period)
    }
    if old.address.rawValue != 0 { try copyOut(before.encoded, to: old, context) }
    return .done(0)
  }

  mutating func sysGetitimer(
    _ kind: IntervalTimerKind?, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let kind else { throw .invalidArgument }
    try copyOut(intervalTimer(kind, context).encoded, to: pointer, context)
    return .done(0)
  }

  private func intervalTimer(_ kind: IntervalTimerKind, _ context: Context) -> IntervalTimerValue {
    switch kind {
    case .virtual: return IntervalTimerValue(cpuTimer(\.virtual, context), options)
    case .profiling: return IntervalTimerValue(cpuTimer(\.profiling, context), options)
    case .real:
      let row = processes[context.process]
      guard row.intervalTimer != nil else { return IntervalTimerValue() }
      let left = row.intervalExpiry.saturating(subtracting: context.hart.cycles)
      return IntervalTimerValue((left, row.intervalPeriod), options)
    }
  }
}

extension IntervalTimerValue {
  /// A timer with so many cycles left, and its period.
  init(_ timer: (left: UInt64, period: UInt64), _ options: KernelOptions) {
    self.init(
      interval: TimeValue(cycles: timer.period, options), value: TimeValue(cycles: timer.left, options))
  }
}

extension KernelOptions {
  /// Cycles as nanoseconds.
  func nanoseconds(_ cycles: UInt64) -> Int64 {
    Int64(
      clamping: cycles / cyclesPerMicrosecond &* 1000 &+ cycles % cyclesPerMicrosecond * 1000
        / cyclesPerMicrosecond)
  }

  /// Nanoseconds as cycles, rounded up; a time that is past is 0.
  func cycles(_ nanoseconds: Int64) -> UInt64 {
    guard nanoseconds > 0 else { return 0 }
    let (whole, rest) = UInt64(nanoseconds).quotientAndRemainder(dividingBy: 1000)
    let (cycles, overflow) = whole.multipliedReportingOverflow(by: cyclesPerMicrosecond)
    return overflow ? .max / 2 : min(.max / 2, cycles + (rest * cyclesPerMicrosecond + 999) / 1000)
  }
}

extension TimeSpec {
  /// So many nanoseconds.
  init(nanoseconds: Int64) {
    self.init(seconds: nanoseconds / 1_000_000_000, nanoseconds: nanoseconds % 1_000_000_000)
  }
}

extension TimeValue {
  /// So many cycles of a machine's clock.
  init(cycles: UInt64, _ options: KernelOptions) {
    let microseconds = Int64(
      clamping: (cycles + options.cyclesPerMicrosecond - 1) / options.cyclesPerMicrosecond)
    self.init(seconds: microseconds / 1_000_000, microseconds: microseconds % 1_000_000)
  }

  /// Whether it is a time.
  var isValid: Bool { seconds >= 0 && (0..<1_000_000).contains(microseconds) }

  /// The time in cycles of a machine's clock.
  func cycles(_ options: KernelOptions) -> UInt64 {
    options.cycles(min(seconds, Int64.max / 4_000_000_000) * 1_000_000_000 + microseconds * 1000)
  }
}
