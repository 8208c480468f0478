import ABI
import Machine

/// What a thread has to do with futexes.
struct ThreadFutexes: Equatable {
  /// The bits that it waits with: a waker with none of them passes it by.
  var bits = FutexWord.anyBits
  /// The lock that it is to be moved to, while it waits on a word, and then for that lock.
  var awaitedMove: AwaitedMove?
  /// The lock that it waits for, of those that lend priority.
  var awaitedLock: FutexKey?
  /// The locks that it has and others wait for, in the order in which the waiting began.
  var contendedLocks: [FutexKey] = []
  /// Its own priority, while it runs with that of a thread that waits for it.
  var ownPriority: Priority?
}

/// Waiting on words of memory.
///
/// A futex ("fast user-space mutex") is no object: it is any aligned 32-bit word, which the program changes with
/// atomic instructions. The kernel has to do with it only where a thread must sleep. It keeps nothing but the queue
/// of those who sleep, under the word's key, and only as long as there are some.
extension Kernel {
  /// Wakes threads that wait on a word with some of these bits, the longest-waiting first.
  ///
  /// - Returns: how many there were, at most `limit`, but one even if `limit` is not positive, as on Linux.
  mutating func wakeFutex(
    _ key: FutexKey, limit: Int32, bits: UInt32 = FutexWord.anyBits, _ context: Context
  ) -> Int {
    var count = 0
    for thread in waitQueues.waiters(on: .futex(key)) where threads[thread].futexes.bits & bits != 0 {
      endWait(of: thread, .event, at: context.hart.cycles, context.machine)
      count += 1
      if count >= limit { break }
    }
    return count
  }

  /// Lets threads that wait on one word wait on another one, the longest-waiting first.
  ///
  /// - Returns: how many there were, at most `limit`.
  mutating func requeueFutex(from old: FutexKey, to new: FutexKey, limit: Int32) -> Int {
    guard limit > 0 else { return 0 }
    let moved = waitQueues.waiters(on: .futex(old)).prefix(Int(limit))
    guard old != new else { return moved.count }
    for thread in moved {
      waitQueues.remove(thread, from: .futex(old))
      waitQueues.add(thread, to: .futex(new))
      threads[thread].wait?.channels = [.futex(new)]
    }
    return moved.count
  }

  /// Gives up what an ending thread, or one that becomes another program, has to do with futexes: the locks on its
  /// robust list, the locks that others wait for, and the word that says that it is there.
  mutating func releaseFutexes(of thread: Int, _ context: Context) {
    let its = self.context(of: thread, on: context.hart, context.machine)
    walkRobustList(its)
    handOverLocks(its)
    leaveAwaitedLock(thread, context)
    let word = threads[thread].clearChildTID
    guard word.address.rawValue != 0 else { return }
    try? copyOut(UInt32(0).bytes, to: word, its)
    if let key = try? futexKey(word, [], its) { _ = wakeFutex(key, limit: 1, its) }
  }
}
