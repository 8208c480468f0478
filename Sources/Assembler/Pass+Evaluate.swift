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
