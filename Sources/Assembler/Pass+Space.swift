// Directives that skip, fill and align.
extension Pass {
  /// `.zero size`, `.space size, fill`.
  mutating func space() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let count = try constant("a size")
    let byte = try optionalOperand("the fill byte") ?? 0
    guard count >= 0 else { throw Failure(offset: start, message: "the size \(count) is negative") }
    try checkFits(byte, bits: 8, at: start)
    try append(Int(count), of: UInt8(truncatingIfNeeded: byte), at: start)
  }

  /// `.fill repeat, size, value`.
  mutating func fill() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let count = try constant("the number of repetitions")
    let size = try optionalOperand("the size") ?? 1
    let value = try optionalOperand("the value") ?? 0
    guard count >= 0, (0...8).contains(size) else {
      throw Failure(
        offset: start, message: ".fill takes a number of repetitions from 0 up and a size of 0 to 8")
    }
    guard size > 0 else { return }
    guard count <= Int64(1) << 40 else { return try charge(Int(count), at: start) }
    try charge(Int(count * size), at: start)
    if value == 0 { return try append(Int(count * size), of: 0, at: start) }
    // As in GNU as, a value has four bytes at most.
    let low = size > 4 ? value & 0xffff_ffff : value
    for _ in 0..<count { try append(low, size: Int(size), at: start) }
  }

  /// Reads `, number` if a comma follows; nothing may stand between two commas.
  mutating func optionalOperand(_ what: String) throws(Failure) -> Int64? {
    input.skipBlanks()
    guard input.current == Byte.comma else { return nil }
    input.at += 1
    input.skipBlanks()
    if input.current == Byte.comma || input.isAtEndOfStatement { return nil }
    return try constant(what)
  }

  /// `.org address, fill`: goes on at an offset of the section.
  mutating func origin() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let target = try expression()
    let byte = try optionalOperand("the fill byte") ?? 0
    var offset = target.constant
    if !target.isConstant {
      guard let known = evaluate(target), known.node < 0, known.sub < 0, known.add >= 0,
        symbols[known.add].definition == .label, symbols[known.add].section == Int32(sectionIndex)
      else {
        throw Failure(offset: start, message: ".org takes a number, or a label of this section plus a number")
      }
      offset = symbols[known.add].value &+ known.constant
    }
    guard offset >= Int64(section.offset) else {
      throw Failure(offset: start, message: ".org cannot go back from \(section.offset) to \(offset)")
    }
    try checkFits(byte, bits: 8, at: start)
    try append(Int(offset) - section.offset, of: UInt8(truncatingIfNeeded: byte), at: start)
  }

  /// `.align power, fill, limit` and `.balign bytes, fill, limit`.
  mutating func align(isPower: Bool) throws(Failure) {
    input.skipBlanks()
    let start = input.at
    var alignment = try constant("an alignment")
    if isPower {
      guard (0...30).contains(alignment) else { throw outOfRange(alignment, 0, 30, at: start) }
      alignment = 1 << alignment
    } else {
      guard alignment >= 0, alignment <= 1 << 30, alignment & (alignment - 1) == 0 else {
        throw Failure(offset: start, message: "the alignment \(alignment) is not a power of two")
      }
    }
    let filler = try optionalOperand("the fill byte")
    let limit = try optionalOperand("the greatest number of bytes to skip") ?? 0
    try checkFits(filler ?? 0, bits: 8, at: start)
    guard alignment > 1 else { return }
    section.alignment = max(section.alignment, UInt64(alignment))
    let padding = Int(-Int64(section.offset) & (alignment - 1))
    if limit > 0 && Int64(padding) > limit { return }
    if section.flags.contains(.execute) && filler == nil {
      try appendNops(padding, at: start)
    } else {
      try append(padding, of: UInt8(truncatingIfNeeded: filler ?? 0), at: start)
    }
  }

  private mutating func appendNops(_ count: Int, at offset: Int) throws(Failure) {
    try append(count & 3, of: 0, at: offset)
    try charge(count, at: offset)
    for _ in 0..<(count / 4) { try append(0x13, size: 4, at: offset) }
  }

  /// `.incbin "file", skip, count`.
}
