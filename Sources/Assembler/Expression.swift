/// What an expression came to: a number, an address, a difference of addresses, or a tree to be evaluated
/// later.
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

  /// The result for two numbers, in 64 bits; nil for a division by zero. True is -1 for comparisons, as in
  /// GNU as.
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
