/// The variable-length numbers of DWARF (DWARF 5, section 7.6).
enum LEB128 {
  static func unsigned(_ value: UInt64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    repeat {
      let byte = UInt8(truncatingIfNeeded: rest & 0x7f)
      rest >>= 7
      bytes.append(rest == 0 ? byte : byte | 0x80)
    } while rest != 0
    return bytes
  }

  static func signed(_ value: Int64) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    while true {
      let byte = UInt8(truncatingIfNeeded: rest & 0x7f)
      rest >>= 7
      let isLast = (rest == 0 && byte & 0x40 == 0) || (rest == -1 && byte & 0x40 != 0)
      bytes.append(isLast ? byte : byte | 0x80)
      if isLast { return bytes }
    }
  }
}
