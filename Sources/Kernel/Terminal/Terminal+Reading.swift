import ABI

/// What programs read of a terminal.
extension Terminal {
  /// Whether a read finds enough: a line, or the characters that VMIN asks for.
  func hasInput(atLeast minimum: Int) -> Bool {
    isCanonical ? wholeLines > 0 : input.count >= minimum
  }

  /// How many bytes a read must find in raw mode: it waits for so many.
  var minimum: Int { Int(settings.characters[Int(TerminalCharacter.minimum.rawValue)]) }

  /// How long a read in raw mode waits, in tenths of a second: VTIME.
  var patience: UInt64 { UInt64(settings.characters[Int(TerminalCharacter.time.rawValue)]) }

  /// Bytes that can be read now: what FIONREAD says. Ends of file are none.
  var readableBytes: Int {
    guard isCanonical else { return input.count }
    return (0..<wholeLines).count { !isEndOfFile($0) }
  }

  private func isEndOfFile(_ index: Int) -> Bool { endsLine[index] && input[index] == 0 }

  /// What the next read gets, up to so many bytes: of a line, or of all.
  ///
  /// - Returns: the bytes, and how many of the input are used up by them: an end of file is passed over.
  func next(_ count: Int) -> (bytes: ArraySlice<UInt8>, used: Int) {
    guard isCanonical else {
      let count = min(count, input.count)
      return (input[..<count], count)
    }
    let limit = min(count, wholeLines)
    guard let end = endsLine[..<limit].firstIndex(of: true) else {
      // A reader whose buffer ends just before an end of file has seen all of the line.
      let isFollowedByEnd = limit < wholeLines && isEndOfFile(limit)
      return (input[..<limit], limit + (isFollowedByEnd ? 1 : 0))
    }
    return (input[..<(isEndOfFile(end) ? end : end + 1)], end + 1)
  }

  /// Forgets the first bytes of the input, which were read.
  mutating func consume(_ count: Int) {
    input.removeFirst(count)
    endsLine.removeFirst(count)
    wholeLines = max(0, wholeLines - count)
  }
}
