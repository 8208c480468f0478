// Reading expressions.
extension Pass {
  /// How deep parentheses and prefix operators may nest.
  private static let nestingLimit = 200

  /// Reads an expression.
  mutating func expression() throws(Failure) -> Value {
    input.skipBlanks()
    let first = try primary()
    input.skipBlanks()
    switch input.current {
    case Byte.comma, Byte.newline, Byte.close, Byte.open, Byte.hash, Byte.semicolon: return first
    default: return try binary(first, above: 0)
    }
  }

  /// Reads an expression that is a number now.
  mutating func constant(_ what: String) throws(Failure) -> Int64 {
    input.skipBlanks()
    let start = input.at
    let value = try expression()
    if value.isConstant { return value.constant }
    guard let known = evaluate(value), known.isConstant else {
      throw Failure(offset: start, message: "\(what) must be a number that is known here")
    }
    return known.constant
  }

  /// Goes on with the operators that bind tighter than `precedence`.
  private mutating func binary(_ first: Value, above precedence: Int) throws(Failure) -> Value {
    var left = first
    while true {
      input.skipBlanks()
      guard let (operation, length) = input.binaryOperator(), operation.precedence > precedence else {
        return left
      }
      let place = input.at
      input.at += length
      input.skipBlanks()
      let right = try binary(try primary(), above: operation.precedence)
      left = try apply(operation, left, right, at: place)
    }
  }

  private mutating func primary() throws(Failure) -> Value {
    let byte = input.current
    if Byte.isDigit(byte) { return try numberOrLocalLabel() }
    if Byte.isName(byte) { return symbolValue() }
    guard expressionDepth < Self.nestingLimit else {
      throw Failure(offset: input.at, message: "the expression nests too deeply")
    }
    expressionDepth += 1
    defer { expressionDepth -= 1 }
    let start = input.at
    switch byte {
    case Byte.quote: return Value(symbol: try symbolName())
    case Byte.apostrophe: return Value(Int64(try character()))
    case Byte.minus:
      let operand = try prefixed()
      return try apply(.minus, Value(0), operand, at: start)
    case Byte.plus: return try prefixed()
    case Byte.tilde:
      let operand = try prefixed()
      return try apply(.complement, operand, Value(0), at: start)
    case Byte.exclamation:
      let operand = try prefixed()
      return try apply(.not, operand, Value(0), at: start)
    case Byte.open:
      input.at += 1
      let value = try expression()
      input.skipBlanks()
      guard input.current == Byte.close else {
        throw Failure(
          offset: input.at, message: "expected ')' to close the '(' in column \(column(of: start))")
      }
      input.at += 1
      return value
    case Byte.percent:
      throw Failure(offset: start, message: "a relocation such as %lo must stand first in its operand")
    default: throw Failure(offset: start, message: "expected an expression\(butFound())")
    }
  }

  private mutating func prefixed() throws(Failure) -> Value {
    input.at += 1
    input.skipBlanks()
    return try primary()
  }

  /// Reads a number in C's notations, or a reference such as `1b` or `2f` to a numeric label.
  private mutating func numberOrLocalLabel() throws(Failure) -> Value {
    let start = input.at
    var value: UInt64 = 0
    var radix: UInt64 = 10
    var overflow = false
    if input.current == UInt8(ascii: "0") {
      switch input.next | 0x20 {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "b") where Byte.isDigit(input.bytes[input.at + 2]): radix = 2
      default: radix = Byte.isDigit(input.next) ? 8 : 10
      }
      if radix == 16 || radix == 2 { input.at += 2 }
    }
    let digits = input.at
    while true {
      let digit = UInt64(Byte.digit(input.current))
      guard digit < radix else { break }
      let (product, tooBig) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(digit)
      overflow = overflow || tooBig || carry
      value = sum
      input.at += 1
    }
    if Byte.isName(input.current) || input.at == digits {
      if radix == 10 || radix == 8, let label = try localLabel(start) { return label }
      while Byte.isName(input.current) { input.at += 1 }
      throw Failure(offset: start, message: "'\(input.text(start, input.at))' is not a number")
    }
    if overflow { throw Failure(offset: start, message: "the number does not fit into 64 bits") }
    return Value(Int64(bitPattern: value))
  }

  /// The label that `1b` or `1f` means, if this is such a reference.
  private mutating func localLabel(_ start: Int) throws(Failure) -> Value? {
    let letter = input.current
    guard letter == UInt8(ascii: "b") || letter == UInt8(ascii: "f"), !Byte.isName(input.next),
      let number = Int(input.text(start, input.at))
    else { return nil }
    input.at += 1
    if letter == UInt8(ascii: "f") {
      if let waiting = forwardLabels[number] { return Value(symbol: waiting) }
      let symbol = symbols.forward(place: place(start))
      forwardLabels[number] = symbol
      return Value(symbol: symbol)
    }
    guard let symbol = backwardLabels[number] else {
      throw Failure(offset: start, message: "there is no label '\(number):' before this line")
    }
    return Value(symbol: symbol)
  }

  /// Reads a name and gives its value, or `.`.
  private mutating func symbolValue() -> Value {
    let start = input.at
    let end = input.endOfName()
    input.at = end
    if end - start == 1 && input.bytes[start] == Byte.dot {
      return Value(
        symbol: symbols.anonymous(section: sectionIndex, offset: section.offset, place: place(start)))
    }
    if input.current == Byte.at { skipSymbolVariant() }
    let symbol = symbols.symbol(input.bytes, start, end, place: place(start))
    return value(of: symbol)
  }

  /// Skips `@plt`, which changes nothing in a static program.
  private mutating func skipSymbolVariant() {
    let end = input.at
    input.at += 1
    let name = input.endOfName()
    if input.text(input.at, name).lowercased() == "plt" { input.at = name } else { input.at = end }
  }

  /// What a symbol means now: what `.set` made of it, or itself.
  private func value(of symbol: SymbolID) -> Value {
    switch symbols[symbol].definition {
    case .absolute: Value(symbols[symbol].value)
    case .expression where symbols[symbol].isLocal: symbols.expressions[Int(symbols[symbol].value)]
    default: Value(symbol: symbol)
    }
  }
}
