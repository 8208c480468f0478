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
  @inlinable public var cycles: UInt64 { state.value.counters.cycles }

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
    flush { $0.flush(page: page.pageNumber, asid: asid) }
  }

  /// Forgets what the TLBs know of an address space.
  public func flushTLB(asid: UInt16) { flush { $0.flush(asid: asid) } }

  /// Forgets everything that the TLBs know.
  public func flushTLB() { flush { $0.flush() } }

  private func flush(_ body: (TLB) -> Void) {
    // A functional machine translates without them: they are empty.
    if isModelled {
      body(itlb)
      body(dtlb)
      if let stlb { body(stlb) }
    }
    forgetAll()
  }

  /// Puts an entry into the TLBs.
  func insert(_ entry: TLB.Entry, at address: VirtualAddress, for access: Access) {
    (access == .fetch ? itlb : dtlb).insert(page: address.pageNumber, asid: state.asid, entry)
    stlb?.insert(page: address.pageNumber, asid: state.asid, entry)
    forgetAll()
  }

  /// Ends the reservation of the last `lr`, as an operating system does when the hart goes to other code.
  public func clearReservation() { state.reservation = HartState.none }

  /// Charges cycles of work that the kernel did.
  @inlinable public func charge(_ cycles: Int) { state.value.counters.kernelCycles += UInt64(cycles) }

  /// Lets time pass without work, up to a cycle.
  public func idle(until cycle: UInt64) {
    if cycle > cycles { state.counters.idleCycles += cycle - cycles }
  }

  /// Charges a data access of the kernel, which goes through the caches by its physical address.
  ///
  /// Does nothing in a functional machine.
  public func touch(_ address: PhysicalAddress, bytes: UInt64, isStore: Bool) {
    guard isModelled, bytes > 0 else { return }
    for line in line(of: address)...line(of: address + (bytes - 1)) {
      accessBehind(line, isStore: isStore)
    }
  }
}

/// What a trap needs of the machine.
extension Machine {
  /// Instructions that all harts have retired.
  public var instructions: UInt64 { harts.reduce(0) { $0 + $1.counters.instructions } }

  /// Stores the pc and x1…x31 to 256 bytes of physical memory, in this order, through the caches.
  public func saveRegisters(of hart: Hart, to address: PhysicalAddress) {
    hart.touch(address, bytes: 256, isStore: true)
    let host = hostForWriting(address)
    hart.x.save(to: host)
    // The pc takes the place of x0, which is always 0.
    HostMemory.store(hart.pc, at: host)
  }

  /// Loads what `saveRegisters` stored.
  public func restoreRegisters(of hart: Hart, from address: PhysicalAddress) {
    hart.touch(address, bytes: 256, isStore: false)
    let host = memory.host(address)
    hart.pc = HostMemory.load(host, as: UInt64.self)
    hart.x.restore(from: host)
  }

  /// Changes registers that `saveRegisters` stored, as the end of a system call does: its result is in a0, and the
  /// program goes on behind the `ecall`.
  public func finishCall(_ result: UInt64, registersAt address: PhysicalAddress) {
    let host = hostForWriting(address)
    HostMemory.store(HostMemory.load(host, as: UInt64.self) &+ 4, at: host)
    HostMemory.store(result, at: host + 10 * 8)
  }

  /// Walks the page table of a hart in software and puts what it finds into the TLBs.
  ///
  /// - Throws: a page fault where the page table does not permit the access.
  public func refillTLB(of hart: Hart, _ address: VirtualAddress, for access: Access) throws(Trap) {
    hart.insert(try hart.walk(address.rawValue, access), at: address, for: access)
  }
}
