/// The order of the ways of one set: sixteen 4-bit numbers in a word, which a few shifts keep.
///
/// The front is the most recently used way for LRU and the youngest for FIFO; the last way makes room. What stands
/// behind the last way of the set has no meaning.
///
///     63       60        7    4 3    0
///     sixteenth    …     second front
struct Recency: BitwiseCopyable {
  private var order: UInt64

  /// The order that fills way 0 first.
  init(ways: Int) { order = (0..<ways).reduce(0) { $0 << 4 | UInt64($1) } }

  /// Makes the last way the front one, and returns it.
  @inline(__always) mutating func moveLastToFront(of ways: Int) -> Int {
    let last = order &>> UInt64(4 &* (ways &- 1)) & 15
    order = order &<< 4 | last
    return Int(last)
  }

  /// Makes a way the front one.
  @inline(__always) mutating func moveToFront(_ way: Int) {
    let highest = highestBit(of: way)
    let upToWay = highest ^ (highest &- 1)
    order ^= (order ^ (order &<< 4 | UInt64(way))) & upToWay
  }

  /// Makes a way the last one.
  mutating func moveToBack(_ way: Int, of ways: Int) {
    let shift = firstBit(of: way)
    let below = (1 &<< shift) &- 1
    let above = shift == 60 ? 0 : order >> (shift + 4)
    let last = UInt64(4 * (ways - 1))
    order = (order & below | above << shift) & ((1 << last) - 1) | UInt64(way) << last
  }

  /// How many ways stand before a way.
  func rank(of way: Int) -> Int { Int(firstBit(of: way) / 4) }

  /// Where a way's number begins in the word.
  private func firstBit(of way: Int) -> UInt64 { UInt64(highestBit(of: way).trailingZeroBitCount) - 3 }

  /// The highest of the four bits of a way's number, alone: there the difference to the number is 0.
  @inline(__always) private func highestBit(of way: Int) -> UInt64 {
    let ones: UInt64 = 0x1111_1111_1111_1111
    let difference = order ^ (UInt64(way) &* ones)
    let zeros = (difference &- ones) & ~difference & (ones &<< 3)
    return zeros & (0 &- zeros)
  }
}
