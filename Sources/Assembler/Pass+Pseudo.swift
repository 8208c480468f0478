import Bytecode

// The instructions that the assembler makes of others.
extension Pass {
  /// Reads the operands of a pseudo-instruction and appends what it stands for.
  mutating func pseudo(_ pseudo: Pseudo) throws(Failure) {
    switch pseudo {
    case .nop: emit(Match.addi)
    case .unimp: emit(0xc000_1073)
    case .pause: emit(0x0100_000f)
    case .fenceTSO: emit(0x8330_000f)
    case .ret: emit(Match.jalr, rs1: 1)
    case .scall: emit(0x73)
    case .sbreak: emit(0x0010_0073)
    case .li: try loadImmediate()
    case .la, .lla: try loadAddress()
    case .mv, .move: try twoRegisters { pass, rd, rs in pass.emit(Match.addi, rd: rd, rs1: rs) }
    case .not: try twoRegisters { pass, rd, rs in pass.emit(Match.xori, rd: rd, rs1: rs, bits: 0xfff0_0000) }
    case .neg: try twoRegisters { pass, rd, rs in pass.emit(Match.sub, rd: rd, rs2: rs) }
    case .negw: try twoRegisters { pass, rd, rs in pass.emit(Match.subw, rd: rd, rs2: rs) }
    case .sextW: try twoRegisters { pass, rd, rs in pass.emit(Match.addiw, rd: rd, rs1: rs) }
    case .sextB: try shiftPair(56, Match.srai)
    case .sextH: try shiftPair(48, Match.srai)
    case .zextB:
      try twoRegisters { pass, rd, rs in pass.emit(Match.andi, rd: rd, rs1: rs, bits: 0x0ff0_0000) }
    case .zextH: try shiftPair(48, Match.srli)
    case .zextW: try shiftPair(32, Match.srli)
    case .seqz:
      try twoRegisters { pass, rd, rs in pass.emit(Match.sltiu, rd: rd, rs1: rs, bits: 0x0010_0000) }
    case .snez: try twoRegisters { pass, rd, rs in pass.emit(Match.sltu, rd: rd, rs2: rs) }
    case .sltz: try twoRegisters { pass, rd, rs in pass.emit(Match.slt, rd: rd, rs1: rs) }
    case .sgtz: try twoRegisters { pass, rd, rs in pass.emit(Match.slt, rd: rd, rs2: rs) }
    case .sgt: try swappedComparison(Match.slt)
    case .sgtu: try swappedComparison(Match.sltu)
    case .beqz: try zeroBranch(Match.beq)
    case .bnez: try zeroBranch(Match.bne)
    case .bgez: try zeroBranch(Match.bge)
    case .bltz: try zeroBranch(Match.blt)
    case .blez: try zeroBranch(Match.bge, zeroFirst: true)
    case .bgtz: try zeroBranch(Match.blt, zeroFirst: true)
    case .bgt: try swappedBranch(Match.blt)
    case .ble: try swappedBranch(Match.bge)
    case .bgtu: try swappedBranch(Match.bltu)
    case .bleu: try swappedBranch(Match.bgeu)
    case .j: try jump(Match.jal, 0)
    case .jr: try jumpToRegister()
    case .call: try call(link: 1, scratch: 1, mayNameRegister: true)
    case .tail: try call(link: 0, scratch: 6)
    case .jump: try jumpThroughRegister()
    case .csrr: try readCounter(needsZero: false)
    case .csrrs: try readCounter(needsZero: true)
    }
  }

  private mutating func twoRegisters(_ emit: (inout Pass, UInt32, UInt32) -> Void) throws(Failure) {
    let rd = try register()
    try comma()
    let rs = try register()
    emit(&self, rd, rs)
  }

  /// Shifts left and right again, which extends the low bits of a register.
  private mutating func shiftPair(_ amount: UInt32, _ right: UInt32) throws(Failure) {
    try twoRegisters { pass, rd, rs in
      pass.emit(Match.slli, rd: rd, rs1: rs, bits: amount << 20)
      pass.emit(right, rd: rd, rs1: rd, bits: amount << 20)
    }
  }

  private mutating func swappedComparison(_ match: UInt32) throws(Failure) {
    let rd = try register()
    try comma()
    let first = try register()
    try comma()
    emit(match, rd: rd, rs1: try register(), rs2: first)
  }

  private mutating func zeroBranch(_ match: UInt32, zeroFirst: Bool = false) throws(Failure) {
    let register = try register()
    try comma()
    try branch(match, zeroFirst ? 0 : register, zeroFirst ? register : 0)
  }

  private mutating func swappedBranch(_ match: UInt32) throws(Failure) {
    let first = try register()
    try comma()
    let second = try register()
    try comma()
    try branch(match, second, first)
  }

  /// `jr rs`, `jr offset(rs)` or `jr rs, offset`.
  private mutating func jumpToRegister() throws(Failure) {
    input.skipBlanks()
    guard startsRegister() else {
      let offset = try immediateOrNothing(store: false)
      return try emitImmediate(Match.jalr, .jumpRegister, rs1: try parenthesized(), offset)
    }
    let base = try register()
    input.skipBlanks()
    guard input.current == Byte.comma else { return emit(Match.jalr, rs1: base) }
    input.at += 1
    try emitImmediate(Match.jalr, .jumpRegister, rs1: base, try immediate(store: false))
  }

  /// `auipc` and `jalr`, which reach everything within 2 GiB.
  private mutating func call(link: UInt32, scratch: UInt32, mayNameRegister: Bool = false) throws(Failure) {
    input.skipBlanks()
    var link = link
    var scratch = scratch
    if mayNameRegister && startsRegister() {
      link = try register()
      scratch = link
      try comma()
    }
    input.skipBlanks()
    let start = input.at
    addFixup(.call, try expression(), at: start)
    emit(Match.auipc, rd: scratch)
    emit(Match.jalr, rd: link, rs1: scratch)
  }

  /// `jump symbol, register`: as `tail`, through a register of one's choice.
  private mutating func jumpThroughRegister() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let target = try expression()
    try comma()
    let scratch = try register()
    addFixup(.call, target, at: start)
    emit(Match.auipc, rd: scratch)
    emit(Match.jalr, rs1: scratch)
  }

  private mutating func loadAddress() throws(Failure) {
    let rd = try register()
    try comma()
    input.skipBlanks()
    let start = input.at
    if startsRegister() {
      let name = input.text(start, input.endOfName())
      throw Failure(offset: start, message: "expected a symbol, but '\(name)' is a register; copy it with mv")
    }
    let value = try expression()
    if value.isConstant { return load(value.constant, into: rd) }
    let high = section.offset
    addFixup(.pcrelHigh20, value, at: start)
    emit(Match.auipc, rd: rd)
    addFixup(.pairLow12I, Value(Int64(high)), at: start)
    emit(Match.addi, rd: rd, rs1: rd)
  }

  /// `csrr rd, cycle`: the counters are all that programs see of the control registers.
  private mutating func readCounter(needsZero: Bool) throws(Failure) {
    let rd = try register()
    try comma()
    input.skipBlanks()
    let start = input.at
    let end = input.endOfName()
    let name = input.text(start, end)
    let counters = ["cycle": "rdcycle", "time": "rdtime", "instret": "rdinstret"]
    guard let mnemonic = counters[name], let spec = InstructionSpec.named(mnemonic) else {
      throw Failure(
        offset: start, message: "expected one of the counters cycle, time and instret\(butFound())")
    }
    input.at = end
    if needsZero {
      try comma()
      input.skipBlanks()
      let source = input.at
      guard try register() == 0 else {
        throw Failure(offset: source, message: "counters can only be read: expected 'zero' here")
      }
    }
    emit(spec.match, rd: rd)
  }

  private mutating func loadImmediate() throws(Failure) {
    let rd = try register()
    try comma()
    let operand = try immediate(store: false)
    guard operand.fixup != nil else { return load(operand.value.constant, into: rd) }
    if let kind = operand.fixup, kind != .immediateI {
      return try emitImmediate(Match.addi, .immediate, rd: rd, operand)
    }
    if let value = evaluate(operand.value), value.isConstant { return load(value.constant, into: rd) }
    // What comes later decides: the pass before this one knows the number, or this one finds it for the next.
    constantCount += 1
    addFixup(.constant, operand.value, detail: constantCount, at: operand.offset)
    load(relaxation.constants[constantCount] ?? 0, into: rd)
  }

  /// Appends the shortest of the usual sequences that loads a number.
  ///
  /// 12 bits take an `addi`, 32 bits `lui` and `addi`; a longer number is loaded without its low bits
  /// first, shifted left past the zeros, and the low 12 bits are added.
  private mutating func load(_ value: Int64, into rd: UInt32) {
    let low = Address.low(value)
    if value == low { return emit(Match.addi, rd: rd, bits: Format.immediate.bits(of: Int32(low))) }
    if Int64(Int32(truncatingIfNeeded: value)) == value {
      let upper = Int32(truncatingIfNeeded: value &- low)
      emit(Match.lui, rd: rd, bits: UInt32(bitPattern: upper))
      // Just below 2^31 the upper part is negative, and the sum must be cut to 32 bits to be right.
      let add = Int64(upper) + low == value ? Match.addi : Match.addiw
      if low != 0 { emit(add, rd: rd, rs1: rd, bits: Format.immediate.bits(of: Int32(low))) }
      return
    }
    var rest = value &- low
    var shift = rest.trailingZeroBitCount
    rest >>= Int64(shift)
    // A number that `lui` can load needs no `addiw`: leave it twelve of the zeros.
    if shift >= 24 && Int64(Int32(truncatingIfNeeded: rest << 12)) == rest << 12 && Address.low(rest) != rest
    {
      shift -= 12
      rest <<= 12
    }
    load(rest, into: rd)
    emit(Match.slli, rd: rd, rs1: rd, bits: UInt32(shift) << 20)
    if low != 0 { emit(Match.addi, rd: rd, rs1: rd, bits: Format.immediate.bits(of: Int32(low))) }
  }
}

/// The machine words, without operands, of the instructions that pseudo-instructions are made of.
private enum Match {
  static let addi = match("addi")
  static let addiw = match("addiw")
  static let andi = match("andi")
  static let auipc = match("auipc")
  static let beq = match("beq")
  static let bge = match("bge")
  static let bgeu = match("bgeu")
  static let blt = match("blt")
  static let bltu = match("bltu")
  static let bne = match("bne")
  static let jal = match("jal")
  static let jalr = match("jalr")
  static let lui = match("lui")
  static let slli = match("slli")
  static let slt = match("slt")
  static let sltiu = match("sltiu")
  static let sltu = match("sltu")
  static let srai = match("srai")
  static let srli = match("srli")
  static let sub = match("sub")
  static let subw = match("subw")
  static let xori = match("xori")

  private static func match(_ mnemonic: String) -> UInt32 { InstructionSpec.named(mnemonic)!.match }
}
