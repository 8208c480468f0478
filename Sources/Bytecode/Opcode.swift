/// What an instruction does: RV64I, M and A with the three counters, one opcode for each instruction.
///
/// The raw value is byte 0 of the bytecode. After the instructions come the marks and pairs of a decoded page,
/// which no program holds: `allCases` and the instruction table leave them out.
public enum Opcode: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// No instruction: executing it raises an illegal-instruction exception.
  case illegal

  // RV64I: constants and jumps.
  case lui, auipc, jal, jalr
  case beq, bne, blt, bge, bltu, bgeu
  // RV64I: loads and stores.
  case lb, lh, lw, ld, lbu, lhu, lwu
  case sb, sh, sw, sd
  // RV64I: arithmetic with an immediate, then with a register.
  case addi, slti, sltiu, xori, ori, andi, slli, srli, srai
  case add, sub, sll, slt, sltu, xor, srl, sra, or, and
  // RV64I: arithmetic on the low 32 bits.
  case addiw, slliw, srliw, sraiw
  case addw, subw, sllw, srlw, sraw
  // Ordering, the environment, and the counters of Zicntr.
  case fence, fenceI, ecall, ebreak
  case rdcycle, rdtime, rdinstret

  // M: multiplication and division.
  case mul, mulh, mulhsu, mulhu, div, divu, rem, remu
  case mulw, divw, divuw, remw, remuw

  // A: load-reserved, store-conditional and atomic memory operations on words and doublewords.
  case lrW, scW, amoswapW, amoaddW, amoxorW, amoandW, amoorW, amominW, amomaxW, amominuW, amomaxuW
  case lrD, scD, amoswapD, amoaddD, amoxorD, amoandD, amoorD, amominD, amomaxD, amominuD, amomaxuD

  // Marks of a decoded page: a word that was not decoded yet, the end of the page, and an instruction that is
  // so rare that it is executed out of line.
  case undecoded, pageEnd, outOfLine

  // Pairs in a decoded page: an instruction that is executed in one turn with the one that follows it.
  case addiAddi, addiAdd, addiMul, addiSb, addiSd, addiBeq, addiBne, addiBltu
  case andiAddi, slliAdd, slliSub, slliXor, slliAndi, slliSrli, slliAuipc, srliAdd, srliXor, srliSb
  case addAdd, xorBne, auipcJalr, lbuAddi, lwLw, ldLd, sdSd

  /// Every opcode that a program can hold.
  public static let allCases: [Opcode] = (0..<Opcode.undecoded.rawValue).map { Opcode(rawValue: $0)! }
}
