/// A name of at most sixteen bytes in two machine words, so that comparing and hashing it takes a few
/// instructions.
struct ShortName: Equatable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  /// Packs a name; nil if it is longer than sixteen bytes or has a zero in it.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count <= 16, !bytes.contains(0) else { return nil }
    for (index, byte) in bytes.enumerated() { put(byte, at: index) }
  }

  /// Packs the bytes of a text from `start` up to `end`; nil as above.
  @inline(__always)
  init?(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    guard end - start <= 16 else { return nil }
    for index in start..<end { put(bytes[index], at: index - start) }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8, at index: Int) {
    if index < 8 {
      low |= UInt64(byte) << (8 * UInt64(index))
    } else {
      high |= UInt64(byte) << (8 * UInt64(index - 8))
    }
  }

  /// The same name in small letters.
  var lowercased: ShortName {
    var name = self
    name.low = Self.lowercase(low)
    name.high = Self.lowercase(high)
    return name
  }

  private static func lowercase(_ word: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      let byte = UInt8(truncatingIfNeeded: word >> shift)
      result |= UInt64((65...90).contains(byte) ? byte + 32 : byte) << shift
    }
    return result
  }

  @inline(__always)
  var hash: Int {
    let mixed = (low ^ high &* 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
    return Int(truncatingIfNeeded: mixed >> 40)
  }
}

/// A fixed dictionary from short names to small numbers: mnemonics, directives, registers.
struct NameTable: Sendable {
  private var slots: [(low: UInt64, high: UInt64, value: Int32)]
  private let mask: Int
  /// The names, in the order in which they were given.
  let names: [String]

  /// Makes the table that maps each name to its position.
  ///
  /// - Precondition: the names are different and at most sixteen bytes long.
  init(_ names: [String]) {
    var capacity = 16
    while capacity < names.count * 4 { capacity *= 2 }
    self.names = names
    mask = capacity - 1
    slots = Array(repeating: (0, 0, -1), count: capacity)
    for (value, name) in names.enumerated() { insert(ShortName(name.utf8)!, Int32(value)) }
  }

  private mutating func insert(_ name: ShortName, _ value: Int32) {
    var slot = name.hash & mask
    while slots[slot].value >= 0 { slot = (slot + 1) & mask }
    slots[slot] = (name.low, name.high, value)
  }

  /// The position of a name, or nil.
  @inline(__always)
  func index(of name: ShortName) -> Int? {
    var slot = name.hash & mask
    while slots[slot].value >= 0 {
      if slots[slot].low == name.low && slots[slot].high == name.high { return Int(slots[slot].value) }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
