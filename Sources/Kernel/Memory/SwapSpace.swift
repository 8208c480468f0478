/// Who owns the pages of the swap disk: entries of page tables, and resident pages that have a copy there.
struct SwapSpace {
  private var owners: [UInt32]
  private var free: [Int32]

  init(slots: Int) {
    owners = Array(repeating: 0, count: slots)
    free = (0..<Int32(slots)).reversed()
  }

  /// How many pages the disk has, and how many of them nobody owns.
  var count: Int { owners.count }
  var freeCount: Int { free.count }

  /// A page of the disk with one owner; nil if none is free.
  mutating func allocate() -> Int? {
    guard let slot = free.popLast() else { return nil }
    owners[Int(slot)] = 1
    return Int(slot)
  }

  mutating func retain(_ slot: Int) { owners[slot] += 1 }

  func owners(of slot: Int) -> UInt32 { owners[slot] }

  /// Gives up an owner's part in a page of the disk.
  mutating func release(_ slot: Int) {
    precondition(owners[slot] > 0, "page \(slot) of the disk is free already")
    owners[slot] -= 1
    if owners[slot] == 0 { free.append(Int32(slot)) }
  }
}
