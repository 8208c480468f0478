import Bytecode
import Machine
import Testing

private let min64: UInt64 = 1 << 63
private let max64: UInt64 = 1 << 63 - 1
private let minus1 = UInt64.max
private func minus(_ n: UInt64) -> UInt64 { 0 &- n }

/// The corners of the arithmetic, from the tables and sentences of the unprivileged manual.
@Suite struct ArithmeticTests {
  /// An operation on x1 and x2, and what it leaves in x3.
  struct Case: CustomTestStringConvertible {
    let opcode: Opcode
    let a: UInt64
    let b: UInt64
    let result: UInt64

    init(_ opcode: Opcode, _ a: UInt64, _ b: UInt64, _ result: UInt64) {
      (self.opcode, self.a, self.b, self.result) = (opcode, a, b, result)
    }

    var testDescription: String { "\(opcode) 0x\(String(a, radix: 16)), 0x\(String(b, radix: 16))" }
  }

  @Test(
    "Operations on two registers",
    arguments: [
      Case(.add, minus1, 1, 0), Case(.add, max64, 1, min64), Case(.sub, 0, 1, minus1),
      Case(.sub, min64, 1, max64),
      Case(.and, 0xff00, 0x0ff0, 0x0f00), Case(.or, 0xff00, 0x0ff0, 0xfff0),
      Case(.xor, 0xff00, 0x0ff0, 0xf0f0),

      // The lower six bits of the second operand are the amount.
      Case(.sll, 1, 63, min64), Case(.sll, 1, 64, 1), Case(.sll, 3, 63, min64), Case(.sll, 1, minus1, min64),
      Case(.srl, min64, 63, 1), Case(.srl, min64, 64, min64), Case(.srl, minus1, 4, 0x0fff_ffff_ffff_ffff),
      Case(.sra, min64, 63, minus1), Case(.sra, min64, 64, min64), Case(.sra, max64, 62, 1),
      Case(.sra, minus(16), 2, minus(4)),

      Case(.slt, minus1, 0, 1), Case(.slt, 0, minus1, 0), Case(.slt, min64, max64, 1), Case(.slt, 5, 5, 0),
      Case(.sltu, minus1, 0, 0), Case(.sltu, 0, minus1, 1), Case(.sltu, min64, max64, 0),
      Case(.sltu, 5, 5, 0),

      // The upper halves of the operands do not count, the result is sign-extended.
      Case(.addw, 0x7fff_ffff, 1, 0xffff_ffff_8000_0000), Case(.addw, 0xffff_ffff_0000_0001, 1, 2),
      Case(.addw, 0x1_ffff_ffff, 1, 0), Case(.subw, 0x8000_0000, 1, 0x7fff_ffff), Case(.subw, 0, 1, minus1),
      Case(.sllw, 1, 31, 0xffff_ffff_8000_0000), Case(.sllw, 1, 32, 1),
      Case(.sllw, 0x1_0000_0001, 63, 0xffff_ffff_8000_0000),
      Case(.srlw, 0xffff_ffff_8000_0000, 31, 1), Case(.srlw, 0x8000_0000, 0, 0xffff_ffff_8000_0000),
      Case(.srlw, 0x1_0000_0000, 1, 0), Case(.srlw, 0x8000_0000, 32, 0xffff_ffff_8000_0000),
      Case(.sraw, 0x8000_0000, 31, minus1), Case(.sraw, 0x8000_0000, 32, 0xffff_ffff_8000_0000),
      Case(.sraw, 0x1_7fff_ffff, 30, 1),

      Case(.mul, minus1, minus1, 1), Case(.mul, min64, minus1, min64), Case(.mul, 1 << 32, 1 << 32, 0),
      Case(.mulh, minus1, minus1, 0), Case(.mulh, min64, min64, 1 << 62), Case(.mulh, minus1, 1, minus1),
      Case(.mulh, max64, max64, 0x3fff_ffff_ffff_ffff), Case(.mulh, min64, minus1, 0),
      Case(.mulhu, minus1, minus1, minus(2)), Case(.mulhu, min64, min64, 1 << 62), Case(.mulhu, minus1, 1, 0),
      Case(.mulhu, min64, 2, 1),
      Case(.mulhsu, minus1, minus1, minus1), Case(.mulhsu, minus1, 1, minus1), Case(.mulhsu, 1, minus1, 0),
      Case(.mulhsu, min64, minus1, min64), Case(.mulhsu, 2, min64, 1), Case(.mulhsu, min64, 2, minus1),
      Case(.mulhsu, max64, minus1, 0x7fff_ffff_ffff_fffe), Case(.mulhsu, 0, minus1, 0),
      Case(.mulw, 0x1_0000_0003, 5, 15), Case(.mulw, 0x1_0000, 0x8000, 0xffff_ffff_8000_0000),
      Case(.mulw, 0x1_0000, 0x1_0000, 0),

      // Table 13.1: division by zero and overflow.
      Case(.div, 7, 0, minus1), Case(.div, minus(7), 0, minus1), Case(.div, min64, minus1, min64),
      Case(.div, minus(7), 2, minus(3)), Case(.div, 7, minus(2), minus(3)), Case(.div, 0, 0, minus1),
      Case(.divu, 7, 0, minus1), Case(.divu, min64, minus1, 0), Case(.divu, minus1, 2, max64),
      Case(.rem, 7, 0, 7), Case(.rem, minus(7), 0, minus(7)), Case(.rem, min64, minus1, 0),
      Case(.rem, minus(7), 2, minus1), Case(.rem, 7, minus(2), 1),
      Case(.remu, 7, 0, 7), Case(.remu, minus1, 0, minus1), Case(.remu, min64, minus1, min64),
      Case(.remu, minus1, 16, 15),
      Case(.divw, 7, 0x1_0000_0000, minus1), Case(.divw, 0x8000_0000, minus1, 0xffff_ffff_8000_0000),
      Case(.divw, 0xffff_ffff, 0xffff_ffff, 1), Case(.divw, 0x1_0000_0007, 2, 3),
      Case(.divuw, 7, 0, minus1), Case(.divuw, 0x8000_0000, 0xffff_ffff, 0),
      Case(.divuw, 0xffff_ffff, 1, minus1),
      Case(.divuw, 0x5_8000_0000, 1, 0xffff_ffff_8000_0000),
      Case(.remw, 0x1_8000_0000, 0, 0xffff_ffff_8000_0000), Case(.remw, 0x8000_0000, minus1, 0),
      Case(.remw, minus(7), 2, minus1), Case(.remw, 7, 0, 7),
      Case(.remuw, 0x8000_0000, 0, 0xffff_ffff_8000_0000),
      Case(.remuw, 0x8000_0000, 0xffff_ffff, 0xffff_ffff_8000_0000),
      Case(.remuw, 0xffff_ffff, 16, 15), Case(.remuw, 0x1_0000_0007, 4, 3),
    ])
  func register(_ c: Case) {
    #expect(execute(Instruction(c.opcode, rd: 3, rs1: 1, rs2: 2), c.a, c.b) == c.result)
  }

  @Test(
    "Operations on a register and an immediate",
    arguments: [
      Case(.addi, minus1, 1, 0), Case(.addi, 0, minus(2048), minus(2048)),
      Case(.addi, max64, 2047, min64 + 2046),
      Case(.slti, minus1, 0, 1), Case(.slti, 0, minus1, 0), Case(.slti, 2046, 2047, 1),
      Case(.slti, minus(2048), minus(2048), 0),
      // The immediate is sign-extended first and then compared as unsigned.
      Case(.sltiu, 5, minus1, 1), Case(.sltiu, minus1, minus1, 0), Case(.sltiu, 0, 1, 1),
      Case(.sltiu, 1, 1, 0),
      Case(.sltiu, minus(2049), minus(2048), 1),
      Case(.xori, 0x0f0f, minus1, ~0x0f0f), Case(.ori, 0x0f0f, minus(2048), minus(2048) | 0x70f),
      Case(.andi, 0xffff, minus(2048), 0xf800), Case(.andi, minus1, 2047, 2047),
      Case(.slli, 1, 0, 1), Case(.slli, 1, 63, min64), Case(.slli, 1, 32, 1 << 32),
      Case(.srli, min64, 63, 1), Case(.srli, minus1, 32, 0xffff_ffff), Case(.srli, 5, 0, 5),
      Case(.srai, min64, 63, minus1), Case(.srai, 0x8000_0000, 31, 1), Case(.srai, minus(5), 1, minus(3)),
      Case(.addiw, 0x7fff_ffff, 1, 0xffff_ffff_8000_0000), Case(.addiw, 0x1_0000_0000, minus1, minus1),
      Case(.addiw, 0xffff_ffff, 0, minus1),
      Case(.slliw, 1, 31, 0xffff_ffff_8000_0000), Case(.slliw, 0x8000_0000, 1, 0),
      Case(.srliw, 0xffff_ffff_8000_0000, 31, 1),
      Case(.srliw, 0xffff_ffff_8000_0000, 0, 0xffff_ffff_8000_0000),
      Case(.sraiw, 0x8000_0000, 31, minus1), Case(.sraiw, 0x1_7fff_ffff, 30, 1),
    ])
  func immediate(_ c: Case) {
    let instruction = Instruction(c.opcode, rd: 3, rs1: 1, immediate: Int32(truncatingIfNeeded: c.b))
    #expect(execute(instruction, c.a, 0) == c.result)
  }

  @Test(
    "lui and auipc sign-extend their 20 bits",
    arguments: [(0x7fff_f000, 0x7fff_f000), (Int32.min, 0xffff_ffff_8000_0000), (-4096, minus(4096)), (0, 0)]
      as [(Int32, UInt64)])
  func upper(immediate: Int32, value: UInt64) {
    #expect(execute(Instruction(.lui, rd: 3, immediate: immediate), 0, 0) == value)
    #expect(execute(Instruction(.auipc, rd: 3, immediate: immediate), 0, 0) == Guest.code &+ value)
  }

  @Test("What is written to x0 is lost, and the operation has no other effect", arguments: Opcode.allCases)
  func x0(opcode: Opcode) {
    let format = InstructionSpec.all[Int(opcode.rawValue)].format
    let fields = format.registers
    guard fields.rd, format != .jump, format != .jumpRegister else { return }
    let instruction = Instruction(opcode, rs1: fields.rs1 ? 10 : 0, rs2: fields.rs2 ? 11 : 0)
    let guest = Guest([instruction, Instruction(.ecall)])
    guest.hart[10] = Guest.data
    guest.hart[11] = 7
    #expect(guest.run().cause == .environmentCall)
    for register in 0..<32 where register != 10 && register != 11 { #expect(guest.hart[register] == 0) }
  }

  @Test("An operation may write the register that it reads")
  func destinationIsSource() {
    for opcode in [Opcode.add, .mulh, .div, .remuw, .sraw, .sltu] {
      for source in [(1, 2), (2, 1)] as [(UInt8, UInt8)] {
        let expected = execute(Instruction(opcode, rd: 3, rs1: source.0, rs2: source.1), 100, 7)
        let guest = Guest([Instruction(opcode, rd: 1, rs1: source.0, rs2: source.1), Instruction(.ecall)])
        guest.hart[1] = 100
        guest.hart[2] = 7
        guest.run()
        #expect(guest.hart[1] == expected)
      }
    }
  }

  @Test("The counters count what has retired before them", arguments: [Opcode.rdinstret, .rdcycle, .rdtime])
  func counters(opcode: Opcode) {
    let code = [
      Instruction(.addi), Instruction(opcode, rd: 3), Instruction(.jal, immediate: 8), Instruction(.illegal),
      Instruction(opcode, rd: 4), Instruction(.ecall),
    ]
    let guest = Guest([Instruction(.addi)], .functional)
    guest.put(words: code.map { $0.opcode == .illegal ? 0 : $0.word }, at: Guest.code)
    guest.run()
    #expect(guest.hart[3] == 1)
    #expect(guest.hart[4] == 3)
    #expect(guest.hart.counters.instructions == 4)
  }

  @Test(
    "A word that is no instruction traps with the word and changes nothing",
    arguments: [0, .max, 0x7000_0073] as [UInt32])
  func illegal(word: UInt32) {
    let guest = Guest([Instruction(.addi, rd: 3, immediate: 1)])
    guest.put(words: [word], at: Guest.code + 4)
    #expect(guest.run() == Trap(.illegalInstruction, value: UInt64(word)))
    #expect(guest.hart.pc == Guest.code + 4)
    #expect(guest.hart.counters.instructions == 1)
  }

  @Test("ecall and ebreak trap at their own address and do not retire")
  func traps() {
    for (opcode, trap) in [
      (Opcode.ecall, Trap(.environmentCall)), (.ebreak, Trap(.breakpoint, value: Guest.code + 4)),
    ] {
      let guest = Guest([Instruction(.addi), Instruction(opcode)])
      #expect(guest.run() == trap)
      #expect(guest.hart.pc == Guest.code + 4)
      #expect(guest.hart.counters.instructions == 1)
    }
  }

  /// What an instruction leaves in x3, the same in both modes.
  private func execute(_ instruction: Instruction, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let results = [MachineConfiguration.functional, .small].map { configuration in
      let guest = Guest([instruction, Instruction(.ecall)], configuration)
      guest.hart[1] = a
      guest.hart[2] = b
      let trap = guest.run()
      #expect(trap.cause == .environmentCall)
      return guest.hart[3]
    }
    #expect(results[0] == results[1])
    return results[0]
  }
}
