/// How a virtual address becomes a physical one.
extension Hart {
  /// Walks the page table of the current address space and marks the leaf accessed, and dirty for a store.
  ///
  /// This is the algorithm of the privileged manual, section 12.3.2, with hardware-updated A and D bits.
  /// - Throws: a page fault where the page table does not permit the access, an access fault where it leads
  ///   outside of physical memory.
  func walk(_ address: UInt64, _ access: Access) throws(Trap) -> TLB.Entry {
    let virtual = VirtualAddress(address)
    guard virtual.isCanonical else { throw .pageFault(access, address) }
    var table = state.root
    var level = 2
    while true {
      let place = table.address + virtual.index(level: level) * 8
      guard contains(place.frame) else { throw .accessFault(access, address) }
      if isModelled { chargeWalk(place) }
      let pte = PTE(rawValue: HostMemory.load(host(place), as: UInt64.self))
      guard pte.isValid, !pte.isReserved else { throw .pageFault(access, address) }
      guard pte.namesFrame else { throw .accessFault(access, address) }
      if pte.isLeaf { return try leaf(pte, at: place, level: level, address, access) }
      guard level > 0 else { throw .pageFault(access, address) }
      table = pte.frame
      level -= 1
    }
  }

  private func leaf(
    _ pte: PTE, at place: PhysicalAddress, level: Int, _ address: UInt64, _ access: Access
  ) throws(Trap) -> TLB.Entry {
    let isMisalignedHuge = level == 1 && pte.frame.rawValue & 511 != 0
    guard level <= 1, !isMisalignedHuge, pte.permits(access) else { throw .pageFault(access, address) }
    let last = FrameNumber(pte.frame.rawValue + (level == 1 ? 511 : 0))
    guard contains(last) else { throw .accessFault(access, address) }
    var marked = pte
    marked.flags.insert(access == .store ? [.accessed, .dirty] : .accessed)
    if marked != pte { machine.store64(marked.rawValue, at: place) }
    return TLB.Entry(pte: marked, isHuge: level == 1)
  }

  /// The walker reads the page table through the data caches.
  private func chargeWalk(_ place: PhysicalAddress) {
    let before = state.counters.stallCycles
    accessBehind(line(of: place), isStore: false)
    state.counters.walkCycles += state.counters.stallCycles - before
  }

  /// Translates through the TLBs, as a modelled machine does; the entry becomes the most recently used.
  @inline(__always) func translateModelled(_ address: UInt64, _ access: Access) throws(Trap) -> TLB.Entry {
    if access == .fetch { state.counters.itlbAccesses += 1 }
    let tlb = access == .fetch ? itlb : dtlb
    if VirtualAddress(address).isCanonical,
      let entry = tlb.lookUp(page: address >> Page.shift, asid: state.asid), entry.pte.permits(access),
      access != .store || entry.pte.flags.contains(.dirty)
    {
      if tlb.latency > 0 { stall(tlb.latency) }
      return entry
    }
    return try translateSlowly(address, access)
  }

  /// The same, where the first level does not know the page or not well enough.
  @inline(never) private func translateSlowly(_ address: UInt64, _ access: Access) throws(Trap) -> TLB.Entry {
    let page = address >> Page.shift
    let tlb = access == .fetch ? itlb : dtlb
    guard VirtualAddress(address).isCanonical else { throw .pageFault(access, address) }
    if tlb.lookUp(page: page, asid: state.asid) != nil {
      if tlb.latency > 0 { stall(tlb.latency) }
      // The entry may be older than the page table, or lack D: the page table decides.
      if machine.configuration.tlbRefill == .software { throw .tlbMiss(access, address) }
      let walked = try walkCounted(address, access)
      tlb.insert(page: page, asid: state.asid, walked)
      stlb?.insert(page: page, asid: state.asid, walked)
      return walked
    }
    if access == .fetch { state.counters.itlbMisses += 1 } else { state.counters.dtlbMisses += 1 }
    let entry = try refill(address, access)
    tlb.insert(page: page, asid: state.asid, entry)
    return entry
  }

  private func refill(_ address: UInt64, _ access: Access) throws(Trap) -> TLB.Entry {
    let page = address >> Page.shift
    if let stlb {
      state.counters.stlbAccesses += 1
      stall(stlb.latency)
      if let entry = stlb.lookUp(page: page, asid: state.asid), entry.pte.permits(access),
        access != .store || entry.pte.flags.contains(.dirty)
      {
        return entry
      }
      state.counters.stlbMisses += 1
    }
    if machine.configuration.tlbRefill == .software { throw .tlbMiss(access, address) }
    let walked = try walkCounted(address, access)
    stlb?.insert(page: page, asid: state.asid, walked)
    return walked
  }

  private func walkCounted(_ address: UInt64, _ access: Access) throws(Trap) -> TLB.Entry {
    state.counters.walks += 1
    return try walk(address, access)
  }

  /// Makes the hart wait.
  @inline(__always) func stall(_ cycles: Int) {
    state.counters.stallCycles &+= UInt64(truncatingIfNeeded: cycles)
    state.slack &-= cycles
  }
}
