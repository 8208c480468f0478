// A calculator for reverse Polish notation: generics, protocols, errors and closures in Embedded Swift.
//
// Each line of standard input is a calculation, such as `3 4 + 2 *`. Its result, or what is wrong, is
// written.
//
//     echo "3 4 + 2 *" | ring3 run userprogs/examples/calculator.swift

import CLibrary

/// A last-in, first-out store of any kind of value.
struct Stack<Element> {
  private var elements: [Element] = []

  var count: Int { elements.count }
  mutating func push(_ element: Element) { elements.append(element) }
  mutating func pop() -> Element? { elements.popLast() }
}

enum CalculationError: Error {
  case tooFewNumbers
  case tooManyNumbers(Int)
  case divisionByZero
  case overflow
  case unknown(String)

  var message: String {
    switch self {
    case .tooFewNumbers: "an operator needs two numbers"
    case .tooManyNumbers(let count): "\(count) numbers are left over"
    case .divisionByZero: "division by zero"
    case .overflow: "the result does not fit into 64 bits"
    case .unknown(let word): "not a number or an operator: \(word)"
    }
  }
}

/// An operator applied to two numbers: a result, and whether it overflowed.
typealias Operation = (Int, Int) -> (partialValue: Int, overflow: Bool)

func operation(for character: UInt8) -> Operation? {
  switch character {
  case UInt8(ascii: "+"): { $0.addingReportingOverflow($1) }
  case UInt8(ascii: "-"): { $0.subtractingReportingOverflow($1) }
  case UInt8(ascii: "*"): { $0.multipliedReportingOverflow(by: $1) }
  case UInt8(ascii: "/"): { $0.dividedReportingOverflow(by: $1) }
  default: nil
  }
}

func evaluate(_ words: [[UInt8]]) throws(CalculationError) -> Int {
  var stack = Stack<Int>()
  for word in words {
    if let number = number(in: word) {
      stack.push(number)
    } else if word.count == 1, let apply = operation(for: word[0]) {
      guard let right = stack.pop(), let left = stack.pop() else { throw .tooFewNumbers }
      if word[0] == UInt8(ascii: "/") && right == 0 { throw .divisionByZero }
      let (result, overflow) = apply(left, right)
      if overflow { throw .overflow }
      stack.push(result)
    } else {
      throw .unknown(String(decoding: word, as: UTF8.self))
    }
  }
  guard let result = stack.pop() else { throw .tooFewNumbers }
  if stack.count > 0 { throw .tooManyNumbers(stack.count) }
  return result
}

/// The decimal number that a word is, if it is one.
func number(in word: [UInt8]) -> Int? {
  let isNegative = word.count > 1 && word[0] == UInt8(ascii: "-")
  let digits = isNegative ? word.dropFirst() : word[...]
  guard !digits.isEmpty else { return nil }
  var value = 0
  for character in digits {
    guard character >= UInt8(ascii: "0"), character <= UInt8(ascii: "9") else { return nil }
    value = value &* 10 &+ Int(character - UInt8(ascii: "0"))
  }
  return isNegative ? -value : value
}

/// The next line of standard input without its newline, or nil at the end.
func nextLine() -> [UInt8]? {
  var line: [UInt8] = []
  while true {
    let character = getchar()
    if character < 0 { return line.isEmpty ? nil : line }
    if character == 10 { return line }
    line.append(UInt8(truncatingIfNeeded: character))
  }
}

@main
struct Calculator {
  static func main() {
    while let line = nextLine() {
      let words = line.split(separator: UInt8(ascii: " ")).map { Array($0) }
      do throws(CalculationError) {
        print("= \(try evaluate(words))")
      } catch {
        print("error: \(error.message)")
      }
    }
  }
}
