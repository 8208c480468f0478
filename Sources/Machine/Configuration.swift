/// What a machine is made of: every size, policy and latency that can be chosen.
public struct MachineConfiguration: Equatable, Sendable {
  /// How many harts there are, 1…64.
  public var harts = 1
  /// Bytes of physical memory, a multiple of 4096.
  public var memorySize: UInt64 = 64 << 20
  /// The split first level of the TLB, for instructions.
  public var itlb = TLBGeometry(entries: 32, ways: 4)
  /// The split first level of the TLB, for data.
  public var dtlb = TLBGeometry(entries: 64, ways: 4)
  /// The unified second level of the TLB; nil leaves it out.
  public var stlb: TLBGeometry? = TLBGeometry(entries: 1024, ways: 8, latency: 7)
  /// Who refills the TLB after a miss.
  public var tlbRefill = TLBRefill.hardware
  /// The first-level cache for instructions.
  public var l1i = CacheGeometry(size: 32 << 10, ways: 8, latency: 1)
  /// The first-level cache for data.
  public var l1d = CacheGeometry(size: 32 << 10, ways: 8, latency: 1)
  /// The second level, of each hart; nil leaves it out.
  public var l2: CacheGeometry? = CacheGeometry(size: 512 << 10, ways: 8, latency: 14)
  /// The third level, which all harts share; nil leaves it out (one hart only: it keeps the directory).
  public var l3: CacheGeometry? = CacheGeometry(size: 4 << 20, ways: 16, latency: 42)
  /// Cycles that main memory takes.
  public var memoryLatency = 200
  /// Bytes of the swap disk, a multiple of 4096; 0 for none.
  public var swapSize: UInt64 = 0
  /// Cycles that the swap disk takes for a page: 100 µs at 1 GHz, a solid-state disk.
  public var diskLatency: UInt64 = 100_000
  /// Cycles of virtual time in a microsecond: the clock frequency in MHz.
  public var cyclesPerMicrosecond: UInt64 = 1000
  /// Whether misaligned loads and stores trap instead of working.
  public var trapsMisaligned = false
  /// Whether TLBs, caches and their cycles are modelled, or only the architecture.
  public var isModelled = true
  /// The seed of whatever the machine chooses at random.
  public var seed: UInt64 = 1

  /// The default machine.
  public init() {}

  /// Says what is wrong with the configuration, in words for the user; nil if nothing is.
  public var problem: String? {
    if !(1...64).contains(harts) { return "harts must be 1 to 64, not \(harts)" }
    if memorySize % Page.size != 0 || memorySize < 64 << 10 || memorySize > 8 << 30 {
      return "memory must be a multiple of 4096 bytes from 64K to 8G, not \(memorySize)"
    }
    if swapSize % Page.size != 0 || swapSize > 8 << 30 {
      return "swap must be a multiple of 4096 bytes up to 8G, not \(swapSize)"
    }
    if diskLatency > 1_000_000_000 { return "disk latency must be 0 to 1000000000 cycles" }
    if isModelled && harts > 1 && l3 == nil {
      return "more than one hart needs an l3: it keeps the directory"
    }
    let caches =
      [("l1i", l1i), ("l1d", l1d)] + [("l2", l2), ("l3", l3)].compactMap { name, l in l.map { (name, $0) } }
    for (name, geometry) in caches {
      if let problem = geometry.problem { return "\(name): \(problem)" }
      if geometry.lineSize != l1d.lineSize { return "\(name): all caches must have the same line size" }
    }
    for (name, geometry) in [("itlb", itlb), ("dtlb", dtlb)] + (stlb.map { [("stlb", $0)] } ?? []) {
      if let problem = geometry.problem { return "\(name): \(problem)" }
    }
    if tlbRefill == .software && !trapsMisaligned && dtlb.entries < 2 && (stlb?.entries ?? 0) < 2 {
      return "with software refill the dtlb needs 2 entries: an access over two pages needs both at once"
    }
    if memoryLatency < 0 || memoryLatency > 1_000_000 { return "memory latency must be 0 to 1000000 cycles" }
    if cyclesPerMicrosecond < 1 || cyclesPerMicrosecond > 1_000_000 {
      return "the clock must be 1 to 1000000 MHz"
    }
    return nil
  }
}

/// Who refills the TLB after a miss.
public enum TLBRefill: String, Sendable, CaseIterable {
  /// The MMU walks the page table, as x86, Arm and RISC-V do.
  case hardware
  /// The hart traps and the kernel writes the TLB, as MIPS does.
  case software
}

/// Which line of a full set makes room.
public enum Replacement: String, Sendable, BitwiseCopyable, CaseIterable {
  /// The least recently used.
  case lru
  /// The one that a binary tree of bits points to: an approximation of LRU with ways − 1 bits a set.
  case plru
  /// The one that came first.
  case fifo
  /// Any, by a seeded generator.
  case random
}

/// What a store does to the levels below.
public enum WritePolicy: String, Sendable, BitwiseCopyable, CaseIterable {
  /// It stays in the first level, which fetches the line if need be, until the line is evicted.
  case back
  /// It goes on to the next level at once and fetches no line into the first.
  case through
}

/// The shape of a cache and its cost.
public struct CacheGeometry: Equatable, Sendable {
  /// Bytes in all.
  public var size: Int
  /// Lines in a set.
  public var ways: Int
  /// Bytes of a line.
  public var lineSize: Int
  /// Which line makes room.
  public var replacement: Replacement
  /// What stores do; it matters for the first level.
  public var write: WritePolicy
  /// Cycles that this level takes when it has the line. The pipeline hides one cycle of the first level.
  public var latency: Int

  /// A cache of this shape.
  public init(
    size: Int, ways: Int, lineSize: Int = 64, replacement: Replacement = .lru, write: WritePolicy = .back,
    latency: Int
  ) {
    self.size = size
    self.ways = ways
    self.lineSize = lineSize
    self.replacement = replacement
    self.write = write
    self.latency = latency
  }

  /// How many sets there are.
  public var sets: Int { size / (ways * lineSize) }

  var problem: String? {
    if !isPowerOfTwo(lineSize) || !(16...1024).contains(lineSize) {
      return "lines must be 16 to 1024 bytes, a power of two"
    }
    if !(1...SetAssociative.mostWays).contains(ways) { return "ways must be 1 to 16" }
    if size <= 0 || size > 1 << 30 || size % (ways * lineSize) != 0 || !isPowerOfTwo(sets) {
      return "size / (ways × line) must be a power of two"
    }
    if replacement == .plru && !isPowerOfTwo(ways) { return "plru needs a power of two of ways" }
    if !(0...1_000_000).contains(latency) { return "latency must be 0 to 1000000 cycles" }
    return nil
  }
}

/// The shape of a TLB level and its cost.
public struct TLBGeometry: Equatable, Sendable {
  /// Entries in all.
  public var entries: Int
  /// Entries in a set.
  public var ways: Int
  /// Which entry makes room.
  public var replacement: Replacement
  /// Cycles that a hit takes beyond the level above.
  public var latency: Int

  /// A TLB of this shape.
  public init(entries: Int, ways: Int, replacement: Replacement = .lru, latency: Int = 0) {
    self.entries = entries
    self.ways = ways
    self.replacement = replacement
    self.latency = latency
  }

  /// How many sets there are.
  public var sets: Int { entries / ways }

  var problem: String? {
    if !(1...SetAssociative.mostWays).contains(ways) { return "ways must be 1 to 16" }
    if entries <= 0 || entries > 1 << 20 || entries % ways != 0 || !isPowerOfTwo(sets) {
      return "entries / ways must be a power of two"
    }
    if replacement == .plru && !isPowerOfTwo(ways) { return "plru needs a power of two of ways" }
    if !(0...1_000_000).contains(latency) { return "latency must be 0 to 1000000 cycles" }
    return nil
  }
}

private func isPowerOfTwo(_ n: Int) -> Bool { n > 0 && n & (n - 1) == 0 }
