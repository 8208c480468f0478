extension Array where Element == UInt8 {
  /// The 32 bits at a place, lowest byte first.
  ///
  /// - Precondition: they are there.
  func littleEndian32(at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << UInt32(8 * $1) }
  }

  /// The 64 bits at a place, lowest byte first.
  ///
  /// - Precondition: they are there.
  func littleEndian64(at offset: Int) -> UInt64 {
    UInt64(littleEndian32(at: offset)) | UInt64(littleEndian32(at: offset + 4)) << 32
  }
}

extension UInt32 {
  /// The four bytes, lowest first.
  var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}

extension UInt64 {
  /// The eight bytes, lowest first.
  var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
