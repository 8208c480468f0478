import Machine

/// One set-associative memory, written to be obviously right: a list of ways for each set, and lists for the order.
struct ReferenceSets {
  fileprivate var sets: [ReferenceSet]

  init(sets count: Int, ways: Int, _ replacement: Replacement) {
    sets = (0..<count).map { _ in ReferenceSet(ways: ways, replacement) }
  }

  /// Asks for a key; true if it is there. One that is not takes the place of another, which is returned.
  mutating func access(_ key: UInt64, set: UInt64, allocate: Bool = true) -> (isHit: Bool, victim: UInt64?) {
    let index = Int(set % UInt64(sets.count))
    if sets[index].use(key) { return (true, nil) }
    return (false, allocate ? sets[index].insert(key) : nil)
  }

  mutating func remove(_ key: UInt64, set: UInt64) { sets[Int(set % UInt64(sets.count))].remove(key) }

  /// The keys of a set by way.
  func contents(_ set: Int) -> [UInt64?] { sets[set].ways }
}

/// One set.
fileprivate struct ReferenceSet {
  var ways: [UInt64?]
  let replacement: Replacement
  /// The ways from the one that goes next to the one that goes last. Empty ones come first, the last emptied one
  /// before the others; at the beginning, way 0 is at the front.
  var order: [Int]
  /// For PLRU: for each inner node of the tree, counted from 1, whether it points to the right.
  var pointsRight: [Bool]

  init(ways count: Int, _ replacement: Replacement) {
    ways = Array(repeating: nil, count: count)
    self.replacement = replacement
    order = Array(0..<count)
    pointsRight = Array(repeating: false, count: count)
  }

  mutating func use(_ key: UInt64) -> Bool {
    guard let way = ways.firstIndex(of: key) else { return false }
    if replacement == .lru { moveToEnd(way) }
    if replacement == .plru { pointAway(from: way) }
    return true
  }

  mutating func insert(_ key: UInt64) -> UInt64? {
    let way: Int
    switch replacement {
    case .lru, .fifo: way = order[0]
    case .plru: way = ways.firstIndex(of: nil) ?? pointedTo()
    case .random: fatalError("random replacement is not predicted")
    }
    defer { ways[way] = key }
    moveToEnd(way)
    pointAway(from: way)
    return ways[way]
  }

  mutating func remove(_ key: UInt64) {
    guard let way = ways.firstIndex(of: key) else { return }
    ways[way] = nil
    order.removeAll { $0 == way }
    order.insert(way, at: 0)
  }

  private mutating func moveToEnd(_ way: Int) {
    order.removeAll { $0 == way }
    order.append(way)
  }

  /// From the leaf up to the root: every node on the way points to its other child.
  private mutating func pointAway(from way: Int) {
    guard replacement == .plru else { return }
    var node = way + ways.count
    while node > 1 {
      pointsRight[node / 2] = node % 2 == 0
      node /= 2
    }
  }

  private func pointedTo() -> Int {
    var node = 1
    while node < ways.count { node = 2 * node + (pointsRight[node] ? 1 : 0) }
    return node - ways.count
  }
}

/// The memory system of one hart as the manual describes it, in as few words as possible.
///
/// Every access is looked up everywhere, nothing is remembered from one to the next.
struct ReferenceMemory {
  let configuration: MachineConfiguration
  var l1i: ReferenceSets
  var l1d: ReferenceSets
  var l2: ReferenceSets?
  var l3: ReferenceSets?
  var itlb: ReferenceSets
  var dtlb: ReferenceSets
  var stlb: ReferenceSets?
  /// Modified lines, by level: 1, 2, 3.
  private var modified: [Int: Set<UInt64>] = [1: [], 2: [], 3: []]
  /// Pages whose entry is marked dirty in the page table, and in the TLBs.
  private var dirtyInDTLB: Set<UInt64> = []
  private var dirtyInSTLB: Set<UInt64> = []
  private(set) var counts = Counts()

  /// What is counted in a cache.
  struct Level: Equatable {
    var reads: UInt64 = 0
    var readMisses: UInt64 = 0
    var writes: UInt64 = 0
    var writeMisses: UInt64 = 0
    var writebacks: UInt64 = 0
    var invalidations: UInt64 = 0
  }

  /// What is counted; the names are those of the machine's own counters.
  struct Counts: Equatable {
    var l1i = Level()
    var l1d = Level()
    var l2 = Level()
    var l3 = Level()
    var dtlbAccesses: UInt64 = 0
    var dtlbMisses: UInt64 = 0
    var itlbAccesses: UInt64 = 0
    var itlbMisses: UInt64 = 0
    var stlbAccesses: UInt64 = 0
    var stlbMisses: UInt64 = 0
    var walks: UInt64 = 0
    var stallCycles: UInt64 = 0
  }

  init(_ c: MachineConfiguration) {
    func cache(_ g: CacheGeometry) -> ReferenceSets {
      ReferenceSets(sets: g.sets, ways: g.ways, g.replacement)
    }
    func tlb(_ g: TLBGeometry) -> ReferenceSets { ReferenceSets(sets: g.sets, ways: g.ways, g.replacement) }
    configuration = c
    l1i = cache(c.l1i)
    l1d = cache(c.l1d)
    l2 = c.l2.map(cache)
    l3 = c.l3.map(cache)
    itlb = tlb(c.itlb)
    dtlb = tlb(c.dtlb)
    stlb = c.stlb.map(tlb)
  }

  /// A load or store of the program that stays in a line.
  mutating func data(_ address: UInt64, _ guest: Guest, isStore: Bool) {
    counts.dtlbAccesses += 1
    translate(address / Page.size, guest, isFetch: false, isStore: isStore)
    line(guest.physical(address).rawValue, isStore: isStore)
  }

  /// A fetch from another page than the last.
  mutating func enterPage(_ address: UInt64, _ guest: Guest) {
    counts.itlbAccesses += 1
    translate(address / Page.size, guest, isFetch: true, isStore: false)
  }

  /// A fetch from another line than the last.
  mutating func fetch(_ address: UInt64, _ guest: Guest) {
    let line = guest.physical(address).rawValue / lineSize
    counts.l1i.reads += 1
    if l1i.access(line, set: line, allocate: false).isHit {
      stall(configuration.l1i.latency - 1)
      return
    }
    counts.l1i.readMisses += 1
    below(line, isStore: false)
    _ = l1i.access(line, set: line)
  }

  private var lineSize: UInt64 { UInt64(configuration.l1d.lineSize) }

  private mutating func stall(_ cycles: Int) { counts.stallCycles += UInt64(max(0, cycles)) }

  private mutating func translate(_ page: UInt64, _ guest: Guest, isFetch: Bool, isStore: Bool) {
    let isHit = isFetch ? itlb.access(page, set: page).isHit : dtlb.access(page, set: page).isHit
    stall(isHit ? (isFetch ? configuration.itlb.latency : configuration.dtlb.latency) : 0)
    if isHit {
      guard isStore && !dirtyInDTLB.contains(page) else { return }
      // The entry lacks D: the walker sets it, and both levels learn of it.
      walk(page, guest)
      _ = stlb?.access(page, set: page)
      setDirty(page, isStore: true, inFirst: true)
      return
    }
    if isFetch { counts.itlbMisses += 1 } else { counts.dtlbMisses += 1 }
    if stlb != nil {
      counts.stlbAccesses += 1
      stall(configuration.stlb!.latency)
      let found = stlb!.access(page, set: page, allocate: false).isHit
      if found && (!isStore || dirtyInSTLB.contains(page)) {
        if !isFetch && dirtyInSTLB.contains(page) {
          dirtyInDTLB.insert(page)
        } else if !isFetch {
          dirtyInDTLB.remove(page)
        }
        return
      }
      counts.stlbMisses += 1
    }
    walk(page, guest)
    _ = stlb?.access(page, set: page)
    setDirty(page, isStore: isStore, inFirst: !isFetch)
  }

  /// After a walk the entries are as the page table is: dirty if this or an earlier store made it so.
  private mutating func setDirty(_ page: UInt64, isStore: Bool, inFirst: Bool) {
    if isStore { dirtyInPageTable.insert(page) }
    guard dirtyInPageTable.contains(page) else {
      dirtyInSTLB.remove(page)
      if inFirst { dirtyInDTLB.remove(page) }
      return
    }
    dirtyInSTLB.insert(page)
    if inFirst { dirtyInDTLB.insert(page) }
  }

  private var dirtyInPageTable: Set<UInt64> = []

  private mutating func walk(_ page: UInt64, _ guest: Guest) {
    counts.walks += 1
    for level in [2, 1, 0] { line(guest.place(of: page * Page.size, level: level).rawValue, isStore: false) }
  }

  /// An access to L1D.
  private mutating func line(_ address: UInt64, isStore: Bool) {
    let line = address / lineSize
    if isStore { counts.l1d.writes += 1 } else { counts.l1d.reads += 1 }
    let isThrough = isStore && configuration.l1d.write == .through
    // What the levels below evict may leave L1D, so that they are asked before L1D makes room.
    var isHit = l1d.access(line, set: line, allocate: false).isHit
    if isHit && !isThrough {
      stall(configuration.l1d.latency - 1)
      if isStore { modified[1]!.insert(line) }
      return
    }
    if !isHit { if isStore { counts.l1d.writeMisses += 1 } else { counts.l1d.readMisses += 1 } }
    below(line, isStore: isStore)
    if isThrough {
      modified[l2 == nil ? 3 : 2]!.insert(line)
      return
    }
    let victim: UInt64?
    (isHit, victim) = l1d.access(line, set: line)
    if let victim, modified[1]!.remove(victim) != nil {
      counts.l1d.writebacks += 1
      modified[l2 == nil ? 3 : 2]!.insert(victim)
    }
    if isStore { modified[1]!.insert(line) }
  }

  /// An access to L2, or to L3 where there is no L2.
  private mutating func below(_ line: UInt64, isStore: Bool) {
    guard l2 != nil else { return last(line, isStore: isStore) }
    if isStore { counts.l2.writes += 1 } else { counts.l2.reads += 1 }
    if l2!.access(line, set: line, allocate: false).isHit { return stall(configuration.l2!.latency) }
    if isStore { counts.l2.writeMisses += 1 } else { counts.l2.readMisses += 1 }
    last(line, isStore: isStore)
    if let victim = l2!.access(line, set: line).victim {
      let wasModified = leaveL1(victim)
      if modified[2]!.remove(victim) != nil || wasModified {
        counts.l2.writebacks += 1
        modified[3]!.insert(victim)
      }
    }
  }

  /// An access to L3 and, if it misses, to memory.
  private mutating func last(_ line: UInt64, isStore: Bool) {
    guard l3 != nil else { return stall(configuration.memoryLatency) }
    if isStore { counts.l3.writes += 1 } else { counts.l3.reads += 1 }
    let (isHit, victim) = l3!.access(line, set: line)
    if isHit { return stall(configuration.l3!.latency) }
    if isStore { counts.l3.writeMisses += 1 } else { counts.l3.readMisses += 1 }
    stall(configuration.memoryLatency)
    guard let victim else { return }
    var wasModified = leaveL1(victim)
    if l2 != nil, l2!.access(victim, set: victim, allocate: false).isHit {
      l2!.remove(victim, set: victim)
      counts.l2.invalidations += 1
      if modified[2]!.remove(victim) != nil { wasModified = true }
    }
    if modified[3]!.remove(victim) != nil || wasModified { counts.l3.writebacks += 1 }
  }

  /// Takes a line out of both first levels; true if it was modified.
  private mutating func leaveL1(_ line: UInt64) -> Bool {
    if l1d.contains(line) { counts.l1d.invalidations += 1 }
    if l1i.contains(line) { counts.l1i.invalidations += 1 }
    l1d.remove(line, set: line)
    l1i.remove(line, set: line)
    return modified[1]!.remove(line) != nil
  }
}

extension ReferenceSets {
  func contains(_ key: UInt64) -> Bool { sets.contains { $0.ways.contains(key) } }
}
