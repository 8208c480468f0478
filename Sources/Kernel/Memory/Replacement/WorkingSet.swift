import Machine

/// Working set: pages that were used within the last `window` cycles stay; of the others, the oldest goes.
///
/// If all are in the working set, the one goes whose last known use is longest ago: the process has fewer frames than
/// it needs, and will thrash (Denning, 1968).
struct WorkingSet: ReplacementPolicy {
  /// The pages by their last known use.
  private var queue = PageQueue()
  private var lastUse: [VirtualAddress: UInt64] = [:]
  /// How long a page belongs to the working set after its last use, in cycles.
  let window: UInt64

  init(window: UInt64) { self.window = window }

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }

  mutating func remove(_ page: VirtualAddress) {
    queue.remove(page)
    lastUse[page] = nil
  }

  mutating func reference(_ page: VirtualAddress) {}

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    for page in queue.pages where pages.takeAccessed(page) || lastUse[page] == nil {
      lastUse[page] = time
      queue.append(page)
    }
    let candidates = queue.pages.filter { pages.mayLeave($0) }
    return candidates.first { time - min(time, lastUse[$0] ?? 0) > window } ?? candidates.first
  }
}
