import ELF

// Directives that define symbols or say something about them.
extension Pass {
  /// `name = expression`.
  mutating func assign(_ start: Int, _ end: Int) throws(Failure) {
    input.at += 1
    if end - start == 1 && input.bytes[start] == Byte.dot {
      word = start..<end
      try origin()
    } else {
      let symbol = symbols.symbol(input.bytes, start, end, place: place(start))
      try define(symbol, as: try expression(), mayRedefine: true, at: start)
    }
    try endOfStatement()
  }

  /// `.set name, expression`.
  mutating func set(mayRedefine: Bool) throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let symbol = try symbolName()
    try comma()
    try define(symbol, as: try expression(), mayRedefine: mayRedefine, at: start)
  }

  private mutating func define(_ id: SymbolID, as value: Value, mayRedefine: Bool, at offset: Int)
    throws(Failure)
  {
    guard symbols[id].definition == .none || (mayRedefine && symbols[id].isVariable) else {
      let first = location(of: symbols[id].place)
      throw Failure(
        offset: offset,
        message: "'\(symbols.name(id))' is already defined, in line \(first.line) of \(first.path)")
    }
    symbols[id].isVariable = true
    symbols[id].place = place(offset)
    let known = evaluate(value) ?? value
    if known.isConstant {
      symbols[id].definition = .absolute
      symbols[id].value = known.constant
    } else if known.sub < 0 && known.node < 0 && known.add == id {
      throw Failure(offset: offset, message: "'\(symbols.name(id))' is defined by itself")
    } else {
      symbols[id].definition = .expression
      symbols.expressions.append(value)
      symbols[id].value = Int64(symbols.expressions.count - 1)
    }
  }

  /// Calls `body` for each of a list of symbols.
  private mutating func forEachSymbol(_ body: (inout Symbol) -> Void) throws(Failure) {
    while true {
      let symbol = try symbolName()
      body(&symbols[symbol])
      input.skipBlanks()
      guard input.current == Byte.comma else { return }
      input.at += 1
    }
  }

  /// `.globl`, `.weak` and `.local`.
  mutating func bind(_ binding: SymbolBinding) throws(Failure) {
    try forEachSymbol { symbol in
      // A weak symbol stays weak when it is also made global.
      if binding == .global && symbol.binding == .weak { return }
      symbol.binding = binding
    }
  }

  mutating func setVisibility(_ visibility: SymbolVisibility) throws(Failure) {
    try forEachSymbol { $0.visibility = visibility }
  }

  /// `.type name, @function`.
  mutating func setType() throws(Failure) {
    let symbol = try symbolName()
    input.skipBlanks()
    if input.current == Byte.comma { input.at += 1 }
    input.skipBlanks()
    if input.current == Byte.at || input.current == Byte.percent || input.current == Byte.hash {
      input.at += 1
    }
    let start = input.at
    var name = input.text(start, input.endOfName())
    if input.current == Byte.quote {
      name = String(decoding: try string(), as: UTF8.self)
    } else {
      input.at = input.endOfName()
    }
    switch name {
    case "function", "STT_FUNC": symbols[symbol].type = .function
    case "object", "STT_OBJECT", "gnu_unique_object": symbols[symbol].type = .object
    case "notype", "STT_NOTYPE": symbols[symbol].type = .none
    case "tls_object", "STT_TLS": symbols[symbol].type = .threadLocal
    case "common", "STT_COMMON": symbols[symbol].type = .object
    default:
      let known = ["function", "object", "notype", "tls_object", "common"]
      throw Failure(
        offset: start, message: "unknown symbol type '\(name)'\(Suggestion.text(for: name, among: known))")
    }
  }

  /// `.size name, expression`.
  mutating func setSize() throws(Failure) {
    let symbol = try symbolName()
    try comma()
    symbols.expressions.append(try expression())
    symbols[symbol].size = Int32(symbols.expressions.count - 1)
  }

  /// `.comm name, size, alignment`.
  mutating func common() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let symbol = try symbolName()
    let (size, alignment) = try sizeAndAlignment(start)
    if symbols[symbol].binding == .local { return try reserve(symbol, size, alignment, at: start) }
    guard symbols[symbol].definition == .none || symbols[symbol].definition == .common else {
      throw Failure(offset: start, message: "'\(symbols.name(symbol))' is already defined")
    }
    symbols[symbol].definition = .common
    symbols[symbol].value = max(size, symbols[symbol].definition == .common ? symbols[symbol].value : 0)
    symbols[symbol].section = Int32(alignment.trailingZeroBitCount)
    symbols[symbol].type = .object
    if symbols[symbol].binding == nil { symbols[symbol].binding = .global }
  }

  /// `.lcomm name, size, alignment`.
  mutating func localCommon() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let symbol = try symbolName()
    let (size, alignment) = try sizeAndAlignment(start)
    try reserve(symbol, size, alignment, at: start)
  }

  private mutating func sizeAndAlignment(_ start: Int) throws(Failure) -> (Int64, Int64) {
    try comma()
    let size = try constant("a size")
    let alignment = try optionalOperand("an alignment") ?? 1
    guard size >= 0, size <= 1 << 40 else { throw outOfRange(size, 0, Int64(1) << 40, at: start) }
    guard alignment > 0, alignment <= 1 << 30, alignment & (alignment - 1) == 0 else {
      throw Failure(offset: start, message: "the alignment \(alignment) is not a power of two")
    }
    return (size, alignment)
  }

  /// Gives a symbol its own zeros in `.bss`.
  private mutating func reserve(_ symbol: SymbolID, _ size: Int64, _ alignment: Int64, at offset: Int)
    throws(Failure)
  {
    let saved = (sectionIndex, previousSection)
    let end = input.at
    defer {
      select(saved.0)
      previousSection = saved.1
      input.at = end
    }
    selectBSS()
    section.alignment = max(section.alignment, UInt64(alignment))
    try append(Int(-Int64(section.offset) & (alignment - 1)), of: 0, at: offset)
    try define(symbol, at: offset)
    symbols[symbol].type = .object
    try append(Int(size), of: 0, at: offset)
  }

  private mutating func selectBSS() {
    let key = SectionBuilder.Key(name: ".bss")
    if sectionNumbers[key] == nil {
      sections.append(SectionBuilder(key: key, type: .noBits, flags: [.allocate, .write]))
      sectionNumbers[key] = sections.count - 1
    }
    select(sectionNumbers[key]!)
  }
}
