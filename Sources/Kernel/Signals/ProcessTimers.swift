import ABI
import Machine

/// A timer that tells its process by a signal: what `timer_create` makes.
///
/// At most one signal of it waits at a time. What expires meanwhile is counted, and the count is told with the signal:
/// a timer goes on only when its signal is taken, so that no period, however short, can keep a process from getting on.
struct ProcessTimer: Equatable {
  let clock: Clock
  let event: SignalEvent
  /// When it expires next, or has expired, in cycles; 0 if it is off.
  var expiry: UInt64 = 0
  /// Cycles between further expiries; 0 if there are none.
  var period: UInt64 = 0
  /// The kernel's timer for the next expiry, until that has come.
  var handle: Timers.Handle?
  /// How many expiries went with the one that the last signal told of.
  var overruns: Int32 = 0

  /// Whether nobody is told: the program looks at it.
  var isSilent: Bool { event.notify == Int32(NotificationKind.none.rawValue) }
  /// The one thread that is told (SIGEV_THREAD_ID); nil if it is the process.
  var thread: Int? { event.notify == Int32(NotificationKind.threadSignal.rawValue) ? Int(event.thread) : nil }

  /// How many periods have passed since it expired, whole ones.
  func periodsPassed(by now: UInt64) -> UInt64 {
    period == 0 ? 0 : now.saturating(subtracting: expiry) / period
  }

  /// The first expiry after a time of a timer that has expired.
  func nextExpiry(after now: UInt64) -> UInt64 { expiry &+ (periodsPassed(by: now) + 1) &* period }
}

/// The timers of a process, by the numbers that it knows them by.
struct ProcessTimers {
  var rows: [Int32: ProcessTimer] = [:]
  /// The number of the next one: one that is gone does not come back.
  private(set) var next: Int32 = 0

  mutating func insert(_ timer: ProcessTimer) -> Int32 {
    defer { next = next == .max ? 0 : next + 1 }
    rows[next] = timer
    return next
  }
}

extension Kernel {
  /// Sets a timer, or turns it off with an expiry of 0. What it had to tell is forgotten.
  mutating func setTimer(_ id: Int32, of process: Int, expiry: UInt64, period: UInt64) {
    stopTimer(id, of: process)
    processTimers[process]?.rows[id]?.overruns = 0
    processTimers[process]?.rows[id]?.period = expiry == 0 ? 0 : period
    startTimer(id, of: process, at: expiry)
  }

  private mutating func startTimer(_ id: Int32, of process: Int, at expiry: UInt64) {
    guard let timer = processTimers[process]?.rows[id] else { return }
    processTimers[process]!.rows[id]!.expiry = expiry
    guard expiry > 0, !timer.isSilent else { return }
    processTimers[process]!.rows[id]!.handle = timers.set(.processTimer(process: process, id), at: expiry)
  }

  private mutating func stopTimer(_ id: Int32, of process: Int) {
    guard let timer = processTimers[process]?.rows[id] else { return }
    if let handle = timer.handle { timers.stop(handle) }
    processTimers[process]!.rows[id]!.handle = nil
    processes[process].signals.pending.remove(timer: id)
    for thread in processes[process].threads { threads[thread].signals.pending.remove(timer: id) }
  }

  /// Forgets a timer.
  mutating func removeTimer(_ id: Int32, of process: Int) {
    stopTimer(id, of: process)
    processTimers[process]?.rows[id] = nil
    if processTimers[process]?.rows.isEmpty == true { processTimers[process] = nil }
  }

  /// Forgets all timers of a process, which ends or becomes another program.
  mutating func removeTimers(of process: Int) {
    for id in (processTimers[process]?.rows.keys).map({ $0.sorted() }) ?? [] { removeTimer(id, of: process) }
    processTimers[process] = nil
  }

  /// Tells a process that one of its timers has expired.
  mutating func processTimerExpired(_ id: Int32, of process: Int, at now: UInt64, _ machine: Machine) {
    guard let timer = processTimers[process]?.rows[id] else { return }
    processTimers[process]!.rows[id]!.handle = nil
    if let signal = Signal(rawValue: timer.event.signal) {
      let info = SignalInfo(signal, .timer, .timer(id: id, overrun: 0, value: timer.event.value))
      if let thread = timer.thread {
        if threads.find(thread)?.process == process { send(info, toThread: thread, at: now, machine) }
      } else {
        send(info, toProcess: process, at: now, machine)
      }
    }
    if timer.period == 0 { processTimers[process]!.rows[id]!.expiry = 0 }
    goOnWithIgnoredTimer(id, of: process, at: now)
  }

  /// Lets a timer go on whose signal nobody will take: not at once, as nobody would be the wiser.
  private mutating func goOnWithIgnoredTimer(_ id: Int32, of process: Int, at now: UInt64) {
    guard let timer = processTimers[process]?.rows[id], timer.handle == nil, timer.period > 0,
      !timer.isSilent, !isPending(timer: id, of: process)
    else { return }
    let soonest = now &+ Self.shortestIgnoredPeriod &* options.cyclesPerMicrosecond
    startTimer(id, of: process, at: timer.nextExpiry(after: max(soonest, timer.expiry)))
  }

  /// Lets the timers of a process go on whose signals were forgotten, since it ignores them now.
  mutating func goOnWithIgnoredTimers(of process: Int, at now: UInt64) {
    for id in (processTimers[process]?.rows.keys).map({ $0.sorted() }) ?? [] {
      goOnWithIgnoredTimer(id, of: process, at: now)
    }
  }

  private func isPending(timer id: Int32, of process: Int) -> Bool {
    processes[process].signals.pending.contains(timer: id)
      || processes[process].threads.contains { threads[$0].signals.pending.contains(timer: id) }
  }

  /// Microseconds after which a timer expires again whose signal is ignored, at the earliest.
  private static let shortestIgnoredPeriod: UInt64 = 1000

  // MARK: Taking signals

  /// Takes a signal of a set that waits for the running thread or its process. A timer that it is from goes on, and
  /// the signal tells how many expiries it stands for besides the first.
  mutating func takePendingSignal(of set: SignalSet, _ context: Context) -> SignalInfo? {
    guard
      var info = threads[context.thread].signals.pending.take(from: set)
        ?? processes[context.process].signals.pending.take(from: set)
    else { return nil }
    guard case .timer(let id, _, let value) = info.detail, info.code == .timer,
      let timer = processTimers[context.process]?.rows[id], timer.handle == nil
    else { return info }
    let overruns = Int32(clamping: timer.periodsPassed(by: context.hart.cycles))
    processTimers[context.process]!.rows[id]!.overruns = overruns
    info.detail = .timer(id: id, overrun: overruns, value: value)
    if timer.period > 0 {
      startTimer(id, of: context.process, at: timer.nextExpiry(after: context.hart.cycles))
    }
    return info
  }
}

extension PendingSignals {
  /// Whether a signal of a timer waits.
  func contains(timer id: Int32) -> Bool { queue.contains { $0.isOf(timer: id) } }

  /// Forgets what a timer had to tell.
  mutating func remove(timer id: Int32) { removeAll { $0.isOf(timer: id) } }
}

extension SignalInfo {
  fileprivate func isOf(timer wanted: Int32) -> Bool {
    if case .timer(let id, _, _) = detail { code == .timer && id == wanted } else { false }
  }
}
