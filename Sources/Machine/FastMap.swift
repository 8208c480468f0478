/// Where a virtual address lies in host memory, for accesses that need no look at TLB, cache or page table.
///
/// In a functional machine an entry stands for a page whose translation was walked. In a modelled machine it stands
/// for the line that is the most recently used one of its set in L1D: an access to it changes no tag and costs no
/// stall, as long as its page is also the most recently used one of its set in the TLB. An entry is only ever a
/// shortcut: clearing one changes the speed of the host and nothing else.
@safe struct FastMap {
  private let entries: Block<Entry>
  /// The granule (page or line) of an address starts at this bit.
  let shift: UInt64
  private let mask: Int
  private let tagMask: UInt64

  struct Entry: BitwiseCopyable {
    /// The granule that may be read, as an address, or `none`.
    var readTag: UInt64
    /// The granule that may be written, or `none`.
    var writeTag: UInt64
    /// What to add to a virtual address of the granule to get the host's.
    var addend: UInt

    static let empty = Entry(readTag: none, writeTag: none, addend: 0)
    /// No address has this tag: the bits between alignment and granule are 0 in all of them.
    static let none = UInt64.max
  }

  /// How many entries the map of a functional machine has: they reach 4 MiB.
  static let functionalCount = 1024

  init(granule: Int, count: Int) {
    entries = Block(repeating: .empty, count: count)
    shift = UInt64(granule.trailingZeroBitCount)
    mask = count - 1
    tagMask = ~UInt64(granule - 1)
  }

  func free() { entries.free() }

  func clear() { entries.fill(.empty) }

  /// The entry that an address would have.
  @inline(__always) subscript(address: UInt64) -> Entry {
    @inline(__always) get { entries[Int(truncatingIfNeeded: address &>> shift) & mask] }
    @inline(__always) nonmutating set {
      entries[Int(truncatingIfNeeded: address &>> shift) & mask] = newValue
    }
  }

  /// The same, where the compiler may know that the granule is a page.
  @inline(__always) subscript<M: MemoryModel>(address: UInt64, model: M.Type) -> Entry {
    M.isModelled
      ? self[address] : entries[Int(truncatingIfNeeded: address >> Page.shift) & (Self.functionalCount &- 1)]
  }

  /// The first address of the granule that an address lies in.
  @inline(__always) func granule(_ address: UInt64) -> UInt64 { address & tagMask }

  /// The tag of an access: its granule, and the low bits that a misaligned address has set.
  @inline(__always) func tag<M: MemoryModel>(_ address: UInt64, size: UInt64, _ model: M.Type) -> UInt64 {
    address & ((M.isModelled ? tagMask : ~(Page.size - 1)) | (size &- 1))
  }
}
