import ABI
import Machine

/// Timers that run only while a process does: ITIMER_VIRTUAL counts its own time, ITIMER_PROF the kernel's for it too,
/// and RLIMIT_CPU bounds the latter.
struct CPUTimers: Equatable {
  var virtual = CPUTimer()
  var profiling = CPUTimer()

  /// Whether nothing is to be watched.
  var areOff: Bool { virtual.expiry == .max && profiling.expiry == .max }
}

/// One such timer: all in cycles of the process's own time.
struct CPUTimer: Equatable {
  /// When it expires; the greatest number if it is off.
  var expiry = UInt64.max
  /// After how long it expires again; 0 for never.
  var period: UInt64 = 0

  /// Whether it has expired by a time; it is set anew then.
  mutating func hasExpired(by now: UInt64) -> Bool {
    guard now >= expiry else { return false }
    expiry = period > 0 ? now &+ period : .max
    return true
  }
}

extension Kernel {
  /// Sets the time at which a hart looks at the timers of the process that it goes on with.
  @inline(__always) mutating func setCPUDeadline(_ context: Context) {
    let isWatched = processes[context.process].watchesCPUTime
    guard isWatched || processors[context.hart.id].cpuDeadline != .max else { return }
    processors[context.hart.id].cpuDeadline = isWatched ? cpuDeadline(of: context) : .max
  }

  /// The cycle at which a hart has to look at the timers of the process that it runs, if nothing else happens before.
  private func cpuDeadline(of context: Context) -> UInt64 {
    let limit = cpuLimit(processes[context.process].limits[.cpu].soft)
    let timers = processes[context.process].cpuTimers
    guard !timers.areOff || limit != .max else { return .max }
    let (user, kernel) = cpuTime(of: context.process)
    let left = min(
      timers.virtual.expiry.saturating(subtracting: user),
      min(timers.profiling.expiry, limit).saturating(subtracting: user &+ kernel))
    return context.hart.cycles.saturating(adding: max(1, left))
  }

  /// Sends the signals of the timers that have expired.
  mutating func checkCPUTimers(_ context: Context) {
    let process = context.process
    guard processors[context.hart.id].cpuDeadline <= context.hart.cycles else { return }
    let (user, kernel) = cpuTime(of: process)
    if processes[process].cpuTimers.virtual.hasExpired(by: user) {
      send(SignalInfo(.virtualAlarm, .kernel), toProcess: process, context)
    }
    if processes[process].cpuTimers.profiling.hasExpired(by: user &+ kernel) {
      send(SignalInfo(.profiling, .kernel), toProcess: process, context)
    }
    let limit = processes[process].limits[.cpu]
    guard user &+ kernel >= cpuLimit(limit.soft) else { return }
    if user &+ kernel >= cpuLimit(limit.hard) {
      send(SignalInfo(.kill, .kernel), toProcess: process, context)
    } else {
      // Once a second from now on, as on Linux.
      processes[process].limits[.cpu].soft = limit.soft &+ 1
      send(SignalInfo(.cpuLimit, .kernel), toProcess: process, context)
    }
  }

  private func cpuLimit(_ seconds: UInt64) -> UInt64 {
    seconds > .max / 2_000_000_000 ? .max : options.cycles(Int64(seconds) * 1_000_000_000)
  }

  /// Cycles that a process has spent in the program and in the kernel, up to when it last crossed between the two.
  func cpuTime(of process: Int) -> (user: UInt64, kernel: UInt64) {
    let usage = ownUsage(of: process)
    return (usage.userCycles, usage.kernelCycles)
  }

  /// Sets ITIMER_VIRTUAL or ITIMER_PROF and returns what it was: time left and period.
  mutating func setCPUTimer(
    _ timer: WritableKeyPath<CPUTimers, CPUTimer>, first: UInt64, period: UInt64, _ context: Context
  ) {
    let (user, kernel) = cpuTime(of: context.process)
    let now = timer == \.virtual ? user : user &+ kernel
    processes[context.process].cpuTimers[keyPath: timer] =
      first == 0 ? CPUTimer() : CPUTimer(expiry: now.saturating(adding: first), period: period)
  }

  /// What is left of ITIMER_VIRTUAL or ITIMER_PROF, and its period.
  func cpuTimer(
    _ timer: KeyPath<CPUTimers, CPUTimer>, _ context: Context
  ) -> (left: UInt64, period: UInt64) {
    let row = processes[context.process].cpuTimers[keyPath: timer]
    guard row.expiry != .max else { return (0, 0) }
    let (user, kernel) = cpuTime(of: context.process)
    let now = timer == \.virtual ? user : user &+ kernel
    return (max(1, row.expiry.saturating(subtracting: now)), row.period)
  }
}
