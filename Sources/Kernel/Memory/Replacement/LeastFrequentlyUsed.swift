import Machine

/// LFU: the page goes that was used the fewest times since it came; of several, the one that came first.
///
/// Without `exact`, a page counts as used once between two faults, however often it was.
struct LeastFrequentlyUsed: ReplacementPolicy {
  private var queue = PageQueue()
  private var uses: [VirtualAddress: Int] = [:]
  /// Whether each reference is told, so that accessed bits say nothing new.
  let isExact: Bool

  init(isExact: Bool) { self.isExact = isExact }

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) {
    queue.append(page)
    uses[page] = isExact ? 0 : 1
  }

  mutating func remove(_ page: VirtualAddress) {
    queue.remove(page)
    uses[page] = nil
  }

  mutating func reference(_ page: VirtualAddress) { uses[page]? += 1 }

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    let all = queue.pages
    if !isExact { for page in all where pages.takeAccessed(page) { uses[page]! += 1 } }
    return all.filter { pages.mayLeave($0) }.min { uses[$0]! < uses[$1]! }
  }
}
