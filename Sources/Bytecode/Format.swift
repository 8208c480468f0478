/// How a machine word holds an instruction's operands (RISC-V unprivileged manual, section 2.2).
///
///     R   funct7          rs2  rs1  funct3  rd           opcode
///     I   imm[11:0]            rs1  funct3  rd           opcode
///     S   imm[11:5]       rs2  rs1  funct3  imm[4:0]     opcode
///     B   imm[12|10:5]    rs2  rs1  funct3  imm[4:1|11]  opcode
///     U   imm[31:12]                        rd           opcode
///     J   imm[20|10:1|11|19:12]             rd           opcode
public enum Format: String, Sendable, CaseIterable {
  /// Three registers: `add rd, rs1, rs2`.
  case register = "R"
  /// A register and a 12-bit signed immediate: `addi rd, rs1, imm`.
  case immediate = "I"
  /// The same, written as a memory operand: `lw rd, imm(rs1)`.
  case load = "I, load"
  /// The same, for `jalr rd, imm(rs1)`.
  case jumpRegister = "I, jalr"
  /// A shift by 0…63: `slli rd, rs1, shamt`.
  case shift64 = "I, 6-bit shift"
  /// A shift by 0…31: `slliw rd, rs1, shamt`.
  case shift32 = "I, 5-bit shift"
  /// A store: `sw rs2, imm(rs1)`.
  case store = "S"
  /// A conditional branch: `beq rs1, rs2, distance`.
  case branch = "B"
  /// The upper 20 bits: `lui rd, imm`.
  case upper = "U"
  /// A jump: `jal rd, distance`.
  case jump = "J"
  /// An atomic of address and operand: `amoadd.w rd, rs2, (rs1)`.
  case atomic = "R, atomic"
  /// A load-reserved, which has no operand: `lr.w rd, (rs1)`.
  case loadReserved = "R, lr"
  /// `fence predecessor, successor`.
  case fence = "I, fence"
  /// Only a destination: `rdcycle rd`.
  case counter = "I, counter"
  /// No operands: `ecall`.
  case bare = "I, bare"

  /// The immediates that the format can hold, in the form in which `Instruction` holds them.
  ///
  /// Branch and jump distances must also be even, and upper immediates multiples of 4096.
  public var immediateRange: ClosedRange<Int32> {
    switch self {
    case .immediate, .load, .jumpRegister, .store: -2048...2047
    case .shift64: 0...63
    case .shift32: 0...31
    case .branch: -4096...4094
    case .jump: -1_048_576...1_048_574
    case .upper: Int32.min...0x7fff_f000
    case .atomic, .loadReserved: 0...3
    case .fence: 0...0xfff
    case .register, .counter, .bare: 0...0
    }
  }

  /// Which of the fields rd, rs1 and rs2 the format has.
  public var registers: (rd: Bool, rs1: Bool, rs2: Bool) {
    switch self {
    case .register, .atomic: (true, true, true)
    case .immediate, .load, .jumpRegister, .shift64, .shift32, .loadReserved: (true, true, false)
    case .store, .branch: (false, true, true)
    case .upper, .jump, .counter: (true, false, false)
    case .fence, .bare: (false, false, false)
    }
  }
}
