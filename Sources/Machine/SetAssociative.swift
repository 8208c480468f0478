/// The tags of a set-associative memory: what a cache and a TLB have in common.
///
/// Each way of each set has a word, and each set has an order of its ways, which the replacement policy keeps.
/// Repeating the last access to a set changes nothing, whatever the policy: the interpreter relies on that when it
/// skips a look-up. A set's words fill whole vectors of eight, so that all are compared at once.
///
///     31                              2 1   0
///     key: a line's or a page's number  state
@safe struct SetAssociative {
  /// One pointer, so that handing a cache to a function moves no more than that.
  private let shape: Cell<Shape>

  private struct Shape: BitwiseCopyable {
    let ways: Int
    let setMask: Int
    let replacement: Replacement
    /// The logarithm of the words from one set to the next: the ways, rounded up to eight or sixteen.
    let strideShift: Int
    let words: Block<UInt32>
    /// For LRU and FIFO, the order of each set's ways.
    let recency: Block<Recency>
    /// For tree-PLRU, the bits of each set's tree.
    let trees: Block<UInt64>
    var random: UInt64
  }

  /// The key of a way that holds nothing; nobody asks for it.
  static let emptyKey: UInt32 = (1 << 30) - 1
  /// The most ways that a set can have.
  static let mostWays = 16

  init(sets: Int, ways: Int, replacement: Replacement, seed: UInt64) {
    let strideShift = ways > 8 ? 4 : 3
    shape = Cell(
      Shape(
        ways: ways, setMask: sets - 1, replacement: replacement, strideShift: strideShift,
        words: Block(repeating: Self.emptyKey << 2, count: sets << strideShift),
        recency: Block(repeating: Recency(ways: ways), count: sets),
        trees: Block(repeating: 0, count: replacement == .plru ? sets : 0), random: seed &* 2 | 1))
  }

  func free() {
    shape.words.free()
    shape.recency.free()
    shape.trees.free()
    shape.free()
  }

  func copy(from other: SetAssociative) {
    shape.words.copy(from: other.shape.words)
    shape.recency.copy(from: other.shape.recency)
    shape.trees.copy(from: other.shape.trees)
    shape.random = other.shape.random
  }

  func clear() {
    shape.words.fill(Self.emptyKey << 2)
    shape.recency.fill(Recency(ways: ways))
    shape.trees.fill(0)
  }

  @inline(__always) var ways: Int { shape.ways }
  @inline(__always) var setMask: Int { shape.setMask }
  @inline(__always) private var isOrdered: Bool { shape.replacement == .lru || shape.replacement == .fifo }

  @inline(__always) func set(of key: UInt32) -> Int { Int(truncatingIfNeeded: key) & setMask }

  /// The first way of its set that holds a key, or −1; asking changes nothing.
  ///
  /// The words behind the last way are empty for ever: nobody finds a key there.
  @inline(__always) func find(_ key: UInt32, in set: Int) -> Int {
    let wanted = SIMD8<UInt32>(repeating: key &<< 2)
    var first = 0
    repeat {
      let vector = shape.words.vector(at: index(first, in: set)) & SIMD8(repeating: ~3)
      let equal = SIMD8<Int32>.zero.replacing(with: SIMD8(repeating: -1), where: vector .== wanted)
      let bytes = unsafe unsafeBitCast(SIMD8<Int8>(truncatingIfNeeded: equal), to: UInt64.self)
      if bytes != 0 { return first &+ bytes.trailingZeroBitCount &>> 3 }
      first &+= 8
    } while first < ways
    return -1
  }

  /// Records a use of a way.
  @inline(__always) func use(_ way: Int, in set: Int) {
    if shape.replacement == .lru {
      shape.recency[set].moveToFront(way)
    } else if shape.replacement == .plru {
      pointAway(from: way, in: set)
    }
  }

  @inline(__always) func key(_ way: Int, in set: Int) -> UInt32 { word(way, in: set) >> 2 }

  @inline(__always) func state(_ way: Int, in set: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: word(way, in: set) & 3)
  }

  @inline(__always) func setState(_ state: UInt8, _ way: Int, in set: Int) {
    setWord(word(way, in: set) & ~3 | UInt32(state), way, in: set)
  }

  /// Makes a way hold nothing; it is the next to be filled.
  func empty(_ way: Int, in set: Int) {
    setWord(Self.emptyKey << 2, way, in: set)
    shape.recency[set].moveToBack(way, of: ways)
  }

  /// What a new key took the place of.
  struct Victim {
    let way: Int
    let key: UInt32
    let state: UInt8
  }

  /// Puts a key into an empty way if there is any, else into the one of the policy's choice.
  @inline(__always) func insert(_ key: UInt32, state: UInt8, in set: Int) -> Victim {
    let way = isOrdered ? shape.recency[set].moveLastToFront(of: ways) : unorderedVictim(in: set)
    let old = word(way, in: set)
    setWord(key &<< 2 | UInt32(state), way, in: set)
    if shape.replacement == .plru { pointAway(from: way, in: set) }
    return Victim(way: way, key: old >> 2, state: UInt8(truncatingIfNeeded: old & 3))
  }

  /// A way's place in the order of its set: 0 is the front. Only LRU and FIFO keep one.
  func rank(of way: Int, in set: Int) -> Int? { isOrdered ? shape.recency[set].rank(of: way) : nil }

  @inline(__always) private func word(_ way: Int, in set: Int) -> UInt32 {
    shape.words[index(way, in: set)]
  }

  @inline(__always) private func setWord(_ word: UInt32, _ way: Int, in set: Int) {
    shape.words[index(way, in: set)] = word
  }

  @inline(__always) private func index(_ way: Int, in set: Int) -> Int { set &<< shape.strideShift &+ way }

  @inline(never) private func unorderedVictim(in set: Int) -> Int {
    let empty = find(Self.emptyKey, in: set)
    if (0..<ways).contains(empty) { return empty }
    return shape.replacement == .plru ? wayPointedTo(in: set) : Int(nextRandom() >> 33) % ways
  }

  /// Flips the bits on the path to a way so that they point to the other side.
  @inline(never) private func pointAway(from way: Int, in set: Int) {
    var node = 1
    var span = ways / 2
    while span > 0 {
      let right = way & span != 0
      if right { shape.trees[set] &= ~(1 << UInt64(node)) } else { shape.trees[set] |= 1 << UInt64(node) }
      node = node * 2 + (right ? 1 : 0)
      span /= 2
    }
  }

  /// Follows the bits from the root to the way that they point to.
  private func wayPointedTo(in set: Int) -> Int {
    var node = 1
    while node < ways { node = node * 2 + Int(shape.trees[set] >> UInt64(node) & 1) }
    return node - ways
  }

  private func nextRandom() -> UInt64 {
    var x = shape.random
    x ^= x << 13
    x ^= x >> 7
    x ^= x << 17
    shape.random = x
    return x
  }
}
