import ABI
import Machine

/// What the harts did with their time: /proc/stat, uptime and loadavg.
extension Kernel {
  func systemStatText(_ machine: Machine) -> String {
    let rows = processors.indices.map { hartTimes($0, machine) }
    let sums = rows.reduce([UInt64](repeating: 0, count: 10)) { zip($0, $1).map(+) }
    func line(_ name: String, _ times: [UInt64]) -> String {
      name + times.map { " \($0 / options.cyclesPerTick)" }.joined() + "\n"
    }
    let timers = processors.indices.reduce(UInt64(0)) { $0 + processors[$1].timerInterrupts }
    let others = statistics.softwareInterrupts + pool.counters.shootDowns
    return line("cpu ", sums) + rows.enumerated().map { line("cpu\($0)", $1) }.joined()
      + "intr \(timers + others) \(timers) \(statistics.softwareInterrupts) \(pool.counters.shootDowns)\n"
      + "ctxt \(statistics.contextSwitches)\nbtime \(options.bootTime)\nprocesses \(statistics.forks)\n"
      + "procs_running \(threads.numbers.count { threads[$0].state == .ready || threads[$0].state.isRunning })\n"
      + "procs_blocked \(threads.numbers.count { threads[$0].state == .uninterruptible })\n"
  }

  /// Cycles of a hart: in programs, in those with a positive nice value, in the kernel, idle; the other columns of Linux
  /// count what there is not, or counts as one of these: a hart that waits for the disk is idle.
  private func hartTimes(_ index: Int, _ machine: Machine) -> [UInt64] {
    let row = processors[index]
    let busy = row.userCycles + row.niceCycles + row.kernelCycles
    let idle = now(machine).saturating(subtracting: busy)
    return [row.userCycles, row.niceCycles, row.kernelCycles, idle, 0, 0, 0, 0, 0, 0]
  }

  /// Virtual time in cycles: that of the hart which has come furthest.
  func now(_ machine: Machine) -> UInt64 { machine.harts.reduce(0) { max($0, $1.cycles) } }

  /// Seconds since boot, and seconds that the harts together were idle.
  func uptimeText(_ machine: Machine) -> String {
    let idle = processors.indices.reduce(UInt64(0)) { $0 + hartTimes($1, machine)[3] }
    func seconds(_ cycles: UInt64) -> String {
      let hundredths = cycles / options.cyclesPerTick
      return "\(hundredths / 100).\((hundredths % 100).zeros(2))"
    }
    return "\(seconds(now(machine))) \(seconds(idle))\n"
  }

  /// The load averages, how many threads can run of how many there are, and the number that was given out last.
  func loadAverageText(_ machine: Machine) -> String {
    var load = load
    load.advance(to: now(machine))
    let running = threads.numbers.count { threads[$0].state == .ready || threads[$0].state.isRunning }
    return "\(load.text) \(running)/\(threads.count) \(lastNumber)\n"
  }
}

/// How many threads wanted to run, averaged over one, five and fifteen minutes: Linux's `calc_load`.
///
///     each 5 s of virtual time:   load = load · e^(−5s/1min) + active · (1 − e^(−5s/1min))
///
/// It is reckoned when the number of active threads changes, for all the times that have passed meanwhile: nobody has
/// to be woken for it, and an hour of idling costs nothing.
struct LoadAverage {
  /// In 2048ths.
  private(set) var averages: [UInt64] = [0, 0, 0]
  /// Threads that run, are ready to, or wait for the disk.
  var active = 0
  /// Cycles between samples, and when the next one is due.
  private let period: UInt64
  private var nextSample: UInt64

  init(cyclesPerMicrosecond: UInt64) {
    period = 5_000_000 * cyclesPerMicrosecond
    nextSample = period
  }

  /// Takes the samples that were due by a time.
  @inline(__always) mutating func advance(to now: UInt64) {
    if now >= nextSample { takeSamples(until: now) }
  }

  @inline(never) private mutating func takeSamples(until now: UInt64) {
    let count = (now - nextSample) / period + 1
    nextSample += count * period
    for index in averages.indices {
      let factor = Self.power(Self.factors[index], count)
      averages[index] =
        (averages[index] * factor + UInt64(active) * Self.one * (Self.one - factor)) / Self.one
    }
  }

  /// A number of 2048ths, to a power.
  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, base, exponent) = (one, base, exponent)
    while exponent > 0 {
      if exponent & 1 != 0 { result = (result * base + one / 2) / one }
      base = (base * base + one / 2) / one
      exponent >>= 1
    }
    return result
  }

  private static let one: UInt64 = 2048
  /// e^(−5/60), e^(−5/300) and e^(−5/900) in 2048ths (Linux, include/linux/sched/loadavg.h).
  private static let factors: [UInt64] = [1884, 2014, 2037]

  var text: String {
    averages.map { average in
      let rounded = average + Self.one / 200
      return "\(rounded / Self.one).\((rounded % Self.one * 100 / Self.one).zeros(2))"
    }.joined(separator: " ")
  }
}
