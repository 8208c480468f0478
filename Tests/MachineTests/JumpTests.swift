import Bytecode
import Machine
import Testing

/// Jumps and branches: where they go, what they link, and where the pc stands when they cannot.
@Suite struct JumpTests {
  static let configurations = [MachineConfiguration.functional, .small]

  /// A guest with four pages of code, filled with `ecall`, that executes one instruction.
  private func guest(_ instruction: Instruction, at address: UInt64, _ configuration: MachineConfiguration)
    -> Guest
  {
    let guest = Guest(configuration)
    guest.mapPages(from: Guest.code, count: 4)
    for page in 0..<4 {
      guest.put([UInt8](repeating: 0, count: 4096), at: Guest.code + 4096 * UInt64(page))
    }
    guest.put([instruction], at: address)
    guest.hart.pc = address
    return guest
  }

  /// A branch, its operands, and whether it is taken.
  struct Branch: Sendable {
    let opcode: Opcode
    let a: UInt64
    let b: UInt64
    let isTaken: Bool
    init(_ opcode: Opcode, _ a: UInt64, _ b: UInt64, _ isTaken: Bool) {
      (self.opcode, self.a, self.b, self.isTaken) = (opcode, a, b, isTaken)
    }
  }

  static let branches = [
    Branch(.beq, 5, 5, true), Branch(.beq, 5, 6, false), Branch(.beq, 1 << 32, 0, false),
    Branch(.bne, 5, 5, false), Branch(.bne, 1 << 32, 0, true),
    Branch(.blt, .max, 0, true), Branch(.blt, 0, .max, false), Branch(.blt, 1, 1, false),
    Branch(.blt, 1 << 63, 1 << 63 - 1, true),
    Branch(.bge, .max, 0, false), Branch(.bge, 0, .max, true), Branch(.bge, 1, 1, true),
    Branch(.bltu, .max, 0, false), Branch(.bltu, 0, .max, true), Branch(.bltu, 1, 1, false),
    Branch(.bgeu, .max, 0, true), Branch(.bgeu, 0, .max, false), Branch(.bgeu, 1, 1, true),
  ]

  @Test("Branches are taken when they should, to both ends of their range", arguments: branches)
  func branch(_ b: Branch) {
    for configuration in Self.configurations {
      for distance in [Int32(-4096), -4, 8, 4092] {
        let start = Guest.code + 0x1100
        let guest = guest(
          Instruction(b.opcode, rs1: 1, rs2: 2, immediate: distance), at: start, configuration)
        guest.hart[1] = b.a
        guest.hart[2] = b.b
        guest.run()  // into a word of zeros, which is illegal
        #expect(guest.hart.pc == (b.isTaken ? start &+ UInt64(bitPattern: Int64(distance)) : start + 4))
        #expect(guest.hart.counters.instructions == 1)
      }
    }
  }

  @Test(
    "jal reaches a mebibyte in both directions and links the next instruction",
    arguments: [Int32(-1_048_576), -4, 8, 1_048_572])
  func jal(distance: Int32) {
    for configuration in Self.configurations {
      let guest = Guest(configuration)
      let start = Guest.code + 0x20_0000
      let target = start &+ UInt64(bitPattern: Int64(distance))
      guest.mapPages(from: start & ~4095, count: 1)
      if target & ~4095 != start & ~4095 { guest.mapPages(from: target & ~4095, count: 1) }
      guest.put([Instruction(.ecall)], at: target)
      guest.put([Instruction(.jal, rd: 1, immediate: distance)], at: start)
      guest.hart.pc = start
      #expect(guest.run().cause == .environmentCall)
      #expect(guest.hart.pc == target)
      #expect(guest.hart[1] == start + 4)
    }
  }

  @Test("jal and jalr to x0 link nothing")
  func noLink() {
    for jump in [Instruction(.jal, immediate: 8), Instruction(.jalr, rs1: 5)] {
      let guest = guest(jump, at: Guest.code, .small)
      guest.hart[5] = Guest.code + 8
      guest.run()
      #expect(guest.hart.pc == Guest.code + 8)
      #expect((0..<32).filter { $0 != 5 }.allSatisfy { guest.hart[$0] == 0 })
    }
  }

  @Test(
    "jalr reads its base before it links, and clears bit 0 of the target",
    arguments: [(0, 0), (8, 1), (2047, 1), (-2048, 0), (-1, 1)] as [(Int32, UInt64)])
  func jalr(immediate: Int32, odd: UInt64) {
    for configuration in Self.configurations {
      let target = Guest.code + 0x2000
      let guest = guest(
        Instruction(.jalr, rd: 5, rs1: 5, immediate: immediate), at: Guest.code, configuration)
      guest.hart[5] = target &- UInt64(bitPattern: Int64(immediate)) &+ (immediate == 0 ? 0 : odd)
      guest.run()
      #expect(guest.hart.pc == target)
      #expect(guest.hart[5] == Guest.code + 4)
    }
  }

  @Test("A jump to a misaligned target traps at the jump with the target, and links nothing")
  func misalignedTarget() {
    let jumps = [
      Instruction(.jal, rd: 1, immediate: 6), Instruction(.jal, rd: 1, immediate: -2),
      Instruction(.jalr, rd: 1, rs1: 5, immediate: 2), Instruction(.jalr, rd: 1, rs1: 5, immediate: 3),
      Instruction(.beq, immediate: 10), Instruction(.bge, immediate: -6),
    ]
    for configuration in Self.configurations {
      for jump in jumps {
        let start = Guest.code + 0x800
        let guest = guest(jump, at: start, configuration)
        guest.hart[5] = start
        let distance = jump.opcode == .jalr ? 2 : jump.immediate
        let target = start &+ UInt64(bitPattern: Int64(distance))
        #expect(guest.run() == Trap(.instructionAddressMisaligned, value: target))
        #expect(guest.hart.pc == start)
        #expect(guest.hart[1] == 0)
        #expect(guest.hart.counters.instructions == 0)
      }
    }
  }

  @Test("A branch that is not taken may have a misaligned target")
  func misalignedButNotTaken() {
    for opcode in [Opcode.bne, .blt, .bltu] {
      let guest = guest(Instruction(opcode, immediate: 6), at: Guest.code, .small)
      #expect(guest.run().cause == .illegalInstruction)
      #expect(guest.hart.pc == Guest.code + 4)
    }
  }

  @Test("A pc that is set to a misaligned address traps there")
  func misalignedPC() {
    let guest = guest(Instruction(.addi), at: Guest.code, .small)
    guest.hart.pc = Guest.code + 2
    #expect(guest.run() == Trap(.instructionAddressMisaligned, value: Guest.code + 2))
  }

  @Test("Execution goes on from page to page, and jumps find pages that lie anywhere")
  func overPages() {
    for configuration in Self.configurations {
      let guest = guest(
        Instruction(.addi, rd: 3, rs1: 3, immediate: 1), at: Guest.code + 0xffc, configuration)
      guest.put(
        [Instruction(.addi, rd: 3, rs1: 3, immediate: 2), Instruction(.jal, immediate: 0x1ff8)],
        at: Guest.code + 0x1000)
      guest.put([Instruction(.addi, rd: 3, rs1: 3, immediate: 4)], at: Guest.code + 0x2ffc)
      guest.put(
        [Instruction(.addi, rd: 3, rs1: 3, immediate: 8), Instruction(.ecall)], at: Guest.code + 0x3000)
      #expect(guest.run().cause == .environmentCall)
      #expect(guest.hart[3] == 15)
      #expect(guest.hart.counters.instructions == 5)
    }
  }

  @Test("Where the next page cannot be executed, the fetch traps at its first address")
  func pageEnd() {
    for configuration in Self.configurations {
      for jump in [Instruction(.addi), Instruction(.jal, immediate: 4), Instruction(.beq, immediate: 4)] {
        let guest = Guest(configuration)
        guest.mapPages(from: Guest.code, count: 1)
        guest.mapPages(from: Guest.code + 4096, count: 1, [.valid, .user, .read, .write])
        guest.put([jump], at: Guest.code + 0xffc)
        guest.hart.pc = Guest.code + 0xffc
        #expect(guest.run() == Trap(.instructionPageFault, value: Guest.code + 0x1000))
        #expect(guest.hart.pc == Guest.code + 0x1000)
        #expect(guest.hart.counters.instructions == 1)
      }
    }
  }

  @Test("A jump out of user space traps at the target, after it has retired and linked")
  func wildJump() {
    for target in [0, 8, 1 << 38, 1 << 39, UInt64.max - 3] {
      let guest = guest(Instruction(.jalr, rd: 1, rs1: 5), at: Guest.code, .small)
      guest.hart[5] = target
      #expect(guest.run() == Trap(.instructionPageFault, value: target))
      #expect(guest.hart.pc == target)
      #expect(guest.hart[1] == Guest.code + 4)
    }
  }
}
