import ABI
import Machine

/// How urgent a thread is: what `setpriority` and `sched_setscheduler` say.
struct Priority: Equatable {
  /// −20 (most willing to run) to 19.
  var nice: Int
  /// 1…99 under SCHED_FIFO and SCHED_RR, which run before all others; otherwise 0.
  var realtime: Int

  /// The more urgent in each respect.
  func raised(to other: Priority) -> Priority {
    Priority(nice: min(nice, other.nice), realtime: max(realtime, other.realtime))
  }
}

extension SchedulingEntity {
  var priority: Priority {
    get { Priority(nice: nice, realtime: realtimePriority) }
    set { (nice, realtimePriority) = (newValue.nice, newValue.realtime) }
  }
}

/// A lock that lends priority and that somebody waits for.
struct PriorityLock: Equatable {
  /// Whose it is.
  var owner: Int
  /// Who waits for it, in the order in which they came.
  var waiters: [Int] = []
}

/// Locks that lend priority (FUTEX_LOCK_PI).
///
/// A thread that waits for such a lock lends its priority to the owner until the lock is given back, and through the
/// owner to whomever that waits for in turn: so nobody of middling priority can keep an urgent thread waiting by
/// running before the owner (priority inversion, as it stopped the Mars Pathfinder in 1997). Waiters get the lock in
/// the order of their real-time priority, then of their coming.
extension Kernel {
  /// Lets a thread be one of those who wait for a lock.
  ///
  /// - Throws: `deadlock` if the owner, or somebody it waits for, waits for the thread.
  mutating func enlist(
    _ thread: Int, for lock: FutexKey, of owner: Int, _ context: Context
  ) throws(Errno) {
    guard !waits(owner, for: thread) else { throw .deadlock }
    threads[thread].futexes.awaitedLock = lock
    if priorityLocks[lock] == nil { threads[owner].futexes.contendedLocks.append(lock) }
    priorityLocks[lock, default: PriorityLock(owner: owner)].waiters.append(thread)
    reconsiderPriority(of: owner, context)
  }

  /// Whether a thread is another one, or waits for a lock of it directly or through others.
  private func waits(_ thread: Int, for other: Int) -> Bool {
    var next: Int? = thread
    for _ in 0..<Self.chainLimit {
      guard let thread = next else { return false }
      if thread == other { return true }
      next = ownerAwaited(by: thread)
    }
    return true
  }

  private func ownerAwaited(by thread: Int) -> Int? {
    threads[thread].futexes.awaitedLock.flatMap { priorityLocks[$0]?.owner }
  }

  /// Takes a thread from those who wait for a lock: its time is over, a signal has come, or it has ended.
  mutating func leaveAwaitedLock(_ thread: Int, _ context: Context) {
    guard let lock = threads[thread].futexes.awaitedLock else { return }
    threads[thread].futexes.awaitedLock = nil
    guard var row = priorityLocks[lock] else { return }
    row.waiters.removeAll { $0 == thread }
    priorityLocks[lock] = row.waiters.isEmpty ? nil : row
    if row.waiters.isEmpty { threads[row.owner].futexes.contendedLocks.removeAll { $0 == lock } }
    reconsiderPriority(of: row.owner, context)
  }

  /// Gives a lock to the most urgent of those who wait for it, who is woken as its owner.
  ///
  /// - Precondition: somebody waits for it.
  mutating func handOver(_ lock: FutexKey, mark: FutexWord = [], _ context: Context) throws(Errno) {
    var row = priorityLocks[lock]!
    let next = mostUrgent(of: row.waiters)
    let word = wordAwaited(by: next)
    let itsContext = self.context(of: next, on: context.hart, context.machine)
    try store32(UInt32(next) | FutexWord.waiters.union(mark).rawValue, to: word, itsContext)
    let old = row.owner
    row.owner = next
    row.waiters.removeAll { $0 == next }
    priorityLocks[lock] = row.waiters.isEmpty ? nil : row
    threads[old].futexes.contendedLocks.removeAll { $0 == lock }
    threads[next].futexes.awaitedLock = nil
    if !row.waiters.isEmpty { threads[next].futexes.contendedLocks.append(lock) }
    reconsiderPriority(of: old, context)
    reconsiderPriority(of: next, context)
    endWait(of: next, .event, at: context.hart.cycles, context.machine)
  }

  /// The word of the lock that a thread waits for, in its memory.
  private func wordAwaited(by thread: Int) -> UserPointer {
    if let move = threads[thread].futexes.awaitedMove { return move.word }
    return UserPointer(threads[thread].pending?.arguments[0] ?? 0)
  }

  private func mostUrgent(of waiters: [Int]) -> Int {
    waiters.dropFirst().reduce(waiters[0]) { best, thread in
      let isBetter = threads[thread].scheduling.realtimePriority > threads[best].scheduling.realtimePriority
      return isBetter ? thread : best
    }
  }

  /// Gives the locks of an ending thread to those who wait for them, marked as a dead thread's.
  mutating func handOverLocks(_ context: Context) {
    while let lock = threads[context.thread].futexes.contendedLocks.first {
      do throws(Errno) { try handOver(lock, mark: .ownerDied, context) } catch { abandon(lock, context) }
    }
  }

  /// Wakes all who wait for a lock whose word cannot be written any more: they try again, and find out.
  private mutating func abandon(_ lock: FutexKey, _ context: Context) {
    guard let row = priorityLocks.removeValue(forKey: lock) else { return }
    threads[row.owner].futexes.contendedLocks.removeAll { $0 == lock }
    for thread in row.waiters {
      threads[thread].futexes.awaitedLock = nil
      endWait(of: thread, .event, at: context.hart.cycles, context.machine)
    }
  }

  // MARK: Priorities

  /// A thread's own priority, whatever it was lent.
  func priority(of thread: Int) -> Priority {
    threads[thread].futexes.ownPriority ?? schedulingEntity(of: thread).priority
  }

  /// Changes a thread's own priority; a better one that it was lent remains.
  mutating func setPriority(of thread: Int, to priority: Priority, _ context: Context) {
    if threads[thread].futexes.ownPriority != nil {
      threads[thread].futexes.ownPriority = priority
    } else {
      reschedule(thread, context) { $0.priority = priority }
    }
    reconsiderPriority(of: thread, context)
  }

  /// Gives a thread the best of its own priority and of those who wait for its locks, and so on along the chain of
  /// those whom it waits for.
  private mutating func reconsiderPriority(of thread: Int, _ context: Context) {
    var next: Int? = thread
    for _ in 0..<Self.chainLimit {
      guard let thread = next else { return }
      let own = priority(of: thread)
      let lent = lentPriority(to: thread, own: own)
      threads[thread].futexes.ownPriority = lent == own ? nil : own
      if schedulingEntity(of: thread).priority != lent {
        reschedule(thread, context) { $0.priority = lent }
      }
      next = ownerAwaited(by: thread)
    }
  }

  private func lentPriority(to thread: Int, own: Priority) -> Priority {
    var best = own
    for lock in threads[thread].futexes.contendedLocks {
      for waiter in priorityLocks[lock]?.waiters ?? [] {
        best = best.raised(to: threads[waiter].scheduling.priority)
      }
    }
    return best
  }

  /// How far a chain of owners that wait for each other is followed, as on Linux.
  private static let chainLimit = 1024
}
