/// A cursor over assembly text.
///
/// The text is copied once with a newline and zeros behind it, so that looking at the next bytes needs no
/// check for the end.
struct Scanner {
  let bytes: [UInt8]
  /// Where the next byte stands.
  var at = 0
  /// The number of the line in which `at` stands, as the user counts.
  var line = 1
  /// Where the text ends: the first of the zeros behind it.
  let end: Int

  /// What stands behind every text.
  static let padding: [UInt8] = [Byte.newline, 0, 0, 0, 0]

  init(_ text: some Sequence<UInt8>) {
    var bytes = Array(text)
    bytes += Self.padding
    self.bytes = bytes
    end = bytes.count - 4
  }

  @inline(__always) var current: UInt8 { bytes[at] }
  @inline(__always) var next: UInt8 { bytes[at + 1] }
  var isAtEnd: Bool { at >= end }

  /// Skips spaces, tabs, carriage returns and block comments.
  @inline(__always)
  mutating func skipBlanks() {
    while true {
      let byte = bytes[at]
      if byte == Byte.space || byte == Byte.tab || byte == Byte.carriageReturn {
        at += 1
      } else if byte == Byte.slash && bytes[at + 1] == Byte.star {
        skipBlockComment()
      } else {
        return
      }
    }
  }

  /// Skips a `/* … */` comment, or to the end of the text if it is never closed.
  private mutating func skipBlockComment() {
    at += 2
    while at < end {
      if bytes[at] == Byte.star && bytes[at + 1] == Byte.slash {
        at += 2
        return
      }
      if bytes[at] == Byte.newline { line += 1 }
      at += 1
    }
  }

  /// Whether the statement ends here: at a newline, a semicolon, a comment, or the end of the text.
  @inline(__always) var isAtEndOfStatement: Bool {
    switch bytes[at] {
    case Byte.newline, Byte.semicolon, Byte.hash: true
    case Byte.slash: bytes[at + 1] == Byte.slash
    case 0: at >= end
    default: false
    }
  }

  /// Skips what is left of the statement, strings and comments included, and its terminator.
  mutating func skipStatement() {
    while at < end {
      switch bytes[at] {
      case Byte.newline, Byte.semicolon: return skipTerminator()
      case Byte.hash: return skipLine()
      case Byte.slash:
        if bytes[at + 1] == Byte.slash { return skipLine() }
        if bytes[at + 1] == Byte.star { skipBlockComment() } else { at += 1 }
      case Byte.quote: skipString()
      default: at += 1
      }
    }
  }

  /// Skips the newline or semicolon that ends a statement, or the comment and the newline.
  @inline(__always)
  mutating func skipTerminator() {
    switch bytes[at] {
    case Byte.newline:
      line += 1
      at += 1
    case Byte.semicolon: at += 1
    case Byte.hash, Byte.slash: skipLine()
    default: break
    }
  }

  /// Skips to the start of the next line.
  mutating func skipLine() {
    while bytes[at] != Byte.newline && at < end { at += 1 }
    guard at < end else { return }
    line += 1
    at += 1
  }

  /// Skips a string in double quotes; one that is not closed ends with its line.
  mutating func skipString() {
    at += 1
    while at < end && bytes[at] != Byte.newline {
      if bytes[at] == Byte.backslash && bytes[at + 1] != Byte.newline {
        at += 2
        continue
      }
      at += 1
      if bytes[at - 1] == Byte.quote { return }
    }
  }

  /// The end of the name that starts here; the same place if none does.
  @inline(__always)
  func endOfName() -> Int {
    var end = at
    guard !Byte.isDigit(bytes[end]) else { return end }
    while Byte.isName(bytes[end]) { end += 1 }
    return end
  }

  /// The text between two places.
  func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
}

/// The characters of assembly text.
enum Byte {
  static let tab: UInt8 = 9
  static let newline: UInt8 = 10
  static let carriageReturn: UInt8 = 13
  static let space: UInt8 = 32
  static let exclamation = UInt8(ascii: "!")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let open = UInt8(ascii: "(")
  static let close = UInt8(ascii: ")")
  static let star = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let at = UInt8(ascii: "@")
  static let backslash = UInt8(ascii: "\\")
  static let caret = UInt8(ascii: "^")
  static let bar = UInt8(ascii: "|")
  static let tilde = UInt8(ascii: "~")

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// Whether a byte may stand in a name: letters, digits, `_`, `.`, `$` and all of UTF-8 beyond ASCII.
  @inline(__always)
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 97...122, 48...57, 65...90, 46, 95, 36, 128...255: true
    default: false
    }
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab || byte == carriageReturn }

  /// The value of a hexadecimal digit, or 255.
  @inline(__always)
  static func digit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    case 65...70: byte - 55
    default: 255
    }
  }
}
