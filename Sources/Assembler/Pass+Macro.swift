/// A macro as it was defined.
struct Macro {
  /// One of its parameters.
  struct Parameter {
    var name: [UInt8]
    var defaultValue: [UInt8] = []
    var isRequired = false
    /// Takes all that is left of the arguments.
    var isVariadic = false
  }

  var name: String
  var parameters: [Parameter]
  var body: ArraySlice<UInt8>
  /// The file and line in which the body begins.
  var path: String
  var line: Int
}

// .macro, .rept, .irp, .irpc, .include.
extension Pass {
  // MARK: bodies

  /// Takes the lines up to the directive that ends the current one, nested ones included.
  ///
  /// - Precondition: the cursor stands behind the operands of the opening directive.
  private mutating func body(openedBy openers: [String], closedBy closers: [String]) throws(Failure)
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

  private func bodyLocation() -> (path: String, line: Int) {
    let place = location(of: place(input.at))
    return (place.path, place.line)
  }

  private static let macroOpeners = [".macro"]
  private static let macroClosers = [".endm", ".endmacro"]
  private static let repetitionOpeners = [".rept", ".rep", ".irp", ".irpc"]
  private static let repetitionClosers = [".endr"]

  // MARK: .macro

  mutating func defineMacro() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let end = input.endOfName()
    guard end > start else { throw Failure(offset: start, message: "expected the macro's name\(butFound())") }
    let name = input.text(start, end)
    input.at = end
    let parameters = try self.parameters()
    let location = bodyLocation()
    let body = try self.body(openedBy: Self.macroOpeners, closedBy: Self.macroClosers)
    guard macros[name] == nil else {
      throw Failure(offset: start, message: "the macro '\(name)' is already defined")
    }
    macros[name] = Macro(
      name: name, parameters: parameters, body: body, path: location.path, line: location.line + 1)
  }

  private mutating func parameters() throws(Failure) -> [Macro.Parameter] {
    var parameters: [Macro.Parameter] = []
    while true {
      input.skipBlanks()
      if input.current == Byte.comma { input.at += 1 }
      input.skipBlanks()
      if input.isAtEndOfStatement { return parameters }
      let start = input.at
      let end = input.endOfName()
      guard end > start else {
        throw Failure(offset: start, message: "expected a parameter's name\(butFound())")
      }
      var parameter = Macro.Parameter(name: Array(input.bytes[start..<end]))
      guard !parameters.contains(where: { $0.name == parameter.name }) else {
        throw Failure(offset: start, message: "there are two parameters '\(input.text(start, end))'")
      }
      input.at = end
      try parameterOptions(&parameter)
      if let last = parameters.last, last.isVariadic {
        throw Failure(offset: start, message: "no parameter can follow one with :vararg")
      }
      parameters.append(parameter)
    }
  }

  private mutating func parameterOptions(_ parameter: inout Macro.Parameter) throws(Failure) {
    if input.current == Byte.colon {
      input.at += 1
      let start = input.at
      let end = input.endOfName()
      switch input.text(start, end) {
      case "req": parameter.isRequired = true
      case "vararg": parameter.isVariadic = true
      default: throw Failure(offset: start, message: "expected req or vararg\(butFound())")
      }
      input.at = end
    }
    input.skipBlanks()
    if input.current == Byte.equals {
      input.at += 1
      input.skipBlanks()
      parameter.defaultValue = try argument()
    }
  }

  mutating func purgeMacro() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    input.at = input.endOfName()
    let name = input.text(start, input.at)
    guard macros.removeValue(forKey: name) != nil else {
      throw Failure(
        offset: start,
        message: "there is no macro '\(name)'\(Suggestion.text(for: name, among: macros.keys.sorted()))")
    }
  }

  /// Reads a macro's arguments and goes on in its body.
  mutating func expand(_ macro: Macro) throws(Failure) {
    let start = word.lowerBound
    let values = try arguments(of: macro)
    try endOfStatement()
    var names = macro.parameters.map(\.name)
    names.append([Byte.at])
    macroCalls += 1
    let bytes = substitute(macro.body, names: names, values: values + [Array(String(macroCalls).utf8)])
    try enter(
      SourceText(
        path: macro.path, bytes: bytes, firstLine: macro.line,
        origin: (place(start), "in the expansion of the macro '\(macro.name)'")), at: start)
  }

  private mutating func arguments(of macro: Macro) throws(Failure) -> [[UInt8]] {
    var values = [[UInt8]?](repeating: nil, count: macro.parameters.count)
    var position = 0
    input.skipBlanks()
    while !input.isAtEndOfStatement {
      let start = input.at
      if let index = namedParameter(of: macro) {
        values[index] = try argument()
      } else {
        guard position < values.count else {
          throw Failure(
            offset: start, message: "too many arguments: '\(macro.name)' takes \(macro.parameters.count)")
        }
        let isVariadic = macro.parameters[position].isVariadic
        values[position] = isVariadic ? Array(restOfStatement()) : try argument()
        position += 1
      }
      input.skipBlanks()
      if input.current == Byte.comma { input.at += 1 }
      input.skipBlanks()
    }
    for (index, parameter) in macro.parameters.enumerated()
    where parameter.isRequired && (values[index] ?? []).isEmpty {
      let name = String(decoding: parameter.name, as: UTF8.self)
      throw Failure(offset: input.at, message: "'\(macro.name)' needs a value for its parameter '\(name)'")
    }
    return zip(macro.parameters, values).map { parameter, value in
      value.flatMap { $0.isEmpty ? nil : $0 } ?? parameter.defaultValue
    }
  }

  /// The parameter that `name=` names, if that stands here; it is skipped.
  private mutating func namedParameter(of macro: Macro) -> Int? {
    let end = input.endOfName()
    guard end > input.at, input.bytes[end] == Byte.equals, input.bytes[end + 1] != Byte.equals else {
      return nil
    }
    let name = input.bytes[input.at..<end]
    guard let index = macro.parameters.firstIndex(where: { $0.name.elementsEqual(name) }) else { return nil }
    input.at = end + 1
    return index
  }

  /// Reads one argument: a string, or text up to a comma or a blank outside parentheses and beside no operator.
  private mutating func argument() throws(Failure) -> [UInt8] {
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
  private func substitute(_ body: ArraySlice<UInt8>, names: [[UInt8]], values: [[UInt8]]) -> [UInt8] {
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

  /// `.exitm`: leaves the macro.
  mutating func exitMacro() throws(Failure) {
    guard let outer = suspended.last else {
      throw Failure(offset: word.lowerBound, message: ".exitm stands in no macro")
    }
    conditionals.removeLast(max(0, conditionals.count - outer.conditionals))
    leaveText()
  }

  // MARK: repetitions

  mutating func repeatText() throws(Failure) {
    let start = word.lowerBound
    input.skipBlanks()
    let operand = input.at
    let count = try constant("the number of repetitions")
    guard (0...100_000_000).contains(count) else { throw outOfRange(count, 0, 100_000_000, at: operand) }
    let location = bodyLocation()
    let body = try self.body(openedBy: Self.repetitionOpeners, closedBy: Self.repetitionClosers)
    try enter(
      SourceText(
        path: location.path, bytes: Array(body) + Scanner.padding, firstLine: location.line + 1,
        origin: (place(start), "in this repetition")), repetitions: Int(count), at: start)
  }

  /// `.irp name, value, value…`.
  mutating func repeatForValues() throws(Failure) {
    let name = try iterationVariable()
    var values: [[UInt8]] = []
    input.skipBlanks()
    while !input.isAtEndOfStatement {
      values.append(try argument())
      input.skipBlanks()
      if input.current == Byte.comma { input.at += 1 }
      input.skipBlanks()
    }
    try iterate(name, values)
  }

  /// `.irpc name, text`: once for each character.
  mutating func repeatForCharacters() throws(Failure) {
    let name = try iterationVariable()
    let text = restOfStatement()
    try iterate(name, text.filter { !Byte.isBlank($0) && $0 != Byte.quote }.map { [$0] })
  }

  private mutating func iterationVariable() throws(Failure) -> [UInt8] {
    input.skipBlanks()
    let start = input.at
    let end = input.endOfName()
    guard end > start else {
      throw Failure(offset: start, message: "expected the name of a variable\(butFound())")
    }
    input.at = end
    input.skipBlanks()
    if input.current == Byte.comma { input.at += 1 }
    return Array(input.bytes[start..<end])
  }

  private mutating func iterate(_ name: [UInt8], _ values: [[UInt8]]) throws(Failure) {
    let start = word.lowerBound
    let location = bodyLocation()
    let body = try self.body(openedBy: Self.repetitionOpeners, closedBy: Self.repetitionClosers)
    var bytes: [UInt8] = []
    let values = values.isEmpty ? [[]] : values
    guard values.count * body.count <= 16 << 20 else {
      throw Failure(offset: start, message: "the repetition produces too much text")
    }
    // All in one text: its lines count on from the first, so each message names the repetition too.
    for value in values {
      bytes += substitute(body, names: [name], values: [value]).dropLast(Scanner.padding.count)
    }
    try enter(
      SourceText(
        path: location.path, bytes: bytes + Scanner.padding, firstLine: location.line + 1,
        origin: (place(start), "in this repetition")), at: start)
  }

  // MARK: files

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
