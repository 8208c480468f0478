import Machine

// Pages of shared memory that leave for the swap disk, and come back.
//
// A page may be mapped by many processes, so its place on the disk stands with the shared memory, not in a page table.
// It can leave when the last of them does not map it any more: each process's own replacement unmaps it there.
extension MemoryPool {
  /// Writes a page that nobody maps to the disk; false if the disk is full.
  mutating func swapOut(
    _ page: CachedPage, _ index: UInt64, of number: SharedMemoryNumber, _ machine: Machine, _ hart: Hart
  ) -> Bool {
    guard let slot = swap.allocate() else { return false }
    machine.writeToDisk(page.frame, slot: slot, at: hart.cycles)
    hart.charge(Cost.startTransfer)
    counters.swapOuts += 1
    cache.setPageOnDisk(index, of: number, to: PageCache.PageOnDisk(slot: slot))
    return true
  }

  /// Brings a page back into the cache if it is on the disk; nil if it is not.
  ///
  /// As with a page of one process, the fault is taken twice. Who wants the page while the disk is at it waits for the
  /// same transfer.
  mutating func swapIn(_ source: PageSource, _ machine: Machine, _ hart: Hart) -> FaultResolution? {
    guard case .shared(let number) = source.object,
      var place = cache.pageOnDisk(source.index, of: source.object)
    else { return nil }
    let arrival = place.arrival ?? machine.disk.requestRead(at: hart.cycles)
    guard arrival <= hart.cycles else {
      if place.arrival == nil { hart.charge(Cost.startTransfer) }
      place.arrival = arrival
      cache.setPageOnDisk(source.index, of: number, to: place)
      return .waitsForDisk(until: arrival)
    }
    guard let frame = frames.allocate() else { return .outOfMemory }
    machine.takeFromDisk(slot: place.slot, into: frame)
    hart.charge(Cost.allocateFrame)
    swap.release(place.slot)
    cache.setPageOnDisk(source.index, of: number, to: nil)
    cache[source.object][source.index] = CachedPage(frame: frame)
    counters.swapIns += 1
    return .swappedIn
  }
}
