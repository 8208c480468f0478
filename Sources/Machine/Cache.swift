/// What a cache knows of one line: the MESI protocol's four states (Papamarcos and Patel 1984).
public enum LineState: UInt8, Sendable {
  /// The line is not here.
  case invalid = 0
  /// Others may have it too, and memory's copy is the same.
  case shared = 1
  /// Nobody else has it, and memory's copy is the same.
  case exclusive = 2
  /// Nobody else has it, and memory's copy is old.
  case modified = 3
}

extension LineState {
  /// The state that two bits of a tag stand for.
  @inline(__always) init(bits: UInt8) {
    switch bits & 3 {
    case 0: self = .invalid
    case 1: self = .shared
    case 2: self = .exclusive
    default: self = .modified
    }
  }
}

/// What happened in one cache. Hits are accesses that did not miss.
public struct CacheCounters: Equatable, Sendable, BitwiseCopyable {
  /// Loads or line fetches that asked this cache.
  public var reads: UInt64 = 0
  /// Those that it did not have.
  public var readMisses: UInt64 = 0
  /// Stores that asked this cache.
  public var writes: UInt64 = 0
  /// Those whose line it did not have.
  public var writeMisses: UInt64 = 0
  /// Modified lines that it gave to the level below when they were evicted.
  public var writebacks: UInt64 = 0
  /// Lines that another hart's store, or an eviction below, took away.
  public var invalidations: UInt64 = 0

  /// All that asked.
  public var accesses: UInt64 { reads + writes }
  /// All that missed.
  public var misses: UInt64 { readMisses + writeMisses }

  /// Adds the counts of another cache of the same level.
  public static func += (a: inout CacheCounters, b: CacheCounters) {
    a.reads += b.reads
    a.readMisses += b.readMisses
    a.writes += b.writes
    a.writeMisses += b.writeMisses
    a.writebacks += b.writebacks
    a.invalidations += b.invalidations
  }
}

/// One cache: the tags, the states and the counters; the bytes themselves are in physical memory.
@safe struct Cache {
  let tags: SetAssociative
  let counters: Cell<CacheCounters>
  let latency: Int
  let write: WritePolicy

  init(_ geometry: CacheGeometry, seed: UInt64) {
    tags = SetAssociative(
      sets: geometry.sets, ways: geometry.ways, replacement: geometry.replacement, seed: seed)
    counters = Cell(CacheCounters())
    latency = geometry.latency
    write = geometry.write
  }

  func free() {
    tags.free()
    counters.free()
  }

  func copy(from other: Cache) {
    tags.copy(from: other.tags)
    counters.value = other.counters.value
  }

  /// The state of a line here; asking changes nothing.
  func state(of line: UInt32) -> LineState {
    let set = tags.set(of: line)
    let way = tags.find(line, in: set)
    return way < 0 ? .invalid : self[set, way]
  }

  /// Gives a line that is here another state; false if it is not here.
  @discardableResult func setState(of line: UInt32, _ state: LineState) -> Bool {
    let set = tags.set(of: line)
    let way = tags.find(line, in: set)
    guard way >= 0 else { return false }
    self[set, way] = state
    return true
  }

  /// Puts a line in and returns what it displaced.
  @inline(__always) func fill(_ line: UInt32, _ state: LineState) -> (line: UInt32, state: LineState) {
    let victim = tags.insert(line, state: state.rawValue, in: tags.set(of: line))
    return (victim.key, LineState(bits: victim.state))
  }

  /// The state of the line in a way; an invalid line is no longer there.
  subscript(set: Int, way: Int) -> LineState {
    @inline(__always) get { LineState(bits: tags.state(way, in: set)) }
    @inline(__always) nonmutating set {
      if newValue == .invalid {
        tags.empty(way, in: set)
      } else {
        tags.setState(newValue.rawValue, way, in: set)
      }
    }
  }

  /// What stands in a set, way by way; nil where a way holds nothing.
  func contents(ofSet set: Int) -> [CacheLine?] {
    var ways = [CacheLine?](repeating: nil, count: tags.ways)
    for way in 0..<tags.ways where tags.state(way, in: set) != 0 {
      ways[way] = CacheLine(
        set: set, way: way, lineNumber: UInt64(tags.key(way, in: set)),
        tag: UInt64(tags.key(way, in: set)) / UInt64(tags.setMask + 1), state: self[set, way],
        recency: tags.rank(of: way, in: set))
    }
    return ways
  }
}

/// What a cache holds in one way of a set, for those who look at it.
public struct CacheLine: Equatable, Sendable {
  /// The set.
  public let set: Int
  /// The way within the set.
  public let way: Int
  /// The physical address divided by the size of a line.
  public let lineNumber: UInt64
  /// The part of the line number that the cache stores: the line number without the set.
  public let tag: UInt64
  /// The MESI state.
  public let state: LineState
  /// Its place in the policy's order: for LRU, 0 is the most recently used; for FIFO, the youngest; nil for the
  /// policies that keep no order.
  public let recency: Int?
}
