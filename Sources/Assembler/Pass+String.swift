// Characters and strings.
extension Pass {
  /// Reads a character in apostrophes; as in GNU as, the second apostrophe may be missing.
  mutating func character() throws(Failure) -> UInt32 {
    input.at += 1
    let start = input.at
    var value: UInt32
    if input.current == Byte.backslash {
      var bytes: [UInt8] = []
      try escape(into: &bytes)
      value = UInt32(bytes.first ?? 0)
    } else {
      guard input.current != Byte.newline, let scalar = scalar() else {
        throw Failure(offset: start, message: "expected a character after the apostrophe")
      }
      value = scalar
    }
    if input.current == Byte.apostrophe { input.at += 1 }
    return value
  }

  /// Reads one character of UTF-8.
  private mutating func scalar() -> UInt32? {
    let byte = input.current
    let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    guard input.at + length <= input.end else { return nil }
    let text = String(decoding: input.bytes[input.at..<(input.at + length)], as: UTF8.self)
    input.at += length
    return text.unicodeScalars.first?.value
  }

  /// Reads a string in double quotes and gives its bytes.
  mutating func string() throws(Failure) -> [UInt8] {
    input.skipBlanks()
    let start = input.at
    guard input.current == Byte.quote else {
      throw Failure(offset: start, message: "expected a string in double quotes\(butFound())")
    }
    input.at += 1
    var bytes: [UInt8] = []
    while input.current != Byte.quote {
      if input.current == Byte.newline {
        throw Failure(offset: start, message: "this string is not closed by '\"' in its line")
      }
      if input.current == Byte.backslash {
        try escape(into: &bytes)
      } else {
        bytes.append(input.current)
        input.at += 1
      }
    }
    input.at += 1
    return bytes
  }

  /// Reads an escape sequence: those of C, with up to three octal or any number of hexadecimal digits.
  private mutating func escape(into bytes: inout [UInt8]) throws(Failure) {
    let start = input.at
    input.at += 1
    let letter = input.current
    if letter & 0xf8 == 48 {
      var value: UInt32 = 0
      var count = 0
      while count < 3 && input.current & 0xf8 == 48 {
        value = value * 8 + UInt32(input.current - 48)
        input.at += 1
        count += 1
      }
      guard value < 256 else {
        throw Failure(offset: start, message: "the octal escape is greater than \\377")
      }
      return bytes.append(UInt8(value))
    }
    input.at += 1
    switch letter {
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "v"): bytes.append(11)
    case UInt8(ascii: "a"): bytes.append(7)
    case UInt8(ascii: "e"): bytes.append(27)
    case Byte.backslash, Byte.quote, Byte.apostrophe: bytes.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      guard Byte.digit(input.current) < 16 else {
        throw Failure(offset: start, message: "expected hexadecimal digits after \\x")
      }
      var value: UInt8 = 0
      while Byte.digit(input.current) < 16 {
        value = value << 4 | Byte.digit(input.current)
        input.at += 1
      }
      bytes.append(value)
    default:
      input.at = start + 1
      if letter == Byte.newline { throw Failure(offset: start, message: "the string ends with a lone '\\'") }
      throw Failure(
        offset: start,
        message: "unknown escape '\\\(input.text(start + 1, start + 2))'; a backslash itself is '\\\\'")
    }
  }
}
