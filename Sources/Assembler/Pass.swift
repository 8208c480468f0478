import ELF

/// One pass over the sources, from text to sections with fixups.
///
/// The layout that a pass produces is final except for what it must guess: whether a branch to a later label reaches
/// it, how many bytes a LEB128 number of labels takes, and what number `li` loads if it depends on later labels.
/// `Relaxation` holds the guesses; where one was wrong, the whole file is assembled again with a better one.
struct Pass {
  let options: AssemblerOptions
  let mnemonics = MnemonicTable.shared
  let directives = Directive.table
  let registers = RegisterTable.shared
  var relaxation: Relaxation

  // Where we read.
  var input: Scanner
  var texts: [SourceText] = []
  /// The number in `texts` of what `input` reads.
  var text: Int32 = 0
  var suspended: [SuspendedText] = []
  /// How many bytes macros, repetitions and includes have produced.
  var expandedBytes = 0
  var files: [String: [UInt8]] = [:]

  // What we know.
  var symbols = SymbolTable()
  var nodes: [ExpressionNode] = []
  var expressionDepth = 0
  var backwardLabels: [Int: SymbolID] = [:]
  var forwardLabels: [Int: SymbolID] = [:]
  var macros: [String: Macro] = [:]
  /// How many macros were called, which is what `\@` gives.
  var macroCalls = 0
  var conditionals: [Conditional] = []
  var debug = DebugState()

  // What we produce. The section that is being filled lives in `section`, its row in `sections` is out of date.
  var sections: [SectionBuilder] = []
  var sectionNumbers: [SectionBuilder.Key: Int] = [:]
  var section: SectionBuilder
  var sectionIndex = 0
  var previousSection = 0
  var sectionStack: [(current: Int, previous: Int)] = []
  // How many branches, LEB128 numbers and `li` there were, which `Relaxation` counts them by.
  var branchCount: Int32 = 0
  var lebCount: Int32 = 0
  var constantCount: Int32 = 0
  var listing: [ListingMark] = []

  var diagnostics: [Diagnostic] = []
  var errorCount = 0
  /// The mnemonic or directive that is being read, for messages.
  var word = 0..<0
  var isFinished = false

  /// How many errors are reported before the assembler gives up.
  static let errorLimit = 20
  /// How many bytes the sections of a file may hold.
  static let outputLimit = 128 << 20

  init(_ source: [UInt8], path: String, options: AssemblerOptions, relaxation: Relaxation) {
    self.options = options
    self.relaxation = relaxation
    input = Scanner(source)
    texts = [SourceText(path: path, bytes: input.bytes)]
    section = SectionBuilder(key: .init(name: ".text"), type: .programBits, flags: [.allocate, .execute])
    section.alignment = 4
    sections = [section]
    sectionNumbers[section.key] = 0
    debug.sourcePath = path
  }

  /// Reads everything, then puts values into their places.
  mutating func run() {
    while !isFinished {
      if input.isAtEnd {
        if !resumeSuspendedText() { break }
        continue
      }
      do { try statement() } catch {
        report(error)
        input.skipStatement()
      }
    }
    if let open = conditionals.last {
      report(open.place, "this .if has no .endif")
    }
    sections[sectionIndex] = section
    resolveFixups()
  }

  // MARK: statements

  private mutating func statement() throws(Failure) {
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

  // MARK: places and messages

  /// Notes for the listing what the current statement produced, and where.
  mutating func mark(from start: Int) {
    listing.append(
      ListingMark(
        place: place(word.lowerBound), section: Int32(sectionIndex), offset: start,
        size: section.offset - start))
  }

  @inline(__always)
  func place(_ offset: Int) -> Place { Place(text: text, offset: Int32(truncatingIfNeeded: offset)) }

  /// ", but found 'x'" for what stands at the cursor.
  func butFound() -> String {
    if input.isAtEndOfStatement { return ", but the line ends here" }
    let name = input.endOfName()
    if name > input.at { return ", but found '\(input.text(input.at, min(name, input.at + 40)))'" }
    var end = input.at + 1
    while Byte.isDigit(input.bytes[input.at]) && Byte.isName(input.bytes[end]) { end += 1 }
    return ", but found '\(input.text(input.at, end))'"
  }

  func column(of offset: Int) -> Int {
    var start = offset
    while start > 0 && input.bytes[start - 1] != Byte.newline { start -= 1 }
    return offset - start + 1
  }

  mutating func report(_ failure: Failure) { report(place(failure.offset), failure.message) }

  @inline(never)
  mutating func report(_ place: Place, _ message: String, _ severity: Diagnostic.Severity = .error) {
    guard errorCount < Self.errorLimit else { return }
    diagnostics.append(diagnostic(severity, place, message))
    var outer = texts[Int(place.text)].origin
    for _ in 0..<8 {
      guard let (origin, what) = outer else { break }
      diagnostics.append(diagnostic(.note, origin, what))
      outer = texts[Int(origin.text)].origin
    }
    guard severity == .error else { return }
    errorCount += 1
    if errorCount == Self.errorLimit {
      isFinished = true
      diagnostics.append(
        Diagnostic(.note, path: texts[0].path, message: "too many errors; the assembler stops here"))
    }
  }

  private func diagnostic(_ severity: Diagnostic.Severity, _ place: Place, _ message: String) -> Diagnostic {
    let location = location(of: place)
    return Diagnostic(
      severity, path: location.path, line: location.line, column: location.column, message: message,
      sourceLine: location.text)
  }

  /// Where a place is in the user's files, and the line of text in which it stands.
  func location(of place: Place) -> SourceLocation { texts[Int(place.text)].location(of: Int(place.offset)) }
}

/// What earlier passes learned about sizes that depend on what comes later.
struct Relaxation {
  /// The numbers of the branches that must be written as an inverted branch around a jump.
  var longBranches: Set<Int32> = []
  /// The sizes of the LEB128 numbers, by their number in the file, that take more than one byte.
  var lebSizes: [Int32: Int] = [:]
  /// The numbers that `li` loads, by their number in the file, where they depend on later labels.
  var constants: [Int32: Int64] = [:]
  /// Set where the guesses did not settle: every branch to a later label becomes long.
  var isPessimistic = false
  /// Whether a pass found a guess that was wrong.
  var changed = false
}
