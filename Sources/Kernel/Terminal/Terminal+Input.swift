import ABI

/// The way in: what the line discipline does with each byte that comes from the device.
extension Terminal {
  /// Takes in what has arrived, as far as there is room for it.
  mutating func takeIn() {
    while let byte = arrived.first, hasRoomForInput {
      arrived.removeFirst()
      receive(byte)
    }
  }

  /// Whether another byte can be taken in. A line that is too long is no reason to wait: nobody could ever read it.
  private var hasRoomForInput: Bool {
    input.count < Self.inputLimit - 1 || isCanonical && wholeLines == 0
  }

  private mutating func receive(_ received: UInt8) {
    let byte = settings.input.contains(.strip) ? received & 0x7f : received
    if takesLiterally {
      takesLiterally = false
      echoAndKeep(byte)
    } else if !controlFlow(byte), !sendSignal(byte) {
      if isStopped, settings.input.isSuperset(of: [.stopOutput, .anyStarts]) { start() }
      guard let byte = translated(byte) else { return }
      if !isCanonical || !edit(byte) { echoAndKeep(byte) }
    }
  }

  /// ^S stops the output and ^Q starts it.
  private mutating func controlFlow(_ byte: UInt8) -> Bool {
    guard settings.input.contains(.stopOutput) else { return false }
    if byte == self[.start] {
      start()
    } else if byte == self[.stop] {
      isStopped = true
    } else {
      return false
    }
    return true
  }

  /// ^C, ^\ and ^Z are signals to whoever is in the foreground, and make what was typed before obsolete.
  private mutating func sendSignal(_ byte: UInt8) -> Bool {
    guard settings.local.contains(.signals) else { return false }
    let keys: [(TerminalCharacter, Signal)] = [
      (.interrupt, .interrupt), (.quit, .quit), (.suspend, .terminalStop),
    ]
    guard let (_, signal) = keys.first(where: { self[$0.0] == byte }) else { return false }
    if !settings.local.contains(.noFlush) {
      flushInput()
      if device == .pseudo { output = [] }
    }
    if !signals.contains(signal) { signals.append(signal) }
    if settings.input.contains(.stopOutput) { start() }
    if settings.local.contains(.echo) { echo(byte) }
    return true
  }

  /// Return and line feed may stand for each other, or for nothing.
  private func translated(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 13:
      if settings.input.contains(.ignoreReturn) { return nil }
      return settings.input.contains(.returnToNewline) ? 10 : byte
    case 10: return settings.input.contains(.newlineToReturn) ? 13 : byte
    default: return byte
    }
  }

  private mutating func echoAndKeep(_ byte: UInt8) {
    if settings.local.contains(.echo) {
      if byte == 10 {
        show([10])
      } else {
        markLineStart()
        echo(byte)
      }
    }
    keep(byte)
  }

  /// Remembers where the line begins on the screen: what a tab takes there depends on it.
  private mutating func markLineStart() {
    if wholeLines == input.count { lineColumn = column }
  }

  /// Puts a byte at the end; in a line that is too long already, in place of the last.
  private mutating func keep(_ byte: UInt8, endsLine isEnd: Bool = false) {
    if input.count >= Self.inputLimit {
      input.removeLast()
      endsLine.removeLast()
    }
    input.append(byte)
    endsLine.append(isEnd)
    if isEnd { wholeLines = input.count }
  }

  // MARK: Canonical mode

  /// Edits or ends the line, if that is what the byte is for.
  private mutating func edit(_ byte: UInt8) -> Bool {
    let local = settings.local
    let isExtended = local.contains(.extended)
    if byte == self[.erase] || byte == self[.kill] || isExtended && byte == self[.wordErase] {
      erase(byte)
    } else if isExtended, byte == self[.literalNext] {
      takesLiterally = true
      // The cursor stands on a ^ until the byte comes.
      if local.isSuperset(of: [.echo, .echoControl]) { show([UInt8(ascii: "^"), 8]) }
    } else if isExtended, local.contains(.echo), byte == self[.reprint] {
      echo(byte)
      show([10])
      for byte in input[wholeLines...] { echo(byte) }
    } else if byte == 10 {
      if !local.isDisjoint(with: [.echo, .echoNewline]) { show([10]) }
      keep(10, endsLine: true)
    } else if byte == self[.endOfFile] {
      keep(0, endsLine: true)
    } else if byte == self[.endOfLine] || isExtended && byte == self[.endOfLine2] {
      if local.contains(.echo) {
        markLineStart()
        echo(byte)
      }
      keep(byte, endsLine: true)
    } else {
      return false
    }
    return true
  }

  /// Takes back the last character, the last word or the whole line.
  private mutating func erase(_ key: UInt8) {
    guard input.count > wholeLines else { return }
    let local = settings.local
    if key == self[.kill], key != self[.erase],
      !local.isSuperset(of: [.echo, .echoKill, .echoKillErase, .echoErase])
    {
      return killWithoutErasing(key)
    }
    var hasSeenWord = false
    repeat {
      let start = lastCharacter
      // What continues a character that has no beginning stays.
      guard !isContinuation(input[start]) else { return }
      if key == self[.wordErase], key != self[.erase] {
        if input[start].isWordPart { hasSeenWord = true } else if hasSeenWord { return }
      }
      let first = input[start]
      input.removeSubrange(start...)
      endsLine.removeSubrange(start...)
      if local.contains(.echo) { showErasing(first, key) }
    } while key != self[.erase] && input.count > wholeLines
  }

  private mutating func killWithoutErasing(_ key: UInt8) {
    input.removeSubrange(wholeLines...)
    endsLine.removeSubrange(wholeLines...)
    guard settings.local.contains(.echo) else { return }
    echo(key)
    if settings.local.contains(.echoKill) { show([10]) }
  }

  /// Where the last character of the line begins: in UTF-8 it may have several bytes.
  private var lastCharacter: Int {
    var start = input.count - 1
    while isContinuation(input[start]) && start > wholeLines { start -= 1 }
    return start
  }

  private func isContinuation(_ byte: UInt8) -> Bool {
    settings.input.contains(.utf8) && byte & 0xc0 == 0x80
  }

  private mutating func showErasing(_ erased: UInt8, _ key: UInt8) {
    let local = settings.local
    if key == self[.erase] && !local.contains(.echoErase) {
      echo(key)
    } else if erased == 9 {
      showErasingTab()
    } else {
      let showsControl = local.contains(.echoControl)
      if erased.isTerminalControl && showsControl { show([8, 32, 8]) }
      if !erased.isTerminalControl || showsControl { show([8, 32, 8]) }
    }
  }

  /// Moves the cursor back to where a tab has begun: as far as what stands before it in the line says.
  private mutating func showErasingTab() {
    var columns = 0
    var followsTab = false
    for byte in input[wholeLines...].reversed() {
      if byte == 9 {
        followsTab = true
        break
      }
      if byte.isTerminalControl {
        columns += settings.local.contains(.echoControl) ? 2 : 0
      } else if !isContinuation(byte) {
        columns += 1
      }
    }
    if !followsTab { columns += lineColumn }
    let back = 8 - columns & 7
    for _ in 0..<back { showRaw(8) }
    column = max(0, column - back)
  }
}
