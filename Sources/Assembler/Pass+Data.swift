import ELF

// Directives that put bytes into the current section.
extension Pass {
  /// `.byte`, `.word` and so on: a list of expressions, each of one size.
  mutating func data(_ kind: Fixup.Kind) throws(Failure) {
    markLine(onlyIfAsked: true)
    input.skipBlanks()
    if input.isAtEndOfStatement { return }
    let size = kind.size
    while true {
      input.skipBlanks()
      let start = input.at
      let value = try expression()
      try charge(size, at: start)
      if value.isConstant {
        try checkFits(value.constant, bits: size * 8, at: start)
      } else {
        addFixup(kind, value, at: start)
      }
      try append(value.isConstant ? value.constant : 0, size: size, at: start)
      input.skipBlanks()
      guard input.current == Byte.comma else { return }
      input.at += 1
    }
  }

  func checkFits(_ value: Int64, bits: Int, at offset: Int) throws(Failure) {
    guard bits < 64 else { return }
    let limit = Int64(1) << Int64(bits)
    guard value < limit, value >= -(limit / 2) else {
      throw outOfRange(value, -(limit / 2), limit - 1, at: offset)
    }
  }

  /// Appends the low bytes of a number; a section of zeros takes only zeros.
  @inline(__always)
  mutating func append(_ value: Int64, size: Int, at offset: Int) throws(Failure) {
    if section.holdsZeros {
      guard value == 0, section.fixups.isEmpty else { throw onlyZeros(offset) }
      section.zeros += size
    } else {
      section.append(value, size: size)
    }
  }

  private func onlyZeros(_ offset: Int) -> Failure {
    Failure(
      offset: offset,
      message: "'\(section.key.name)' holds only zeros; put initialised data into .data or .rodata")
  }

  /// Checks before bytes are produced that there are not too many of them.
  @inline(__always)
  func charge(_ count: Int, at offset: Int) throws(Failure) {
    let limit = section.holdsZeros ? 1 << 40 : Self.outputLimit
    guard count <= limit, section.offset <= limit - count else {
      throw Failure(
        offset: offset, message: "section '\(section.key.name)' grows beyond \(limit >> 20) MiB")
    }
  }

  /// `.octa`: 16 bytes each, written as one number.
  mutating func octa() throws(Failure) {
    while true {
      input.skipBlanks()
      let start = input.at
      try charge(16, at: start)
      if let (low, high) = wideNumber() {
        try append(Int64(bitPattern: low), size: 8, at: start)
        try append(Int64(bitPattern: high), size: 8, at: start)
      } else {
        let value = try constant("the value of .octa")
        try append(value, size: 16, at: start)
      }
      input.skipBlanks()
      guard input.current == Byte.comma else { return }
      input.at += 1
    }
  }

  /// Reads a hexadecimal number of up to 32 digits.
  private mutating func wideNumber() -> (low: UInt64, high: UInt64)? {
    guard input.current == UInt8(ascii: "0"), input.next | 0x20 == UInt8(ascii: "x") else { return nil }
    var cursor = input.at + 2
    var low: UInt64 = 0
    var high: UInt64 = 0
    while Byte.digit(input.bytes[cursor]) < 16 && cursor - input.at < 34 {
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(Byte.digit(input.bytes[cursor]))
      cursor += 1
    }
    guard !Byte.isName(input.bytes[cursor]) else { return nil }
    input.at = cursor
    return (low, high)
  }

  /// `.uleb128` and `.sleb128`: numbers in as few bytes as they need.
  mutating func leb128(signed: Bool) throws(Failure) {
    while true {
      input.skipBlanks()
      let start = input.at
      let value = try expression()
      if value.isConstant {
        try charge(10, at: start)
        let bytes =
          signed ? LEB128.signed(value.constant) : LEB128.unsigned(UInt64(bitPattern: value.constant))
        for byte in bytes { try append(Int64(byte), size: 1, at: start) }
      } else {
        lebCount += 1
        let size = relaxation.lebSizes[lebCount] ?? 1
        if section.holdsZeros { throw onlyZeros(start) }
        try charge(size, at: start)
        addFixup(signed ? .sleb128 : .uleb128, value, detail: lebCount, at: start)
        section.append(0, size: size)
      }
      input.skipBlanks()
      guard input.current == Byte.comma else { return }
      input.at += 1
    }
  }

  /// `.ascii` and `.asciz`: strings side by side, or separated by commas.
  mutating func strings(terminated: Bool) throws(Failure) {
    markLine(onlyIfAsked: true)
    input.skipBlanks()
    if input.isAtEndOfStatement { return }
    while true {
      input.skipBlanks()
      let start = input.at
      var bytes = try string()
      input.skipBlanks()
      while input.current == Byte.quote {
        bytes += try string()
        input.skipBlanks()
      }
      if terminated { bytes.append(0) }
      try append(bytes, at: start)
      guard input.current == Byte.comma else { return }
      input.at += 1
    }
  }

  mutating func append(_ bytes: some Collection<UInt8>, at offset: Int) throws(Failure) {
    try charge(bytes.count, at: offset)
    if section.holdsZeros {
      guard bytes.allSatisfy({ $0 == 0 }) else { throw onlyZeros(offset) }
      section.zeros += bytes.count
    } else {
      section.bytes.append(contentsOf: bytes)
    }
  }

  /// Appends one byte many times.
  mutating func append(_ count: Int, of byte: UInt8, at offset: Int) throws(Failure) {
    try charge(count, at: offset)
    if section.holdsZeros {
      guard byte == 0 || count == 0 else { throw onlyZeros(offset) }
      section.zeros += count
    } else {
      section.bytes.append(contentsOf: repeatElement(byte, count: count))
    }
  }

  mutating func includeBinary() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let path = String(decoding: try string(), as: UTF8.self)
    let skip = try optionalOperand("the number of bytes to skip") ?? 0
    let count = try optionalOperand("the number of bytes")
    let bytes = try readFile(path, at: start)
    guard skip >= 0, skip <= Int64(bytes.count), (count ?? 0) >= 0 else {
      throw Failure(
        offset: start, message: "'\(path)' has \(bytes.count) bytes; the part that is wanted is not in it")
    }
    let rest = bytes[Int(skip)...]
    try append(rest.prefix(Int(clamping: min(count ?? .max, Int64(rest.count)))), at: start)
  }
}
