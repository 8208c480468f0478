import Bytecode

/// Pairs: two instructions that follow each other often, executed in one turn of the interpreter.
///
/// Only the opcode of the first one's slot says so. The second one keeps its slot, from which the pair takes its
/// operands, so that a jump can go there, and a trap in it finds the position there. Which pairs there are is a
/// matter of speed alone: these are the ones that programs of many kinds execute most.
extension Opcode {
  /// The pair that two instructions form, if there is one.
  static func pair(_ first: Opcode, _ second: Opcode) -> Opcode? {
    switch (first, second) {
    case (.addi, .addi): .addiAddi
    case (.addi, .add): .addiAdd
    case (.addi, .mul): .addiMul
    case (.addi, .sb): .addiSb
    case (.addi, .sd): .addiSd
    case (.addi, .beq): .addiBeq
    case (.addi, .bne): .addiBne
    case (.addi, .bltu): .addiBltu
    case (.andi, .addi): .andiAddi
    case (.slli, .add): .slliAdd
    case (.slli, .sub): .slliSub
    case (.slli, .xor): .slliXor
    case (.slli, .andi): .slliAndi
    case (.slli, .srli): .slliSrli
    case (.slli, .auipc): .slliAuipc
    case (.srli, .add): .srliAdd
    case (.srli, .xor): .srliXor
    case (.srli, .sb): .srliSb
    case (.add, .add): .addAdd
    case (.xor, .bne): .xorBne
    case (.auipc, .jalr): .auipcJalr
    case (.lbu, .addi): .lbuAddi
    case (.lw, .lw): .lwLw
    case (.ld, .ld): .ldLd
    case (.sd, .sd): .sdSd
    default: nil
    }
  }

  /// The instruction of a slot: of a pair, the first.
  var first: Opcode {
    switch self {
    case .addiAddi, .addiAdd, .addiMul, .addiSb, .addiSd, .addiBeq, .addiBne, .addiBltu: .addi
    case .andiAddi: .andi
    case .slliAdd, .slliSub, .slliXor, .slliAndi, .slliSrli, .slliAuipc: .slli
    case .srliAdd, .srliXor, .srliSb: .srli
    case .addAdd: .add
    case .xorBne: .xor
    case .auipcJalr: .auipc
    case .lbuAddi: .lbu
    case .lwLw: .lw
    case .ldLd: .ld
    case .sdSd: .sd
    default: self
    }
  }
}

extension DecodedPage {
  /// Joins the instruction of a slot with the ones before and after it, as far as these are decoded and all lie in
  /// the same line of code, of which the slots take so many bytes.
  func pair(around slot: UInt, lineSize: UInt) {
    if slot & (lineSize - 1) != 0 { pair(slot - Self.step, slot) }
    if (slot + Self.step) & (lineSize - 1) != 0 { pair(slot, slot + Self.step) }
  }

  private func pair(_ slot: UInt, _ next: UInt) {
    var instruction = HostMemory.load(slot, as: Instruction.self)
    let second = HostMemory.load(next, as: Instruction.self).opcode.first
    guard let pair = Opcode.pair(instruction.opcode.first, second) else { return }
    instruction.opcode = pair
    HostMemory.store(instruction, at: slot)
  }

  /// Separates the instruction of a slot from the next one.
  func part(_ slot: UInt) {
    var instruction = HostMemory.load(slot, as: Instruction.self)
    instruction.opcode = instruction.opcode.first
    HostMemory.store(instruction, at: slot)
  }
}
