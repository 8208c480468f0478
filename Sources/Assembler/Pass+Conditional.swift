/// An `.if` that is still open.
struct Conditional {
  /// Whether statements are assembled now.
  var isActive: Bool
  /// Whether one of its branches was taken, or none may be because the code around is skipped.
  var isDecided: Bool
  var hadElse = false
  var place: Place
}

// .if, .else, .endif.
extension Pass {
  mutating func beginConditional(_ directive: Directive) throws(Failure) {
    guard conditionals.count < 1000 else {
      throw Failure(offset: word.lowerBound, message: ".if nests too deeply")
    }
    // Where the condition cannot be read, neither branch is assembled, so that one error does not cause
    // others.
    conditionals.append(Conditional(isActive: false, isDecided: true, place: place(word.lowerBound)))
    let holds = try condition(directive)
    conditionals[conditionals.count - 1].isActive = holds
    conditionals[conditionals.count - 1].isDecided = holds
  }

  private mutating func condition(_ directive: Directive) throws(Failure) -> Bool {
    switch directive {
    case .ifeq: return try constant("the condition") == 0
    case .ifgt: return try constant("the condition") > 0
    case .ifge: return try constant("the condition") >= 0
    case .iflt: return try constant("the condition") < 0
    case .ifle: return try constant("the condition") <= 0
    case .ifdef: return try isDefined()
    case .ifndef, .ifnotdef: return try !isDefined()
    case .ifb: return restOfStatement().isEmpty
    case .ifnb: return !restOfStatement().isEmpty
    case .ifc: return try textsAreEqual()
    case .ifnc: return try !textsAreEqual()
    case .ifeqs: return try stringsAreEqual()
    case .ifnes: return try !stringsAreEqual()
    default: return try constant("the condition") != 0
    }
  }

  private mutating func isDefined() throws(Failure) -> Bool {
    let symbol = try symbolName()
    return symbols[symbol].definition != .none
  }

  private mutating func stringsAreEqual() throws(Failure) -> Bool {
    let first = try string()
    try comma()
    return try string() == first
  }

  /// Compares the texts before and after a comma, without the blanks and quotes around them.
  private mutating func textsAreEqual() throws(Failure) -> Bool {
    let start = input.at
    let texts = restOfStatement().split(separator: Byte.comma, maxSplits: 1, omittingEmptySubsequences: false)
    guard texts.count == 2 else {
      throw Failure(offset: start, message: "expected two texts with ',' between them")
    }
    return trimmed(texts[0]) == trimmed(texts[1])
  }

  private func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop(while: Byte.isBlank)
    while let last = text.last, Byte.isBlank(last) { text.removeLast() }
    if text.count >= 2, let quote = text.first, quote == text.last,
      quote == Byte.quote || quote == Byte.apostrophe
    {
      text = text.dropFirst().dropLast()
    }
    return text
  }

  /// Takes what is left of the statement, without the blanks around it.
  mutating func restOfStatement() -> ArraySlice<UInt8> {
    input.skipBlanks()
    let start = input.at
    while !input.isAtEndOfStatement {
      if input.current == Byte.quote { input.skipString() } else { input.at += 1 }
    }
    var end = input.at
    while end > start && Byte.isBlank(input.bytes[end - 1]) { end -= 1 }
    return input.bytes[start..<end]
  }

  mutating func elseConditional(_ directive: Directive) throws(Failure) {
    guard let open = conditionals.last, conditionals.count > (suspended.last?.conditionals ?? 0) else {
      throw Failure(offset: word.lowerBound, message: "there is no .if that this could belong to")
    }
    let index = conditionals.count - 1
    guard !open.hadElse else {
      throw Failure(offset: word.lowerBound, message: "this .if had its .else already")
    }
    conditionals[index].isActive = false
    if directive == .else {
      conditionals[index].hadElse = true
      conditionals[index].isActive = !open.isDecided
    } else if open.isDecided {
      _ = restOfStatement()
    } else {
      conditionals[index].isDecided = true
      conditionals[index].isActive = try constant("the condition") != 0
      conditionals[index].isDecided = conditionals[index].isActive
    }
  }

  mutating func endConditional() throws(Failure) {
    guard conditionals.count > (suspended.last?.conditionals ?? 0) else {
      throw Failure(offset: word.lowerBound, message: "there is no .if that this could end")
    }
    conditionals.removeLast()
  }

  /// Reads a statement of a branch that is not taken: only what could end it matters.
  mutating func skippedStatement() throws(Failure) {
    let start = input.at
    guard input.current == Byte.dot else { return skipOne() }
    let end = input.endOfName()
    guard let name = ShortName(input.bytes, start, end),
      let index = directives.index(of: name) ?? directives.index(of: name.lowercased)
    else { return skipOne() }
    word = start..<end
    let directive = Directive.allCases[index]
    switch directive {
    case .if, .ifne, .ifeq, .ifgt, .ifge, .iflt, .ifle, .ifdef, .ifndef, .ifnotdef, .ifb, .ifnb, .ifc, .ifnc,
      .ifeqs,
      .ifnes:
      guard conditionals.count < 1000 else { throw Failure(offset: start, message: ".if nests too deeply") }
      conditionals.append(Conditional(isActive: false, isDecided: true, place: place(start)))
      skipOne()
    case .elseif, .else:
      input.at = end
      try elseConditional(directive)
      try endOfStatement()
    case .endif:
      input.at = end
      try endConditional()
      try endOfStatement()
    default: skipOne()
    }
  }

  private mutating func skipOne() { input.skipStatement() }
}
