/// The third level, which all harts share, and the directory that says who has which line.
///
/// The level is inclusive: what a private cache holds stands here too, so that the directory can be kept with the
/// lines. An eviction here takes the line away from everybody.
@safe struct SharedCache {
  let cache: Cache
  private let sharers: Block<UInt64>

  init(_ geometry: CacheGeometry, seed: UInt64) {
    cache = Cache(geometry, seed: seed)
    sharers = Block(repeating: 0, count: geometry.sets * geometry.ways)
  }

  func free() {
    cache.free()
    sharers.free()
  }

  func copy(from other: SharedCache) {
    cache.copy(from: other.cache)
    sharers.copy(from: other.sharers)
  }

  /// Where a line stands.
  struct Location {
    let set: Int
    let way: Int
  }

  @inline(__always) func find(_ line: UInt32) -> Location? {
    let set = cache.tags.set(of: line)
    let way = cache.tags.find(line, in: set)
    return way < 0 ? nil : Location(set: set, way: way)
  }

  /// Who has the line, one bit a hart.
  subscript(sharersAt location: Location) -> UInt64 {
    get { sharers[location.set &* cache.tags.ways &+ location.way] }
    nonmutating set { sharers[location.set &* cache.tags.ways &+ location.way] = newValue }
  }

  /// Puts a line in for one hart and returns what it displaced.
  func fill(_ line: UInt32, for hart: Int) -> (line: UInt32, state: LineState, sharers: UInt64) {
    let set = cache.tags.set(of: line)
    let victim = cache.tags.insert(line, state: LineState.exclusive.rawValue, in: set)
    let location = Location(set: set, way: victim.way)
    let sharers = self[sharersAt: location]
    self[sharersAt: location] = 1 &<< UInt64(hart)
    return (victim.key, LineState(bits: victim.state), sharers)
  }
}
