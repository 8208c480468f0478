import ABI
import Machine

/// The arguments of `futex`, which mean something else for each operation.
struct FutexCall {
  let word: UserPointer
  /// The operation; nil if there is none of that number.
  let operation: FutexOperation?
  let flags: FutexFlags
  /// What the word must have, or how many are to be woken.
  let value: UInt32
  /// When to give up.
  let timeout: UserPointer
  /// In the timeout's place: how many are to be moved, or woken on the second word.
  let value2: Int32
  let word2: UserPointer
  /// The bits, the value that the word must have, or the operation on the second word.
  let value3: UInt32

  init(_ a: Arguments) {
    word = a.pointer(0)
    operation = FutexOperation(rawValue: a.word(1) & FutexFlags.operationMask)
    flags = FutexFlags(rawValue: a.word(1) & ~FutexFlags.operationMask)
    value = a.word(2)
    timeout = a.pointer(3)
    value2 = a.descriptor(3)
    word2 = a.pointer(4)
    value3 = a.word(5)
  }

  /// The value as a count of threads.
  var limit: Int32 { Int32(bitPattern: value) }

  /// Whether the fourth argument is a time.
  var hasTimeout: Bool {
    switch operation {
    case .wait?, .waitBits?, .lock?, .lock2?, .waitRequeue?: timeout.address.rawValue != 0
    default: false
    }
  }

  /// Whether the time is counted from now rather than from the clock's zero.
  var isRelative: Bool { operation == .wait }

  /// The clock that the time is of.
  var clock: Clock {
    operation == .lock || flags.contains(.realtime) ? .realtime : .monotonic
  }
}

/// The system calls on futexes.
extension Kernel {
  mutating func sysFutex(_ call: FutexCall, _ context: Context) throws(Errno) -> SyscallOutcome {
    let deadline = try deadline(of: call, context)
    if call.flags.contains(.realtime), ![.waitBits, .lock2, .waitRequeue].contains(call.operation) {
      throw .notImplemented
    }
    switch call.operation {
    case .wait?: return try wait(call, bits: FutexWord.anyBits, until: deadline, context)
    case .waitBits?: return try wait(call, bits: call.value3, until: deadline, context)
    case .wake?: return try wakeUp(call, bits: FutexWord.anyBits, context)
    case .wakeBits?: return try wakeUp(call, bits: call.value3, context)
    case .requeue?: return try requeue(call, expecting: nil, context)
    case .compareRequeue?: return try requeue(call, expecting: call.value3, context)
    case .wakeOperation?: return try changeAndWake(call, context)
    case .lock?, .lock2?: return try lock(call, until: deadline, context)
    case .tryLock?: return try lock(call, until: nil, context)
    case .unlock?: return try unlock(call, context)
    case .waitRequeue?: return try waitForLock(call, until: deadline, context)
    case .compareRequeueLock?: return try moveToLock(call, context)
    case .descriptor?, nil: throw .notImplemented
    }
  }

  /// The cycle at which a call gives up; computed when it is first made; nil for never.
  private mutating func deadline(of call: FutexCall, _ context: Context) throws(Errno) -> UInt64? {
    guard call.hasTimeout else { return nil }
    if context.wake != nil { return threads[context.thread].pending?.deadline }
    let now = context.hart.cycles
    let wanted = try time(call.timeout, context)
    if call.isRelative { return now &+ options.cycles(wanted) }
    let offset = try nanoseconds(of: call.clock.rawValue, context) - options.nanoseconds(now)
    return options.cycles(max(0, wanted - offset))
  }

  // MARK: Waiting and waking

  /// Waits until somebody wakes, unless the word has changed already: the two are one step, so no waking is lost.
  private mutating func wait(
    _ call: FutexCall, bits: UInt32, until deadline: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch context.wake {
    case .event?: return .done(0)
    case .timeout?: throw .timedOut
    case .signal?, nil: break
    }
    guard bits != 0 else { throw .invalidArgument }
    let key = try futexKey(call.word, call.flags, context)
    guard try load32(call.word, context) == call.value else { throw .tryAgain }
    threads[context.thread].futexes.bits = bits
    return .block(Wait(.futex(key), until: deadline, restarts: deadline == nil))
  }

  private mutating func wakeUp(
    _ call: FutexCall, bits: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard bits != 0 else { throw .invalidArgument }
    let key = try futexKey(call.word, call.flags, context)
    guard priorityLocks[key] == nil, !hasWaitersForLock(key) else { throw .invalidArgument }
    return .done(wakeFutex(key, limit: call.limit, bits: bits, context))
  }

  /// Wakes some and lets others wait on another word: so that they need not all run at once only to wait again.
  private mutating func requeue(
    _ call: FutexCall, expecting value: UInt32?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard call.limit >= 0, call.value2 >= 0 else { throw .invalidArgument }
    let first = try futexKey(call.word, call.flags, context)
    let second = try futexKey(call.word2, call.flags, context)
    if let value, try load32(call.word, context) != value { throw .tryAgain }
    guard priorityLocks[first] == nil, priorityLocks[second] == nil, !hasWaitersForLock(first) else {
      throw .invalidArgument
    }
    let woken = call.limit > 0 ? wakeFutex(first, limit: call.limit, context) : 0
    return .done(woken + requeueFutex(from: first, to: second, limit: call.value2))
  }

  /// Changes the second word, wakes on the first, and on the second if its old value is as the call asks.
  private mutating func changeAndWake(
    _ call: FutexCall, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let first = try futexKey(call.word, call.flags, context)
    let second = try futexKey(call.word2, call.flags, for: .store, context)
    let change = FutexChange(call.value3)
    let old = try load32(call.word2, context)
    try store32(try change.apply(to: old), to: call.word2, context)
    let wakesSecond = try change.compare(old)
    guard priorityLocks[first] == nil, priorityLocks[second] == nil, !hasWaitersForLock(first),
      !hasWaitersForLock(second)
    else { throw .invalidArgument }
    var count = wakeFutex(first, limit: call.limit, context)
    if wakesSecond { count += wakeFutex(second, limit: call.value2, context) }
    return .done(count)
  }

  // MARK: Locks that lend priority

  /// Takes a lock, or waits for it. The word is the owner's thread number, or 0.
  private mutating func lock(
    _ call: FutexCall, until deadline: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    leaveAwaitedLock(context.thread, context)
    let key = try futexKey(call.word, call.flags, for: .store, context)
    let value = try load32(call.word, context)
    let owner = value & FutexWord.owner.rawValue
    // It may have been given the lock after its time was over, or a signal had come.
    if context.wake != nil && owner == UInt32(context.thread) { return .done(0) }
    if context.wake == .timeout { throw .timedOut }
    if owner == UInt32(context.thread) { throw .deadlock }
    guard waitQueues.waiters(on: .futex(key)).isEmpty else { throw .invalidArgument }
    let isContended = priorityLocks[key] != nil
    if owner == 0 && !isContended {
      let died = value & FutexWord.ownerDied.rawValue
      try store32(UInt32(context.thread) | died, to: call.word, context)
      return .done(0)
    }
    try store32(value | FutexWord.waiters.rawValue, to: call.word, context)
    let holder = try holder(of: key, value)
    if call.operation == .tryLock { throw .tryAgain }
    try enlist(context.thread, for: key, of: holder, context)
    return .block(Wait(.futexLock(key), until: deadline))
  }

  /// The thread that has a lock, if the word and the kernel agree.
  func holder(of lock: FutexKey, _ value: UInt32) throws(Errno) -> Int {
    let owner = Int(value & FutexWord.owner.rawValue)
    if let known = priorityLocks[lock]?.owner {
      let isDead = owner == 0 && value & FutexWord.ownerDied.rawValue != 0
      guard owner == known || isDead else { throw .invalidArgument }
      return known
    }
    guard threads.contains(owner) else { throw .noSuchProcess }
    return owner
  }

  /// Gives a lock back: to the one who waits for it, if there is one.
  private mutating func unlock(_ call: FutexCall, _ context: Context) throws(Errno) -> SyscallOutcome {
    let value = try load32Aligned(call.word, context)
    guard value & FutexWord.owner.rawValue == UInt32(context.thread) else { throw .notPermitted }
    let key = try futexKey(call.word, call.flags, for: .store, context)
    guard waitQueues.waiters(on: .futex(key)).isEmpty else { throw .invalidArgument }
    if let row = priorityLocks[key] {
      guard row.owner == context.thread else { throw .invalidArgument }
      try handOver(key, context)
    } else {
      try store32(0, to: call.word, context)
    }
    return .done(0)
  }

  private mutating func load32Aligned(_ word: UserPointer, _ context: Context) throws(Errno) -> UInt32 {
    guard word.address.rawValue % 4 == 0 else { throw .invalidArgument }
    return try load32(word, context)
  }

  // MARK: Robust lists

  mutating func sysSetRobustList(
    _ head: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size == UInt64(RobustListHead.layout.size) else { throw .invalidArgument }
    threads[context.thread].robustList = head
    return .done(0)
  }

  mutating func sysGetRobustList(
    _ number: Int32, _ head: UserPointer, _ size: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = number == 0 ? context.thread : Int(number)
    guard number >= 0, threads.contains(thread) else { throw .noSuchProcess }
    try copyOut(UInt64(RobustListHead.layout.size).bytes, to: size, context)
    try copyOut(threads[thread].robustList.address.rawValue.bytes, to: head, context)
    return .done(0)
  }
}

/// What FUTEX_WAKE_OP does with the second word.
///
///     31      28 27     24 23          12 11           0
///     ┌─────────┬─────────┬──────────────┬──────────────┐
///     │operation│ compare │   operand    │ compare with │
///     └─────────┴─────────┴──────────────┴──────────────┘
///
/// Bit 31 says that the operand is the number of a bit. Both operands are signed.
private struct FutexChange {
  private let operation: UInt32
  private let comparison: UInt32
  private let operand: Int32
  private let reference: Int32

  init(_ code: UInt32) {
    operation = code >> 28 & 7
    comparison = code >> 24 & 15
    let given = Int32(bitPattern: code << 8) >> 20
    operand = code >> 31 == 1 ? 1 << (given & 31) : given
    reference = Int32(bitPattern: code << 20) >> 20
  }

  func apply(to old: UInt32) throws(Errno) -> UInt32 {
    let operand = UInt32(bitPattern: operand)
    switch operation {
    case 0: return operand
    case 1: return old &+ operand
    case 2: return old | operand
    case 3: return old & ~operand
    case 4: return old ^ operand
    default: throw .notImplemented
    }
  }

  func compare(_ old: UInt32) throws(Errno) -> Bool {
    let old = Int32(bitPattern: old)
    switch comparison {
    case 0: return old == reference
    case 1: return old != reference
    case 2: return old < reference
    case 3: return old <= reference
    case 4: return old > reference
    case 5: return old >= reference
    default: throw .notImplemented
    }
  }
}
