import Bytecode
import Machine
import Testing

/// Loads and stores: widths, signs, and every way of being misaligned.
@Suite struct LoadStoreTests {
  static let configurations = [MachineConfiguration.functional, .small]

  @Test(
    "A load extends what it reads as its name says",
    arguments: [
      (.lb, 0xffff_ffff_ffff_ff88), (.lbu, 0x88), (.lh, 0xffff_ffff_ffff_9988), (.lhu, 0x9988),
      (.lw, 0xffff_ffff_bbaa_9988), (.lwu, 0xbbaa_9988), (.ld, 0xffee_ddcc_bbaa_9988),
    ] as [(Opcode, UInt64)])
  func loads(opcode: Opcode, value: UInt64) {
    for configuration in Self.configurations {
      let guest = Guest(
        [Instruction(opcode, rd: 3, rs1: 1, immediate: -8), Instruction(.ecall)], configuration)
      guest.store64(0xffee_ddcc_bbaa_9988, at: Guest.data + 64)
      guest.hart[1] = Guest.data + 72
      guest.run()
      #expect(guest.hart[3] == value)
    }
  }

  @Test(
    "A store changes its own bytes and no others",
    arguments: [
      (.sb, 0xffff_ffff_ffff_ff88), (.sh, 0xffff_ffff_ffff_9988), (.sw, 0xffff_ffff_bbaa_9988),
      (.sd, 0x7766_5544_bbaa_9988),
    ] as [(Opcode, UInt64)])
  func stores(opcode: Opcode, left: UInt64) {
    for configuration in Self.configurations {
      let guest = Guest(
        [Instruction(opcode, rs1: 1, rs2: 2, immediate: 8), Instruction(.ecall)], configuration)
      for word in 0..<3 { guest.store64(.max, at: Guest.data + 56 + 8 * UInt64(word)) }
      guest.hart[1] = Guest.data + 56
      guest.hart[2] = 0x7766_5544_bbaa_9988
      guest.run()
      #expect(guest.load64(Guest.data + 64) == left)
      #expect(guest.load64(Guest.data + 56) == .max)
      #expect(guest.load64(Guest.data + 72) == .max)
    }
  }

  /// Addresses within a line, over the border of two lines, and over the border of two pages.
  static let places: [UInt64] = (1...8).flatMap { [16 + $0, 64 - $0, 4096 - $0] }

  @Test("Misaligned accesses read and write the right bytes", arguments: places)
  func misaligned(offset: UInt64) {
    let code = [
      Instruction(.ld, rd: 3, rs1: 1), Instruction(.lw, rd: 4, rs1: 1), Instruction(.lhu, rd: 5, rs1: 1),
      Instruction(.sd, rs1: 1, rs2: 2), Instruction(.ld, rd: 6, rs1: 1), Instruction(.ecall),
    ]
    for configuration in Self.configurations {
      let guest = Guest(code, configuration)
      guest.store64(0xffee_ddcc_bbaa_9988, at: Guest.data + offset)
      guest.hart[1] = Guest.data + offset
      guest.hart[2] = 0x0102_0304_0506_0708
      #expect(guest.run().cause == .environmentCall)
      #expect(guest.hart[3] == 0xffee_ddcc_bbaa_9988)
      #expect(guest.hart[4] == 0xffff_ffff_bbaa_9988)
      #expect(guest.hart[5] == 0x9988)
      #expect(guest.hart[6] == 0x0102_0304_0506_0708)
      #expect(guest.load64(Guest.data + offset) == 0x0102_0304_0506_0708)
    }
  }

  @Test("A misaligned access over two lines costs both and is counted as split")
  func splitCost() {
    let guest = Guest([Instruction(.ld, rd: 3, rs1: 1), Instruction(.ecall)])
    guest.hart[1] = Guest.data + 60
    guest.run()
    #expect(guest.hart.counters.splitAccesses == 1)
    #expect(guest.machine.memoryStatistics.loads == 1)
    #expect(guest.machine.memoryStatistics.dtlbAccesses == 2)
  }

  @Test(
    "A store whose second page faults stores nothing, and the second page is named", arguments: [false, true])
  func partialStore(readOnly: Bool) {
    for configuration in Self.configurations {
      let guest = Guest(configuration)
      guest.mapPages(from: Guest.code, count: 1)
      guest.mapPages(from: Guest.data, count: 1)
      if readOnly { guest.mapPages(from: Guest.data + 4096, count: 1, [.valid, .user, .read]) }
      guest.put([Instruction(.sd, rs1: 1, rs2: 2)], at: Guest.code)
      guest.hart.pc = Guest.code
      guest.hart[1] = Guest.data + 4092
      guest.hart[2] = .max
      #expect(guest.run() == Trap(.storePageFault, value: Guest.data + 4096))
      #expect(guest.hart.pc == Guest.code)
      #expect(guest.bytes(at: Guest.data + 4092, count: 4) == [0, 0, 0, 0])
    }
  }

  @Test("A load whose second page faults leaves its register as it was")
  func partialLoad() {
    for configuration in Self.configurations {
      let guest = Guest([Instruction(.ld, rd: 3, rs1: 1)], configuration)
      guest.hart[1] = Guest.data + 2 * 4096 - 1
      guest.hart[3] = 7
      #expect(guest.run() == Trap(.loadPageFault, value: Guest.data + 2 * 4096))
      #expect(guest.hart[3] == 7)
    }
  }

  @Test("Where the machine is told to, misaligned accesses trap with their address, and aligned ones work")
  func trapsMisaligned() {
    for var configuration in Self.configurations {
      configuration.trapsMisaligned = true
      for opcode in [Opcode.lh, .lhu, .lw, .lwu, .ld, .sh, .sw, .sd] {
        let isStore = InstructionSpec.all[Int(opcode.rawValue)].format == .store
        let access = isStore ? Instruction(opcode, rs1: 1, rs2: 2) : Instruction(opcode, rd: 3, rs1: 1)
        let guest = Guest([access, Instruction(.addi, rs1: 0), Instruction(.ecall)], configuration)
        guest.hart[1] = Guest.data + 64
        #expect(guest.run().cause == .environmentCall)
        guest.hart.pc = Guest.code
        guest.hart[1] = Guest.data + 65
        let cause = isStore ? Trap.Cause.storeAddressMisaligned : .loadAddressMisaligned
        #expect(guest.run() == Trap(cause, value: Guest.data + 65))
        #expect(guest.hart.pc == Guest.code)
      }
    }
  }

  @Test("The address is the sum modulo 2^64")
  func wrapAround() {
    let guest = Guest([Instruction(.ld, rd: 3, rs1: 1, immediate: 2047), Instruction(.ecall)])
    guest.hart[1] = .max - 2046
    #expect(guest.run() == Trap(.loadPageFault, value: 0))
  }
}
