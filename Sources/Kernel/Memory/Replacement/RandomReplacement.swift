import Machine

/// Random: any page goes, by a seeded generator. What the others are measured against.
struct RandomReplacement: ReplacementPolicy {
  private var queue = PageQueue()
  private var numbers: RandomNumbers

  init(seed: UInt64) { numbers = RandomNumbers(seed: seed) }

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }
  mutating func remove(_ page: VirtualAddress) { queue.remove(page) }
  mutating func reference(_ page: VirtualAddress) {}

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    let candidates = queue.pages.filter { pages.mayLeave($0) }
    guard !candidates.isEmpty else { return nil }
    let number = numbers.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return candidates[Int(number % UInt64(candidates.count))]
  }
}
