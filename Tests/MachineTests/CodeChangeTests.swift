import Bytecode
import Machine
import Testing

/// Programs that write their own code. On this machine stores reach the decoded code at once; a program that has
/// executed `fence.i`, as it must, cannot tell the difference.
@Suite struct CodeChangeTests {
  static let configurations = [MachineConfiguration.functional, .small]

  /// Where the changed word lies: next to the store, behind it in the page, at a page's end, in other pages.
  static let places: [UInt64] = [0x18, 0x80, 0xffc, 0x1000, 0x1ffc]

  @Test("A program that rewrites a word executes the new one", arguments: places, [true, false])
  func rewrite(offset: UInt64, fence: Bool) {
    for configuration in Self.configurations {
      for width in [Opcode.sb, .sh, .sw, .sd] {
        let guest = Guest(configuration)
        guest.mapPages(from: Guest.code, count: 3)
        let target = Guest.code + offset
        let (old, new) = (
          Instruction(.addi, rd: 3, rs1: 3, immediate: 1), Instruction(.addi, rd: 3, rs1: 3, immediate: 5)
        )
        guest.put(
          [
            Instruction(.jalr, rd: 1, rs1: 10), Instruction(width, rs1: 11, rs2: 12),
            Instruction(fence ? .fenceI : .addi), Instruction(.jalr, rd: 1, rs1: 10), Instruction(.ecall),
          ], at: Guest.code)
        guest.put([old], at: target)
        guest.put([Instruction(.jalr, rs1: 1)], at: target + 4)
        guest.hart.pc = Guest.code
        guest.hart[10] = target
        guest.hart[11] = target + (width == .sb || width == .sh ? 2 : 0)
        let following = UInt64(Instruction(.jalr, rs1: 1).word) << 32
        // The immediate begins at bit 20: sb changes byte 2, where the two differ.
        let word = UInt64(new.word) | following
        guest.hart[12] = width == .sb || width == .sh ? word >> 16 : word
        #expect(guest.run().cause == .environmentCall)
        #expect(guest.hart[3] == 6, "\(width)")
      }
    }
  }

  @Test("A misaligned store over the border of two pages of code changes both")
  func overBorder() {
    for configuration in Self.configurations {
      let guest = Guest(configuration)
      guest.mapPages(from: Guest.code, count: 2)
      let border = Guest.code + 4096
      let ones = Instruction(.addi, rd: 3, rs1: 3, immediate: 1)
      let code = [ones, ones, Instruction(.jalr, rs1: 1)]
      guest.put(code, at: border - 4)
      guest.put(
        [
          Instruction(.jalr, rd: 1, rs1: 10), Instruction(.sw, rs1: 10, rs2: 12, immediate: 2),
          Instruction(.fenceI), Instruction(.jalr, rd: 1, rs1: 10), Instruction(.ecall),
        ], at: Guest.code)
      guest.hart.pc = Guest.code
      guest.hart[10] = border - 4
      // The upper half of the first word and the lower half of the second: addi x3, x3, 5 and addi x4, x3, 1.
      let first = Instruction(.addi, rd: 3, rs1: 3, immediate: 5).word >> 16
      let second = Instruction(.addi, rd: 4, rs1: 3, immediate: 1).word & 0xffff
      guest.hart[12] = UInt64(first | second << 16)
      #expect(guest.run().cause == .environmentCall)
      #expect(guest.hart[3] == 7)
      #expect(guest.hart[4] == 8)
    }
  }

  @Test("Code that the kernel copies over old code is executed")
  func kernelWrites() {
    for configuration in Self.configurations {
      let guest = Guest([Instruction(.addi, rd: 3, immediate: 1), Instruction(.ecall)], configuration)
      guest.run()
      guest.put([Instruction(.addi, rd: 3, immediate: 2)], at: Guest.code)
      guest.hart.pc = Guest.code
      guest.run()
      #expect(guest.hart[3] == 2)
      guest.machine.clear(guest.physical(Guest.code).frame)
      guest.hart.pc = Guest.code
      #expect(guest.run() == Trap(.illegalInstruction, value: 0))
    }
  }

  @Test("A frame that becomes a copy of another executes the other's code")
  func copiedFrame() {
    for configuration in Self.configurations {
      let guest = Guest([Instruction(.addi, rd: 3, immediate: 1), Instruction(.ecall)], configuration)
      guest.put([Instruction(.addi, rd: 3, immediate: 9), Instruction(.ecall)], at: Guest.data)
      guest.run()
      guest.machine.copyFrame(guest.physical(Guest.data).frame, to: guest.physical(Guest.code).frame)
      guest.hart.pc = Guest.code
      guest.run()
      #expect(guest.hart[3] == 9)
    }
  }

  @Test("A store by one hart changes the code that another executes")
  func otherHart() {
    for var configuration in Self.configurations {
      configuration.harts = 2
      let guest = Guest([Instruction(.addi, rd: 3, immediate: 1), Instruction(.ecall)], configuration)
      guest.run(0)
      guest.put([Instruction(.sw, rs1: 1, rs2: 2), Instruction(.ecall)], at: Guest.data)
      guest.machine.harts[1].pc = Guest.data
      guest.machine.harts[1][1] = Guest.code
      guest.machine.harts[1][2] = UInt64(Instruction(.addi, rd: 3, immediate: 5).word)
      guest.run(1)
      guest.hart.pc = Guest.code
      guest.run(0)
      #expect(guest.hart[3] == 5)
    }
  }
}
