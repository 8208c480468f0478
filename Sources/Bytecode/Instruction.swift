/// One bytecode instruction: eight bytes that a hex dump shows without a manual.
///
///     byte 0   byte 1   byte 2   byte 3   bytes 4…7
///     opcode   rd       rs1      rs2      immediate, signed 32 bits, little-endian
///
/// A field that an instruction does not use is 0. The immediate is ready for use: sign-extended, and for `lui`
/// and `auipc` already shifted into bits 12…31. Branches and `jal` hold their distance in bytes. For the atomics
/// it holds the ordering bits (`aq` is 2, `rl` is 1) and for `fence` the twelve bits fm, predecessor, successor.
public struct Instruction: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// What to do.
  public var opcode: Opcode
  /// The destination register, 0…31.
  public var rd: UInt8
  /// The first source register, 0…31.
  public var rs1: UInt8
  /// The second source register, 0…31.
  public var rs2: UInt8
  /// The immediate operand.
  public var immediate: Int32

  /// Makes an instruction of its five fields; the ones that are left out are 0.
  @inlinable
  public init(_ opcode: Opcode, rd: UInt8 = 0, rs1: UInt8 = 0, rs2: UInt8 = 0, immediate: Int32 = 0) {
    self.opcode = opcode
    self.rd = rd
    self.rs1 = rs1
    self.rs2 = rs2
    self.immediate = immediate
  }

  /// The row of the instruction table that describes this instruction.
  public var spec: InstructionSpec { InstructionSpec.all[Int(opcode.rawValue)] }

  /// The eight bytes, in the order in which they lie in memory.
  public var bytes: [UInt8] {
    let bits = UInt32(bitPattern: immediate)
    return [opcode.rawValue, rd, rs1, rs2] + (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
  }
}
