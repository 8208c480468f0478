// Texts that directives take as they are: bodies, arguments, files.
extension Pass {
  /// Takes the lines up to the directive that ends the current one, nested ones included.
  ///
  /// - Precondition: the cursor stands behind the operands of the opening directive.
  mutating func body(openedBy openers: [String], closedBy closers: [String]) throws(Failure)
    -> ArraySlice<UInt8>
  {
    let opening = word.lowerBound
    let name = input.text(word.lowerBound, word.upperBound)
    try endOfStatement()
    let start = input.at
    var depth = 1
    while !input.isAtEnd {
      input.skipBlanks()
      let line = input.at
      let end = input.endOfName()
      if input.current == Byte.dot {
        let directive = input.text(line, end).lowercased()
        if openers.contains(directive) { depth += 1 }
        if closers.contains(directive) { depth -= 1 }
        if depth == 0 {
          word = line..<end
          input.at = end
          let body = input.bytes[start..<line]
          // What follows `.endm` on its line may be the macro's name.
          while !input.isAtEndOfStatement { input.at += 1 }
          input.skipTerminator()
          return body
        }
      }
      input.skipStatement()
    }
    throw Failure(offset: opening, message: "this \(name) has no \(closers[0])")
  }

  func bodyLocation() -> (path: String, line: Int) {
    let place = location(of: place(input.at))
    return (place.path, place.line)
  }

  static let macroOpeners = [".macro"]
  static let macroClosers = [".endm", ".endmacro"]
  static let repetitionOpeners = [".rept", ".rep", ".irp", ".irpc"]
  static let repetitionClosers = [".endr"]

  /// Reads one argument: a string, or text up to a comma or a blank outside parentheses and beside no
  /// operator.
  mutating func argument() throws(Failure) -> [UInt8] {
    if input.current == Byte.quote {
      let start = input.at
      input.skipString()
      guard input.at > start + 1, input.bytes[input.at - 1] == Byte.quote else {
        throw Failure(offset: start, message: "this string is not closed by '\"' in its line")
      }
      return Array(input.bytes[(start + 1)..<(input.at - 1)])
    }
    let start = input.at
    var depth = 0
    while !input.isAtEndOfStatement {
      let byte = input.current
      if byte == Byte.quote {
        input.skipString()
        continue
      }
      if byte == Byte.open { depth += 1 }
      if byte == Byte.close { depth -= 1 }
      if depth <= 0 && (byte == Byte.comma || (Byte.isBlank(byte) && endsArgument())) { break }
      input.at += 1
    }
    var end = input.at
    while end > start && Byte.isBlank(input.bytes[end - 1]) { end -= 1 }
    return Array(input.bytes[start..<end])
  }

  /// Whether the blanks here separate two arguments: not where an operator stands on either side.
  private func endsArgument() -> Bool {
    func joins(_ byte: UInt8) -> Bool {
      switch byte {
      case Byte.plus, Byte.minus, Byte.star, Byte.slash, Byte.percent, Byte.ampersand, Byte.bar, Byte.caret,
        Byte.less, Byte.greater, Byte.equals, Byte.exclamation, Byte.tilde, Byte.open:
        true
      default: false
      }
    }
    var ahead = input
    ahead.skipBlanks()
    let before = input.at > 0 ? input.bytes[input.at - 1] : 0
    return !joins(before)
      && !(joins(ahead.current) && ahead.current != Byte.percent && ahead.current != Byte.open)
  }

  /// The body with `\name` replaced by the values; `\()` separates a name from what follows it.
  func substitute(_ body: ArraySlice<UInt8>, names: [[UInt8]], values: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count + 64)
    var index = body.startIndex
    while index < body.endIndex {
      guard body[index] == Byte.backslash, index + 1 < body.endIndex else {
        result.append(body[index])
        index += 1
        continue
      }
      if body[index + 1] == Byte.open, index + 2 < body.endIndex, body[index + 2] == Byte.close {
        index += 3
        continue
      }
      var end = index + 1
      if body[end] == Byte.at {
        end += 1
      } else {
        while end < body.endIndex && Byte.isName(body[end]) { end += 1 }
      }
      let name = body[(index + 1)..<end]
      if let parameter = longestParameter(in: name, names) {
        result += values[parameter]
        index += 1 + names[parameter].count
      } else {
        result.append(Byte.backslash)
        index += 1
      }
    }
    result += Scanner.padding
    return result
  }

  /// The parameter whose name this is, or, since names may contain dots, begins with up to a dot.
  private func longestParameter(in name: ArraySlice<UInt8>, _ names: [[UInt8]]) -> Int? {
    if let exact = names.firstIndex(where: { $0.elementsEqual(name) }) { return exact }
    let head = name.prefix { $0 != Byte.dot && $0 != 36 }
    return head.isEmpty ? nil : names.firstIndex { $0.elementsEqual(head) }
  }

  mutating func include() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let path = String(decoding: try string(), as: UTF8.self)
    let bytes = try readFile(path, at: start)
    try endOfStatement()
    var text = SourceText(
      path: path, bytes: bytes + Scanner.padding, origin: (place(start), "included from here"))
    text.isFile = true
    try enter(text, at: start)
  }

  /// Reads a file, each only once.
  mutating func readFile(_ path: String, at offset: Int) throws(Failure) -> [UInt8] {
    if let bytes = files[path] { return bytes }
    guard let bytes = options.readFile(path) else {
      throw Failure(offset: offset, message: "cannot read the file '\(path)'")
    }
    files[path] = bytes
    return bytes
  }
}
