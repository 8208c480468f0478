import Machine

/// Second chance, or clock: FIFO, but a page that was used since the hand last passed stays for another round.
///
/// The pages stand in a circle, which is the queue: the hand is at its beginning, and what it has passed goes to the end.
struct SecondChance: ReplacementPolicy {
  private var queue = PageQueue()

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }
  mutating func remove(_ page: VirtualAddress) { queue.remove(page) }
  mutating func reference(_ page: VirtualAddress) {}

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    for _ in 0..<2 * queue.count {
      guard let page = queue.front() else { return nil }
      if pages.mayLeave(page) && !pages.takeAccessed(page) { return page }
      queue.append(page)
    }
    return queue.first { pages.mayLeave($0) }
  }
}
