import Bytecode

// Branches and jumps.
extension Pass {
  mutating func jumpRegister(_ match: UInt32) throws(Failure) {
    input.skipBlanks()
    guard startsRegister() else {
      // jalr 8(t0)
      let offset = try immediateOrNothing(store: false)
      return try emitImmediate(match, .jumpRegister, rd: 1, rs1: try parenthesized(), offset)
    }
    let first = try register()
    input.skipBlanks()
    let zero = Immediate(value: Value(0), fixup: nil, offset: input.at)
    // jalr t0
    guard input.current == Byte.comma else {
      return try emitImmediate(match, .jumpRegister, rd: 1, rs1: first, zero)
    }
    input.at += 1
    input.skipBlanks()
    guard startsRegister() else {
      // jalr ra, 8(t0)
      let offset = try immediateOrNothing(store: false)
      return try emitImmediate(match, .jumpRegister, rd: first, rs1: try parenthesized(), offset)
    }
    let base = try register()
    input.skipBlanks()
    // jalr ra, t0
    guard input.current == Byte.comma else {
      return try emitImmediate(match, .jumpRegister, rd: first, rs1: base, zero)
    }
    input.at += 1
    // jalr ra, t0, 8
    try emitImmediate(match, .jumpRegister, rd: first, rs1: base, try immediate(store: false))
  }

  /// Reads the target of a branch and appends it, or the inverted branch around a jump if it is far away.
  mutating func branch(_ match: UInt32, _ rs1: UInt32, _ rs2: UInt32) throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let target = try expression()
    branchCount += 1
    if target.isConstant {
      let bits = try distanceBits(target.constant, .branch, at: start)
      return emit(match, rs1: rs1, rs2: rs2, bits: bits)
    }
    if isLong(target) {
      emit(match ^ 0x1000, rs1: rs1, rs2: rs2, bits: Format.branch.bits(of: 8))
      addFixup(.jal, target, at: start)
      return emit(0x6f)
    }
    addFixup(.branch, target, detail: branchCount, at: start)
    emit(match, rs1: rs1, rs2: rs2)
  }

  /// Whether a branch to that target cannot be, or must not be taken to be, in reach.
  private func isLong(_ target: Value) -> Bool {
    if relaxation.longBranches.contains(branchCount) { return true }
    guard target.add >= 0, target.sub < 0 else { return relaxation.isPessimistic }
    let symbol = symbols[target.add]
    if !symbol.isLocal { return true }
    guard symbol.definition == .label else { return relaxation.isPessimistic }
    guard symbol.section == Int32(sectionIndex) else { return true }
    let distance = symbol.value &+ target.constant &- Int64(section.offset)
    return distance < -4096 || distance > 4094
  }

  private func distanceBits(_ distance: Int64, _ format: Format, at offset: Int) throws(Failure) -> UInt32 {
    let range = format.immediateRange
    guard let distance = Int32(exactly: distance), range.contains(distance) else {
      throw outOfRange(distance, range.lowerBound, range.upperBound, at: offset)
    }
    guard distance & 1 == 0 else { throw Failure(offset: offset, message: "the distance \(distance) is odd") }
    return format.bits(of: distance)
  }

  mutating func jump(_ match: UInt32) throws(Failure) {
    input.skipBlanks()
    var rd: UInt32 = 1
    if startsRegister() {
      rd = try register()
      try comma()
    }
    try jump(match, rd)
  }

  /// Reads the target of a `jal` and appends it.
  mutating func jump(_ match: UInt32, _ rd: UInt32) throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let target = try expression()
    if target.isConstant {
      let bits = try distanceBits(target.constant, .jump, at: start)
      return emit(match, rd: rd, bits: bits)
    }
    addFixup(.jal, target, at: start)
    emit(match, rd: rd)
  }
}
