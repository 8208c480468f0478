import Machine

// Pages of 2 MiB: one entry of the page table, and one of the TLB, in place of 512.
extension AddressSpace {
  /// Maps 512 frames of zeros as one page; false where the area is too small for it, where a part is mapped already,
  /// or where there are no such frames.
  mutating func mapHuge(
    _ base: VirtualAddress, _ area: VMA, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> Bool {
    let end = base + Page.hugeSize
    // A page that may have to leave memory leaves alone.
    guard resident == nil, area.start <= base, end <= area.end, area.protection != [],
      pageTable.firstUsed(from: base, to: end, machine: machine) == nil,
      let first = pool.frames.allocateHuge()
    else { return false }
    let entry = PTE(first, area.protection.pteFlags)
    guard pageTable.mapHuge(base, entry, frames: &pool.frames, machine: machine) else {
      pool.frames.releaseHuge(first)
      return false
    }
    for frame in first.rawValue..<first.rawValue + UInt32(Self.pagesOfHuge) {
      machine.clear(FrameNumber(frame))
      hart.touch(FrameNumber(frame).address, bytes: Page.size, isStore: true)
    }
    hart.charge(Cost.allocateFrame + Cost.mapPage + Self.pagesOfHuge * Cost.zeroPage)
    residentPages += Self.pagesOfHuge
    pool.counters.hugePages += 1
    return true
  }

  /// Makes small pages of the huge ones that a range begins or ends within; false if there are no frames for that.
  mutating func splitHugePages(
    at borders: VirtualAddress..., pool: inout MemoryPool, machine: Machine
  ) -> Bool {
    for border in borders where border.hugeBase != border {
      guard pageTable.split(border, frames: &pool.frames, machine: machine) else { return false }
    }
    return true
  }

  /// Unmaps a huge page, and gives back its frames.
  mutating func unmapHuge(_ base: VirtualAddress, pool: inout MemoryPool, machine: Machine) {
    let entry = entry(of: base, machine: machine)
    pageTable.changeHuge(base, to: PTE(rawValue: 0), machine: machine)
    pool.frames.releaseHuge(entry.frame)
    residentPages -= Self.pagesOfHuge
  }

  /// How many small pages a huge one is.
  static let pagesOfHuge = Int(Page.hugeSize / Page.size)
}

extension FrameTable {
  /// Gives up an owner's part in the frames of a huge page.
  mutating func releaseHuge(_ first: FrameNumber) {
    for frame in (first.rawValue..<first.rawValue + UInt32(AddressSpace.pagesOfHuge)).reversed() {
      release(FrameNumber(frame))
    }
  }
}
