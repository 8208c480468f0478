/// Numbers as people write them on command lines.
enum Quantity {
  /// A number of bytes: digits, and perhaps K, M or G for powers of 1024 (`32K`, `64MiB`).
  static func bytes(_ text: String) -> UInt64? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard let number = UInt64(digits) else { return nil }
    let shifts: [String: UInt64] = ["": 0, "B": 0, "K": 10, "M": 20, "G": 30]
    var unit = text.dropFirst(digits.count).uppercased()
    if unit.count > 1, unit.hasSuffix("B") { unit.removeLast() }
    if unit.count > 1, unit.hasSuffix("I") { unit.removeLast() }
    guard let shift = shifts[unit] else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : product
  }

  /// A count: digits, perhaps with `_` between them and K, M or G for powers of 1000 (`1_000_000`, `10M`).
  static func count(_ text: String) -> UInt64? {
    let digits = text.filter { $0 != "_" }
    let factors: [Character: UInt64] = ["K": 1000, "M": 1_000_000, "G": 1_000_000_000]
    let factor = digits.last.flatMap { factors[Character($0.uppercased())] }
    guard let number = UInt64(factor == nil ? digits : String(digits.dropLast())) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
    return overflow ? nil : product
  }

  /// A time in seconds, with at most six decimals, in microseconds (`2`, `0.5`).
  static func microseconds(_ text: String) -> UInt64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let seconds = UInt64(parts[0]), parts.count == 1 || (1...6).contains(parts[1].count),
      let fraction = UInt64(parts.count == 1 ? "0" : parts[1].padded(to: 6))
    else { return nil }
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return overflow ? nil : whole.addingReportingOverflow(fraction).partialValue
  }
}

extension Substring {
  /// The text with zeros after it.
  fileprivate func padded(to length: Int) -> String {
    self + String(repeating: "0", count: Swift.max(0, length - count))
  }
}
