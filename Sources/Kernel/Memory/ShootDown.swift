import Machine

/// What a hart is to forget.
enum TLBScope {
  case page(VirtualAddress)
  case everything
}

extension AddressSpace {
  /// Makes every hart that may know a translation of this address space forget it.
  ///
  /// The hart that changed the page table flushes its own TLB; the others that have run in the address space are
  /// interrupted for it, and it waits for them: a TLB shoot-down. `hart` is nil where no hart has run in it yet.
  mutating func shootDown(
    _ scope: TLBScope, by hart: Hart?, _ counters: inout MemoryCounters, _ machine: Machine
  ) {
    guard let hart else { return }
    if harts >> UInt64(hart.id) & 1 != 0 { hart.forget(scope, asid: asid.number) }
    let others = harts & ~(1 << UInt64(hart.id))
    guard others != 0 else { return }
    for other in machine.harts where others >> UInt64(other.id) & 1 != 0 {
      hart.charge(Cost.sendInterrupt)
      other.charge(Cost.flushOnInterrupt)
      other.forget(scope, asid: asid.number)
      counters.countShootDown(of: other.id)
    }
    // Who knows nothing any more, and runs something else, need not be asked again.
    if case .everything = scope { harts = harts(in: machine) }
  }

  /// The harts that run in the address space now, a bit for each.
  private func harts(in machine: Machine) -> UInt64 {
    machine.harts.reduce(0) { mask, hart in
      hart.addressSpace.root == pageTable.root ? mask | 1 << UInt64(hart.id) : mask
    }
  }
}

extension Hart {
  fileprivate func forget(_ scope: TLBScope, asid: UInt16) {
    switch scope {
    case .page(let page): flushTLB(page: page, asid: asid)
    case .everything: flushTLB(asid: asid)
    }
  }
}
