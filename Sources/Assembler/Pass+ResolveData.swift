import ELF

// Values of data: numbers, differences, LEB128.
extension Pass {
  mutating func resolveData(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    let size = fixup.kind.size
    if value.isConstant {
      try checkData(value.constant, bits: size * 8)
      return sections[index].set(value.constant, size: size, at: fixup.offset)
    }
    if value.sub >= 0 {
      guard value.add >= 0 else { throw Failure("an address cannot be subtracted from a number") }
      var subtrahend = Value(0)
      subtrahend.add = value.sub
      var minuend = value
      minuend.sub = -1
      let (add, sub) = Self.differenceRelocations(size: size)
      try relocate(fixup, add, minuend, in: index)
      return try relocate(fixup, sub, subtrahend, in: index)
    }
    guard size >= 4 else {
      throw Failure("an address needs 4 or 8 bytes (.word or .dword), not \(size)")
    }
    try relocate(fixup, size == 8 ? .abs64 : .abs32, value, in: index)
  }

  private func checkData(_ value: Int64, bits: Int) throws(Failure) {
    guard bits < 64 else { return }
    let limit = Int64(1) << Int64(bits)
    guard value < limit, value >= -(limit / 2) else {
      throw Failure("\(value) is out of range: \(-(limit / 2)) to \(limit - 1) are possible")
    }
  }

  private static func differenceRelocations(size: Int) -> (RelocationType, RelocationType) {
    switch size {
    case 1: (.add8, .sub8)
    case 2: (.add16, .sub16)
    case 4: (.add32, .sub32)
    default: (.add64, .sub64)
    }
  }

  mutating func resolveLEB(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    guard value.isConstant else {
      throw Failure("this must be a number, or the distance of two labels in one section")
    }
    let isSigned = fixup.kind == .sleb128
    var bytes = isSigned ? LEB128.signed(value.constant) : LEB128.unsigned(UInt64(bitPattern: value.constant))
    let size = relaxation.lebSizes[fixup.detail] ?? 1
    guard bytes.count <= size else {
      relaxation.lebSizes[fixup.detail] = bytes.count
      relaxation.changed = true
      return
    }
    // The number became shorter than an earlier pass thought: it is written longer than need be.
    let filler: UInt8 = isSigned && value.constant < 0 ? 0x7f : 0
    while bytes.count < size {
      bytes[bytes.count - 1] |= 0x80
      bytes.append(filler)
    }
    for (place, byte) in bytes.enumerated() { sections[index].bytes[fixup.offset + place] = byte }
  }

  /// Checks that a `li` of later labels was written for the right number.
  mutating func resolveConstant(_ fixup: Fixup, _ value: Value) throws(Failure) {
    guard value.isConstant else {
      throw Failure("li loads a number; the address of a symbol is loaded with la")
    }
    guard value.constant != relaxation.constants[fixup.detail] ?? 0 else { return }
    relaxation.constants[fixup.detail] = value.constant
    relaxation.changed = true
  }
}
