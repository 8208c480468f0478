import ABI
import Machine

/// Locks whose owner has ended.
///
/// The C library keeps a list, in the program's own memory, of the robust locks that a thread holds. When the thread
/// ends, the kernel goes through it, marks each lock as one whose owner died, and wakes one of those who wait: who
/// gets EOWNERDEAD from `pthread_mutex_lock`. The list is the program's: it may be broken, circular or a lie.
extension Kernel {
  /// Releases the locks on the robust list of a thread that ends.
  ///
  /// Follows at most `RobustListHead.maximumEntries`, and stops at the first address that is out of bounds.
  mutating func walkRobustList(_ context: Context) {
    let start = threads[context.thread].robustList
    guard start.address.rawValue != 0 else { return }
    let size = UInt64(RobustListHead.layout.size)
    guard let bytes = try? copyIn(UserBuffer(start: start, count: size), context),
      let head = RobustListHead(decoding: bytes)
    else { return }
    let offset = UInt64(bitPattern: head.futexOffset)
    let pending = RobustEntry(head.pending)
    var entry = RobustEntry(head.first)
    var left = RobustListHead.maximumEntries
    while entry.address != start.address.rawValue, left > 0 {
      let next = try? copyIn(UserBuffer(start: UserPointer(entry.address), count: 8), context)
      if entry.address != pending.address && !release(entry, offset, isPending: false, context) { return }
      guard let next else { return }
      entry = RobustEntry(next.littleEndian64(at: 0))
      left -= 1
    }
    if pending.address != 0 { _ = release(pending, offset, isPending: true, context) }
  }

  /// Marks one lock as the lock of a dead thread, if it is the ending thread's; false if the list cannot be trusted.
  private mutating func release(
    _ entry: RobustEntry, _ offset: UInt64, isPending: Bool, _ context: Context
  ) -> Bool {
    let word = UserPointer(entry.address) + offset
    guard word.address.rawValue % 4 == 0, let value = try? load32(word, context) else { return false }
    let owner = value & FutexWord.owner.rawValue
    // The thread has given the lock back but may have ended before it woke anybody.
    if isPending && !entry.lendsPriority && owner == 0 {
      wakeOne(word, context)
      return true
    }
    guard owner == UInt32(context.thread) else { return true }
    let waiters = value & FutexWord.waiters.rawValue
    try? store32(waiters | FutexWord.ownerDied.rawValue, to: word, context)
    if !entry.lendsPriority && waiters != 0 { wakeOne(word, context) }
    return true
  }

  private mutating func wakeOne(_ word: UserPointer, _ context: Context) {
    guard let key = try? futexKey(word, [], context) else { return }
    _ = wakeFutex(key, limit: 1, context)
  }
}

/// A link of a robust list: an address, whose lowest bit says that the lock lends priority.
private struct RobustEntry {
  let address: UInt64
  let lendsPriority: Bool

  init(_ link: UInt64) {
    address = link & ~1
    lendsPriority = link & 1 != 0
  }
}
