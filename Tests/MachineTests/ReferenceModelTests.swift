import Bytecode
import Machine
import RandomPrograms
import Testing

/// The models of TLBs and caches, held against the reference model over streams of random accesses.
@Suite struct ReferenceModelTests {
  /// One load or store.
  private struct DataAccess {
    let address: UInt64
    let isStore: Bool
  }

  private static let count = UInt64(Amount.of("RING3_STREAMS", ordinarily: 400))
  private static let pages: UInt64 = 12

  @Test("Loads and stores hit and miss in every level as in the reference model, through the fast path too")
  func streams() {
    for number in 0..<Self.count {
      var random = SplitMix64(seed: Amount.seed << 32 | number)
      let configuration = Self.configuration(using: &random)
      let guest = Guest(configuration)
      let (code, accesses) = Self.program(using: &random)
      guest.mapPages(from: Guest.code, count: UInt64(code.count) * 4 / Page.size + 1)
      guest.mapPages(from: Guest.data, count: Self.pages)
      guest.put(code, at: Guest.code)
      guest.hart.pc = Guest.code
      let expected = Self.reference(guest, code, accesses)
      let trap = machineRun(guest)
      #expect(trap.cause == .environmentCall)
      let isSame = compare(guest, expected, "seed \(number), \(configuration)")
      if !isSame { return }
    }
  }

  private func machineRun(_ guest: Guest) -> Trap { guest.machine.run(guest.hart, deadline: .max) }

  /// Policies and shapes at random, but nothing random in the policy itself.
  private static func configuration(using random: inout SplitMix64) -> MachineConfiguration {
    while true {
      let c = MachineConfiguration.random(using: &random)
      let policies =
        [c.l1i, c.l1d].map(\.replacement) + [c.l2, c.l3].compactMap { $0?.replacement }
        + [c.itlb, c.dtlb].map(\.replacement) + [c.stlb].compactMap { $0?.replacement }
      // Write-through below a directory that another hart could ask is a case of its own.
      if !policies.contains(.random) { return c }
    }
  }

  /// Straight code: before each access two instructions make its address. Accesses repeat and cluster, so that the
  /// fast path is taken.
  private static func program(using random: inout SplitMix64) -> ([Instruction], [DataAccess]) {
    var code: [Instruction] = []
    var accesses: [DataAccess] = []
    var address = Guest.data
    // A few addresses come again and again, so that what happens in between to their lines and pages shows.
    let favourites = (0..<6).map { _ in Guest.data + UInt64.random(in: 0..<pages * 512, using: &random) * 8 }
    for _ in 0..<Int.random(in: 10...600, using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: break
      case 1..<5: address = favourites.randomElement(using: &random)!
      case 5..<7: address = address & ~4095 | UInt64.random(in: 0..<512, using: &random) * 8
      case 7: address = address ^ 4096 &- (address ^ 4096 < Guest.data + pages * 4096 ? 0 : 4096)
      default:
        address = Guest.data + UInt64.random(in: 0..<pages * 512, using: &random) * 8
      }
      // One in eight lies as it comes, and may touch two lines or two pages.
      if Int.random(in: 0..<8, using: &random) == 0, address < Guest.data + pages * 4096 - 16 {
        address += UInt64.random(in: 0..<8, using: &random)
      }
      let isStore = Int.random(in: 0..<3, using: &random) == 0
      let upper = Int32(truncatingIfNeeded: (address + 0x800) & ~0xfff)
      let lower = Int32(truncatingIfNeeded: Int64(address) - Int64(upper))
      code.append(Instruction(.lui, rd: 1, immediate: upper))
      code.append(
        isStore
          ? Instruction(.sd, rs1: 1, rs2: 2, immediate: lower)
          : Instruction(.ld, rd: 3, rs1: 1, immediate: lower))
      accesses.append(DataAccess(address: address, isStore: isStore))
    }
    return (code + [Instruction(.ecall)], accesses)
  }

  /// What the reference model says of the program.
  private static func reference(_ guest: Guest, _ code: [Instruction], _ accesses: [DataAccess])
    -> ReferenceMemory
  {
    var model = ReferenceMemory(guest.machine.configuration)
    let lineSize = UInt64(guest.machine.configuration.l1i.lineSize)
    var next = accesses.makeIterator()
    for (index, instruction) in code.enumerated() {
      let pc = Guest.code + 4 * UInt64(index)
      if pc % Page.size == 0 { model.enterPage(pc, guest) }
      if pc % lineSize == 0 { model.fetch(pc, guest) }
      guard instruction.opcode == .ld || instruction.opcode == .sd, let access = next.next() else { continue }
      model.data(access.address, guest, isStore: access.isStore)
      let last = access.address + 7
      if last / lineSize != access.address / lineSize {
        model.data(last / lineSize * lineSize, guest, isStore: access.isStore)
      }
    }
    return model
  }

  private func compare(_ guest: Guest, _ model: ReferenceMemory, _ name: String) -> Bool {
    let (statistics, counters) = (guest.machine.memoryStatistics, guest.hart.counters)
    let counts = ReferenceMemory.Counts(
      l1i: .init(statistics.l1i), l1d: .init(statistics.l1d), l2: .init(statistics.l2),
      l3: .init(statistics.l3),
      dtlbAccesses: statistics.dtlbAccesses, dtlbMisses: counters.dtlbMisses,
      itlbAccesses: counters.itlbAccesses,
      itlbMisses: counters.itlbMisses, stlbAccesses: counters.stlbAccesses, stlbMisses: counters.stlbMisses,
      walks: counters.walks, stallCycles: counters.stallCycles)
    #expect(counts == model.counts, "\(name)")
    var isSame = counts == model.counts
    let c = guest.machine.configuration
    let caches: [(CacheLevel, CacheGeometry?, ReferenceSets?)] = [
      (.l1i, c.l1i, model.l1i), (.l1d, c.l1d, model.l1d), (.l2, c.l2, model.l2), (.l3, c.l3, model.l3),
    ]
    for case (let level, let geometry?, let reference?) in caches {
      for set in 0..<geometry.sets {
        let lines = guest.hart.contents(of: level, set: set).map { $0?.lineNumber }
        #expect(lines == reference.contents(set), "\(level) set \(set), \(name)")
        isSame = isSame && lines == reference.contents(set)
      }
    }
    let tlbs: [(TLBLevel, TLBGeometry?, ReferenceSets?)] = [
      (.itlb, c.itlb, model.itlb), (.dtlb, c.dtlb, model.dtlb), (.stlb, c.stlb, model.stlb),
    ]
    for case (let level, let geometry?, let reference?) in tlbs {
      for set in 0..<geometry.sets {
        let pages = guest.hart.contents(of: level, set: set).map { $0?.pageNumber }
        #expect(pages == reference.contents(set), "\(level) set \(set), \(name)")
        isSame = isSame && pages == reference.contents(set)
      }
    }
    return isSame
  }
}

extension ReferenceMemory.Level {
  init(_ c: CacheCounters) {
    self.init(
      reads: c.reads, readMisses: c.readMisses, writes: c.writes, writeMisses: c.writeMisses,
      writebacks: c.writebacks, invalidations: c.invalidations)
  }
}
