/// A translation look-aside buffer: page-table entries that were used lately, by page number and address space.
///
/// A key is the page number, the size of the page and the ASID. Entries of huge pages stand in the same sets, by
/// the number of the huge page, and are asked for only where there are any.
@safe struct TLB {
  private let tags: SetAssociative
  /// The whole key of each way; the tags hold as much of it as fits, which nearly always tells them apart.
  private let keys: Block<UInt64>
  private let entries: Block<PTE>
  private let hugeEntries: Cell<Bool>
  let latency: Int

  init(_ geometry: TLBGeometry, seed: UInt64) {
    tags = SetAssociative(
      sets: geometry.sets, ways: geometry.ways, replacement: geometry.replacement, seed: seed)
    keys = Block(repeating: .max, count: geometry.entries)
    entries = Block(repeating: PTE(rawValue: 0), count: geometry.entries)
    hugeEntries = Cell(false)
    latency = geometry.latency
  }

  func free() {
    tags.free()
    keys.free()
    entries.free()
    hugeEntries.free()
  }

  func copy(from other: TLB) {
    tags.copy(from: other.tags)
    keys.copy(from: other.keys)
    entries.copy(from: other.entries)
    hugeEntries.value = other.hugeEntries.value
  }

  /// The mask that gives a page number's set.
  var setMask: Int { tags.setMask }

  /// A translation, and whether it is of a huge page.
  struct Entry {
    var pte: PTE
    var isHuge: Bool

    /// The physical address of a virtual one in this page.
    @inline(__always) func physical(_ address: UInt64) -> UInt64 {
      let base = UInt64(pte.frame.rawValue) << Page.shift
      return isHuge ? base | address & (Page.hugeSize - 1) : base | address & (Page.size - 1)
    }
  }

  /// The entry of a page, which thereby becomes the most recently used one of its set.
  @inline(__always) func lookUp(page: UInt64, asid: UInt16) -> Entry? {
    if let pte = use(Self.key(page, asid, huge: false), in: set(of: page)) {
      return Entry(pte: pte, isHuge: false)
    }
    guard hugeEntries.value else { return nil }
    let huge = page >> 9
    return use(Self.key(huge, asid, huge: true), in: set(of: huge)).map { Entry(pte: $0, isHuge: true) }
  }

  /// Puts in an entry, in place of the one that the page had or of the policy's choice.
  func insert(page: UInt64, asid: UInt16, _ entry: Entry) {
    let number = entry.isHuge ? page >> 9 : page
    let set = set(of: number)
    let key = Self.key(number, asid, huge: entry.isHuge)
    var way = find(key, in: set)
    if way >= 0 {
      tags.use(way, in: set)
    } else {
      way = tags.insert(Self.tag(key), state: 1, in: set).way
      keys[set * tags.ways + way] = key
    }
    entries[set * tags.ways + way] = entry.pte
    if entry.isHuge { hugeEntries.value = true }
  }

  /// Forgets every entry.
  func flush() {
    tags.clear()
    hugeEntries.value = false
  }

  /// Forgets the entries of a page in one address space.
  func flush(page: UInt64, asid: UInt16) {
    remove(Self.key(page, asid, huge: false), in: set(of: page))
    remove(Self.key(page >> 9, asid, huge: true), in: set(of: page >> 9))
  }

  /// Forgets the entries of an address space.
  func flush(asid: UInt16) {
    for set in 0...tags.setMask {
      for way in 0..<tags.ways
      where tags.state(way, in: set) != 0 && keys[set * tags.ways + way] & 0xffff == asid {
        tags.empty(way, in: set)
      }
    }
  }

  /// What stands in a set, way by way; nil where a way holds nothing.
  func contents(ofSet set: Int) -> [TLBEntry?] {
    var ways = [TLBEntry?](repeating: nil, count: tags.ways)
    for way in 0..<tags.ways where tags.state(way, in: set) != 0 {
      let key = keys[set * tags.ways + way]
      let isHuge = key >> 16 & 1 != 0
      ways[way] = TLBEntry(
        pageNumber: isHuge ? (key >> 17) << 9 : key >> 17, asid: UInt16(truncatingIfNeeded: key),
        isHuge: isHuge,
        pte: entries[set * tags.ways + way])
    }
    return ways
  }

  private func remove(_ key: UInt64, in set: Int) {
    let way = find(key, in: set)
    if way >= 0 { tags.empty(way, in: set) }
  }

  @inline(__always) private func use(_ key: UInt64, in set: Int) -> PTE? {
    let way = find(key, in: set)
    guard way >= 0 else { return nil }
    tags.use(way, in: set)
    return entries[set &* tags.ways &+ way]
  }

  @inline(__always) private func set(of page: UInt64) -> Int { Int(truncatingIfNeeded: page) & tags.setMask }

  /// The way that holds a key, or −1. Two address spaces can have the same tag: then all ways are looked at.
  @inline(__always) private func find(_ key: UInt64, in set: Int) -> Int {
    let way = tags.find(Self.tag(key), in: set)
    if way < 0 || keys[set &* tags.ways &+ way] == key { return way }
    return findSlowly(key, in: set)
  }

  @inline(never) private func findSlowly(_ key: UInt64, in set: Int) -> Int {
    (0..<tags.ways).first { tags.state($0, in: set) != 0 && keys[set * tags.ways + $0] == key } ?? -1
  }

  /// The part of a key that the tags hold: the page number and two bits of the ASID, never the empty key.
  @inline(__always) private static func tag(_ key: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: key >> 17) &<< 2 | UInt32(truncatingIfNeeded: key & 3)
  }

  /// The page number in 27 bits, one bit for its size, the ASID in 16.
  @inline(__always) private static func key(_ page: UInt64, _ asid: UInt16, huge: Bool) -> UInt64 {
    (page & 0x7ff_ffff) << 17 | (huge ? 1 << 16 : 0) | UInt64(asid)
  }
}

/// What a TLB holds of a page, for those who look at it.
public struct TLBEntry: Equatable, Sendable {
  /// The page's number, cut to the 27 bits that Sv39 has.
  public let pageNumber: UInt64
  /// The address space.
  public let asid: UInt16
  /// Whether the page is a huge one.
  public let isHuge: Bool
  /// The page-table entry as it was when it was loaded.
  public let pte: PTE
}
