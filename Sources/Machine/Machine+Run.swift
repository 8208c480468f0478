/// Running harts.
extension Machine {
  /// Executes the program on a hart until it traps or its cycle counter reaches the deadline.
  ///
  /// The deadline is looked at when a block ends, as a real hart takes interrupts between instructions of its
  /// choice; where that is does not depend on where earlier runs stopped.
  public func run(_ hart: Hart, deadline: UInt64) -> Trap {
    configuration.isModelled
      ? hart.run(deadline: deadline, instructions: .max, Modelled.self, Blockwise.self)
      : hart.run(deadline: deadline, instructions: .max, Functional.self, Blockwise.self)
  }

  /// Executes at most so many instructions, exactly: the trap is `instructionBudget` when they have retired.
  ///
  /// Slower than `run(_:deadline:)`, since it counts at every instruction.
  public func step(_ hart: Hart, instructions: Int, deadline: UInt64) -> Trap {
    configuration.isModelled
      ? hart.run(deadline: deadline, instructions: instructions, Modelled.self, Stepwise.self)
      : hart.run(deadline: deadline, instructions: instructions, Functional.self, Stepwise.self)
  }
}

/// A hart as the kernel sees it.
extension Hart {
  /// The address of the next instruction.
  public var pc: UInt64 {
    get { state.pc }
    set { state.pc = newValue }
  }

  /// An integer register, 0…31. Register 0 reads as 0 and cannot be written.
  public subscript(register: Int) -> UInt64 {
    get { x[UInt8(register & 31)] }
    set { if register & 31 != 0 { x[UInt8(register & 31)] = newValue } }
  }

  /// What happened on this hart since boot.
  public var counters: HartCounters { state.counters }

  /// The cycle counter: the hart's virtual time.
  public var cycles: UInt64 { state.counters.cycles }

  /// The address space that the hart translates through.
  public var addressSpace: (root: FrameNumber, asid: UInt16) { (state.root, state.asid) }

  /// Switches to an address space. TLB entries stay: they carry the number of their address space.
  public func enter(root: FrameNumber, asid: UInt16) {
    guard root != state.root || asid != state.asid else { return }
    state.root = root
    state.asid = asid
    forgetAll()
  }

  /// Forgets what the TLBs know of a page, as `sfence.vma` with an address and an ASID does.
  public func flushTLB(page: VirtualAddress, asid: UInt16) {
    for tlb in [itlb, dtlb] + (stlb.map { [$0] } ?? []) { tlb.flush(page: page.pageNumber, asid: asid) }
    forgetAll()
  }

  /// Forgets what the TLBs know of an address space.
  public func flushTLB(asid: UInt16) {
    for tlb in [itlb, dtlb] + (stlb.map { [$0] } ?? []) { tlb.flush(asid: asid) }
    forgetAll()
  }

  /// Forgets everything that the TLBs know.
  public func flushTLB() {
    for tlb in [itlb, dtlb] + (stlb.map { [$0] } ?? []) { tlb.flush() }
    forgetAll()
  }

  /// Puts an entry into the TLBs, as the kernel does after a miss where software refills.
  public func refillTLB(_ address: VirtualAddress, _ pte: PTE, isHuge: Bool, for access: Access) {
    let entry = TLB.Entry(pte: pte, isHuge: isHuge)
    (access == .fetch ? itlb : dtlb).insert(page: address.pageNumber, asid: state.asid, entry)
    stlb?.insert(page: address.pageNumber, asid: state.asid, entry)
    forgetAll()
  }

  /// Ends the reservation of the last `lr`, as an operating system does when it returns to a program.
  public func clearReservation() { state.reservation = HartState.none }

  /// Charges cycles of work that the kernel did.
  public func charge(_ cycles: Int) { state.counters.kernelCycles += UInt64(cycles) }

  /// Lets time pass without work, up to a cycle.
  public func idle(until cycle: UInt64) {
    if cycle > cycles { state.counters.idleCycles += cycle - cycles }
  }

  /// Charges a data access of the kernel, which goes through the caches by its physical address.
  ///
  /// Does nothing in a functional machine.
  public func touch(_ address: PhysicalAddress, bytes: UInt64, isStore: Bool) {
    guard machine.configuration.isModelled, bytes > 0 else { return }
    let last = (address.rawValue + bytes - 1) >> machine.lineShift
    for line in (address.rawValue >> machine.lineShift)...last {
      stall(accessData(line, isStore: isStore))
      forgetFast(line: line)
    }
  }
}
