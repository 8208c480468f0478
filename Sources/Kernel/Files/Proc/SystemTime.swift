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

  /// Cycles of a hart: in programs, in those with a positive nice value, in the kernel, idle, idle while somebody waits
  /// for the disk, and (the eighth column) stolen; the other columns of Linux count what there is not, or counts as one
  /// of these.
  private func hartTimes(_ index: Int, _ machine: Machine) -> [UInt64] {
    let times = processors[index].times(with: processors[index].running.map { threads[$0] })
    let stolen = processors[index].stolen
    let idle = now(machine).saturating(subtracting: times.user + times.nice + times.kernel + stolen)
    let waiting = min(idle, diskWaitCycles(of: index, machine))
    return [times.user, times.nice, times.kernel, idle - waiting, waiting, 0, 0, stolen, 0, 0]
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
