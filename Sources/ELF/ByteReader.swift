/// A cursor over untrusted bytes: it answers nil where they end, and never traps.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int

  /// Reads `bytes` from `start` up to `end`; a range that is not in the bytes becomes an empty one.
  init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.end = max(0, min(end ?? bytes.count, bytes.count))
    self.position = max(0, min(start, self.end))
  }

  var remaining: Int { end - position }
  var isAtEnd: Bool { position >= end }

  mutating func byte() -> UInt8? {
    guard position < end else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// A little-endian number of the wanted type.
  mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) -> Number? {
    let size = Number.bitWidth / 8
    guard remaining >= size else { return nil }
    var value: Number = 0
    for index in 0..<size { value |= Number(bytes[position + index]) << (8 * index) }
    position += size
    return value
  }

  /// A little-endian number of `size` bytes; nil too for a size that is not 1, 2, 4 or 8.
  mutating func integer(size: Int) -> UInt64? {
    switch size {
    case 1: integer(UInt8.self).map(UInt64.init)
    case 2: integer(UInt16.self).map(UInt64.init)
    case 4: integer(UInt32.self).map(UInt64.init)
    case 8: integer(UInt64.self)
    default: nil
    }
  }

  /// An unsigned LEB128 number; bits beyond 64 are dropped.
  mutating func uleb128() -> UInt64? {
    var value: UInt64 = 0
    var shift = 0
    while let next = byte() {
      if shift < 64 { value |= UInt64(next & 0x7f) << shift }
      shift = min(shift + 7, 64)
      if next & 0x80 == 0 { return value }
    }
    return nil
  }

  /// A signed LEB128 number; bits beyond 64 are dropped.
  mutating func sleb128() -> Int64? {
    var value: UInt64 = 0
    var shift = 0
    while let next = byte() {
      if shift < 64 { value |= UInt64(next & 0x7f) << shift }
      shift = min(shift + 7, 64)
      guard next & 0x80 == 0 else { continue }
      if next & 0x40 != 0 && shift < 64 { value |= ~0 << UInt64(shift) }
      return Int64(bitPattern: value)
    }
    return nil
  }

  /// The bytes up to the next zero, which is skipped; nil if there is no zero.
  mutating func string() -> ArraySlice<UInt8>? {
    guard let zero = bytes[position..<end].firstIndex(of: 0) else { return nil }
    defer { position = zero + 1 }
    return bytes[position..<zero]
  }

  mutating func skip(_ count: UInt64) -> Bool {
    guard count <= UInt64(remaining) else { return false }
    position += Int(count)
    return true
  }
}
