import Bytecode
import Machine
import Testing

/// The A extension on one hart and between two.
@Suite struct AtomicTests {
  static let configurations = [MachineConfiguration.functional, .small]

  /// An operation on `memory` with `operand`, and what it leaves in memory.
  struct Case: Sendable {
    let opcode: Opcode
    let memory: UInt64
    let operand: UInt64
    let left: UInt64
    init(_ opcode: Opcode, _ memory: UInt64, _ operand: UInt64, _ left: UInt64) {
      (self.opcode, self.memory, self.operand, self.left) = (opcode, memory, operand, left)
    }
  }

  static let words = [
    Case(.amoswapW, 0x8000_0001, 5, 5), Case(.amoaddW, 0xffff_ffff, 1, 0),
    Case(.amoaddW, 0x7fff_ffff, 1, 0x8000_0000),
    Case(.amoxorW, 0xff00, 0x0ff0, 0xf0f0), Case(.amoandW, 0xff00, 0x0ff0, 0x0f00),
    Case(.amoorW, 0xff00, 0x0ff0, 0xfff0),
    Case(.amominW, 0xffff_ffff, 0, 0xffff_ffff), Case(.amominW, 0x8000_0000, 0x7fff_ffff, 0x8000_0000),
    Case(.amomaxW, 0xffff_ffff, 0, 0), Case(.amomaxW, 0x8000_0000, 0x7fff_ffff, 0x7fff_ffff),
    Case(.amominuW, 0xffff_ffff, 0, 0), Case(.amominuW, 0x8000_0000, 0x7fff_ffff, 0x7fff_ffff),
    Case(.amomaxuW, 0xffff_ffff, 0, 0xffff_ffff), Case(.amomaxuW, 0x8000_0000, 0x7fff_ffff, 0x8000_0000),
    // The upper half of the operand does not count.
    Case(.amomaxW, 3, 0x7fff_ffff_0000_0002, 3), Case(.amomaxuW, 3, 0xffff_ffff_0000_0002, 3),
    Case(.amominW, 3, 0x8000_0000_0000_0004, 3), Case(.amominuW, 3, 0x1_0000_0002, 2),
  ]

  @Test("Word operations change 32 bits, and return the old ones sign-extended", arguments: words)
  func word(_ c: Case) {
    for configuration in Self.configurations {
      for offset in [UInt64(0), 4] {
        let guest = run(
          c.opcode, operand: c.operand, memory: c.memory << (8 * offset), offset: offset, configuration)
        #expect(guest.hart[3] == UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: c.memory))))
        #expect(guest.load64(Guest.data) == c.left << (8 * offset))
      }
    }
  }

  static let doublewords = [
    Case(.amoswapD, 1 << 63, 5, 5), Case(.amoaddD, .max, 1, 0), Case(.amoxorD, .max, 1, .max - 1),
    Case(.amoandD, .max, 1 << 40, 1 << 40), Case(.amoorD, 1 << 40, 1, 1 << 40 | 1),
    Case(.amominD, .max, 0, .max), Case(.amomaxD, .max, 0, 0), Case(.amominuD, .max, 0, 0),
    Case(.amomaxuD, .max, 0, .max), Case(.amominD, 1 << 63, 1 << 63 - 1, 1 << 63),
    Case(.amomaxuD, 1 << 63, 1 << 63 - 1, 1 << 63),
  ]

  @Test("Doubleword operations change 64 bits and return the old ones", arguments: doublewords)
  func doubleword(_ c: Case) {
    for configuration in Self.configurations {
      let guest = run(c.opcode, operand: c.operand, memory: c.memory, configuration)
      #expect(guest.hart[3] == c.memory)
      #expect(guest.load64(Guest.data) == c.left)
    }
  }

  private func run(
    _ opcode: Opcode, operand: UInt64, memory: UInt64, offset: UInt64 = 0,
    _ configuration: MachineConfiguration
  ) -> Guest {
    let guest = Guest([Instruction(opcode, rd: 3, rs1: 1, rs2: 2), Instruction(.ecall)], configuration)
    guest.store64(memory, at: Guest.data)
    guest.hart[1] = Guest.data + offset
    guest.hart[2] = operand
    #expect(guest.run().cause == .environmentCall)
    return guest
  }

  @Test("Misaligned atomics trap with their address, even where loads and stores may be misaligned")
  func alignment() {
    for spec in InstructionSpec.all where spec.format == .atomic || spec.format == .loadReserved {
      let size: UInt64 = spec.mnemonic.hasSuffix(".w") ? 4 : 8
      for offset in [1, 2, size / 2, size - 1] {
        let isAtomic = spec.format == .atomic
        let guest = Guest([Instruction(spec.opcode, rd: 3, rs1: 1, rs2: isAtomic ? 2 : 0)])
        guest.hart[1] = Guest.data + offset
        let cause = isAtomic ? Trap.Cause.storeAddressMisaligned : .loadAddressMisaligned
        #expect(guest.run() == Trap(cause, value: Guest.data + offset))
        #expect(guest.hart[3] == 0)
      }
    }
  }

  @Test("An atomic needs the right to write, lr only that to read")
  func rights() {
    for (instruction, cause) in [
      (Instruction(.amoaddD, rd: 3, rs1: 1, rs2: 2), Trap.Cause.storePageFault),
      (Instruction(.scD, rd: 3, rs1: 1, rs2: 2), .storePageFault),
      (Instruction(.lrD, rd: 3, rs1: 1), .environmentCall),
    ] {
      let guest = Guest([instruction, Instruction(.ecall)])
      guest.mapPages(from: Guest.data, count: 1, [.valid, .user, .read])
      guest.hart[1] = Guest.data
      #expect(guest.run().cause == cause)
    }
  }

  /// What a store-conditional to x1 says after these instructions; 0 is success.
  private func condition(
    _ before: [Instruction], _ configuration: MachineConfiguration, _ between: (Guest) -> Void = { _ in }
  ) -> UInt64 {
    let code = before + [Instruction(.ecall), Instruction(.scD, rd: 3, rs1: 1, rs2: 2), Instruction(.ecall)]
    var configuration = configuration
    configuration.harts = 2
    let guest = Guest(code, configuration)
    for hart in guest.machine.harts {
      hart[1] = Guest.data
      hart[2] = hart.id == 0 ? 77 : 0xff
      hart[4] = Guest.data + 256
    }
    guest.run()
    between(guest)
    guest.hart.pc += 4
    guest.hart[2] = 78
    guest.run()
    #expect((guest.load64(guest.hart[1]) == 78) == (guest.hart[3] == 0))
    return guest.hart[3]
  }

  private static let reserve = Instruction(.lrD, rd: 5, rs1: 1)

  @Test(
    "A store-conditional succeeds after its load-reserved and fails without one", arguments: configurations)
  func reservation(_ configuration: MachineConfiguration) {
    #expect(condition([Self.reserve], configuration) == 0)
    #expect(condition([], configuration) == 1)
    #expect(condition([Instruction(.lrD, rd: 5, rs1: 4)], configuration) == 1)
    #expect(condition([Self.reserve, Instruction(.lrD, rd: 5, rs1: 4)], configuration) == 1)
    #expect(condition([Self.reserve, Instruction(.scD, rd: 6, rs1: 4, rs2: 2)], configuration) == 1)
    #expect(condition([Self.reserve, Instruction(.scD, rd: 6, rs1: 1, rs2: 2)], configuration) == 1)
  }

  @Test("A hart's own stores do not end its reservation", arguments: configurations)
  func ownStores(_ configuration: MachineConfiguration) {
    #expect(condition([Self.reserve, Instruction(.sd, rs1: 4, rs2: 2)], configuration) == 0)
    #expect(condition([Self.reserve, Instruction(.sd, rs1: 1, rs2: 4, immediate: 8)], configuration) == 0)
  }

  @Test("The kernel can end a reservation", arguments: configurations)
  func clearing(_ configuration: MachineConfiguration) {
    #expect(condition([Self.reserve], configuration) { $0.hart.clearReservation() } == 1)
  }

  /// What the other hart does in between, and whether it ends the reservation.
  static let others: [(Instruction, UInt64)] = [
    (Instruction(.sd, rs1: 1, rs2: 2), 1), (Instruction(.sb, rs1: 1, rs2: 2, immediate: 63), 1),
    (Instruction(.amoaddW, rd: 3, rs1: 1, rs2: 2), 1), (Instruction(.sd, rs1: 1, rs2: 2, immediate: 64), 0),
    (Instruction(.ld, rd: 3, rs1: 1), 0), (Instruction(.sd, rs1: 1, rs2: 2, immediate: -1), 1),
  ]

  @Test("Another hart's store to the same 64 bytes ends a reservation", arguments: others)
  func otherHart(instruction: Instruction, result: UInt64) {
    for lineSize in [0, 16, 64, 128] {
      for warm in [false, true] {
        var configuration = MachineConfiguration.small
        if lineSize == 0 { configuration.isModelled = false } else { configuration.setLineSize(lineSize) }
        let outcome = condition([Self.reserve], configuration) { guest in
          let other = guest.machine.harts[1]
          other[1] = Guest.data + 64
          other.pc = Guest.data + 4096
          guest.hart[1] = Guest.data + 64
          // Before the reservation the other hart has written here, so that its shortcuts are warm.
          if warm {
            guest.put([instruction, instruction, Instruction(.ecall)], at: Guest.data + 4096)
            guest.run(1)
          }
          self.reserveAgain(guest)
          guest.put([instruction, Instruction(.ecall)], at: Guest.data + 4096)
          other.pc = Guest.data + 4096
          guest.run(1)
        }
        #expect(outcome == result, "\(instruction.assembly(at: 0)), lines of \(lineSize), warm \(warm)")
      }
    }
  }

  /// Reserves x1 on hart 0 again, without moving its pc for good.
  private func reserveAgain(_ guest: Guest) {
    let pc = guest.hart.pc
    guest.hart.pc = Guest.code
    guest.run()
    guest.hart.pc = pc
  }
}

extension MachineConfiguration {
  mutating func setLineSize(_ size: Int) {
    for level in [\MachineConfiguration.l1i, \.l1d] { self[keyPath: level].lineSize = size }
    l2?.lineSize = size
    l3?.lineSize = size
  }
}
