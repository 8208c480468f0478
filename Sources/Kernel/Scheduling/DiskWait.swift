import Machine

/// How long a hart was idle while one of its threads waited for the disk: the column `iowait` of /proc/stat.
///
/// It is time that the hart could have used if the disk were faster, or more threads were there to run.
struct DiskWait {
  /// Threads that wait for the disk and ran here last.
  private var waiters = 0
  /// When the first of them began to wait, and how many cycles the hart had worked by then.
  private var since: UInt64 = 0
  private var workBefore: UInt64 = 0
  /// Cycles of all the waiting before.
  private var total: UInt64 = 0

  /// One more thread waits.
  mutating func begin(at now: UInt64, work: UInt64) {
    if waiters == 0 { (since, workBefore) = (now, work) }
    waiters += 1
  }

  /// One of those who wait does no more.
  mutating func end(at now: UInt64, work: UInt64) {
    if waiters == 1 { total = cycles(until: now, work: work) }
    waiters -= 1
  }

  /// The time up to now, in cycles: what has passed while somebody waited, without what the hart has worked meanwhile.
  func cycles(until now: UInt64, work: UInt64) -> UInt64 {
    guard waiters > 0 else { return total }
    let passed = now.saturating(subtracting: since)
    return total + passed.saturating(subtracting: work.saturating(subtracting: workBefore))
  }
}

extension Kernel {
  /// A thread is about to wait for the disk.
  mutating func beginDiskWait(_ context: Context) {
    let index = context.hart.id
    processors[index].diskWait.begin(at: context.hart.cycles, work: work(of: index, context.machine))
  }

  /// A wait of a thread is over, which may have been for the disk.
  mutating func noteEnd(of wait: Wait, _ thread: Int, at now: UInt64, _ machine: Machine) {
    guard !wait.isInterruptible, wait.channels.first == .disk else { return }
    let index = threads[thread].scheduling.lastHart
    processors[index].diskWait.end(at: now, work: work(of: index, machine))
  }

  /// Cycles that a hart was idle while one of its threads waited for the disk.
  func diskWaitCycles(of index: Int, _ machine: Machine) -> UInt64 {
    processors[index].diskWait.cycles(until: now(machine), work: work(of: index, machine))
  }

  /// Cycles that a hart has worked, with those that its thread was not charged for yet.
  private func work(of index: Int, _ machine: Machine) -> UInt64 {
    let running = processors[index].running
    let times = processors[index].times(with: running.map { threads[$0] })
    let rest = running.map { machine.harts[index].cycles.saturating(subtracting: threads[$0].accountedUntil) }
    return times.user + times.nice + times.kernel + (rest ?? 0)
  }
}
