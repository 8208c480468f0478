import ABI
import Kernel
import Machine

/// Every counter of a run, in the order in which `stat` prints them.
struct CounterTable {
  /// One counter.
  struct Row {
    /// Its name in JSON.
    let key: String
    /// Its name for people.
    let title: String
    let value: UInt64
    /// What the value amounts to, such as a share of another counter.
    var note: String = ""
  }

  /// Counters that belong together.
  private(set) var groups: [[Row]] = []

  init(_ kernel: Kernel, _ machine: Machine) {
    let isModelled = machine.configuration.isModelled
    let counters = machine.harts.map(\.counters)
    groups.append(Self.execution(counters, isModelled: isModelled))
    if isModelled {
      groups.append(Self.accesses(machine.memoryStatistics, counters))
      groups.append(Self.translation(machine.memoryStatistics, counters, kernel.statistics))
      groups += Self.caches(machine.memoryStatistics, machine.configuration)
    }
    groups.append(Self.kernel(kernel.statistics))
    let memory = Self.memory(kernel.memoryCounters)
    if !memory.isEmpty { groups.append(memory) }
  }

  private static func execution(_ harts: [HartCounters], isModelled: Bool) -> [Row] {
    let instructions = sum(harts, \.instructions)
    let cycles = sum(harts, \.cycles)
    let kernel = sum(harts, \.kernelCycles)
    let stalls = sum(harts, \.stallCycles)
    var rows = [Row(key: "instructions", title: "instructions", value: instructions)]
    guard isModelled else { return rows }
    rows[0].note = cycles == 0 ? "" : "\(decimal(instructions, cycles)) per cycle"
    rows.append(Row(key: "cycles", title: "cycles", value: cycles))
    rows.append(
      Row(key: "stall_cycles", title: "  waiting for memory", value: stalls, note: share(stalls, of: cycles)))
    rows.append(
      Row(key: "kernel_cycles", title: "  in the kernel", value: kernel, note: share(kernel, of: cycles)))
    rows.append(Row(key: "idle_cycles", title: "  idle", value: sum(harts, \.idleCycles)))
    return rows
  }

  private static func accesses(_ memory: MemoryStatistics, _ harts: [HartCounters]) -> [Row] {
    [
      Row(key: "loads", title: "loads", value: memory.loads),
      Row(key: "stores", title: "stores", value: memory.stores),
      Row(key: "split_accesses", title: "misaligned across lines", value: sum(harts, \.splitAccesses)),
    ]
  }

  private static func translation(
    _ memory: MemoryStatistics, _ harts: [HartCounters], _ kernel: KernelStatistics
  ) -> [Row] {
    func misses(_ key: String, _ title: String, _ value: UInt64, of all: UInt64) -> Row {
      Row(key: key, title: title, value: value, note: share(value, of: all))
    }
    let (itlb, stlb) = (sum(harts, \.itlbAccesses), sum(harts, \.stlbAccesses))
    let (walks, walkCycles) = (sum(harts, \.walks), sum(harts, \.walkCycles))
    return [
      Row(key: "itlb_accesses", title: "iTLB accesses", value: itlb),
      misses("itlb_misses", "iTLB misses", sum(harts, \.itlbMisses), of: itlb),
      Row(key: "dtlb_accesses", title: "dTLB accesses", value: memory.dtlbAccesses),
      misses("dtlb_misses", "dTLB misses", sum(harts, \.dtlbMisses), of: memory.dtlbAccesses),
      Row(key: "stlb_accesses", title: "sTLB accesses", value: stlb),
      misses("stlb_misses", "sTLB misses", sum(harts, \.stlbMisses), of: stlb),
      Row(key: "page_walks", title: "page-table walks", value: walks),
      Row(
        key: "page_walk_cycles", title: "  cycles of them", value: walkCycles,
        note: walks == 0 ? "" : "\(decimal(walkCycles, walks)) a walk"),
      Row(key: "tlb_refills", title: "TLB refills by the kernel", value: kernel.tlbRefills),
    ]
  }

  private static func caches(_ memory: MemoryStatistics, _ configuration: MachineConfiguration) -> [[Row]] {
    let instructions = memory.l1i
    let l1i = [
      Row(key: "l1i_reads", title: "L1I line fetches", value: instructions.reads),
      Row(
        key: "l1i_read_misses", title: "L1I misses", value: instructions.readMisses,
        note: share(instructions.readMisses, of: instructions.reads)),
    ]
    var groups = [l1i, cache("l1d", "L1D", memory.l1d)]
    if configuration.l2 != nil { groups.append(cache("l2", "L2", memory.l2)) }
    if configuration.l3 != nil { groups.append(cache("l3", "L3", memory.l3)) }
    return groups
  }

  private static func cache(_ key: String, _ title: String, _ counters: CacheCounters) -> [Row] {
    var rows = [
      Row(key: "\(key)_reads", title: "\(title) reads", value: counters.reads),
      Row(
        key: "\(key)_read_misses", title: "\(title) read misses", value: counters.readMisses,
        note: share(counters.readMisses, of: counters.reads)),
      Row(key: "\(key)_writes", title: "\(title) writes", value: counters.writes),
      Row(
        key: "\(key)_write_misses", title: "\(title) write misses", value: counters.writeMisses,
        note: share(counters.writeMisses, of: counters.writes)),
      Row(key: "\(key)_writebacks", title: "\(title) write-backs", value: counters.writebacks),
    ]
    if counters.invalidations > 0 {
      rows.append(
        Row(key: "\(key)_invalidations", title: "\(title) invalidations", value: counters.invalidations))
    }
    return rows
  }

  /// What happened to pages beside the faults, as far as anything did.
  private static func memory(_ counters: MemoryCounters) -> [Row] {
    [
      Row(key: "page_cache_hits", title: "page cache hits", value: counters.cacheHits),
      Row(key: "page_cache_misses", title: "page cache misses", value: counters.cacheMisses),
      Row(key: "page_cache_writebacks", title: "page cache write-backs", value: counters.writeBacks),
      Row(key: "swap_ins", title: "pages swapped in", value: counters.swapIns),
      Row(key: "swap_outs", title: "pages swapped out", value: counters.swapOuts),
      Row(key: "huge_pages", title: "pages of 2 MiB", value: counters.hugePages),
      Row(key: "tlb_shoot_downs", title: "TLB shoot-downs", value: counters.shootDowns),
      Row(key: "out_of_memory_kills", title: "killed for their memory", value: counters.kills),
    ].filter { $0.value > 0 }
  }

  private static func kernel(_ statistics: KernelStatistics) -> [Row] {
    let calls = statistics.systemCalls.sorted { $0.key < $1.key }
      .map { "\(Syscall(rawValue: $0.key)?.name ?? "unknown") \($0.value)" }
    let faults = FaultKind.allCases.map { kind in
      Row(
        key: "page_faults_\(kind.rawValue.map { $0 == "-" ? "_" : String($0) }.joined())",
        title: "  \(kind.rawValue)", value: statistics.pageFaults[kind] ?? 0)
    }
    return [
      Row(
        key: "system_calls", title: "system calls", value: statistics.systemCallCount,
        note: calls.joined(separator: ", ")),
      Row(key: "page_faults", title: "page faults", value: statistics.pageFaultCount),
    ] + faults.filter { $0.value > 0 } + [
      Row(key: "timer_interrupts", title: "timer interrupts", value: statistics.timerInterrupts),
      Row(key: "context_switches", title: "context switches", value: statistics.contextSwitches),
    ]
      + (statistics.migrations == 0
        ? [] : [Row(key: "migrations", title: "  to another hart", value: statistics.migrations)])
      + [Row(key: "bytes_copied", title: "bytes copied by the CPU", value: statistics.bytesCopied)]
      + (statistics.pagesMoved == 0
        ? [] : [Row(key: "pages_moved", title: "pages moved", value: statistics.pagesMoved)])
  }
}

private func sum(_ harts: [HartCounters], _ counter: KeyPath<HartCounters, UInt64>) -> UInt64 {
  harts.reduce(0) { $0 + $1[keyPath: counter] }
}

/// `12.34 %`, or nothing where there is nothing to have a share of.
private func share(_ part: UInt64, of whole: UInt64) -> String {
  whole == 0 ? "" : "\(decimal(part, whole, scale: 100)) %"
}

/// `scale` × `dividend` / `divisor`, rounded to two decimals.
private func decimal(_ dividend: UInt64, _ divisor: UInt64, scale: Double = 1) -> String {
  let hundredths = Int((Double(dividend) / Double(divisor) * scale * 100).rounded())
  let fraction = hundredths % 100
  return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
