/// The bytes of a regular file, in pieces of a page. What was never written is a hole: it reads as zeros and takes no
/// memory.
///
/// A copy shares all pieces until one of the two changes them: so a checkpoint costs what changed.
public struct FileContents: Equatable, Sendable {
  /// How many bytes there are.
  public private(set) var count = 0
  /// A piece for each page: nil for a hole, and empty for one that is reserved. Zeros at the end of one may be left out.
  private var pieces: [[UInt8]?] = []
  /// Bytes of a piece.
  static let pieceSize = 4096

  /// No bytes.
  public init() {}

  /// These bytes.
  public init(_ bytes: [UInt8]) {
    count = bytes.count
    pieces.reserveCapacity((bytes.count + Self.pieceSize - 1) / Self.pieceSize)
    for start in stride(from: 0, to: bytes.count, by: Self.pieceSize) {
      pieces.append(Array(bytes[start..<min(bytes.count, start + Self.pieceSize)]))
    }
  }

  /// How many pieces take memory, or are promised some.
  var reservedPieces: Int { pieces.count { $0 != nil } }

  /// All bytes.
  public var bytes: [UInt8] { bytes(at: 0, count: count) }

  /// Bytes from a place on; fewer than asked for where the file ends.
  public func bytes(at offset: Int, count wanted: Int) -> [UInt8] {
    guard offset < count else { return [] }
    let end = offset + min(wanted, count - offset)
    if offset % Self.pieceSize == 0, end - offset <= Self.pieceSize,
      let piece = pieces[offset / Self.pieceSize],
      piece.count == end - offset
    {
      return piece
    }
    var bytes = [UInt8](repeating: 0, count: end - offset)
    Self.forEachPiece(from: offset, to: end) { index, range in
      guard let piece = pieces[index] else { return }
      let place = index * Self.pieceSize + range.lowerBound - offset
      let known = piece.prefix(range.upperBound).dropFirst(range.lowerBound)
      bytes.replaceSubrange(place..<place + known.count, with: known)
    }
    return bytes
  }

  /// Replaces bytes.
  ///
  /// - Precondition: the file goes as far as the new bytes do.
  mutating func replace(at offset: Int, with new: some Collection<UInt8>) {
    precondition(offset + new.count <= count)
    var rest = new[...]
    Self.forEachPiece(from: offset, to: offset + new.count) { index, range in
      if pieces[index] == nil { pieces[index] = [] }
      let missing = range.lowerBound - pieces[index]!.count
      if missing > 0 { pieces[index]!.append(contentsOf: repeatElement(0, count: missing)) }
      let end = min(range.upperBound, pieces[index]!.count)
      pieces[index]!.replaceSubrange(range.lowerBound..<end, with: rest.prefix(range.count))
      rest = rest.dropFirst(range.count)
    }
  }

  /// Makes the file longer, by a hole, or shorter.
  mutating func resize(to size: Int) {
    let pieceCount = (size + Self.pieceSize - 1) / Self.pieceSize
    if pieceCount < pieces.count {
      pieces.removeLast(pieces.count - pieceCount)
    } else {
      pieces.append(contentsOf: repeatElement(nil, count: pieceCount - pieces.count))
    }
    let inLast = size % Self.pieceSize
    if size < count, inLast > 0, let last = pieces.last, let last, last.count > inLast {
      pieces[pieces.count - 1] = Array(last.prefix(inLast))
    }
    count = size
  }

  /// Whether a range has a hole that nobody has promised memory to.
  func hasHole(from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    let last = min((end - 1) / Self.pieceSize, pieces.count - 1)
    return start / Self.pieceSize <= last
      && pieces[start / Self.pieceSize...last].contains { $0 == nil }
  }

  /// Promises memory to the holes in a range.
  mutating func reserve(from start: Int, to end: Int) {
    Self.forEachPiece(from: start, to: min(end, count)) { index, _ in
      if pieces[index] == nil { pieces[index] = [] }
    }
  }

  /// Makes holes of the pieces that lie in a range as a whole.
  mutating func punch(from start: Int, to end: Int) {
    Self.forEachPiece(from: start, to: min(end, count)) { index, range in
      if range.count == Self.pieceSize || range.lowerBound == 0 && end >= count { pieces[index] = nil }
    }
  }

  /// Where the next bytes are that were written, and where the next hole begins; the end of the file is one.
  func nextData(from offset: Int) -> Int? {
    place(from: offset) { $0?.isEmpty == false }.flatMap { $0 < count ? $0 : nil }
  }

  func nextHole(from offset: Int) -> Int { place(from: offset) { $0?.isEmpty != false } ?? count }

  private func place(from offset: Int, _ isWanted: ([UInt8]?) -> Bool) -> Int? {
    let first = offset / Self.pieceSize
    guard first < pieces.count, let index = pieces[first...].firstIndex(where: isWanted) else { return nil }
    return max(offset, index * Self.pieceSize)
  }

  /// Cuts a range of bytes into what lies in each piece.
  private static func forEachPiece(from start: Int, to end: Int, _ body: (_ index: Int, Range<Int>) -> Void) {
    var place = start
    while place < end {
      let inPiece = place % pieceSize
      let count = min(end - place, pieceSize - inPiece)
      body(place / pieceSize, inPiece..<inPiece + count)
      place += count
    }
  }
}
