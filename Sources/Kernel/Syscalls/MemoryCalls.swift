import ABI
import Machine

/// The system calls on memory.
extension Kernel {
  /// Sets the end of the heap. Returns the end as it is then: unchanged where it cannot be as asked.
  mutating func sysBrk(_ end: VirtualAddress, _ context: Context) -> SyscallOutcome {
    let memory = spaces[context.space]
    let old = memory.heapEnd
    guard memory.heapStart <= end, end.rawValue < memory.lowestStackAddress.rawValue else {
      return .done(old.rawValue)
    }
    let (oldTop, newTop) = (old.pageEnd, end.pageEnd)
    if newTop < oldTop {
      spaces[context.space].remove(
        from: newTop, to: oldTop, frames: &frames, machine: context.machine)
    } else if oldTop < newTop {
      guard memory.isFree(from: oldTop, to: newTop + AddressSpace.guardGap) else {
        return .done(old.rawValue)
      }
      spaces[context.space].insert(
        VMA(start: oldTop, end: newTop, protection: [.read, .write], backing: .zero, purpose: .heap))
    }
    spaces[context.space].heapEnd = end
    return .done(end.rawValue)
  }

  /// Maps fresh pages of zeros.
  mutating func sysMmap(
    _ hint: VirtualAddress, _ length: UInt64, _ protection: MemoryProtection, _ flags: MapFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard length > 0, protection.isSubset(of: [.read, .write, .execute]) else { throw .invalidArgument }
    guard flags.contains(.anonymous) else { throw .noSuchDevice }
    guard flags.contains(.private) != flags.contains(.shared) else { throw .invalidArgument }
    guard length <= AddressSpace.end.rawValue, spaces[context.space].canHaveMoreAreas else {
      throw .outOfMemory
    }
    let size = VirtualAddress(length).pageEnd.rawValue
    let start = try place(for: size, at: hint, flags, context)
    spaces[context.space].insert(
      VMA(
        start: start, end: start + size, protection: protection, backing: .zero, purpose: .mapping))
    return .done(start.rawValue)
  }

  /// Where a mapping goes: where the program insists, where it would like to, or where there is room.
  private mutating func place(
    for size: UInt64, at hint: VirtualAddress, _ flags: MapFlags, _ context: Context
  ) throws(Errno) -> VirtualAddress {
    let memory = spaces[context.space]
    let isFree = hint.offset == 0 && hint < AddressSpace.end && memory.isFree(from: hint, to: hint + size)
    if flags.contains(.fixed) || flags.contains(.fixedNoReplace) {
      guard hint.offset == 0 else { throw .invalidArgument }
      guard AddressSpace.lowest <= hint, hint.rawValue <= AddressSpace.end.rawValue - size else {
        throw .outOfMemory
      }
      if flags.contains(.fixedNoReplace) && !isFree { throw .fileExists }
      spaces[context.space].remove(
        from: hint, to: hint + size, frames: &frames, machine: context.machine)
      return hint
    }
    if hint.rawValue != 0 && isFree { return hint }
    guard let start = memory.freeRange(of: size) else { throw .outOfMemory }
    return start
  }

  mutating func sysMunmap(
    _ start: VirtualAddress, _ length: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard start.offset == 0, length > 0, length <= AddressSpace.end.rawValue,
      start.rawValue <= AddressSpace.end.rawValue - length
    else { throw .invalidArgument }
    guard spaces[context.space].canHaveMoreAreas else { throw .outOfMemory }
    spaces[context.space].remove(
      from: start, to: (start + length).pageEnd, frames: &frames, machine: context.machine)
    return .done(0)
  }
}

extension VirtualAddress {
  /// The first page border at or after the address.
  var pageEnd: VirtualAddress { VirtualAddress((rawValue &+ Page.size &- 1) & ~(Page.size - 1)) }
}
