import Bytecode

/// An immediate as it was written: a number, or a value that a fixup will put into the instruction.
struct Immediate {
  var value: Value
  /// nil for a number.
  var fixup: Fixup.Kind?
  /// Where it was written.
  var offset: Int
}

// The operands of each instruction format.
extension Pass {
  /// Reads the operands of an instruction and appends it.
  mutating func instruction(_ mnemonic: Mnemonic) throws(Failure) {
    if let pseudo = mnemonic.pseudo { return try self.pseudo(pseudo) }
    let match = mnemonic.match
    switch mnemonic.format {
    case .register: try threeRegisters(mnemonic)
    case .immediate:
      let rd = try register()
      try comma()
      let rs1 = try register()
      try comma()
      try emitImmediate(match, .immediate, rd: rd, rs1: rs1, try immediate(store: false))
    case .shift64, .shift32:
      let rd = try register()
      try comma()
      let rs1 = try register()
      try comma()
      try emitImmediate(match, mnemonic.format, rd: rd, rs1: rs1, try immediate(store: false))
    case .load: try load(match)
    case .store: try store(match)
    case .jumpRegister: try jumpRegister(match)
    case .branch:
      let rs1 = try register()
      try comma()
      let rs2 = try register()
      try comma()
      try branch(match, rs1, rs2)
    case .upper: try upper(match)
    case .jump: try jump(match)
    case .atomic:
      let rd = try register()
      try comma()
      let rs2 = try register()
      try comma()
      emit(match, rd: rd, rs1: try address(), rs2: rs2)
    case .loadReserved:
      let rd = try register()
      try comma()
      emit(match, rd: rd, rs1: try address())
    case .fence: try fence(match)
    case .counter: emit(match, rd: try register())
    case .bare: emit(match)
    }
  }

  @inline(__always)
  mutating func emit(_ match: UInt32, rd: UInt32 = 0, rs1: UInt32 = 0, rs2: UInt32 = 0, bits: UInt32 = 0) {
    section.append(word: match | rd << 7 | rs1 << 15 | rs2 << 20 | bits)
  }

  /// Appends an instruction with its immediate, or with a fixup for it.
  mutating func emitImmediate(
    _ match: UInt32, _ format: Format, rd: UInt32 = 0, rs1: UInt32 = 0, rs2: UInt32 = 0,
    _ immediate: Immediate
  ) throws(Failure) {
    var bits: UInt32 = 0
    if let kind = immediate.fixup {
      if format == .shift64 || format == .shift32 {
        throw Failure(offset: immediate.offset, message: "a shift amount must be a number that is known here")
      }
      addFixup(kind, immediate.value, at: immediate.offset)
    } else {
      let range = format.immediateRange
      let value = immediate.value.constant
      guard value >= Int64(range.lowerBound), value <= Int64(range.upperBound) else {
        throw outOfRange(value, range.lowerBound, range.upperBound, at: immediate.offset)
      }
      bits = format.bits(of: Int32(truncatingIfNeeded: value))
    }
    emit(match, rd: rd, rs1: rs1, rs2: rs2, bits: bits)
  }

  mutating func addFixup(_ kind: Fixup.Kind, _ value: Value, detail: Int32 = 0, at offset: Int) {
    section.fixups.append(
      Fixup(kind: kind, detail: detail, offset: section.offset, value: value, place: place(offset)))
  }

  @inline(never)
  func outOfRange(_ value: Int64, _ low: some BinaryInteger, _ high: some BinaryInteger, at offset: Int)
    -> Failure
  {
    let name = input.text(word.lowerBound, word.upperBound)
    return Failure(offset: offset, message: "\(value) is out of range: '\(name)' takes \(low) to \(high)")
  }

  private mutating func threeRegisters(_ mnemonic: Mnemonic) throws(Failure) {
    let rd = try register()
    try comma()
    let rs1 = try register()
    try comma()
    input.skipBlanks()
    if mnemonic.immediateMatch != 0 && !startsRegister() {
      let start = input.at
      if Byte.isName(input.current) && !Byte.isDigit(input.current) {
        // A name that is no register: more likely a misspelt one than an expression.
        throw unknownRegister(start)
      }
      return try emitImmediate(
        mnemonic.immediateMatch, mnemonic.immediateFormat, rd: rd, rs1: rs1, try immediate(store: false))
    }
    if mnemonic.immediateMatch == 0 && (Byte.isDigit(input.current) || input.current == Byte.minus) {
      throw noImmediateForm()
    }
    let rs2 = try register()
    input.skipBlanks()
    // `add a0, a0, tp, %tprel_add(symbol)`: the fourth operand is for linkers that shorten code.
    if input.current == Byte.comma && mnemonic.match == 0x33 {
      input.at += 1
      input.skipBlanks()
      let mark = try relocationOperand(store: false)
      guard mark.fixup == .tprelAdd else {
        throw Failure(offset: mark.offset, message: "expected %tprel_add(symbol)")
      }
      addFixup(.tprelAdd, mark.value, at: mark.offset)
    }
    emit(mnemonic.match, rd: rd, rs1: rs1, rs2: rs2)
  }

  private func noImmediateForm() -> Failure {
    let name = input.text(word.lowerBound, word.upperBound)
    let advice =
      name.hasPrefix("sub") ? "add the negative number with addi" : "load the number with li first"
    return Failure(offset: input.at, message: "'\(name)' takes three registers; \(advice)")
  }

  private mutating func load(_ match: UInt32) throws(Failure) {
    let rd = try register()
    try comma()
    try refuseBareRegister()
    let offset = try immediateOrNothing(store: false)
    input.skipBlanks()
    if input.current == Byte.open {
      let base = try parenthesized()
      return try emitImmediate(match, .load, rd: rd, rs1: base, offset)
    }
    try expectSymbol(offset)
    // By symbol: the address is computed in the register that is loaded.
    let high = section.offset
    addFixup(.pcrelHigh20, offset.value, at: offset.offset)
    emit(0x17, rd: rd)
    addFixup(.pairLow12I, Value(Int64(high)), at: offset.offset)
    emit(match, rd: rd, rs1: rd)
  }

  private mutating func store(_ match: UInt32) throws(Failure) {
    let source = try register()
    try comma()
    try refuseBareRegister()
    let offset = try immediateOrNothing(store: true)
    input.skipBlanks()
    if input.current == Byte.open {
      let base = try parenthesized()
      return try emitImmediate(match, .store, rs1: base, rs2: source, offset)
    }
    try expectSymbol(offset)
    guard input.current == Byte.comma else {
      throw Failure(
        offset: input.at, message: "a store to a symbol needs a register for the address: sw a0, symbol, t0")
    }
    input.at += 1
    let scratch = try register()
    let high = section.offset
    addFixup(.pcrelHigh20, offset.value, at: offset.offset)
    emit(0x17, rd: scratch)
    addFixup(.pairLow12S, Value(Int64(high)), at: offset.offset)
    emit(match, rs1: scratch, rs2: source)
  }

  /// Refuses `lw a0, a1`, which is meant to be `lw a0, 0(a1)`.
  private mutating func refuseBareRegister() throws(Failure) {
    input.skipBlanks()
    guard startsRegister() else { return }
    let name = input.text(input.at, input.endOfName())
    throw Failure(offset: input.at, message: "expected an address: 0(\(name)) is the one in '\(name)'")
  }

  /// Checks that an operand without a base register is an address.
  private func expectSymbol(_ operand: Immediate) throws(Failure) {
    if operand.fixup == .immediateI || operand.fixup == .immediateS { return }
    throw Failure(offset: input.at, message: "expected '(' and a base register, as in 8(sp)\(butFound())")
  }

  private mutating func upper(_ match: UInt32) throws(Failure) {
    let rd = try register()
    try comma()
    input.skipBlanks()
    let operand = try immediate(store: false)
    if let kind = operand.fixup {
      addFixup(kind == .immediateI ? .upper : kind, operand.value, at: operand.offset)
      return emit(match, rd: rd)
    }
    let value = operand.value.constant
    guard (0...0xfffff).contains(value) else { throw outOfRange(value, 0, 0xfffff, at: operand.offset) }
    emit(match, rd: rd, bits: UInt32(value) << 12)
  }

  private mutating func fence(_ match: UInt32) throws(Failure) {
    input.skipBlanks()
    if input.isAtEndOfStatement { return emit(match, bits: 0x0ff0_0000) }
    let predecessor = try fenceSet()
    try comma()
    let successor = try fenceSet()
    emit(match, bits: predecessor << 24 | successor << 20)
  }

  /// Reads a set of the letters i, o, r, w, in this order, or 0.
  private mutating func fenceSet() throws(Failure) -> UInt32 {
    input.skipBlanks()
    let start = input.at
    if input.current == UInt8(ascii: "0") && !Byte.isName(input.next) {
      input.at += 1
      return 0
    }
    var set: UInt32 = 0
    while Byte.isName(input.current) {
      let bit: UInt32
      switch input.current | 0x20 {
      case UInt8(ascii: "i"): bit = 8
      case UInt8(ascii: "o"): bit = 4
      case UInt8(ascii: "r"): bit = 2
      case UInt8(ascii: "w"): bit = 1
      default: bit = 16
      }
      guard bit < 16, set & (bit << 1 - 1) == 0 else {
        throw Failure(offset: start, message: "expected some of the letters i, o, r, w in this order, or 0")
      }
      set |= bit
      input.at += 1
    }
    guard set != 0 else {
      throw Failure(
        offset: start, message: "expected some of the letters i, o, r, w in this order, or 0\(butFound())")
    }
    return set
  }
}
