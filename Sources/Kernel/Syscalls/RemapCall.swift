import ABI
import Machine

/// mremap: a mapping becomes larger or smaller, and moves for it if need be.
extension Kernel {
  mutating func sysMremap(
    _ old: VirtualAddress, _ oldLength: UInt64, _ newLength: UInt64, _ flags: RemapFlags,
    _ target: VirtualAddress, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.mayMove, .fixed, .keepOld]), old.offset == 0, newLength > 0,
      flags.isDisjoint(with: [.fixed, .keepOld]) || flags.contains(.mayMove),
      !flags.contains(.keepOld) || oldLength == newLength
    else { throw .invalidArgument }
    guard newLength <= AddressSpace.end.rawValue, oldLength <= AddressSpace.end.rawValue else {
      throw .invalidArgument
    }
    let (oldSize, newSize) = (
      VirtualAddress(oldLength).pageEnd.rawValue, VirtualAddress(newLength).pageEnd.rawValue
    )
    guard let area = spaces[context.space].area(containing: old) else { throw .badAddress }
    guard area.end.rawValue - old.rawValue >= oldSize else { throw .badAddress }
    // An old size of 0 asks for a second mapping of shared memory.
    guard oldSize > 0 || area.isShared && flags.contains(.mayMove) else { throw .invalidArgument }
    if area.isPromised && newSize > oldSize { try commit((newSize - oldSize) / Page.size) }
    try prepareRange(from: old, to: old + oldSize, context)

    if flags.contains(.fixed) {
      guard target.offset == 0,
        newSize <= AddressSpace.end.rawValue - min(target.rawValue, AddressSpace.end.rawValue),
        target + newSize <= old || old + oldSize <= target
      else { throw .invalidArgument }
      guard AddressSpace.lowest <= target else { throw .notPermitted }
      try prepareRange(from: target, to: target + newSize, context)
      unmap(from: target, to: target + newSize, context)
    } else if !flags.contains(.keepOld) && oldSize > 0 {
      if newSize <= oldSize {
        try prepareRange(from: old + newSize, to: old + oldSize, context)
        if newSize < oldSize { unmap(from: old + newSize, to: old + oldSize, context) }
        return .done(old.rawValue)
      }
      if growsInPlace(area, old, oldSize, newSize, context) { return .done(old.rawValue) }
      guard flags.contains(.mayMove) else { throw .outOfMemory }
    }
    let isKept = flags.contains(.keepOld) || oldSize == 0
    return .done(
      try move(old, oldSize, newSize, to: flags.contains(.fixed) ? target : nil, isKept, context).rawValue)
  }

  /// Adds pages behind a mapping, where nothing is.
  private mutating func growsInPlace(
    _ area: VMA, _ old: VirtualAddress, _ oldSize: UInt64, _ newSize: UInt64, _ context: Context
  ) -> Bool {
    let (oldEnd, newEnd) = (old + oldSize, old + newSize)
    guard area.end == oldEnd, spaces[context.space].isFree(from: oldEnd, to: newEnd) else { return false }
    spaces[context.space].insert(area.extended(from: oldEnd, to: newEnd), pool: &pool)
    if area.attributes.contains(.locked) { populate(from: oldEnd, to: newEnd, context) }
    return true
  }

  /// Moves a mapping and its pages.
  private mutating func move(
    _ old: VirtualAddress, _ oldSize: UInt64, _ newSize: UInt64, to target: VirtualAddress?, _ isKept: Bool,
    _ context: Context
  ) throws(Errno) -> VirtualAddress {
    guard let area = spaces[context.space].area(containing: old) else { throw .badAddress }
    guard spaces[context.space].areas.count + 3 <= AddressSpace.areaLimit,
      let start = target ?? spaces[context.space].freeRange(of: newSize)
    else { throw .outOfMemory }
    let moved = min(oldSize, newSize)
    makeRoom(context)
    let hasMoved = spaces[context.space].movePages(
      from: old, to: start, size: moved, by: context.hart, pool: &pool, machine: context.machine)
    guard hasMoved else { throw .outOfMemory }
    var copy = area.extended(from: old, to: old + newSize)
    copy.start = start
    copy.end = start + newSize
    spaces[context.space].insert(copy, pool: &pool)
    if !isKept { unmap(from: old, to: old + oldSize, context) }
    if area.attributes.contains(.locked) { populate(from: start, to: start + newSize, context) }
    return start
  }
}

extension VMA {
  /// The same mapping between two addresses, which may lie behind its end.
  fileprivate func extended(from: VirtualAddress, to: VirtualAddress) -> VMA {
    var whole = self
    whole.end = max(end, to)
    return whole.part(from: from, to: to)
  }
}

extension AddressSpace {
  /// Moves the entries of a range of pages to another one; false if there are no frames for the tables there.
  fileprivate mutating func movePages(
    from old: VirtualAddress, to new: VirtualAddress, size: UInt64, by hart: Hart, pool: inout MemoryPool,
    machine: Machine
  ) -> Bool {
    var next = old
    var hasMoved = false
    defer { if hasMoved { shootDown(.everything, by: hart, &pool.counters, machine) } }
    while let page = pageTable.firstUsed(from: next, to: old + size, machine: machine) {
      next = page + Page.size
      let place = new + (page.rawValue - old.rawValue)
      let isReplaced = entry(of: page, machine: machine).isValid && area(containing: page)?.isReplaceable == true
      guard pageTable.split(page, frames: &pool.frames, machine: machine),
        pageTable.map(place, entry(of: page, machine: machine), frames: &pool.frames, machine: machine)
      else {
        takeBack(from: new, to: old, size: size, machine)
        return false
      }
      pageTable.change(page, to: PTE(rawValue: 0), machine: machine)
      followMove(from: page, to: place, isReplaced: isReplaced)
      hart.charge(2 * Cost.mapPage)
      hasMoved = true
    }
    return true
  }

  /// What is known of a page is known of the place that it has moved to.
  private mutating func followMove(from old: VirtualAddress, to new: VirtualAddress, isReplaced: Bool) {
    if let slot = copies.removeValue(forKey: old) { copies[new] = slot }
    if let time = arriving.removeValue(forKey: old) { arriving[new] = time }
    guard isReplaced else { return }
    resident?.policy.remove(old)
    resident?.policy.insert(new)
  }

  /// Moves entries back to where they came from, where there is room for them.
  private mutating func takeBack(
    from new: VirtualAddress, to old: VirtualAddress, size: UInt64, _ machine: Machine
  ) {
    var next = new
    while let page = pageTable.firstUsed(from: next, to: new + size, machine: machine) {
      next = page + Page.size
      let place = old + (page.rawValue - new.rawValue)
      let entry = entry(of: page, machine: machine)
      pageTable.change(place, to: entry, machine: machine)
      pageTable.change(page, to: PTE(rawValue: 0), machine: machine)
      followMove(
        from: page, to: place, isReplaced: entry.isValid && area(containing: place)?.isReplaceable == true)
    }
  }
}
