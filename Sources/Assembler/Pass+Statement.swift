import ELF

// Statements: labels, assignments, instructions, directives.
extension Pass {
  mutating func statement() throws(Failure) {
    input.skipBlanks()
    if let last = conditionals.last, !last.isActive { return try skippedStatement() }
    if input.isAtEndOfStatement { return endOfLine() }
    let start = input.at
    let end = input.endOfName()
    if end == start { return try unusualStatement() }

    word = start..<end
    input.at = end
    if input.current == Byte.colon {
      input.at += 1
      return try define(symbols.symbol(input.bytes, start, end, place: place(start)), at: start)
    }
    input.skipBlanks()
    if input.current == Byte.equals && input.next != Byte.equals {
      return try assign(start, end)
    }
    if !macros.isEmpty, let macro = macros[input.text(start, end)] { return try expand(macro) }
    if input.bytes[start] == Byte.dot { return try directive() }
    try instructionStatement()
  }

  private mutating func instructionStatement() throws(Failure) {
    guard let mnemonic = mnemonic() else { throw unknownMnemonic() }
    if section.holdsZeros {
      throw Failure(
        offset: word.lowerBound,
        message: "'\(section.key.name)' holds only zeros; instructions belong into .text")
    }
    if section.alignment < 4 { section.alignment = 4 }
    markLine()
    let start = section.offset
    try instruction(mnemonic)
    if options.keepsLines { mark(from: start) }
    try endOfStatement()
  }

  private func mnemonic() -> Mnemonic? {
    guard let name = ShortName(input.bytes, word.lowerBound, word.upperBound) else { return nil }
    return mnemonics[name] ?? mnemonics[name.lowercased]
  }

  private func unknownMnemonic() -> Failure {
    let name = input.text(word.lowerBound, word.upperBound)
    if input.current == Byte.colon {
      return Failure(offset: input.at, message: "a label must stand directly before its ':'")
    }
    if let reason = mnemonics.reasonForAbsence(of: name) {
      return Failure(offset: word.lowerBound, message: "'\(name)' \(reason)")
    }
    let known = mnemonics.names.names + macros.keys.sorted()
    return Failure(
      offset: word.lowerBound,
      message: "unknown instruction '\(name)'\(Suggestion.text(for: name, among: known))")
  }

  /// Numeric labels, labels in quotes, and what is no statement.
  private mutating func unusualStatement() throws(Failure) {
    let start = input.at
    if Byte.isDigit(input.current) {
      while Byte.isDigit(input.current) { input.at += 1 }
      let end = input.at
      input.skipBlanks()
      guard input.current == Byte.colon, let number = Int(input.text(start, end)) else {
        throw Failure(offset: start, message: "expected an instruction, a directive or a label")
      }
      input.at += 1
      return defineLocal(number, at: start)
    }
    if input.current == Byte.quote {
      let symbol = try symbolName()
      input.skipBlanks()
      guard input.current == Byte.colon else {
        throw Failure(offset: input.at, message: "expected ':' after the label")
      }
      input.at += 1
      return try define(symbol, at: start)
    }
    throw Failure(
      offset: start, message: "expected an instruction, a directive or a label\(butFound())")
  }

  /// Checks that nothing is left of the statement, and goes on to the next.
  @inline(__always)
  mutating func endOfStatement() throws(Failure) {
    input.skipBlanks()
    guard input.isAtEndOfStatement else { throw leftover() }
    endOfLine()
  }

  @inline(never)
  private func leftover() -> Failure {
    let name = input.text(word.lowerBound, word.upperBound)
    return Failure(offset: input.at, message: "expected the end of '\(name)'\(butFound())")
  }

  /// Goes on to the next statement.
  private mutating func endOfLine() {
    if input.current == Byte.hash { readLineMarker() }
    input.skipTerminator()
  }

  /// A line such as `# 12 "main.S"`, by which a preprocessor says where the next line came from.
  private mutating func readLineMarker() {
    let start = input.at
    guard start == 0 || input.bytes[start - 1] == Byte.newline, input.next == Byte.space,
      Byte.isDigit(input.bytes[start + 2])
    else { return }
    var cursor = start + 2
    var line = 0
    while Byte.isDigit(input.bytes[cursor]) && line < 100_000_000 {
      line = line * 10 + Int(input.bytes[cursor] - 48)
      cursor += 1
    }
    guard input.bytes[cursor] == Byte.space, input.bytes[cursor + 1] == Byte.quote else { return }
    let name = cursor + 2
    cursor = name
    while input.bytes[cursor] != Byte.quote && input.bytes[cursor] != Byte.newline { cursor += 1 }
    texts[Int(text)].markers.append(.init(offset: start, line: line - 1, path: input.text(name, cursor)))
    input.line = line - 1
  }

  // MARK: labels

  mutating func define(_ id: SymbolID, at offset: Int) throws(Failure) {
    guard symbols[id].definition == .none else {
      let first = location(of: symbols[id].place)
      throw Failure(
        offset: offset,
        message: "'\(symbols.name(id))' is already defined, in line \(first.line) of \(first.path)")
    }
    symbols[id].definition = .label
    symbols[id].section = Int32(sectionIndex)
    symbols[id].value = Int64(section.offset)
    symbols[id].place = place(offset)
    if section.flags.contains(.threadLocal) { symbols[id].type = .threadLocal }
    if options.keepsLines { mark(from: section.offset) }
  }

  private mutating func defineLocal(_ number: Int, at offset: Int) {
    if let waiting = forwardLabels.removeValue(forKey: number) {
      symbols[waiting].definition = .label
      symbols[waiting].section = Int32(sectionIndex)
      symbols[waiting].value = Int64(section.offset)
      backwardLabels[number] = waiting
    } else {
      backwardLabels[number] = symbols.anonymous(
        section: sectionIndex, offset: section.offset, place: place(offset))
    }
    if options.keepsLines { mark(from: section.offset) }
  }

  /// Reads a symbol's name, in quotes or not.
  mutating func symbolName() throws(Failure) -> SymbolID {
    input.skipBlanks()
    let start = input.at
    if input.current == Byte.quote {
      let name = try string()
      guard !name.isEmpty else { throw Failure(offset: start, message: "a symbol's name must not be empty") }
      return symbols.symbol(name, 0, name.count, place: place(start))
    }
    let end = input.endOfName()
    guard end > start else {
      throw Failure(offset: start, message: "expected the name of a symbol\(butFound())")
    }
    input.at = end
    return symbols.symbol(input.bytes, start, end, place: place(start))
  }
}
