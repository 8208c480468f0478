import Bytecode

/// From a virtual page to its slots of bytecode, and from there to L1I.
extension Hart {
  /// The host address of slot 0 of the page that begins at a virtual address.
  @inline(__always) func enterPage<M: MemoryModel>(_ page: UInt64, _ model: M.Type) throws(Trap) -> UInt {
    let entry = fastFetch[fetchIndex(page)]
    return !M.isModelled && entry.page == page ? entry.base : try enterPageSlow(page, model)
  }

  @inline(never) private func enterPageSlow<M: MemoryModel>(_ page: UInt64, _ model: M.Type) throws(Trap)
    -> UInt
  {
    let entry = M.isModelled ? try translateModelled(page, .fetch) : try walk(page, .fetch)
    let frame = PhysicalAddress(entry.physical(page)).frame
    let base = machine.decodedPage(of: frame).base
    fastFetch[fetchIndex(page)] = FetchEntry(page: page, base: base)
    return base
  }

  @inline(__always) private func fetchIndex(_ page: UInt64) -> Int {
    Int(truncatingIfNeeded: page >> Page.shift) & (fastFetch.count &- 1)
  }

  /// Asks L1I for the line of code that a slot belongs to.
  @inline(__always) func fetchLine(_ slotLine: UInt, shift: UInt) {
    let index = Int(truncatingIfNeeded: slotLine &>> shift) & (fastLines.count &- 1)
    if fastLines[index] == slotLine {
      state.counters.fastFetches &+= 1
    } else {
      fetchLineSlow(slotLine, index)
    }
  }

  @inline(never) private func fetchLineSlow(_ slotLine: UInt, _ index: Int) {
    let address = DecodedPage(containing: slotLine).address(of: slotLine)
    stall(accessInstructions(line(of: address)))
    if l1i.latency <= 1 { fastLines[index] = slotLine }
  }

  /// Decodes the word that belongs to a slot.
  @inline(never) func decode(slot: UInt) {
    DecodedPage(containing: slot).decode(word(slot: slot), into: slot)
  }

  /// The machine word at a slot, for those who must see what the decoder saw.
  func word(slot: UInt) -> UInt32 {
    let address = DecodedPage(containing: slot).address(of: slot)
    return HostMemory.load(machine.memory.host(address), as: UInt32.self)
  }
}
