import ABI
import Machine

/// The system calls that keep pages in memory.
extension Kernel {
  /// Locks a range: its pages are brought in, and stay (`mlock` and `mlock2`).
  mutating func sysMlock(
    _ start: VirtualAddress, _ length: UInt64, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags & ~1 == 0 else { throw .invalidArgument }
    let first = start.pageBase
    let end = try endOfRange(start, length)
    guard mayLock(pages: (end.rawValue - first.rawValue) / Page.size, context) else { throw .outOfMemory }
    try setLocked(from: first, to: end, true, context)
    if flags == 0 { populate(from: first, to: end, context) }
    return .done(0)
  }

  mutating func sysMunlock(
    _ start: VirtualAddress, _ length: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try setLocked(from: start.pageBase, to: try endOfRange(start, length), false, context)
    return .done(0)
  }

  mutating func sysMlockall(_ flags: LockAllFlags, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.current, .future, .onFault]), !flags.isDisjoint(with: [.current, .future])
    else { throw .invalidArgument }
    spaces[context.space].locksFuture = flags.contains(.future)
    guard flags.contains(.current) else { return .done(0) }
    for area in spaces[context.space].areas {
      guard mayLock(pages: area.pages, context) else { throw .outOfMemory }
      try setLocked(from: area.start, to: area.end, true, context)
      if !flags.contains(.onFault) { populate(from: area.start, to: area.end, context) }
    }
    return .done(0)
  }

  mutating func sysMunlockall(_ context: Context) throws(Errno) -> SyscallOutcome {
    spaces[context.space].locksFuture = false
    try setLocked(from: VirtualAddress(0), to: AddressSpace.end, false, context, toleratesHoles: true)
    return .done(0)
  }

  private mutating func setLocked(
    from start: VirtualAddress, to end: VirtualAddress, _ isLocked: Bool, _ context: Context,
    toleratesHoles: Bool = false
  ) throws(Errno) {
    guard spaces[context.space].areas.count + 2 <= AddressSpace.areaLimit else { throw .outOfMemory }
    try prepareRange(from: start, to: end, context)
    let reached = toleratesHoles ? end : spaces[context.space].mappedEnd(from: start, to: end)
    spaces[context.space].change(from: start, to: reached) {
      if isLocked { $0.attributes.insert(.locked) } else { $0.attributes.remove(.locked) }
    }
    spaces[context.space].setReplaceable(!isLocked, from: start, to: reached, machine: context.machine)
    guard reached == end else { throw .outOfMemory }
  }

  /// Whether RLIMIT_MEMLOCK lets a process lock so many pages more; the superuser may.
  private func mayLock(pages: UInt64, _ context: Context) -> Bool {
    if processes[context.process].credentials.user.effective == 0 { return true }
    let locked = spaces[context.space].areas.reduce(UInt64(0)) {
      $1.attributes.contains(.locked) ? $0 + $1.pages : $0
    }
    return locked + pages <= processes[context.process].limits[.lockedMemory].soft / Page.size
  }
}
