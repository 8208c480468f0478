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

  /// Where a line stands, and who has it, one bit a hart.
  struct Location {
    let set: Int
    let place: Int
  }

  @inline(__always) func find(_ line: UInt64) -> Location? {
    let set = cache.tags.set(of: line)
    let place = cache.tags.find(line, in: set)
    return place < 0 ? nil : Location(set: set, place: place)
  }

  /// Records a use and returns where the line stands from now on.
  @inline(__always) func use(_ location: Location) -> Location {
    Location(set: location.set, place: cache.tags.use(location.place, in: location.set))
  }

  subscript(sharersAt location: Location) -> UInt64 {
    get { sharers[index(location)] }
    nonmutating set { sharers[index(location)] = newValue }
  }

  /// Puts a line in for one hart and returns what it displaced.
  func fill(_ line: UInt64, for hart: Int) -> (line: UInt64, state: LineState, sharers: UInt64) {
    let set = cache.tags.set(of: line)
    let victim = Location(set: set, place: cache.tags.victim(in: set))
    let old = (
      cache.tags.key(victim.place, in: set), LineState(rawValue: cache.tags.state(victim.place, in: set))!,
      self[sharersAt: victim]
    )
    let place = cache.tags.replace(victim.place, in: set, key: line, state: LineState.exclusive.rawValue)
    self[sharersAt: Location(set: set, place: place)] = 1 << UInt64(hart)
    return old
  }

  private func index(_ location: Location) -> Int {
    location.set &* cache.tags.ways &+ cache.tags.way(location.place, in: location.set)
  }
}
