import Machine

/// Ageing: each page has a shift register of eight bits that its accessed bit enters from the left; the smallest goes.
///
/// It approximates LRU with a byte a page (Tanenbaum, Modern Operating Systems, section 3.4.7). A tick is each time that
/// a victim is wanted.
struct Ageing: ReplacementPolicy {
  private var queue = PageQueue()
  private var ages: [VirtualAddress: UInt8] = [:]

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) {
    queue.append(page)
    ages[page] = 0
  }

  mutating func remove(_ page: VirtualAddress) {
    queue.remove(page)
    ages[page] = nil
  }

  mutating func reference(_ page: VirtualAddress) {}

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    let all = queue.pages
    for page in all { ages[page] = ages[page]! >> 1 | (pages.takeAccessed(page) ? 0x80 : 0) }
    return all.filter { pages.mayLeave($0) }.min { ages[$0]! < ages[$1]! }
  }
}
