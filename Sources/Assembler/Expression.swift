/// What an expression came to: a number, an address, a difference of addresses, or a tree to be evaluated later.
///
/// It means `add - sub + constant`, where the symbols may be missing, or the node with that number.
struct Value: Equatable {
  var add: SymbolID = -1
  var sub: SymbolID = -1
  /// Index in `Pass.nodes`, or -1.
  var node: Int32 = -1
  var constant: Int64 = 0

  init(_ constant: Int64) { self.constant = constant }

  init(symbol: SymbolID, plus constant: Int64 = 0) {
    add = symbol
    self.constant = constant
  }

  init(node: Int) { self.node = Int32(node) }

  @inline(__always) var isConstant: Bool { add < 0 && sub < 0 && node < 0 }
}

/// An operation whose operands are not known yet.
struct ExpressionNode {
  var operation: Operator
  var left: Value
  var right: Value
}

/// The operators of expressions; the binary ones in the order of their precedence.
enum Operator: UInt8 {
  case or, and
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  case plus, minus
  case bitOr, bitOrNot, bitXor, bitAnd
  case times, divide, remainder, shiftLeft, shiftRight
  case complement, not

  /// Higher binds tighter; GNU's order, in which `a + b & c` is `a + (b & c)`.
  var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
    case .plus, .minus: 4
    case .bitOr, .bitOrNot, .bitXor, .bitAnd: 5
    default: 6
    }
  }

  /// The result for two numbers, in 64 bits; nil for a division by zero. True is -1 for comparisons, as in GNU as.
  func apply(_ left: Int64, _ right: Int64) -> Int64? {
    switch self {
    case .or: left != 0 || right != 0 ? 1 : 0
    case .and: left != 0 && right != 0 ? 1 : 0
    case .equal: left == right ? -1 : 0
    case .notEqual: left != right ? -1 : 0
    case .less: left < right ? -1 : 0
    case .lessOrEqual: left <= right ? -1 : 0
    case .greater: left > right ? -1 : 0
    case .greaterOrEqual: left >= right ? -1 : 0
    case .plus: left &+ right
    case .minus: left &- right
    case .bitOr: left | right
    case .bitOrNot: left | ~right
    case .bitXor: left ^ right
    case .bitAnd: left & right
    case .times: left &* right
    case .divide: right == 0 ? nil : left.dividedReportingOverflow(by: right).partialValue
    case .remainder: right == 0 ? nil : left.remainderReportingOverflow(dividingBy: right).partialValue
    case .shiftLeft: (0..<64).contains(right) ? left << right : 0
    case .shiftRight:
      (0..<64).contains(right) ? Int64(bitPattern: UInt64(bitPattern: left) >> UInt64(right)) : 0
    case .complement: ~left
    case .not: left == 0 ? 1 : 0
    }
  }
}

extension Scanner {
  /// The binary operator that stands here, and its length.
  func binaryOperator() -> (operation: Operator, length: Int)? {
    let two = next
    switch current {
    case Byte.plus: return (.plus, 1)
    case Byte.minus: return (.minus, 1)
    case Byte.star: return (.times, 1)
    case Byte.slash: return two == Byte.slash ? nil : (.divide, 1)
    case Byte.percent: return (.remainder, 1)
    case Byte.caret: return (.bitXor, 1)
    case Byte.ampersand: return two == Byte.ampersand ? (.and, 2) : (.bitAnd, 1)
    case Byte.bar: return two == Byte.bar ? (.or, 2) : (.bitOr, 1)
    case Byte.equals: return two == Byte.equals ? (.equal, 2) : nil
    case Byte.exclamation: return two == Byte.equals ? (.notEqual, 2) : (.bitOrNot, 1)
    case Byte.less:
      switch two {
      case Byte.less: return (.shiftLeft, 2)
      case Byte.equals: return (.lessOrEqual, 2)
      case Byte.greater: return (.notEqual, 2)
      default: return (.less, 1)
      }
    case Byte.greater:
      switch two {
      case Byte.greater: return (.shiftRight, 2)
      case Byte.equals: return (.greaterOrEqual, 2)
      default: return (.greater, 1)
      }
    default: return nil
    }
  }
}

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

// Calculating with values.
extension Pass {
  /// The operation's result, or a node that holds it for later.
  mutating func apply(_ operation: Operator, _ left: Value, _ right: Value, at offset: Int) throws(Failure)
    -> Value
  {
    if let result = combine(operation, left, right) { return result }
    if right.isConstant && right.constant == 0 && (operation == .divide || operation == .remainder) {
      throw Failure(offset: offset, message: "division by zero")
    }
    guard nodes.count < 1_000_000 else { throw Failure(offset: offset, message: "too many expressions") }
    nodes.append(ExpressionNode(operation: operation, left: left, right: right))
    return Value(node: nodes.count - 1)
  }

  /// The result, if it is a number, an address, or a difference of two addresses.
  private func combine(_ operation: Operator, _ left: Value, _ right: Value) -> Value? {
    if left.isConstant && right.isConstant {
      return operation.apply(left.constant, right.constant).map(Value.init)
    }
    guard left.node < 0, right.node < 0 else { return nil }
    if operation == .plus { return sum(left, right) }
    guard let difference = sum(left, Value.negated(right)) else { return nil }
    if operation == .minus { return difference }
    let known = folded(difference)
    guard known.isConstant, (2..<8).contains(operation.rawValue) else { return nil }
    return operation.apply(known.constant, 0).map(Value.init)
  }

  private func sum(_ left: Value, _ right: Value) -> Value? {
    var result = Value(left.constant &+ right.constant)
    let adds = [left.add, right.add].filter { $0 >= 0 }
    let subs = [left.sub, right.sub].filter { $0 >= 0 }
    guard adds.count <= 1 && subs.count <= 1 else { return sumOfFolded(left, right) }
    result.add = adds.first ?? -1
    result.sub = subs.first ?? -1
    return folded(result)
  }

  /// The sum where cancelling the labels within each side, or across them, leaves few enough.
  private func sumOfFolded(_ left: Value, _ right: Value) -> Value? {
    var left = left
    var right = right
    for _ in 0..<2 {
      var first = Value(symbol: left.add)
      first.sub = right.sub
      let cancelled = folded(first)
      if cancelled.isConstant && (left.add >= 0 && right.sub >= 0) {
        left.add = -1
        right.sub = -1
        left.constant &+= cancelled.constant
      }
      swap(&left, &right)
    }
    let adds = (left.add >= 0 ? 1 : 0) + (right.add >= 0 ? 1 : 0)
    let subs = (left.sub >= 0 ? 1 : 0) + (right.sub >= 0 ? 1 : 0)
    return adds <= 1 && subs <= 1 ? sum(left, right) : nil
  }

  /// The same value, as a number if it is the distance of two labels in one section.
  @inline(__always)
  func folded(_ value: Value) -> Value {
    guard value.add >= 0, value.sub >= 0 else { return value }
    if value.add == value.sub { return Value(value.constant) }
    guard let add = home(of: value.add), let sub = home(of: value.sub), add.section == sub.section else {
      return value
    }
    return Value(value.constant &+ add.offset &- sub.offset)
  }

  /// The section and offset of a label, or of another name for one.
  @inline(__always)
  private func home(of symbol: SymbolID) -> (section: Int32, offset: Int64)? {
    switch symbols[symbol].definition {
    case .label: (symbols[symbol].section, symbols[symbol].value)
    case .expression: homeOfAlias(symbol)
    default: nil
    }
  }

  @inline(never)
  private func homeOfAlias(_ symbol: SymbolID, depth: Int = 0) -> (section: Int32, offset: Int64)? {
    let value = symbols.expressions[Int(symbols[symbol].value)]
    guard depth < 100, value.node < 0, value.sub < 0, value.add >= 0 else { return nil }
    switch symbols[value.add].definition {
    case .label: return (symbols[value.add].section, symbols[value.add].value &+ value.constant)
    case .expression:
      return homeOfAlias(value.add, depth: depth + 1).map { ($0.section, $0.offset &+ value.constant) }
    default: return nil
    }
  }

  /// Evaluates a value with all that is known now; nil if it goes round in circles or divides by zero.
  func evaluate(_ value: Value) -> Value? {
    // Symbols that are defined by each other twice over would take for ever.
    var steps = 2000
    return evaluate(value, &steps)
  }

  private func evaluate(_ value: Value, _ steps: inout Int) -> Value? {
    steps -= 1
    guard steps > 0 else { return nil }
    if value.node >= 0 {
      let node = nodes[Int(value.node)]
      guard let left = evaluate(node.left, &steps), let right = evaluate(node.right, &steps) else {
        return nil
      }
      return combine(node.operation, left, right)
    }
    guard value.add >= 0 || value.sub >= 0 else { return value }
    guard var result = definition(of: value.add, &steps), let sub = definition(of: value.sub, &steps) else {
      return nil
    }
    result.constant &+= value.constant
    return sum(result, Value.negated(sub))
  }

  /// What a symbol stands for in the end; 0 for no symbol.
  private func definition(of symbol: SymbolID, _ steps: inout Int) -> Value? {
    guard symbol >= 0 else { return Value(0) }
    switch symbols[symbol].definition {
    case .absolute: return Value(symbols[symbol].value)
    case .expression:
      let meaning = evaluate(symbols.expressions[Int(symbols[symbol].value)], &steps)
      // Another name for a place that other files see stays that name: one of them may redefine a weak one.
      guard let meaning, meaning.isConstant || symbols[symbol].isLocal else {
        return meaning == nil ? nil : Value(symbol: symbol)
      }
      return meaning
    default: return Value(symbol: symbol)
    }
  }
}

extension Value {
  static func negated(_ value: Value) -> Value {
    var result = Value(0 &- value.constant)
    result.add = value.sub
    result.sub = value.add
    return result
  }
}
