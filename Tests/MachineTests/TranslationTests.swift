import Bytecode
import Machine
import Testing

/// The MMU: rights, marks, sizes of pages, and what a TLB remembers.
@Suite struct TranslationTests {
  static let configurations = [MachineConfiguration.functional, .small]

  private static let load = Instruction(.ld, rd: 3, rs1: 1)
  private static let store = Instruction(.sd, rs1: 1, rs2: 2)

  /// What an access to a page traps with.
  private func trap(_ instruction: Instruction, _ address: UInt64, _ guest: Guest) -> Trap {
    guest.put([instruction, Instruction(.ecall)], at: Guest.code)
    guest.hart.pc = Guest.code
    guest.hart[1] = address
    return guest.run()
  }

  @Test("An entry permits what its bits say, and the reserved combinations permit nothing", arguments: 0..<32)
  func rights(bits: UInt16) {
    let flags = PTE.Flags(rawValue: bits)
    let isValid = flags.contains(.valid) && flags.contains(.user)
    let isReserved = flags.contains(.write) && !flags.contains(.read)
    func permits(_ flag: PTE.Flags) -> Bool { isValid && !isReserved && flags.contains(flag) }
    let ok = Trap(.environmentCall)
    for configuration in Self.configurations {
      let guest = Guest([], configuration)
      let address = Guest.data + 4096
      guest.put([Instruction(.ecall)], at: address)
      guest.map(address, guest.physical(address).frame, flags)
      #expect(
        trap(Self.load, address, guest) == (permits(.read) ? ok : Trap(.loadPageFault, value: address)))
      #expect(
        trap(Self.store, address, guest) == (permits(.write) ? ok : Trap(.storePageFault, value: address)))
      if permits(.write) { guest.put([Instruction(.ecall)], at: address) }
      let jump = trap(Instruction(.jalr, rs1: 1), address, guest)
      #expect(jump == (permits(.execute) ? ok : Trap(.instructionPageFault, value: address)))
      #expect(guest.hart.pc == address)
    }
  }

  @Test("The walker marks pages accessed, and dirty when they are written, and nothing else")
  func marks() {
    for configuration in Self.configurations {
      let guest = Guest([], configuration)
      #expect(guest.entry(of: Guest.data).flags == Guest.all)
      _ = trap(Self.load, Guest.data, guest)
      #expect(guest.entry(of: Guest.data).flags == Guest.all.union(.accessed))
      #expect(guest.entry(of: Guest.code).flags == Guest.all.union(.accessed))
      #expect(guest.entry(of: Guest.data + 4096).flags == Guest.all)
      _ = trap(Self.store, Guest.data, guest)
      #expect(guest.entry(of: Guest.data).flags == Guest.all.union([.accessed, .dirty]))
      _ = trap(Instruction(.lrD, rd: 3, rs1: 1), Guest.data + 4096, guest)
      #expect(guest.entry(of: Guest.data + 4096).flags == Guest.all.union(.accessed))
      _ = trap(Instruction(.amoaddD, rd: 3, rs1: 1), Guest.data + 4096, guest)
      #expect(guest.entry(of: Guest.data + 4096).flags == Guest.all.union([.accessed, .dirty]))
    }
  }

  @Test("A store that the page table does not permit marks nothing dirty")
  func noMark() {
    let guest = Guest([])
    guest.map(Guest.data, guest.physical(Guest.data).frame, [.valid, .user, .read])
    _ = trap(Self.store, Guest.data, guest)
    #expect(guest.entry(of: Guest.data).flags == [.valid, .user, .read])
  }

  @Test("An address whose upper bits do not repeat bit 38 faults; the upper half is as good as the lower")
  func canonical() {
    for configuration in Self.configurations {
      let guest = Guest([], configuration)
      for address in [1 << 38, 1 << 39, Guest.data | 1 << 39, Guest.data | 1 << 63, ~0 << 39] as [UInt64] {
        #expect(trap(Self.load, address, guest) == Trap(.loadPageFault, value: address))
      }
      let high = ~0 << 38 | Guest.data
      guest.mapPages(from: high, count: 1)
      guest.store64(42, at: high)
      #expect(trap(Self.load, high, guest).cause == .environmentCall)
      #expect(guest.hart[3] == 42)
    }
  }

  /// A machine with more than two mebibytes of memory, and a huge page that maps them from frame 512.
  private func hugeGuest(_ configuration: MachineConfiguration, frame: UInt32 = 512) -> Guest {
    var configuration = configuration
    configuration.memorySize = 8 << 20
    let guest = Guest([], configuration)
    let place = guest.place(of: 1 << 30, level: 1)
    guest.machine.store64(PTE(FrameNumber(frame), Guest.all).rawValue, at: place)
    return guest
  }

  @Test("A leaf in the middle level maps two mebibytes with one TLB entry")
  func hugePage() {
    for configuration in Self.configurations {
      let guest = hugeGuest(configuration)
      for offset in [0, 4096, 0x12_3458, 0x1f_fff8] as [UInt64] {
        guest.machine.store64(offset + 1, at: PhysicalAddress(2 << 20) + offset)
        #expect(trap(Self.load, 1 << 30 + offset, guest).cause == .environmentCall)
        #expect(guest.hart[3] == offset + 1)
      }
      if configuration.isModelled { #expect(guest.hart.counters.dtlbMisses == 1) }
      _ = trap(Self.store, 1 << 30 + 8, guest)
      let entry = PTE(rawValue: guest.machine.load64(guest.place(of: 1 << 30, level: 1)))
      #expect(entry.flags == Guest.all.union([.accessed, .dirty]))
    }
  }

  @Test("A huge page that does not begin at a multiple of its size faults")
  func misalignedHugePage() {
    for configuration in Self.configurations {
      let guest = hugeGuest(configuration, frame: 513)
      #expect(trap(Self.load, 1 << 30, guest) == Trap(.loadPageFault, value: 1 << 30))
    }
  }

  @Test("Frames that do not exist give access faults, however large their number is")
  func missingFrames() {
    for configuration in Self.configurations {
      let guest = Guest([], configuration)
      let place = guest.place(of: Guest.data, level: 0)
      for frame in [64, 1 << 20, 1 << 32 | 5, 1 << 43 | 5] as [UInt64] {
        guest.machine.store64(frame << 10 | UInt64(Guest.all.rawValue), at: place)
        guest.hart.flushTLB()
        #expect(trap(Self.load, Guest.data, guest) == Trap(.loadAccessFault, value: Guest.data))
        #expect(trap(Self.store, Guest.data, guest) == Trap(.storeAccessFault, value: Guest.data))
        let jump = trap(Instruction(.jalr, rs1: 1), Guest.data, guest)
        #expect(jump == Trap(.instructionAccessFault, value: Guest.data))
      }
    }
  }

  @Test("Entries with reserved bits fault: bits 54 and up, and A, D or U on the way to the leaf")
  func reservedBits() {
    for configuration in Self.configurations {
      let guest = Guest([], configuration)
      let leaf = guest.place(of: Guest.data, level: 0)
      let good = guest.machine.load64(leaf)
      guest.machine.store64(good | 1 << 54, at: leaf)
      #expect(trap(Self.load, Guest.data, guest) == Trap(.loadPageFault, value: Guest.data))
      guest.machine.store64(good, at: leaf)
      let upper = guest.place(of: Guest.data, level: 1)
      let pointer = guest.machine.load64(upper)
      for flag in [PTE.Flags.accessed, .dirty, .user] {
        guest.machine.store64(pointer | UInt64(flag.rawValue), at: upper)
        guest.hart.flushTLB()
        #expect(trap(Self.load, Guest.data, guest) == Trap(.loadPageFault, value: Guest.data))
        guest.machine.store64(pointer, at: upper)
      }
      #expect(trap(Self.load, Guest.data, guest).cause == .environmentCall)
    }
  }

  @Test("A TLB remembers an entry until it is flushed, by page, by address space or whole")
  func staleness() {
    let flushes: [(Hart) -> Void] = [
      { $0.flushTLB(page: VirtualAddress(Guest.data + 8), asid: 1) }, { $0.flushTLB(asid: 1) },
      { $0.flushTLB() },
    ]
    for flush in flushes {
      let guest = Guest([])
      guest.store64(1, at: Guest.data)
      guest.store64(2, at: Guest.data + 4096)
      _ = trap(Self.load, Guest.data, guest)
      guest.map(Guest.data, guest.physical(Guest.data + 4096).frame)
      _ = trap(Self.load, Guest.data, guest)
      #expect(guest.hart[3] == 1)
      guest.hart.flushTLB(page: VirtualAddress(Guest.data + 4096), asid: 1)
      guest.hart.flushTLB(page: VirtualAddress(Guest.data), asid: 2)
      guest.hart.flushTLB(asid: 2)
      _ = trap(Self.load, Guest.data, guest)
      #expect(guest.hart[3] == 1)
      flush(guest.hart)
      _ = trap(Self.load, Guest.data, guest)
      #expect(guest.hart[3] == 2)
    }
  }

  @Test("An access that a remembered entry forbids asks the page table before it faults")
  func staleRights() {
    let guest = Guest([])
    let frame = guest.physical(Guest.data).frame
    guest.map(Guest.data, frame, [.valid, .user, .read])
    _ = trap(Self.load, Guest.data, guest)
    guest.map(Guest.data, frame)
    #expect(trap(Self.store, Guest.data, guest).cause == .environmentCall)
  }

  @Test("Address spaces keep apart in the TLB: entries carry their number, and global ones are no exception")
  func addressSpaces() {
    for configuration in Self.configurations {
      let guest = Guest([], configuration)
      guest.put([Self.load, Instruction(.ecall)], at: Guest.code)
      guest.hart[1] = Guest.data
      // 1, 5 and 9 agree in their low bits.
      let spaces: [(root: FrameNumber, asid: UInt16)] = [
        (Guest.root, 1), (guest.newFrame(), 5), (guest.newFrame(), 9),
      ]
      for (index, space) in spaces.enumerated() {
        guest.map(Guest.code, guest.physical(Guest.code).frame, Guest.all.union(.global), root: space.root)
        let frame = index == 0 ? guest.physical(Guest.data).frame : guest.newFrame()
        guest.map(Guest.data, frame, Guest.all.union(.global), root: space.root)
        guest.machine.store64(UInt64(index), at: frame.address)
      }
      for round in 0..<3 {
        for (index, space) in spaces.enumerated() {
          guest.hart.enter(root: space.root, asid: space.asid)
          guest.hart.pc = Guest.code
          #expect(guest.run().cause == .environmentCall)
          #expect(guest.hart[3] == UInt64(index), "round \(round)")
        }
      }
    }
  }

  @Test("With software refill a miss traps, the kernel fills, and the hardware never walks")
  func softwareRefill() throws {
    var configuration = MachineConfiguration.small
    configuration.tlbRefill = .software
    let guest = Guest([Self.load, Self.store, Instruction(.ecall)], configuration)
    guest.hart[1] = Guest.data
    guest.hart[2] = 5
    var misses: [Trap] = []
    var trap = guest.run()
    while [.instructionTLBMiss, .loadTLBMiss, .storeTLBMiss].contains(trap.cause), misses.count < 10 {
      misses.append(trap)
      let access: Access =
        trap.cause == .instructionTLBMiss ? .fetch : trap.cause == .loadTLBMiss ? .load : .store
      try guest.machine.refillTLB(of: guest.hart, VirtualAddress(trap.value), for: access)
      trap = guest.run()
    }
    #expect(trap.cause == .environmentCall)
    // The load's entry is not marked dirty, so that the store traps once more.
    #expect(misses.map(\.cause) == [.instructionTLBMiss, .loadTLBMiss, .storeTLBMiss])
    #expect(guest.hart.counters.walks == 0)
    #expect(guest.load64(Guest.data) == 5)
    #expect(throws: Trap(.loadPageFault, value: 64)) {
      try guest.machine.refillTLB(of: guest.hart, VirtualAddress(64), for: .load)
    }
  }
}
