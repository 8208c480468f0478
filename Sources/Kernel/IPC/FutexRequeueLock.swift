import ABI
import Machine

/// Where somebody is to be moved who waits on a word: to the lock, and the lock's word in its memory.
struct AwaitedMove: Equatable {
  let lock: FutexKey
  let word: UserPointer
}

/// Waiting on a word and then for a lock that lends priority: FUTEX_WAIT_REQUEUE_PI and FUTEX_CMP_REQUEUE_PI.
///
/// A condition variable whose mutex lends priority needs the two. Who is signalled must have the mutex before it goes on:
/// it is not woken to try for it, but made one of those who wait for it, or its owner, while it sleeps. So the mutex is
/// lent the priority of all of them, and never has waiters that its word does not tell of.
extension Kernel {
  /// Waits on a word until somebody moves the thread to the lock, and then until it has that.
  mutating func waitForLock(
    _ call: FutexCall, until deadline: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let wasMoved = threads[context.thread].futexes.awaitedLock != nil
    threads[context.thread].futexes.awaitedMove = nil
    leaveAwaitedLock(context.thread, context)
    // It may have been given the lock after its time was over, or a signal had come.
    if context.wake != nil, let value = try? load32(call.word2, context),
      value & FutexWord.owner.rawValue == UInt32(context.thread)
    {
      return .done(0)
    }
    switch context.wake {
    case .event?: throw .tryAgain
    case .timeout?: throw .timedOut
    // It would have to wait on the word again, which has changed since.
    case .signal? where wasMoved: throw .tryAgain
    case .signal?, nil: break
    }
    guard call.word != call.word2 else { throw .invalidArgument }
    let key = try futexKey(call.word, call.flags, context)
    let lock = try futexKey(call.word2, call.flags, for: .store, context)
    guard try load32(call.word, context) == call.value else { throw .tryAgain }
    guard key != lock else { throw .invalidArgument }
    threads[context.thread].futexes.bits = FutexWord.anyBits
    threads[context.thread].futexes.awaitedMove = AwaitedMove(lock: lock, word: call.word2)
    return .block(Wait(.futex(key), until: deadline))
  }

  /// Moves those who wait on a word to the lock that they want, the longest-waiting first: one, and so many more.
  ///
  /// - Returns: how many there were.
  mutating func moveToLock(_ call: FutexCall, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard call.word != call.word2, call.limit == 1, call.value2 >= 0 else { throw .invalidArgument }
    let key = try futexKey(call.word, call.flags, context)
    let lock = try futexKey(call.word2, call.flags, for: .store, context)
    guard key != lock else { throw .invalidArgument }
    guard try load32(call.word, context) == call.value3 else { throw .tryAgain }
    _ = try load32(call.word2, context)  // a bad address is told, whoever waits
    let moved = waitQueues.waiters(on: .futex(key)).prefix(Int(call.value2) + 1)
    for thread in moved {
      guard threads[thread].futexes.awaitedMove?.lock == lock else { throw .invalidArgument }
      try move(thread, from: key, to: lock, call.word2, context)
    }
    return .done(moved.count)
  }

  /// Makes a thread the owner of a lock that nobody has, or one of those who wait for it.
  private mutating func move(
    _ thread: Int, from key: FutexKey, to lock: FutexKey, _ word: UserPointer, _ context: Context
  ) throws(Errno) {
    let value = try load32(word, context)
    if value & FutexWord.owner.rawValue == 0 && priorityLocks[lock] == nil {
      try store32(UInt32(thread) | value & FutexWord.ownerDied.rawValue, to: word, context)
      return endWait(of: thread, .event, at: context.hart.cycles, context.machine)
    }
    try store32(value | FutexWord.waiters.rawValue, to: word, context)
    let owner = try holder(of: lock, value)
    try enlist(thread, for: lock, of: owner, context)
    waitQueues.remove(thread, from: .futex(key))
    waitQueues.add(thread, to: .futexLock(lock))
    threads[thread].wait?.channels = [.futexLock(lock)]
  }

  /// Whether somebody waits on a word who can only be moved to a lock, not woken.
  func hasWaitersForLock(_ key: FutexKey) -> Bool {
    waitQueues.waiters(on: .futex(key)).contains { threads[$0].futexes.awaitedMove != nil }
  }
}
