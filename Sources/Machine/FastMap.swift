/// Where a virtual address lies in host memory, for accesses that need no look at TLB, cache or page table.
///
/// In a functional machine an entry stands for a page whose translation was walked. In a modelled machine it stands
/// for the line that is the most recently used one of its set in L1D: an access to it changes no tag and costs no
/// stall, as long as its page is also the most recently used one of its set in the TLB. An entry is only ever a
/// shortcut: clearing one changes the speed of the host and nothing else.
///
/// A hart has one map for loads and one for stores. Entries are found by their distance in bytes from the first,
/// which some bits of the address give without a multiplication:
///
///     functional   address >> 12 mod 1024 is the entry's number
///     modelled     address mod (lines × size of a line) is its distance: entries are a line apart, for the
///                  sake of speed, and what is between them is not used
@safe struct FastMap {
  private let entries: Block<Entry>
  /// Where the entries are that were set since all were cleared, as far as there is room for it: how many they are,
  /// and their distances. A program that faults often has few entries in between, and only these are cleared.
  private let used: Block<Int32>
  /// In a modelled machine, the bits of an address that are the distance of its entry.
  private let distanceMask: UInt64
  /// The bits of an address that tell its granule.
  private let granuleMask: UInt64

  struct Entry: BitwiseCopyable {
    /// The granule that may be accessed, as an address, or `none`.
    var tag: UInt64
    /// What to add to a virtual address of the granule to get the host's.
    var addend: UInt

    static let empty = Entry(tag: none, addend: 0)
    /// No address has this tag: the bits between alignment and granule are 0 in all of them.
    static let none = UInt64.max
  }

  /// How many entries are remembered as used: clearing one of them costs as much as clearing three in a row.
  private static let usedLimit = 255

  /// How many entries the map of a functional machine has: they reach 4 MiB.
  private static let pageCount: UInt64 = 1024

  /// A map of pages, for a functional machine.
  init() {
    entries = Block(repeating: .empty, count: Int(Self.pageCount))
    used = Block(repeating: 0, count: 1 + Self.usedLimit)
    distanceMask = 0
    granuleMask = ~(Page.size - 1)
  }

  /// A map of lines, for a modelled machine whose L1D has so many sets.
  init(lineSize: Int, sets: Int) {
    let bytes = min(sets * lineSize, Int(Page.size))
    entries = Block(repeating: .empty, count: bytes / MemoryLayout<Entry>.stride)
    used = Block(repeating: 0, count: 1 + Self.usedLimit)
    granuleMask = ~UInt64(lineSize - 1)
    distanceMask = UInt64(bytes - 1) & granuleMask
  }

  func free() {
    entries.free()
    used.free()
  }

  /// Ends all shortcuts.
  func clear() {
    let count = Int(used[0])
    used[0] = 0
    if count > Self.usedLimit { return entries.fill(.empty) }
    for index in 0..<count { entries[byteOffset: Int(used[index &+ 1])] = .empty }
  }

  /// Ends the shortcut that an address would have.
  @inline(__always) func clear<M: MemoryModel>(_ address: UInt64, _ model: M.Type) {
    entries[byteOffset: distance(address, model)] = .empty
  }

  /// Sets the entry of an address.
  @inline(__always) func set<M: MemoryModel>(_ address: UInt64, to entry: Entry, _ model: M.Type) {
    let distance = distance(address, model)
    entries[byteOffset: distance] = entry
    let count = Int(used[0])
    if count > Self.usedLimit { return }
    used[0] = Int32(truncatingIfNeeded: count &+ 1)
    if count < Self.usedLimit { used[count &+ 1] = Int32(truncatingIfNeeded: distance) }
  }

  /// The entry that an address would have.
  @inline(__always) subscript<M: MemoryModel>(address: UInt64, model: M.Type) -> Entry {
    entries[byteOffset: distance(address, model)]
  }

  /// The first address of the granule that an address lies in.
  @inline(__always) func granule(_ address: UInt64) -> UInt64 { address & granuleMask }

  /// The tag of an access: its granule, and the low bits that a misaligned address has set.
  @inline(__always) func tag<M: MemoryModel>(_ address: UInt64, size: UInt64, _ model: M.Type) -> UInt64 {
    address & ((M.isModelled ? granuleMask : ~(Page.size - 1)) | (size &- 1))
  }

  /// How far the entry of an address is from the first one, in bytes.
  @inline(__always) private func distance<M: MemoryModel>(_ address: UInt64, _ model: M.Type) -> Int {
    let stride = UInt64(MemoryLayout<Entry>.stride)
    let distance =
      M.isModelled
      ? address & distanceMask
      : address >> (Page.shift &- UInt64(stride.trailingZeroBitCount)) & ((Self.pageCount &- 1) &* stride)
    return Int(truncatingIfNeeded: distance)
  }
}
