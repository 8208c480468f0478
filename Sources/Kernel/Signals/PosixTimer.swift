import ABI
import Machine

/// A timer of `timer_create`: it tells its process of each expiry by a signal, or not at all.
///
/// While its signal waits to be delivered, a periodic timer is not set again: the expiries that pass meanwhile are
/// reckoned when the signal is taken, as its overrun. So no timer, however short its period, has more than one signal
/// waiting.
struct PosixTimer {
  let clock: Clock
  let notification: Notification
  /// What the signal carries.
  let value: UInt64
  /// When it expires next, or has expired, in cycles; 0 if it is off.
  var expiry: UInt64 = 0
  /// Cycles between further expiries; 0 if there are none.
  var period: UInt64 = 0
  /// The kernel's timer for the next expiry, until that has come.
  var handle: Timers.Handle?
  /// Whether its signal was sent and not taken yet, and how often the timer was set anew and expired since.
  var isSignalWaiting = false
  var expiriesWhileWaiting: UInt64 = 0
  /// How many expiries the last signal that was taken stands for, besides the first.
  var overrun: Int32 = 0

  /// Whom it tells.
  enum Notification: Equatable {
    case none
    case process(Signal)
    case thread(Int, Signal)
  }

  /// Cycles to the next expiry; 0 if there is none.
  func left(at now: UInt64) -> UInt64 {
    guard expiry > 0 else { return 0 }
    if expiry > now { return expiry - now }
    return period == 0 ? 0 : period - (now - expiry) % period
  }

  /// Whole periods that have passed since the expiry.
  func periodsPassed(at now: UInt64) -> UInt64 {
    period == 0 ? 0 : now.saturating(subtracting: expiry) / period
  }
}

extension Kernel {
  /// How many timers a process may have.
  static let posixTimerLimit = 1024

  /// The period, in nanoseconds, of a timer whose signal is ignored, if its own is shorter: Linux's longest tick.
  private static let shortestIgnoredPeriod: Int64 = 4_000_000

  /// Sets a timer for a time, or for never; if the time has come already, it expires at once.
  mutating func setPosixTimer(
    _ number: Int, of process: Int, at expiry: UInt64, period: UInt64, _ context: Context
  ) {
    stopPosixTimer(number, of: process)
    processes[process].posixTimers[number]?.expiry = expiry
    processes[process].posixTimers[number]?.period = period
    processes[process].posixTimers[number]?.expiriesWhileWaiting = 0
    if expiry > 0 { startPosixTimer(number, of: process, at: context.hart.cycles, context.machine) }
  }

  private mutating func startPosixTimer(_ number: Int, of process: Int, at now: UInt64, _ machine: Machine) {
    guard let timer = processes[process].posixTimers[number], timer.notification != .none else { return }
    if timer.expiry <= now { return posixTimerExpired(number, of: process, at: now, machine) }
    let action = Timers.Action.posixTimer(process: process, number: number)
    processes[process].posixTimers[number]?.handle = timers.set(action, at: timer.expiry)
  }

  private mutating func stopPosixTimer(_ number: Int, of process: Int) {
    if let handle = processes[process].posixTimers[number]?.handle { timers.stop(handle) }
    processes[process].posixTimers[number]?.handle = nil
  }

  /// Takes a timer away; its number is free again.
  mutating func deletePosixTimer(_ number: Int, of process: Int) {
    stopPosixTimer(number, of: process)
    processes[process].posixTimers[number] = nil
    while case .some(.none) = processes[process].posixTimers.last {
      processes[process].posixTimers.removeLast()
    }
  }

  /// Takes all timers of a process away, as exec and exit do.
  mutating func deletePosixTimers(of process: Int) {
    for number in processes[process].posixTimers.indices { stopPosixTimer(number, of: process) }
    processes[process].posixTimers = []
  }

  /// Sends a timer's signal, unless the last one still waits.
  mutating func posixTimerExpired(_ number: Int, of process: Int, at now: UInt64, _ machine: Machine) {
    guard let timer = processes[process].posixTimers[number] else { return }
    processes[process].posixTimers[number]?.handle = nil
    if timer.isSignalWaiting {
      processes[process].posixTimers[number]?.expiriesWhileWaiting &+= 1
      return
    }
    if send(timer, number, of: process, at: now, machine) {
      processes[process].posixTimers[number]?.isSignalWaiting = true
      if timer.period == 0 { processes[process].posixTimers[number]?.expiry = 0 }
    } else if timer.period > 0 {
      let period = max(timer.period, options.cycles(Self.shortestIgnoredPeriod))
      processes[process].posixTimers[number]?.expiry = now &+ period
      startPosixTimer(number, of: process, at: now, machine)
    } else {
      processes[process].posixTimers[number]?.expiry = 0
    }
  }

  /// Sends a timer's signal; false if nobody wants it or there is no room for it.
  private mutating func send(
    _ timer: PosixTimer, _ number: Int, of process: Int, at now: UInt64, _ machine: Machine
  ) -> Bool {
    func info(_ signal: Signal) -> SignalInfo {
      SignalInfo(signal, .timer, .timer(id: Int32(number), overrun: 0, value: timer.value))
    }
    switch timer.notification {
    case .none: return false
    case .process(let signal):
      guard isWanted(signal, by: process) else { return false }
      return send(info(signal), toProcess: process, at: now, machine)
    case .thread(let thread, let signal):
      guard threads.find(thread)?.process == process, isWanted(signal, by: process) else { return false }
      return send(info(signal), toThread: thread, at: now, machine)
    }
  }

  /// Takes the first of some signals that waits for the running thread or its process.
  mutating func takePending(from set: SignalSet, _ context: Context) -> SignalInfo? {
    guard
      let info = threads[context.thread].signals.pending.take(from: set)
        ?? processes[context.process].signals.pending.take(from: set)
    else { return nil }
    guard info.code == .timer, case .timer(let number, _, let value) = info.detail else { return info }
    return timerSignalTaken(info, Int(number), value, context)
  }

  /// A timer's signal reaches the program: what passed meanwhile is its overrun, and the timer runs again.
  private mutating func timerSignalTaken(
    _ info: SignalInfo, _ number: Int, _ value: UInt64, _ context: Context
  ) -> SignalInfo {
    let (process, now) = (context.process, context.hart.cycles)
    guard processes[process].posixTimers.indices.contains(number),
      let timer = processes[process].posixTimers[number], timer.isSignalWaiting
    else { return info }
    let isToRun = timer.period > 0 && timer.expiry > 0 && timer.handle == nil
    let passed = isToRun ? timer.periodsPassed(at: now) : 0
    let overrun = Int32(clamping: timer.expiriesWhileWaiting &+ passed)
    processes[process].posixTimers[number]?.isSignalWaiting = false
    processes[process].posixTimers[number]?.expiriesWhileWaiting = 0
    processes[process].posixTimers[number]?.overrun = overrun
    if isToRun {
      processes[process].posixTimers[number]?.expiry = timer.expiry &+ (passed + 1) &* timer.period
      startPosixTimer(number, of: process, at: now, context.machine)
    }
    var told = info
    told.detail = .timer(id: Int32(number), overrun: overrun, value: value)
    return told
  }
}
