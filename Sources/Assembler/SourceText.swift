/// A text that was assembled: a file, or what a macro or a repetition expanded to.
struct SourceText {
  let path: String
  let bytes: [UInt8]
  /// The number of its first line, as the user counts.
  var firstLine = 1
  /// For an expansion or an included file: where that was asked for, and what to call it.
  var origin: (place: Place, what: String)?
  /// Whether it is a file of its own, whose lines a debugger shows.
  var isFile = false
  /// What a preprocessor said about the lines.
  var markers: [Marker] = []

  /// From the line after `offset` on, lines come from another file.
  struct Marker {
    var offset: Int
    /// The number of the line in which the marker itself stands.
    var line: Int
    var path: String
  }

  init(path: String, bytes: [UInt8], firstLine: Int = 1, origin: (Place, String)? = nil) {
    self.path = path
    self.bytes = bytes
    self.firstLine = firstLine
    self.origin = origin
  }

  /// The place of a byte, as people count.
  func location(of offset: Int) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count - 4)
    let marker = markers.last { $0.offset <= offset }
    var line = marker?.line ?? firstLine
    for byte in bytes[(marker?.offset ?? 0)..<offset] where byte == Byte.newline { line += 1 }
    var start = offset
    while start > 0 && bytes[start - 1] != Byte.newline { start -= 1 }
    var end = offset
    while bytes[end] != Byte.newline && end < bytes.count - 4 { end += 1 }
    if end > start && bytes[end - 1] == Byte.carriageReturn { end -= 1 }
    // A line may be as long as the file; nobody reads that.
    let shown = bytes[start..<max(start, min(end, start + 500))]
    return SourceLocation(
      path: marker?.path ?? path, line: line, column: offset - start + 1,
      text: String(decoding: shown, as: UTF8.self))
  }
}

/// A place as people count, with its line.
struct SourceLocation {
  var path: String
  var line: Int
  var column: Int
  var text: String
}

/// A text in which reading will go on when the one that it asked for has ended.
struct SuspendedText {
  var input: Scanner
  var text: Int32
  /// How many conditionals were open when the inner text began.
  var conditionals: Int
  /// How often the inner text is still to be repeated from its start.
  var repetitions: Int
}

extension Pass {
  /// How deep macros, repetitions and includes may nest.
  private static let nestingLimit = 200
  /// How many bytes they may produce in all.
  private static let expansionLimit = 64 << 20

  /// Reads another text before going on with this one.
  ///
  /// - Parameter repetitions: how often it is read in all.
  mutating func enter(_ new: SourceText, repetitions: Int = 1, at offset: Int) throws(Failure) {
    guard repetitions > 0 else { return }
    guard suspended.count < Self.nestingLimit else {
      throw Failure(
        offset: offset, message: "macros, repetitions and includes nest more than \(Self.nestingLimit) deep")
    }
    try chargeExpansion(new.bytes.count + 128, at: offset)
    suspended.append(
      SuspendedText(
        input: input, text: text, conditionals: conditionals.count, repetitions: repetitions - 1))
    texts.append(new)
    text = Int32(texts.count - 1)
    input = Scanner(padded: new.bytes)
    input.line = new.firstLine
  }

  private mutating func chargeExpansion(_ count: Int, at offset: Int) throws(Failure) {
    expandedBytes += count + 16
    guard expandedBytes <= Self.expansionLimit else {
      isFinished = true
      throw Failure(
        offset: offset,
        message: "macros and repetitions produce more than \(Self.expansionLimit >> 20) MiB of text")
    }
  }

  /// Goes on with the text around the one that has ended; false if there is none.
  mutating func resumeSuspendedText() -> Bool {
    guard let outer = suspended.last else { return false }
    if conditionals.count > outer.conditionals {
      report(conditionals[conditionals.count - 1].place, "this .if has no .endif")
      conditionals.removeLast(conditionals.count - outer.conditionals)
    }
    if outer.repetitions > 0 {
      suspended[suspended.count - 1].repetitions -= 1
      input.at = 0
      input.line = texts[Int(text)].firstLine
      do { try chargeExpansion(input.end, at: 0) } catch { report(error) }
      return true
    }
    leaveText()
    return true
  }

  /// Drops what is left of the current text and its repetitions.
  mutating func leaveText() {
    guard let outer = suspended.popLast() else { return }
    input = outer.input
    text = outer.text
  }
}

extension Scanner {
  /// Reads bytes that end with a newline and four zeros already.
  init(padded bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count - 4
  }
}
