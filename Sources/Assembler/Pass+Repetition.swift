// .rept, .irp, .irpc.
extension Pass {
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
}
