import ABI
import Machine

/// `sched_setattr` and `sched_getattr`: all of how a thread is scheduled, in one structure.
///
/// For SCHED_OTHER, `sched_runtime` says how long a slice the thread would like (Linux, since 6.12). Here that is also
/// the hint from which sjf and srtf know how long its bursts will take.
extension Kernel {
  mutating func sysSchedSetattr(
    _ number: Int32, _ pointer: UserPointer, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = try thread(number, context)
    let attributes = try copyInAttributes(pointer, context)
    guard flags == 0, attributes.flags & ~Self.resetOnFork == 0,
      let policy = SchedulingClass(rawValue: attributes.policy), policy != .deadline,
      let priority = Int32(exactly: attributes.priority), policy.priorities.contains(priority)
    else { throw .invalidArgument }
    let nice = Int(max(-20, min(19, attributes.nice)))
    if nice < self.priority(of: thread).nice && !processes[context.process].credentials.isRoot {
      throw .notPermitted
    }
    setClass(of: thread, to: policy, priority: priority, context)
    let hint = attributes.runtime == 0 ? nil : options.cycles(Int64(clamping: attributes.runtime))
    reschedule(thread, context) {
      if priority == 0 { $0.burstHint = hint }
    }
    if priority == 0 { setPriority(of: thread, to: Priority(nice: nice, realtime: 0), context) }
    return .done(0)
  }

  /// The structure of whatever version the program knows: what is missing is 0, what we do not know must be.
  private mutating func copyInAttributes(
    _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SchedulingAttributes {
    let size = UInt32(
      truncatingIfNeeded: try copyIn(UserBuffer(start: pointer, count: 8), context).littleEndian64(at: 0))
    let count = size == 0 ? Self.oldSize : UInt64(size)
    guard (Self.oldSize...4096).contains(count) else { throw .argumentListTooLong }
    let bytes = try copyIn(UserBuffer(start: pointer, count: count), context)
    let known = SchedulingAttributes.layout.size
    guard bytes.dropFirst(known).allSatisfy({ $0 == 0 }),
      let attributes = SchedulingAttributes(
        decoding: Array(bytes.prefix(known)) + Array(repeating: 0, count: max(0, known - bytes.count)))
    else { throw .argumentListTooLong }
    return attributes
  }

  mutating func sysSchedGetattr(
    _ number: Int32, _ pointer: UserPointer, size: UInt32, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = try thread(number, context)
    guard flags == 0, (Self.oldSize...4096).contains(UInt64(size)) else { throw .invalidArgument }
    let entity = schedulingEntity(of: thread)
    var attributes = SchedulingAttributes()
    attributes.size = min(size, UInt32(SchedulingAttributes.layout.size))
    attributes.policy = threads[thread].schedulingClass.rawValue
    attributes.nice = Int32(priority(of: thread).nice)
    attributes.priority = UInt32(priority(of: thread).realtime)
    attributes.runtime = entity.burstHint.map { UInt64(options.nanoseconds($0)) } ?? 0
    try copyOut(Array(attributes.encoded.prefix(Int(attributes.size))), to: pointer, context)
    return .done(0)
  }

  /// The size of the structure when it was new.
  private static let oldSize: UInt64 = 48
  /// SCHED_FLAG_RESET_ON_FORK.
  private static let resetOnFork: UInt64 = 1
}
