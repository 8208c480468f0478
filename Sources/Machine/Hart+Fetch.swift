import Bytecode

/// From a virtual page to its slots of bytecode, and from there to L1I.
extension Hart {
  /// The host address of slot 0 of the page that a virtual address lies in.
  @inline(__always) func enterPage<M: MemoryModel>(_ address: UInt64, _ model: M.Type) throws(Trap) -> UInt {
    let entry = fastFetch[fetchIndex(address)]
    if !M.isModelled && entry.page == address & ~(Page.size - 1) { return entry.base }
    return try enterPageSlow(address, model)
  }

  @inline(never) private func enterPageSlow<M: MemoryModel>(
    _ address: UInt64, _ model: M.Type
  ) throws(Trap) -> UInt {
    let entry = M.isModelled ? try translateModelled(address, .fetch) : try walk(address, .fetch)
    let base = machine.decodedPage(of: PhysicalAddress(entry.physical(address)).frame).base
    fastFetch[fetchIndex(address)] = FetchEntry(page: address & ~(Page.size - 1), base: base)
    return base
  }

  @inline(__always) private func fetchIndex(_ address: UInt64) -> Int {
    Int(truncatingIfNeeded: address >> Page.shift) & (fastFetch.count &- 1)
  }

  /// Asks L1I for the line of code that a slot belongs to.
  @inline(__always) func fetchLine(_ slotLine: UInt) {
    let index = Int(truncatingIfNeeded: slotLine &>> slotLineShift & fastLineMask)
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
    DecodedPage(containing: slot).decode(word(slot: slot), into: slot, lineSize: slotLineSize)
  }

  /// The machine word at a slot, for those who must see what the decoder saw.
  func word(slot: UInt) -> UInt32 {
    let address = DecodedPage(containing: slot).address(of: slot)
    return HostMemory.load(machine.memory.host(address), as: UInt32.self)
  }
}
