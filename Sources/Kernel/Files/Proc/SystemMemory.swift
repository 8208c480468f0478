import ABI
import Machine

/// What became of physical memory: /proc/meminfo, vmstat and swaps.
extension Kernel {
  /// The frames by what they are for.
  struct FrameUse {
    var free = 0
    /// In the page cache, and those of them that are shared memory without a file.
    var files = 0
    var shared = 0
    /// Pages of files that the file does not have yet.
    var dirty = 0
    /// Pages of files and shared memory that a page table maps.
    var mapped = 0
    var tables = 0
    /// One for the registers of each thread.
    var trapFrames = 0
    /// All others: pages of programs, and what lies in pipes.
    var anonymous = 0
  }

  func frameUse() -> FrameUse {
    var use = FrameUse()
    use.free = frames.freeCount
    let cache = pool.cache.counts { pool.frames.owners(of: $0) > 1 }
    (use.files, use.shared, use.dirty, use.mapped) = (cache.files, cache.shared, cache.dirty, cache.mapped)
    use.tables = spaces.numbers.reduce(0) { $0 + spaces[$1].pageTable.tables.count + 1 }
    use.trapFrames = threads.count
    let known = use.free + use.files + use.shared + use.tables + use.trapFrames + 1
    use.anonymous = max(0, frames.count - known)
    return use
  }

  func memoryText(_ machine: Machine) -> String {
    let use = frameUse()
    let swapCached = spaces.numbers.reduce(0) { $0 + spaces[$1].copies.count }
    let committed = spaces.numbers.reduce(UInt64(0)) { $0 + spaces[$1].privatePages } + pool.cache.sharedPages
    let locked = lockedPages
    let rows: [(String, Int)] = [
      ("MemTotal", frames.count), ("MemFree", use.free),
      ("MemAvailable", use.free + use.files - min(use.files, use.mapped)), ("Buffers", 0),
      ("Cached", use.files + use.shared), ("SwapCached", swapCached), ("Unevictable", locked),
      ("Mlocked", locked), ("SwapTotal", pool.swap.count), ("SwapFree", pool.swap.freeCount),
      ("Dirty", use.dirty), ("Writeback", 0), ("AnonPages", use.anonymous), ("Mapped", use.mapped),
      ("Shmem", use.shared), ("Slab", 0), ("SReclaimable", 0), ("SUnreclaim", 0),
      ("KernelStack", use.trapFrames), ("PageTables", use.tables), ("Bounce", 0),
      ("CommitLimit", Int(commitLimit)), ("Committed_AS", Int(clamping: committed)),
      ("VmallocTotal", 0), ("VmallocUsed", 0), ("AnonHugePages", hugePages(machine)),
    ]
    return rows.map { line($0, $1 * 4) }.joined()
      + "HugePages_Total:       0\nHugePages_Free:        0\nHugePages_Rsvd:        0\nHugePages_Surp:        0\n"
      + line("Hugepagesize", Int(Page.hugeSize / 1024))
  }

  private func line(_ name: String, _ kilobytes: Int) -> String {
    "\(name):".left(16) + kilobytes.right(8) + " kB\n"
  }

  private var lockedPages: Int {
    spaces.numbers.reduce(0) { sum, space in
      sum + spaces[space].areas.reduce(0) { $1.attributes.contains(.locked) ? $0 + Int($1.pages) : $0 }
    }
  }

  /// 4 KiB pages that are part of huge ones, in the areas that may have such.
  private func hugePages(_ machine: Machine) -> Int {
    var count = 0
    for space in spaces.numbers {
      for area in spaces[space].areas where area.attributes.contains(.hugePages) {
        forEachPage(of: area, in: space, machine) { page, _ in
          if spaces[space].pageTable.isHuge(page, machine: machine) { count += 1 }
        }
      }
    }
    return count
  }

  func virtualMemoryText(_ machine: Machine) -> String {
    let (use, counters) = (frameUse(), pool.counters)
    let fetched = (counters.cacheMisses + counters.swapIns) * 4
    let rows: [(String, UInt64)] = [
      ("nr_free_pages", UInt64(use.free)), ("nr_anon_pages", UInt64(use.anonymous)),
      ("nr_mapped", UInt64(use.mapped)), ("nr_file_pages", UInt64(use.files + use.shared)),
      ("nr_dirty", UInt64(use.dirty)), ("nr_writeback", 0), ("nr_shmem", UInt64(use.shared)),
      ("nr_kernel_stack", UInt64(use.trapFrames * 4)), ("nr_page_table_pages", UInt64(use.tables)),
      ("pgpgin", fetched), ("pgpgout", (counters.writeBacks + counters.swapOuts) * 4),
      ("pswpin", counters.swapIns), ("pswpout", counters.swapOuts), ("pgfault", statistics.pageFaultCount),
      ("pgmajfault", statistics.pageFaults[.swappedIn] ?? 0), ("oom_kill", counters.kills),
      ("nr_tlb_remote_flush", counters.shootDowns), ("thp_fault_alloc", counters.hugePages),
    ]
    return rows.map { "\($0) \($1)\n" }.joined()
  }

  var swapsText: String {
    let head = "Filename".left(40) + "Type\t\tSize\t\tUsed\t\tPriority\n"
    guard pool.swap.count > 0 else { return head }
    let (size, used) = (pool.swap.count * 4, (pool.swap.count - pool.swap.freeCount) * 4)
    return head + "/dev/swap".left(40) + "partition\t\(size)\t\t\(used)\t\t-2\n"
  }
}

extension PageCache {
  /// How many pages of files there are in frames, of shared memory, of files that the file does not have yet, and of
  /// both that somebody maps.
  func counts(
    isMapped: (FrameNumber) -> Bool
  ) -> (files: Int, shared: Int, dirty: Int, mapped: Int) {
    var (filePages, sharedPages, dirty, mapped) = (0, 0, 0, 0)
    for file in cachedFiles {
      for page in self[.file(file)].all {
        filePages += 1
        if page.isDirty { dirty += 1 }
        if isMapped(page.frame) { mapped += 1 }
      }
    }
    for number in sharedNumbers {
      for page in self[.shared(number)].all {
        sharedPages += 1
        if isMapped(page.frame) { mapped += 1 }
      }
    }
    return (filePages, sharedPages, dirty, mapped)
  }
}
