import Machine

extension AddressSpace {
  /// A copy for a child process: the areas are the same, and so are the frames, until one of the two writes.
  ///
  /// Private pages that may be written lose their write permission in both page tables: the first store to one of
  /// them faults, and whoever made it gets a copy (`resolve`). Shared pages stay as they are.
  ///
  /// - Returns: nil if there are not enough frames for the child's page table.
  mutating func fork(
    asid: ASID, frames: inout FrameTable, machine: Machine, hart: Hart
  ) -> AddressSpace? {
    guard let table = PageTable(frames: &frames, machine: machine) else { return nil }
    var child = AddressSpace(forkedFrom: self, asid: asid, pageTable: table)
    for area in areas {
      var next = area.start
      while let page = pageTable.firstMapped(from: next, to: area.end, machine: machine) {
        next = page + Page.size
        hart.charge(Cost.mapPage)
        var entry = entry(of: page, machine: machine)
        if !area.isShared && entry.flags.contains(.write) {
          entry.flags.remove(.write)
          pageTable.change(page, to: entry, machine: machine)
        }
        entry.flags.remove([.accessed, .dirty])
        guard child.map(page, to: entry.frame, entry.flags, frames: &frames, machine: machine) else {
          child.releaseAll(frames: &frames, machine: machine)
          return nil
        }
        frames.retain(entry.frame)
      }
    }
    for hart in machine.harts { hart.flushTLB(asid: self.asid.number) }
    return child
  }
}
