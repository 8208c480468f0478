// Places in the sources, and messages about them.
extension Pass {
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
