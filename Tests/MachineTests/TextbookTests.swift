import Bytecode
import Machine
import Testing

/// Tables that are worked by hand in textbooks, and others worked by hand here, driven through the data cache by
/// the accesses that a kernel makes.
@Suite struct TextbookTests {
  /// A machine with one data cache of blocks of 16 bytes and nothing below but memory.
  private func machine(blocks: Int, ways: Int, _ replacement: Replacement = .lru) -> Machine {
    var c = MachineConfiguration()
    c.memorySize = 64 << 10
    c.l1i = CacheGeometry(size: 512, ways: 2, lineSize: 16, latency: 1)
    c.l1d = CacheGeometry(size: 16 * blocks, ways: ways, lineSize: 16, replacement: replacement, latency: 1)
    c.l2 = nil
    c.l3 = nil
    return Machine(c)
  }

  /// Touches blocks one after the other, and says of each whether it hit (H) or missed (M).
  private func hits(_ machine: Machine, _ blocks: [UInt64]) -> String {
    let hart = machine.harts[0]
    return String(
      blocks.map { block in
        let before = hart.memoryStatistics.l1d.misses
        hart.touch(PhysicalAddress(block * 16), bytes: 1, isStore: false)
        return hart.memoryStatistics.l1d.misses == before ? "H" : "M"
      })
  }

  private func blocks(_ machine: Machine, set: Int = 0) -> [UInt64?] {
    machine.harts[0].contents(of: .l1d, set: set).map { $0?.lineNumber }
  }

  /// Patterson and Hennessy, Computer Organization and Design, section 5.3, "Accessing a Cache".
  @Test("The direct-mapped cache of eight blocks, asked for 22, 26, 22, 26, 16, 3, 16, 18, 16")
  func directMapped() {
    let machine = machine(blocks: 8, ways: 1)
    #expect(hits(machine, [22, 26, 22, 26, 16, 3, 16, 18, 16]) == "MMHHMMHMH")
    let contents = (0..<8).map { blocks(machine, set: $0)[0] }
    #expect(contents == [16, nil, 18, 3, nil, nil, 22, nil])
    // The tags that the book's figure shows: the upper two of five bits.
    let tags = (0..<8).map { machine.harts[0].contents(of: .l1d, set: $0)[0]?.tag }
    #expect(tags == [0b10, nil, 0b10, 0b00, nil, nil, 0b10, nil])
  }

  /// Patterson and Hennessy, section 5.4, "Misses and Associativity in Caches": five, four and three misses.
  @Test(
    "Four blocks, direct-mapped, two-way and fully associative, asked for 0, 8, 0, 6, 8",
    arguments: [(1, "MMMMM"), (2, "MMHMM"), (4, "MMHMH")])
  func associativity(ways: Int, expected: String) {
    #expect(hits(machine(blocks: 4, ways: ways), [0, 8, 0, 6, 8]) == expected)
  }

  /// Four ways, filled with 1, 2, 3, 4; then 1 is used and 5 and 6 come, then 1, 2 and 3 are asked for again.
  ///
  ///     LRU    5 replaces 2, 6 replaces 3; 1 is there, 2 replaces 4, 3 replaces 5
  ///     FIFO   5 replaces 1, 6 replaces 2; 1 replaces 3, 2 replaces 4, 3 replaces 5
  ///     PLRU   after 1 to 4 and 1 the root points right and its right child to 3: 5 replaces 3. The root points
  ///            left and its left child to 2: 6 replaces 2. Right, to 4: 1 hits and changes nothing there. 2 replaces
  ///            4. Then left, to 6: 3 replaces 6.
  @Test(
    "The policies differ as they should",
    arguments: [
      (Replacement.lru, "MMMMHMMHMM", [1, 3, 2, 6]), (.fifo, "MMMMHMMMMM", [3, 6, 1, 2]),
      (.plru, "MMMMHMMHMM", [1, 3, 5, 2]),
    ] as [(Replacement, String, [UInt64])])
  func policies(replacement: Replacement, expected: String, contents: [UInt64]) {
    let machine = machine(blocks: 4, ways: 4, replacement)
    #expect(hits(machine, [1, 2, 3, 4, 1, 5, 6, 1, 2, 3]) == expected)
    #expect(Set(blocks(machine)) == Set(contents))
  }

  @Test("Random replacement fills empty ways first, hits what it holds, and is the same for the same seed")
  func random() {
    let sequence = (0..<200).map { UInt64($0 * $0 % 23) }
    let results = (0..<2).map { _ in hits(machine(blocks: 4, ways: 4, .random), sequence) }
    #expect(results[0] == results[1])
    #expect(hits(machine(blocks: 4, ways: 4, .random), [1, 2, 3, 4, 1, 2, 3, 4]) == "MMMMHHHH")
    let full = machine(blocks: 4, ways: 4, .random)
    _ = hits(full, [1, 2, 3, 4, 5])
    #expect(blocks(full).contains(5))
    #expect(Set(blocks(full)).isSubset(of: [1, 2, 3, 4, 5]))
  }

  @Test("A cyclic walk over one block more than fits misses always under LRU and FIFO (Belady's worst case)")
  func thrashing() {
    for replacement in [Replacement.lru, .fifo] {
      let sequence = (0..<30).map { UInt64($0 % 5) }
      #expect(!hits(machine(blocks: 4, ways: 4, replacement), sequence).contains("H"))
    }
  }

  @Test("Average time per access is what the textbooks' formula says")
  func accessTime() {
    var c = MachineConfiguration.small
    c.l3 = nil
    let machine = Machine(c)
    let hart = machine.harts[0]
    // Each line of two sets' worth once (misses all the way), then again: hits in L2 at 14 cycles.
    for _ in 0..<2 {
      for line in 0..<16 as Range<UInt64> { hart.touch(PhysicalAddress(line * 64), bytes: 8, isStore: false) }
    }
    #expect(hart.counters.stallCycles == 16 * 200 + 16 * 14)
    #expect(hart.memoryStatistics.l1d.readMisses == 32)
    #expect(hart.memoryStatistics.l2.readMisses == 16)
  }

  @Test("A store is counted once where it is written back, and at every level where it is written through")
  func writePolicies() {
    for (policy, l2Writes, writebacks) in [(WritePolicy.back, 0, 1), (.through, 5, 0)]
      as [(WritePolicy, UInt64, UInt64)]
    {
      var c = MachineConfiguration.small
      c.l1d.write = policy
      let machine = Machine(c)
      let hart = machine.harts[0]
      hart.touch(PhysicalAddress(0), bytes: 8, isStore: false)
      for _ in 0..<5 { hart.touch(PhysicalAddress(8), bytes: 8, isStore: true) }
      #expect(hart.memoryStatistics.l2.writes == l2Writes)
      // Two more lines of the set push the first one out.
      for line in [4, 8] as [UInt64] { hart.touch(PhysicalAddress(line * 64), bytes: 8, isStore: false) }
      #expect(hart.memoryStatistics.l1d.writebacks == writebacks)
    }
  }
}
