import Machine

/// LRU: the page goes that was not used for longest.
///
/// Told of each reference it is exact. Otherwise it looks at the accessed bits when a victim is wanted: pages that were
/// used between two faults count as used at the same time, and keep their order among each other.
struct LeastRecentlyUsed: ReplacementPolicy {
  /// The pages by their last use, the one that was used longest ago first.
  private var queue = PageQueue()

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }
  mutating func remove(_ page: VirtualAddress) { queue.remove(page) }
  mutating func reference(_ page: VirtualAddress) { if queue.contains(page) { queue.append(page) } }

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    for page in queue.pages where pages.takeAccessed(page) { queue.append(page) }
    return queue.first { pages.mayLeave($0) }
  }
}

/// LRU that is told of each reference, and so need not ask for accessed bits.
struct ExactLeastRecentlyUsed: ReplacementPolicy {
  private var queue = PageQueue()

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }
  mutating func remove(_ page: VirtualAddress) { queue.remove(page) }
  mutating func reference(_ page: VirtualAddress) { if queue.contains(page) { queue.append(page) } }

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    queue.first { pages.mayLeave($0) }
  }
}
