import ABI
import Machine

// How pages get their frames and lose them.
extension AddressSpace {
  /// The page-table entry of a page.
  func entry(of page: VirtualAddress, machine: Machine) -> PTE {
    pageTable.entry(of: page, machine: machine)
  }

  /// Maps a page to a frame, which the page table now owns a part of; false if the page table cannot grow.
  mutating func map(
    _ page: VirtualAddress, to frame: FrameNumber, _ flags: PTE.Flags, pool: inout MemoryPool,
    machine: Machine
  ) -> Bool {
    guard pageTable.map(page, PTE(frame, flags), frames: &pool.frames, machine: machine) else { return false }
    residentPages += 1
    return true
  }

  /// Unmaps the pages of an area, or of a part of one, that have a frame; true if there were any.
  ///
  /// - Precondition: the part begins and ends within no huge page.
  mutating func unmap(_ area: VMA, pool: inout MemoryPool, machine: Machine) -> Bool {
    let before = residentPages + swappedPages
    var next = area.start
    while residentPages + swappedPages > 0,
      let page = pageTable.firstUsed(from: next, to: area.end, machine: machine)
    {
      if pageTable.isHuge(page, machine: machine) {
        unmapHuge(page, pool: &pool, machine: machine)
        next = page + Page.hugeSize
        continue
      }
      next = page + Page.size
      let entry = entry(of: page, machine: machine)
      pageTable.change(page, to: PTE(rawValue: 0), machine: machine)
      forget(page, entry, pool: &pool, machine: machine)
      guard entry.isValid else { continue }
      noteStores(through: entry, to: page, of: area, pool: &pool)
      pool.noteUnmapped(page, of: area)
      pool.frames.release(entry.frame)
      residentPages -= 1
    }
    return residentPages + swappedPages < before
  }

  /// Tells the page cache that a page was written through an entry, which is about to go or to be cleaned.
  func noteStores(through entry: PTE, to page: VirtualAddress, of area: VMA, pool: inout MemoryPool) {
    guard area.isShared, entry.flags.contains(.dirty), let source = area.source(of: page) else { return }
    pool.cache[source.object][source.index]?.isDirty = true
  }

  /// Marks a page as used, and as written, as the MMU does: the kernel does not go through it.
  mutating func mark(_ page: VirtualAddress, for access: Access, machine: Machine) {
    var entry = entry(of: page, machine: machine)
    let wanted: PTE.Flags = access == .store ? [.accessed, .dirty] : .accessed
    guard !entry.flags.isSuperset(of: wanted) else { return }
    entry.flags.formUnion(wanted)
    if pageTable.isHuge(page, machine: machine) {
      let first = FrameNumber(entry.frame.rawValue & ~UInt32(Self.pagesOfHuge - 1))
      pageTable.changeHuge(page, to: PTE(first, entry.flags), machine: machine)
    } else {
      pageTable.change(page, to: entry, machine: machine)
    }
  }

  /// Tells the page cache which pages of an area were written, and watches for the next store to them.
  mutating func collectStores(of area: VMA, by hart: Hart, pool: inout MemoryPool, machine: Machine) {
    guard area.isShared else { return }
    var next = area.start
    var hasChanged = false
    while let page = pageTable.firstUsed(from: next, to: area.end, machine: machine) {
      next = page + Page.size
      var entry = entry(of: page, machine: machine)
      guard entry.flags.contains(.dirty) else { continue }
      noteStores(through: entry, to: page, of: area, pool: &pool)
      entry.flags.remove(.dirty)
      pageTable.change(page, to: entry, machine: machine)
      hasChanged = true
    }
    if hasChanged { shootDown(.everything, by: hart, &pool.counters, machine) }
  }

  /// Gives the pages of a range the rights that their area has now.
  ///
  /// A private page that could not be written before still cannot: it may be shared after `fork`, and its first
  /// store finds that out.
  /// - Returns: false if there are no frames to make small pages of a huge one.
  mutating func renewRights(
    from start: VirtualAddress, to end: VirtualAddress, by hart: Hart, pool: inout MemoryPool,
    machine: Machine
  ) -> Bool {
    var next = start
    var hasChanged = false
    defer { if hasChanged { shootDown(.everything, by: hart, &pool.counters, machine) } }
    while let page = pageTable.firstUsed(from: next, to: end, machine: machine) {
      next = page + Page.size
      guard let area = area(containing: page) else { continue }
      hart.charge(Cost.mapPage)
      guard pageTable.split(page, frames: &pool.frames, machine: machine) else { return false }
      var entry = entry(of: page, machine: machine)
      guard entry.isValid else { continue }
      var flags = area.protection.pteFlags
      if !area.isShared && !entry.flags.contains(.write) { flags.remove(.write) }
      flags.formUnion(entry.flags.intersection([.accessed, .dirty]))
      guard flags != entry.flags else { continue }
      entry.flags = flags
      pageTable.change(page, to: entry, machine: machine)
      hasChanged = true
    }
    return true
  }
}
