import Machine

/// FIFO: the page goes that came first, however much it is used.
///
/// It is the policy of Bélády's anomaly: with more frames it can fault more often.
struct FirstInFirstOut: ReplacementPolicy {
  private var queue = PageQueue()

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }
  mutating func remove(_ page: VirtualAddress) { queue.remove(page) }
  mutating func reference(_ page: VirtualAddress) {}

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    queue.first { pages.mayLeave($0) }
  }
}
