/// Bytes as strace prints them: in quotes, with C's escapes, and octal for what cannot be printed.
enum Quote {
  /// The first `limit` bytes; dots follow if there are more.
  static func text(_ bytes: some Collection<UInt8>, limit: Int, hasMore: Bool = false) -> String {
    let shown = Array(bytes.prefix(limit))
    var text = "\""
    for (index, byte) in shown.enumerated() {
      let next = index + 1 < shown.count ? shown[index + 1] : 0
      text += escaped(byte, before: next)
    }
    return text + "\"" + (hasMore || bytes.count > limit ? "..." : "")
  }

  /// All bytes in hexadecimal, as strace prints random ones.
  static func hexadecimal(_ bytes: some Collection<UInt8>, limit: Int, hasMore: Bool) -> String {
    let text = bytes.prefix(limit).map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return "\"\(text)\"" + (hasMore || bytes.count > limit ? "..." : "")
  }

  private static func escaped(_ byte: UInt8, before next: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case 9: return "\\t"
    case 10: return "\\n"
    case 11: return "\\v"
    case 12: return "\\f"
    case 13: return "\\r"
    case 32...126: return String(UnicodeScalar(byte))
    default:
      let digits = String(byte, radix: 8)
      // A digit that follows must not be taken for a part of the number.
      let isAmbiguous = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
      return "\\" + (isAmbiguous ? String(repeating: "0", count: 3 - digits.count) : "") + digits
    }
  }
}
