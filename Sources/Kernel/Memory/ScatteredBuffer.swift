import ABI
import Machine

/// Memory of a program in pieces, which a call takes as one: what `readv` and its like are given.
struct ScatteredBuffer {
  /// One piece is the ordinary case, and costs no array.
  private let first: UserBuffer
  private let others: [UserBuffer]
  /// Bytes in all pieces.
  let count: UInt64

  /// A buffer of one piece.
  init(_ buffer: UserBuffer) {
    first = buffer
    others = []
    count = buffer.count
  }

  /// A buffer of some pieces, of which only so many bytes are used.
  init(_ buffers: [UserBuffer], limit: UInt64) {
    var left = limit
    let cut = buffers.map { buffer in
      defer { left -= min(left, buffer.count) }
      return UserBuffer(start: buffer.start, count: min(left, buffer.count))
    }
    first = cut.first ?? UserBuffer(start: UserPointer(0), count: 0)
    others = Array(cut.dropFirst())
    count = limit - left
  }

  /// The pieces that some of its bytes lie in, cut to these.
  func pieces(from offset: UInt64, count: UInt64) -> [UserBuffer] {
    var (skip, left) = (offset, count)
    var pieces: [UserBuffer] = []
    for buffer in [first] + others where left > 0 {
      let skipped = min(skip, buffer.count)
      skip -= skipped
      let piece = UserBuffer(start: buffer.start + skipped, count: min(left, buffer.count - skipped))
      left -= piece.count
      if piece.count > 0 { pieces.append(piece) }
    }
    return pieces
  }

  /// The only piece, if there is no other.
  var single: UserBuffer? { others.isEmpty ? first : nil }
}

extension Kernel {
  /// Copies some bytes of a scattered buffer from the program.
  mutating func copyIn(
    _ buffer: ScatteredBuffer, from offset: UInt64, count: UInt64, _ context: Context
  ) throws(Errno) -> [UInt8] {
    if let single = buffer.single {
      return try copyIn(UserBuffer(start: single.start + offset, count: count), context)
    }
    var bytes: [UInt8] = []
    for piece in buffer.pieces(from: offset, count: count) { bytes += try copyIn(piece, context) }
    return bytes
  }

  /// Copies bytes to some place in a scattered buffer of the program.
  mutating func copyOut(
    _ bytes: ArraySlice<UInt8>, to buffer: ScatteredBuffer, at offset: UInt64, _ context: Context
  ) throws(Errno) {
    if let single = buffer.single { return try copyOut(bytes, to: single.start + offset, context) }
    var rest = bytes
    for piece in buffer.pieces(from: offset, count: UInt64(bytes.count)) {
      try copyOut(rest.prefix(Int(piece.count)), to: piece.start, context)
      rest = rest.dropFirst(Int(piece.count))
    }
  }

  /// How many bytes the program may access from some place in a scattered buffer on, up to `count`.
  ///
  /// - Throws: `badAddress` if it is not even one.
  mutating func accessible(
    _ buffer: ScatteredBuffer, from offset: UInt64, count: UInt64, _ access: Access, _ context: Context
  ) throws(Errno) -> UInt64 {
    var total: UInt64 = 0
    for piece in buffer.pieces(from: offset, count: count) {
      let found = accessibleCount(piece, access, context)
      total += found
      if found < piece.count { break }
    }
    if total == 0 && count > 0 { throw .badAddress }
    return total
  }
}
