/// One row of the instruction table: everything that decoding, encoding, disassembly and the manual need.
public struct InstructionSpec: Sendable {
  /// Byte 0 of the bytecode; the row's index in `all`.
  public let opcode: Opcode
  /// The mnemonic, as assemblers write it.
  public let mnemonic: String
  /// Where the operands lie in the machine word.
  public let format: Format
  /// The value of the bits under `mask`.
  public let match: UInt32
  /// The bits that tell this instruction from every other.
  public let mask: UInt32
  /// What it does, in the notation of the ISA reference.
  public let meaning: String

  init(
    _ opcode: Opcode, _ mnemonic: String, _ format: Format, _ match: UInt32, _ mask: UInt32, _ meaning: String
  ) {
    self.opcode = opcode
    self.mnemonic = mnemonic
    self.format = format
    self.match = match
    self.mask = mask
    self.meaning = meaning
  }

  /// The row for a mnemonic, or nil if there is no such instruction.
  public static func named(_ mnemonic: String) -> InstructionSpec? { byMnemonic[mnemonic] }

  private static let byMnemonic = Dictionary(uniqueKeysWithValues: all.dropFirst().map { ($0.mnemonic, $0) })

  /// The instruction table, in the order of the opcodes.
  ///
  /// In the meanings, `M8[a]` is the byte at a, `sx32(x)` the low 32 bits of x sign-extended, `<u` an unsigned
  /// comparison and `hi(x)` the upper half of a 128-bit product.
  public static let all: [InstructionSpec] = [
    .init(.illegal, "illegal", .bare, 0x0000_0000, 0xffff_ffff, "raise an illegal-instruction exception"),

    .init(.lui, "lui", .upper, 0x37, opcodeBits, "rd = imm"),
    .init(.auipc, "auipc", .upper, 0x17, opcodeBits, "rd = pc + imm"),
    .init(.jal, "jal", .jump, 0x6f, opcodeBits, "rd = pc + 4; pc = pc + imm"),
    .init(.jalr, "jalr", .jumpRegister, 0x0067, funct3Bits, "t = rs1 + imm; rd = pc + 4; pc = t & ~1"),
    .init(.beq, "beq", .branch, 0x0063, funct3Bits, "if rs1 == rs2: pc = pc + imm"),
    .init(.bne, "bne", .branch, 0x1063, funct3Bits, "if rs1 != rs2: pc = pc + imm"),
    .init(.blt, "blt", .branch, 0x4063, funct3Bits, "if rs1 < rs2: pc = pc + imm"),
    .init(.bge, "bge", .branch, 0x5063, funct3Bits, "if rs1 >= rs2: pc = pc + imm"),
    .init(.bltu, "bltu", .branch, 0x6063, funct3Bits, "if rs1 <u rs2: pc = pc + imm"),
    .init(.bgeu, "bgeu", .branch, 0x7063, funct3Bits, "if rs1 >=u rs2: pc = pc + imm"),

    .init(.lb, "lb", .load, 0x0003, funct3Bits, "rd = M8[rs1 + imm], sign-extended"),
    .init(.lh, "lh", .load, 0x1003, funct3Bits, "rd = M16[rs1 + imm], sign-extended"),
    .init(.lw, "lw", .load, 0x2003, funct3Bits, "rd = M32[rs1 + imm], sign-extended"),
    .init(.ld, "ld", .load, 0x3003, funct3Bits, "rd = M64[rs1 + imm]"),
    .init(.lbu, "lbu", .load, 0x4003, funct3Bits, "rd = M8[rs1 + imm], zero-extended"),
    .init(.lhu, "lhu", .load, 0x5003, funct3Bits, "rd = M16[rs1 + imm], zero-extended"),
    .init(.lwu, "lwu", .load, 0x6003, funct3Bits, "rd = M32[rs1 + imm], zero-extended"),
    .init(.sb, "sb", .store, 0x0023, funct3Bits, "M8[rs1 + imm] = rs2"),
    .init(.sh, "sh", .store, 0x1023, funct3Bits, "M16[rs1 + imm] = rs2"),
    .init(.sw, "sw", .store, 0x2023, funct3Bits, "M32[rs1 + imm] = rs2"),
    .init(.sd, "sd", .store, 0x3023, funct3Bits, "M64[rs1 + imm] = rs2"),

    .init(.addi, "addi", .immediate, 0x0013, funct3Bits, "rd = rs1 + imm"),
    .init(.slti, "slti", .immediate, 0x2013, funct3Bits, "rd = rs1 < imm ? 1 : 0"),
    .init(.sltiu, "sltiu", .immediate, 0x3013, funct3Bits, "rd = rs1 <u imm ? 1 : 0"),
    .init(.xori, "xori", .immediate, 0x4013, funct3Bits, "rd = rs1 ^ imm"),
    .init(.ori, "ori", .immediate, 0x6013, funct3Bits, "rd = rs1 | imm"),
    .init(.andi, "andi", .immediate, 0x7013, funct3Bits, "rd = rs1 & imm"),
    .init(.slli, "slli", .shift64, 0x1013, funct6Bits, "rd = rs1 << imm"),
    .init(.srli, "srli", .shift64, 0x5013, funct6Bits, "rd = rs1 >> imm, filling with zeros"),
    .init(.srai, "srai", .shift64, 0x4000_5013, funct6Bits, "rd = rs1 >> imm, filling with the sign"),
    .init(.add, "add", .register, 0x0033, funct7Bits, "rd = rs1 + rs2"),
    .init(.sub, "sub", .register, 0x4000_0033, funct7Bits, "rd = rs1 - rs2"),
    .init(.sll, "sll", .register, 0x1033, funct7Bits, "rd = rs1 << (rs2 & 63)"),
    .init(.slt, "slt", .register, 0x2033, funct7Bits, "rd = rs1 < rs2 ? 1 : 0"),
    .init(.sltu, "sltu", .register, 0x3033, funct7Bits, "rd = rs1 <u rs2 ? 1 : 0"),
    .init(.xor, "xor", .register, 0x4033, funct7Bits, "rd = rs1 ^ rs2"),
    .init(.srl, "srl", .register, 0x5033, funct7Bits, "rd = rs1 >> (rs2 & 63), filling with zeros"),
    .init(.sra, "sra", .register, 0x4000_5033, funct7Bits, "rd = rs1 >> (rs2 & 63), filling with the sign"),
    .init(.or, "or", .register, 0x6033, funct7Bits, "rd = rs1 | rs2"),
    .init(.and, "and", .register, 0x7033, funct7Bits, "rd = rs1 & rs2"),

    .init(.addiw, "addiw", .immediate, 0x001b, funct3Bits, "rd = sx32(rs1 + imm)"),
    .init(.slliw, "slliw", .shift32, 0x101b, funct7Bits, "rd = sx32(rs1 << imm)"),
    .init(.srliw, "srliw", .shift32, 0x501b, funct7Bits, "rd = sx32(low 32 bits of rs1 >> imm)"),
    .init(.sraiw, "sraiw", .shift32, 0x4000_501b, funct7Bits, "rd = sx32(rs1) >> imm, filling with the sign"),
    .init(.addw, "addw", .register, 0x003b, funct7Bits, "rd = sx32(rs1 + rs2)"),
    .init(.subw, "subw", .register, 0x4000_003b, funct7Bits, "rd = sx32(rs1 - rs2)"),
    .init(.sllw, "sllw", .register, 0x103b, funct7Bits, "rd = sx32(rs1 << (rs2 & 31))"),
    .init(.srlw, "srlw", .register, 0x503b, funct7Bits, "rd = sx32(low 32 bits of rs1 >> (rs2 & 31))"),
    .init(
      .sraw, "sraw", .register, 0x4000_503b, funct7Bits, "rd = sx32(rs1) >> (rs2 & 31), filling with the sign"
    ),

    .init(.fence, "fence", .fence, 0x000f, 0x000f_ffff, "order memory accesses"),
    .init(.fenceI, "fence.i", .bare, 0x100f, 0xffff_ffff, "order stores before later instruction fetches"),
    .init(.ecall, "ecall", .bare, 0x0000_0073, 0xffff_ffff, "trap into the kernel"),
    .init(.ebreak, "ebreak", .bare, 0x0010_0073, 0xffff_ffff, "trap into the debugger"),
    .init(.rdcycle, "rdcycle", .counter, 0xc000_2073, 0xffff_f07f, "rd = cycles of this hart"),
    .init(.rdtime, "rdtime", .counter, 0xc010_2073, 0xffff_f07f, "rd = ticks of virtual time"),
    .init(.rdinstret, "rdinstret", .counter, 0xc020_2073, 0xffff_f07f, "rd = instructions of this hart"),

    .init(.mul, "mul", .register, 0x0200_0033, funct7Bits, "rd = rs1 * rs2"),
    .init(.mulh, "mulh", .register, 0x0200_1033, funct7Bits, "rd = hi(rs1 * rs2), both signed"),
    .init(
      .mulhsu, "mulhsu", .register, 0x0200_2033, funct7Bits, "rd = hi(rs1 * rs2), rs1 signed, rs2 unsigned"),
    .init(.mulhu, "mulhu", .register, 0x0200_3033, funct7Bits, "rd = hi(rs1 * rs2), both unsigned"),
    .init(.div, "div", .register, 0x0200_4033, funct7Bits, "rd = rs1 / rs2; -1 if rs2 == 0; rs1 on overflow"),
    .init(.divu, "divu", .register, 0x0200_5033, funct7Bits, "rd = rs1 /u rs2; 2^64 - 1 if rs2 == 0"),
    .init(
      .rem, "rem", .register, 0x0200_6033, funct7Bits, "rd = rs1 mod rs2; rs1 if rs2 == 0; 0 on overflow"),
    .init(.remu, "remu", .register, 0x0200_7033, funct7Bits, "rd = rs1 mod rs2, unsigned; rs1 if rs2 == 0"),
    .init(.mulw, "mulw", .register, 0x0200_003b, funct7Bits, "rd = sx32(rs1 * rs2)"),
    .init(
      .divw, "divw", .register, 0x0200_403b, funct7Bits, "rd = sx32(sx32(rs1) / sx32(rs2)), corners as div"),
    .init(.divuw, "divuw", .register, 0x0200_503b, funct7Bits, "the same, unsigned, corners as divu"),
    .init(
      .remw, "remw", .register, 0x0200_603b, funct7Bits, "rd = sx32(sx32(rs1) mod sx32(rs2)), corners as rem"),
    .init(.remuw, "remuw", .register, 0x0200_703b, funct7Bits, "the same, unsigned, corners as remu"),

    .init(
      .lrW, "lr.w", .loadReserved, 0x1000_202f, loadReservedBits, "rd = M32[rs1], sign-extended; reserve"),
    .init(.scW, "sc.w", .atomic, 0x1800_202f, atomicBits, "if reserved: M32[rs1] = rs2, rd = 0; else rd = 1"),
    .init(.amoswapW, "amoswap.w", .atomic, 0x0800_202f, atomicBits, "t = M32[rs1]; M32[rs1] = rs2; rd = t"),
    .init(.amoaddW, "amoadd.w", .atomic, 0x0000_202f, atomicBits, "t = M32[rs1]; M32[rs1] = t + rs2; rd = t"),
    .init(.amoxorW, "amoxor.w", .atomic, 0x2000_202f, atomicBits, "t = M32[rs1]; M32[rs1] = t ^ rs2; rd = t"),
    .init(.amoandW, "amoand.w", .atomic, 0x6000_202f, atomicBits, "t = M32[rs1]; M32[rs1] = t & rs2; rd = t"),
    .init(.amoorW, "amoor.w", .atomic, 0x4000_202f, atomicBits, "t = M32[rs1]; M32[rs1] = t | rs2; rd = t"),
    .init(
      .amominW, "amomin.w", .atomic, 0x8000_202f, atomicBits, "t = M32[rs1]; M32[rs1] = min(t, rs2); rd = t"),
    .init(
      .amomaxW, "amomax.w", .atomic, 0xa000_202f, atomicBits, "t = M32[rs1]; M32[rs1] = max(t, rs2); rd = t"),
    .init(.amominuW, "amominu.w", .atomic, 0xc000_202f, atomicBits, "the same as amomin.w, unsigned"),
    .init(.amomaxuW, "amomaxu.w", .atomic, 0xe000_202f, atomicBits, "the same as amomax.w, unsigned"),
    .init(.lrD, "lr.d", .loadReserved, 0x1000_302f, loadReservedBits, "rd = M64[rs1]; reserve"),
    .init(.scD, "sc.d", .atomic, 0x1800_302f, atomicBits, "if reserved: M64[rs1] = rs2, rd = 0; else rd = 1"),
    .init(.amoswapD, "amoswap.d", .atomic, 0x0800_302f, atomicBits, "t = M64[rs1]; M64[rs1] = rs2; rd = t"),
    .init(.amoaddD, "amoadd.d", .atomic, 0x0000_302f, atomicBits, "t = M64[rs1]; M64[rs1] = t + rs2; rd = t"),
    .init(.amoxorD, "amoxor.d", .atomic, 0x2000_302f, atomicBits, "t = M64[rs1]; M64[rs1] = t ^ rs2; rd = t"),
    .init(.amoandD, "amoand.d", .atomic, 0x6000_302f, atomicBits, "t = M64[rs1]; M64[rs1] = t & rs2; rd = t"),
    .init(.amoorD, "amoor.d", .atomic, 0x4000_302f, atomicBits, "t = M64[rs1]; M64[rs1] = t | rs2; rd = t"),
    .init(
      .amominD, "amomin.d", .atomic, 0x8000_302f, atomicBits, "t = M64[rs1]; M64[rs1] = min(t, rs2); rd = t"),
    .init(
      .amomaxD, "amomax.d", .atomic, 0xa000_302f, atomicBits, "t = M64[rs1]; M64[rs1] = max(t, rs2); rd = t"),
    .init(.amominuD, "amominu.d", .atomic, 0xc000_302f, atomicBits, "the same as amomin.d, unsigned"),
    .init(.amomaxuD, "amomaxu.d", .atomic, 0xe000_302f, atomicBits, "the same as amomax.d, unsigned"),
  ]

  private static let opcodeBits: UInt32 = 0x0000_007f
  private static let funct3Bits: UInt32 = 0x0000_707f
  private static let funct6Bits: UInt32 = 0xfc00_707f
  private static let funct7Bits: UInt32 = 0xfe00_707f
  private static let atomicBits: UInt32 = 0xf800_707f
  private static let loadReservedBits: UInt32 = 0xf9f0_707f
}
