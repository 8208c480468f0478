/// What happened in the memory system, as `stat` prints it.
public struct MemoryStatistics: Equatable, Sendable {
  /// Loads and stores by programs; an atomic operation counts as a store, `lr` as a load.
  public var loads: UInt64 = 0
  /// See `loads`.
  public var stores: UInt64 = 0
  /// The first-level cache for instructions, asked whenever fetching goes on to another line.
  public var l1i = CacheCounters()
  /// The first-level cache for data, asked by loads, stores, the page-table walker and the kernel.
  public var l1d = CacheCounters()
  /// The second level, summed over the harts.
  public var l2 = CacheCounters()
  /// The third level.
  public var l3 = CacheCounters()
  /// Data accesses that asked the TLB.
  public var dtlbAccesses: UInt64 = 0
}

extension Hart {
  /// The hart's part of the statistics; `l3` stays empty. A functional machine counts nothing.
  public var memoryStatistics: MemoryStatistics {
    let counters = state.counters
    var statistics = MemoryStatistics()
    guard machine.configuration.isModelled else { return statistics }
    statistics.loads = counters.fastLoads + counters.slowLoads
    statistics.stores = counters.fastStores + counters.slowStores
    statistics.l1i = l1i.counters.value
    statistics.l1i.reads += counters.fastFetches
    statistics.l1d = l1d.counters.value
    statistics.l1d.reads += counters.fastLoads
    statistics.l1d.writes += counters.fastStores
    statistics.l2 = l2?.counters.value ?? CacheCounters()
    statistics.dtlbAccesses = counters.slowDTLBAccesses + counters.fastLoads + counters.fastStores
    return statistics
  }

  /// What one set of a cache holds, way by way.
  public func contents(of level: CacheLevel, set: Int) -> [CacheLine?] {
    switch level {
    case .l1i: l1i.contents(ofSet: set)
    case .l1d: l1d.contents(ofSet: set)
    case .l2: l2?.contents(ofSet: set) ?? []
    case .l3: machine.l3?.cache.contents(ofSet: set) ?? []
    }
  }

  /// What one set of a TLB holds, way by way.
  public func contents(of level: TLBLevel, set: Int) -> [TLBEntry?] {
    switch level {
    case .itlb: itlb.contents(ofSet: set)
    case .dtlb: dtlb.contents(ofSet: set)
    case .stlb: stlb?.contents(ofSet: set) ?? []
    }
  }
}

extension Machine {
  /// The statistics of all harts and of what they share.
  public var memoryStatistics: MemoryStatistics {
    var sum = MemoryStatistics()
    for hart in harts {
      let one = hart.memoryStatistics
      sum.loads += one.loads
      sum.stores += one.stores
      sum.l1i += one.l1i
      sum.l1d += one.l1d
      sum.l2 += one.l2
      sum.dtlbAccesses += one.dtlbAccesses
    }
    sum.l3 = l3?.cache.counters.value ?? CacheCounters()
    return sum
  }
}

/// The levels of the cache hierarchy.
public enum CacheLevel: String, Sendable, CaseIterable { case l1i, l1d, l2, l3 }

/// The levels of the TLB.
public enum TLBLevel: String, Sendable, CaseIterable { case itlb, dtlb, stlb }
