import Machine

extension AddressSpace {
  /// A copy for a child process: the areas are the same, and so are the frames, until one of the two writes.
  ///
  /// Private pages that may be written lose their write permission in both page tables: the first store to one of
  /// them faults, and whoever made it gets a copy (`resolve`). Shared pages stay as they are.
  ///
  /// - Returns: nil if there are not enough frames for the child's page table.
  mutating func fork(
    asid: ASID, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> AddressSpace? {
    guard let table = PageTable(frames: &pool.frames, machine: machine) else { return nil }
    var child = AddressSpace(forkedFrom: self, asid: asid, pageTable: table, pool: &pool)
    // Whether or not there are frames enough: some pages may have lost their write permission.
    defer { shootDown(.everything, by: hart, &pool.counters, machine) }
    for area in areas where !area.attributes.contains(.notForked) {
      if area.attributes.contains(.wipedOnFork) { continue }
      var next = area.start
      while let page = pageTable.firstUsed(from: next, to: area.end, machine: machine) {
        next = page + Page.size
        hart.charge(Cost.mapPage)
        guard pageTable.split(page, frames: &pool.frames, machine: machine) else {
          child.releaseAll(pool: &pool, machine: machine)
          return nil
        }
        var entry = entry(of: page, machine: machine)
        if !area.isShared && entry.flags.contains(.write) {
          entry.flags.remove(.write)
          pageTable.change(page, to: entry, machine: machine)
        }
        if let slot = entry.slot {
          guard child.pageTable.map(page, entry, frames: &pool.frames, machine: machine) else {
            child.releaseAll(pool: &pool, machine: machine)
            return nil
          }
          pool.swap.retain(slot)
          child.swappedPages += 1
          continue
        }
        entry.flags.remove([.accessed, .dirty])
        guard child.map(page, to: entry.frame, entry.flags, pool: &pool, machine: machine) else {
          child.releaseAll(pool: &pool, machine: machine)
          return nil
        }
        pool.frames.retain(entry.frame)
      }
    }
    if isReplaced {
      child.resident = resident
      child.resident!.recording = nil
    }
    return child
  }
}
