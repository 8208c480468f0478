import Bytecode

// Single operands.
extension Pass {
  /// Whether the name that stands here is a register's.
  func startsRegister() -> Bool {
    let end = input.endOfName()
    guard end > input.at, let name = ShortName(input.bytes, input.at, end) else { return false }
    return registers[name] != nil || registers[name.lowercased] != nil
  }

  /// Reads a register's name.
  @inline(__always)
  mutating func register() throws(Failure) -> UInt32 {
    input.skipBlanks()
    let start = input.at
    let end = input.endOfName()
    guard end > start, let name = ShortName(input.bytes, start, end), let number = registers[name] else {
      return try unusualRegister()
    }
    input.at = end
    return number
  }

  @inline(never)
  private mutating func unusualRegister() throws(Failure) -> UInt32 {
    let start = input.at
    let end = input.endOfName()
    if end > start, let name = ShortName(input.bytes, start, end), let number = registers[name.lowercased] {
      input.at = end
      return number
    }
    throw unknownRegister(start)
  }

  func unknownRegister(_ start: Int) -> Failure {
    let end = input.endOfName()
    guard end > start else {
      return Failure(offset: start, message: "expected a register\(butFound())")
    }
    let name = input.text(start, end)
    if name.hasPrefix("f"), Suggestion.nearest(to: name, among: ["ft0", "fa0", "fs0"]) != nil, name.count == 3
    {
      return Failure(
        offset: start, message: "'\(name)' is a floating-point register; Ring3's harts have none")
    }
    return Failure(
      offset: start,
      message: "unknown register '\(name)'\(Suggestion.text(for: name, among: Register.names))")
  }

  @inline(__always)
  mutating func comma() throws(Failure) {
    input.skipBlanks()
    guard input.current == Byte.comma else {
      throw Failure(offset: input.at, message: "expected ','\(butFound())")
    }
    input.at += 1
  }

  /// Reads `(register)`.
  mutating func parenthesized() throws(Failure) -> UInt32 {
    input.skipBlanks()
    guard input.current == Byte.open else {
      throw Failure(offset: input.at, message: "expected '(' and a base register, as in 8(sp)\(butFound())")
    }
    input.at += 1
    let number = try register()
    input.skipBlanks()
    guard input.current == Byte.close else {
      throw Failure(offset: input.at, message: "expected ')'\(butFound())")
    }
    input.at += 1
    return number
  }

  /// Reads the address of an atomic: `(a0)`, or `0(a0)`.
  mutating func address() throws(Failure) -> UInt32 {
    input.skipBlanks()
    let start = input.at
    if startsRegister() {
      let name = input.text(start, input.endOfName())
      throw Failure(offset: start, message: "expected an address in parentheses: (\(name))")
    }
    if input.current != Byte.open {
      guard try constant("the offset of an atomic") == 0 else {
        throw Failure(offset: start, message: "an atomic has no offset: its address is (register)")
      }
    }
    return try parenthesized()
  }

  /// Reads an immediate; before a `(` without one it is 0.
  mutating func immediateOrNothing(store: Bool) throws(Failure) -> Immediate {
    if input.current == Byte.open && opensBase() {
      return Immediate(value: Value(0), fixup: nil, offset: input.at)
    }
    return try immediate(store: store)
  }

  /// Whether the `(` here is followed by a register.
  private func opensBase() -> Bool {
    var ahead = self.input
    ahead.at += 1
    ahead.skipBlanks()
    let end = ahead.endOfName()
    guard let name = ShortName(ahead.bytes, ahead.at, end) else { return false }
    return registers[name] != nil || registers[name.lowercased] != nil
  }

  /// Reads an immediate: a number, a relocation such as `%lo(symbol)`, or an expression.
  @inline(__always)
  mutating func immediate(store: Bool) throws(Failure) -> Immediate {
    input.skipBlanks()
    let start = input.at
    if let number = smallNumber() { return Immediate(value: Value(number), fixup: nil, offset: start) }
    return try unusualImmediate(store: store)
  }

  /// Reads a decimal number of a few digits that is the whole operand, which most operands are.
  @inline(__always)
  private mutating func smallNumber() -> Int64? {
    var cursor = input.at
    let isNegative = input.bytes[cursor] == Byte.minus
    if isNegative { cursor += 1 }
    let first = cursor
    var value: Int64 = 0
    while Byte.isDigit(input.bytes[cursor]) && cursor - first < 9 {
      value = value &* 10 &+ Int64(input.bytes[cursor] &- 48)
      cursor += 1
    }
    // A leading zero may begin an octal or hexadecimal number.
    guard cursor > first, input.bytes[first] != 48 || cursor == first + 1 else { return nil }
    switch input.bytes[cursor] {
    case Byte.newline, Byte.open, Byte.comma, Byte.carriageReturn: break
    default: return nil
    }
    input.at = cursor
    return isNegative ? -value : value
  }

  @inline(never)
  private mutating func unusualImmediate(store: Bool) throws(Failure) -> Immediate {
    let start = input.at
    if input.current == Byte.percent { return try relocationOperand(store: store) }
    if startsRegister() {
      let name = input.text(start, input.endOfName())
      throw Failure(offset: start, message: "expected an immediate, but '\(name)' is a register")
    }
    let value = try expression()
    if value.isConstant { return Immediate(value: value, fixup: nil, offset: start) }
    return Immediate(value: value, fixup: store ? .immediateS : .immediateI, offset: start)
  }

  /// Reads `%hi(symbol)` and its like.
  mutating func relocationOperand(store: Bool) throws(Failure) -> Immediate {
    let start = input.at
    input.at += 1
    let end = input.endOfName()
    let name = input.text(input.at, end)
    let kinds: [String: (load: Fixup.Kind, store: Fixup.Kind)] = Self.relocationOperators
    guard let kind = kinds[name.lowercased()] else {
      let known = Self.relocationOperators.keys.sorted()
      throw Failure(
        offset: start, message: "unknown relocation '%\(name)'\(Suggestion.text(for: name, among: known))")
    }
    input.at = end
    input.skipBlanks()
    guard input.current == Byte.open else {
      throw Failure(offset: input.at, message: "expected '(' after '%\(name)'\(butFound())")
    }
    input.at += 1
    let value = try expression()
    input.skipBlanks()
    guard input.current == Byte.close else {
      throw Failure(offset: input.at, message: "expected ')'\(butFound())")
    }
    input.at += 1
    return Immediate(value: value, fixup: store ? kind.store : kind.load, offset: start)
  }

  private static let relocationOperators: [String: (load: Fixup.Kind, store: Fixup.Kind)] = [
    "hi": (.high20, .high20),
    "lo": (.low12I, .low12S),
    "pcrel_hi": (.pcrelHigh20, .pcrelHigh20),
    "pcrel_lo": (.pcrelLow12I, .pcrelLow12S),
    "got_pcrel_hi": (.gotHigh20, .gotHigh20),
    "tprel_hi": (.tprelHigh20, .tprelHigh20),
    "tprel_lo": (.tprelLow12I, .tprelLow12S),
    "tprel_add": (.tprelAdd, .tprelAdd),
  ]
}
