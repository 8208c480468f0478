import Machine

// Pages that leave memory for the swap disk, and come back.
extension AddressSpace {
  /// Brings a page back from the swap disk, or says until when the disk is at it.
  ///
  /// The fault is taken twice: the first asks the disk for the page, and the thread waits; when the transfer is over the
  /// instruction faults again, and finds it.
  mutating func swapIn(
    _ page: VirtualAddress, from slot: Int, _ area: VMA, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> FaultResolution {
    let arrival = arriving[page] ?? machine.disk.requestRead(at: hart.cycles)
    guard arrival <= hart.cycles else {
      arriving[page] = arrival
      hart.charge(Cost.startTransfer)
      return .waitsForDisk(until: arrival)
    }
    arriving[page] = nil
    keepToLimit(pool: &pool, machine: machine, hart: hart)
    guard let frame = pool.frames.allocate() else { return .outOfMemory }
    machine.takeFromDisk(slot: slot, into: frame)
    hart.charge(Cost.allocateFrame + Cost.mapPage)
    pageTable.change(page, to: PTE(frame, area.protection.pteFlags), machine: machine)
    residentPages += 1
    swappedPages -= 1
    // The copy on the disk is good until somebody writes to the page.
    copies[page] = slot
    pool.counters.swapIns += 1
    noteResident(page, area, pool: &pool, machine: machine, hart: hart)
    return .swappedIn
  }

  /// Lets pages leave until there is room for one more under the limit, as far as pages may leave.
  mutating func keepToLimit(pool: inout MemoryPool, machine: Machine, hart: Hart) {
    guard isReplaced else { return }
    while resident!.policy.count >= resident!.limit,
      evictOne(pool: &pool, machine: machine, hart: hart) != nil
    {}
  }

  /// Lets the page leave that the policy chooses, and says which; nil if none may or the disk is full.
  mutating func evictOne(pool: inout MemoryPool, machine: Machine, hart: Hart) -> VirtualAddress? {
    guard var set = resident else { return nil }
    resident = nil  // so that the policy has one owner while it changes
    var pages = AccessedBits(pageTable: pageTable, set: set, machine: machine)
    let victim = set.policy.victim(of: &pages, at: hart.cycles)
    resident = set
    hart.charge(Cost.chooseVictim)
    if pages.hasCleared { shootDown(.everything, by: hart, &pool.counters, machine) }
    guard let victim, evict(victim, pool: &pool, machine: machine, hart: hart) else { return nil }
    return victim
  }

  /// Takes a page out of its frame: to the swap disk where it is the process's own and not there already.
  mutating func evict(
    _ page: VirtualAddress, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> Bool {
    let entry = entry(of: page, machine: machine)
    guard entry.isValid, let area = area(containing: page) else {
      if isReplaced { resident!.policy.remove(page) }
      return true
    }
    var left = PTE(rawValue: 0)
    if isOthers(entry, at: page, of: area, pool) {
      noteStores(through: entry, to: page, of: area, pool: &pool)
      pool.noteUnmapped(page, of: area)
    } else {
      guard let slot = copyOnDisk(of: page, entry, pool: &pool, machine: machine, hart: hart) else {
        return false
      }
      left = PTE(slot: slot)
      swappedPages += 1
    }
    pageTable.change(page, to: left, machine: machine)
    residentPages -= 1
    if isReplaced { resident!.policy.remove(page) }
    hart.charge(Cost.mapPage)
    shootDown(.page(page), by: hart, &pool.counters, machine)
    pool.frames.release(entry.frame)
    return true
  }

  /// Whether a page's contents are kept by somebody else: the page cache, or shared memory.
  private func isOthers(_ entry: PTE, at page: VirtualAddress, of area: VMA, _ pool: MemoryPool) -> Bool {
    guard let source = area.source(of: page) else { return false }
    return area.isShared || pool.cache.page(source.index, of: source.object)?.frame == entry.frame
  }

  /// The place on the disk that has what a page has, written there if need be; nil if the disk is full.
  private mutating func copyOnDisk(
    of page: VirtualAddress, _ entry: PTE, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> Int? {
    var slot = copies.removeValue(forKey: page)
    if let slot, !entry.flags.contains(.dirty) { return slot }
    if let old = slot, pool.swap.owners(of: old) > 1 {
      pool.swap.release(old)
      slot = nil
    }
    guard let place = slot ?? pool.swap.allocate() ?? takeCopy(of: &pool) else { return nil }
    machine.writeToDisk(entry.frame, slot: place, at: hart.cycles)
    hart.charge(Cost.startTransfer)
    pool.counters.swapOuts += 1
    return place
  }

  /// Gives up the copy of a page that is in memory too, since the disk is full.
  private mutating func takeCopy(of pool: inout MemoryPool) -> Int? {
    let spare = copies.filter { pool.swap.owners(of: $0.value) == 1 }.min { $0.key < $1.key }
    return spare.flatMap { copies.removeValue(forKey: $0.key) }
  }

  /// What `entry` of a page that goes for good leaves behind elsewhere: its place on the disk, and in the policy.
  mutating func forget(_ page: VirtualAddress, _ entry: PTE, pool: inout MemoryPool, machine: Machine) {
    if let slot = entry.slot {
      pool.swap.release(slot)
      swappedPages -= 1
      if !arriving.isEmpty { arriving[page] = nil }
      return
    }
    if !copies.isEmpty, let slot = copies.removeValue(forKey: page) { pool.swap.release(slot) }
    if isReplaced { resident!.policy.remove(page) }
  }
}

// MARK: What replacement is told

extension AddressSpace {
  /// Tells the policy that the instruction of a hart needed a page, which has a frame now.
  mutating func noteResident(
    _ page: VirtualAddress, _ area: VMA, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) {
    guard isReplaced, area.isReplaceable else { return }
    resident!.policy.insert(page)
    noteReference(page, pool: &pool, machine: machine, hart: hart)
  }

  private mutating func noteReference(
    _ page: VirtualAddress, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) {
    guard isReplaced, let old = resident?.note(page, neededBy: hart), resident!.isExact else { return }
    for other in old { hide(other, pool: &pool, machine: machine, hart: hart) }
  }

  /// Makes the next reference to a page a fault.
  private mutating func hide(
    _ page: VirtualAddress, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) {
    var entry = entry(of: page, machine: machine)
    guard entry.isValid, area(containing: page)?.isReplaceable == true else { return }
    entry.flags.remove([.read, .write, .execute])
    entry.flags.insert(.hidden)
    pageTable.change(page, to: entry, machine: machine)
    shootDown(.page(page), by: hart, &pool.counters, machine)
  }

  /// Lets a hidden page be used again, and tells the policy of the reference; returns the entry.
  mutating func reveal(
    _ page: VirtualAddress, _ hidden: PTE, _ area: VMA, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> PTE {
    var flags = area.protection.pteFlags
    if !area.isShared && pool.frames.owners(of: hidden.frame) > 1 { flags.remove(.write) }
    flags.formUnion(hidden.flags.intersection([.accessed, .dirty]))
    let entry = PTE(hidden.frame, flags)
    pageTable.change(page, to: entry, machine: machine)
    hart.charge(Cost.mapPage)
    noteReference(page, pool: &pool, machine: machine, hart: hart)
    return entry
  }

  /// Begins to replace pages: all that are in memory count as having just come.
  mutating func startReplacement(_ options: ReplacementOptions, seed: UInt64, machine: Machine) {
    var set = ResidentSet(options, seed: seed, harts: machine.harts.count)
    for area in areas where area.isReplaceable {
      var next = area.start
      while let page = pageTable.firstUsed(from: next, to: area.end, machine: machine) {
        next = page + Page.size
        if entry(of: page, machine: machine).isValid { set.policy.insert(page) }
      }
    }
    resident = set
  }

  /// Tells the policy that the pages of a range may be replaced, or may not any more.
  mutating func setReplaceable(
    _ isReplaceable: Bool, from start: VirtualAddress, to end: VirtualAddress, machine: Machine
  ) {
    guard isReplaced else { return }
    var next = start
    while let page = pageTable.firstUsed(from: next, to: end, machine: machine) {
      next = page + Page.size
      var entry = entry(of: page, machine: machine)
      guard entry.isValid else { continue }
      resident!.policy.remove(page)
      if isReplaceable { resident!.policy.insert(page) }
      guard !isReplaceable, entry.isHidden, let area = area(containing: page) else { continue }
      entry.flags.remove(.hidden)
      entry.flags.formUnion(
        area.isShared ? area.protection.pteFlags : area.protection.pteFlags.subtracting(.write))
      pageTable.change(page, to: entry, machine: machine)
    }
  }
}

extension VMA {
  /// Whether the pages of the area may leave memory: locked ones may not, nor the kernel's own.
  var isReplaceable: Bool { !attributes.contains(.locked) && purpose != .vdso }
}

/// The accessed bits of an address space, for a policy that chooses.
private struct AccessedBits: ResidentPages {
  let pageTable: PageTable
  let set: ResidentSet
  let machine: Machine
  /// Whether TLBs may know pages as accessed that are not any more.
  var hasCleared = false

  mutating func takeAccessed(_ page: VirtualAddress) -> Bool {
    var entry = pageTable.entry(of: page, machine: machine)
    guard entry.isValid, entry.flags.contains(.accessed) else { return false }
    entry.flags.remove(.accessed)
    pageTable.change(page, to: entry, machine: machine)
    hasCleared = true
    return true
  }

  func mayLeave(_ page: VirtualAddress) -> Bool { !set.isNeeded(page, by: machine.harts) }
}
