/// The tags of a set-associative memory: what a cache and a TLB have in common.
///
/// A set is a row of words, one for each way, in the order that its policy keeps: the most recently used first for
/// LRU, the youngest first for FIFO. A word carries the number of its way with it, so that the order can change
/// while the line stays where it is.
///
///     63                        10 9    4 3    2 1    0
///     key (line or page number)    way     unused state
///
/// Repeating the last access to a set changes nothing, whatever the policy: the interpreter relies on that when it
/// skips a look-up.
@safe struct SetAssociative {
  let ways: Int
  let setMask: Int
  let replacement: Replacement
  private let words: Block<UInt64>
  private let trees: Block<UInt64>
  private let random: Cell<UInt64>

  /// A word whose state is 0 holds nothing, and its key is one that nobody asks for.
  static let emptyKey: UInt64 = (1 << 54) - 1

  init(sets: Int, ways: Int, replacement: Replacement, seed: UInt64) {
    self.ways = ways
    self.replacement = replacement
    setMask = sets - 1
    words = Block(repeating: 0, count: sets * ways)
    trees = Block(repeating: 0, count: sets)
    random = Cell(seed &* 2 | 1)
    clear()
  }

  func free() {
    words.free()
    trees.free()
    random.free()
  }

  func copy(from other: SetAssociative) {
    words.copy(from: other.words)
    trees.copy(from: other.trees)
    random.value = other.random.value
  }

  func clear() {
    for index in 0..<words.count { words[index] = Self.emptyKey << 10 | UInt64(index % ways) << 4 }
    trees.fill(0)
  }

  @inline(__always) func set(of key: UInt64) -> Int { Int(truncatingIfNeeded: key) & setMask }

  /// Where in its set a key stands, or −1; asking changes nothing.
  @inline(__always) func find(_ key: UInt64, in set: Int) -> Int {
    let first = set &* ways
    var place = 0
    while place < ways {
      if words[first &+ place] ^ (key &<< 10) < 1 << 10 { return place }
      place &+= 1
    }
    return -1
  }

  /// Records a use of the word at a place and returns the place where it stands from now on.
  @inline(__always) func use(_ place: Int, in set: Int) -> Int {
    switch replacement {
    case .lru:
      moveToFront(place, in: set)
      return 0
    case .plru:
      pointAway(from: way(place, in: set), in: set)
      return place
    case .fifo, .random: return place
    }
  }

  @inline(__always) func way(_ place: Int, in set: Int) -> Int { Int(words[set &* ways &+ place] >> 4 & 63) }

  @inline(__always) func key(_ place: Int, in set: Int) -> UInt64 { words[set &* ways &+ place] >> 10 }

  @inline(__always) func state(_ place: Int, in set: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[set &* ways &+ place] & 3)
  }

  @inline(__always) func setState(_ state: UInt8, _ place: Int, in set: Int) {
    words[set &* ways &+ place] = words[set &* ways &+ place] & ~3 | UInt64(state)
  }

  /// Makes the word at a place hold nothing; in an ordered set it becomes the last.
  func empty(_ place: Int, in set: Int) {
    let word = Self.emptyKey << 10 | UInt64(way(place, in: set)) << 4
    guard isOrdered else {
      words[set * ways + place] = word
      return
    }
    for index in place..<ways - 1 { words[set * ways + index] = words[set * ways + index + 1] }
    words[set * ways + ways - 1] = word
  }

  /// Whether the place of a word tells how recently it was used or filled.
  private var isOrdered: Bool { replacement == .lru || replacement == .fifo }

  /// The place that makes room for a new key: an empty one if there is any, else the policy's choice.
  func victim(in set: Int) -> Int {
    if isOrdered { return ways &- 1 }
    let empty = find(Self.emptyKey, in: set)
    if empty >= 0 { return empty }
    return replacement == .plru ? wayPointedTo(in: set) : Int(nextRandom() >> 33) % ways
  }

  /// Puts a key where a victim was and returns its place.
  func replace(_ place: Int, in set: Int, key: UInt64, state: UInt8) -> Int {
    words[set &* ways &+ place] = key << 10 | words[set &* ways &+ place] & 0x3f0 | UInt64(state)
    switch replacement {
    case .lru, .fifo:
      moveToFront(place, in: set)
      return 0
    case .plru:
      pointAway(from: way(place, in: set), in: set)
      return place
    case .random: return place
    }
  }

  @inline(__always) private func moveToFront(_ place: Int, in set: Int) {
    let first = set &* ways
    let word = words[first &+ place]
    var index = place
    while index > 0 {
      words[first &+ index] = words[first &+ index &- 1]
      index &-= 1
    }
    words[first] = word
  }

  /// Flips the bits on the path to a way so that they point to the other side.
  private func pointAway(from way: Int, in set: Int) {
    var node = 1
    var span = ways / 2
    while span > 0 {
      let right = way & span != 0
      if right { trees[set] &= ~(1 << UInt64(node)) } else { trees[set] |= 1 << UInt64(node) }
      node = node * 2 + (right ? 1 : 0)
      span /= 2
    }
  }

  /// Follows the bits from the root to the way that they point to.
  private func wayPointedTo(in set: Int) -> Int {
    var node = 1
    while node < ways { node = node * 2 + Int(trees[set] >> UInt64(node) & 1) }
    return node - ways
  }

  private func nextRandom() -> UInt64 {
    var x = random.value
    x ^= x << 13
    x ^= x >> 7
    x ^= x << 17
    random.value = x
    return x
  }
}
