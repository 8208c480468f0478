import ABI
import Machine

// Frames, address spaces, the swap disk and the TLBs.
extension Invariants {
  /// Every frame has as many owners as page tables, caches, pipes and the kernel name it, and the free ones have none.
  mutating func checkFrames() {
    var owners = [UInt32](repeating: 0, count: kernel.frames.count)
    var slots = [UInt32](repeating: 0, count: kernel.pool.swap.count)
    func count(_ frame: FrameNumber) { owners[Int(frame.rawValue)] += 1 }
    count(kernel.trampoline)
    for thread in kernel.threads.numbers { count(kernel.threads[thread].trapFrame.frame) }
    for pipe in kernel.pipes.numbers {
      for slot in 0..<kernel.pipes[pipe].usedSlots { count(kernel.pipes[pipe][slot].frame) }
    }
    for frame in kernel.pool.cache.frames { count(frame) }
    for number in kernel.pool.cache.sharedNumbers {
      for slot in kernel.pool.cache.slots(of: number) { slots[slot] += 1 }
    }
    for space in kernel.spaces.numbers {
      let table = kernel.spaces[space].pageTable
      count(table.root)
      table.tables.forEach(count)
      table.forEachEntry(machine) { _, entry, pages in
        if let slot = entry.slot { slots[slot] += 1 }
        guard entry.isValid else { return }
        for page in 0..<UInt32(pages) { count(FrameNumber(entry.frame.rawValue + page)) }
      }
      for slot in kernel.spaces[space].copies.values { slots[slot] += 1 }
    }
    for frame in owners.indices where owners[frame] != kernel.frames.owners(of: FrameNumber(UInt32(frame))) {
      require(
        "owners of frame \(frame)", counts: Int(owners[frame]),
        asKept: Int(kernel.frames.owners(of: FrameNumber(UInt32(frame)))))
    }
    for slot in slots.indices where slots[slot] != kernel.pool.swap.owners(of: slot) {
      require(
        "owners of page \(slot) of the disk", counts: Int(slots[slot]),
        asKept: Int(kernel.pool.swap.owners(of: slot)))
    }
    require("free frames", counts: owners.count { $0 == 0 }, asKept: kernel.frames.freeCount)
    require("free pages of the disk", counts: slots.count { $0 == 0 }, asKept: kernel.pool.swap.freeCount)
  }

  /// Areas are in order and do not overlap, page tables grant no more than they do, and what is mapped is counted.
  mutating func checkSpaces() {
    var mapped: [PageObject: UInt64] = [:]
    let users = livingProcesses(by: \.space)
    for number in kernel.spaces.numbers {
      let space = kernel.spaces[number]
      checkAreas(of: space, number)
      for area in space.areas {
        if let object = area.backing.object { mapped[object, default: 0] += area.pages }
      }
      checkEntries(of: space, number)
      require("users of address space \(number)", counts: users[number] ?? 0, asKept: space.users)
      let pages = Int(space.areas.reduce(0) { $0 + $1.pages })
      require("pages in the areas of address space \(number)", counts: pages, asKept: space.mappedPages)
    }
    checkCache(mapped)
  }

  private mutating func checkAreas(of space: AddressSpace, _ number: Int) {
    var end = AddressSpace.lowest
    for area in space.areas {
      require(area.start < area.end, "address space \(number): an empty area at \(area.start.hexadecimal)")
      require(
        end <= area.start, "address space \(number): the area at \(area.start.hexadecimal) is out of order")
      require(
        area.start.offset == 0 && area.end.offset == 0,
        "address space \(number): the area at \(area.start.hexadecimal) is not made of pages")
      end = area.end
    }
    require(end <= AddressSpace.end, "address space \(number) goes beyond user space")
  }

  private mutating func checkEntries(of space: AddressSpace, _ number: Int) {
    var (resident, swapped) = (0, 0)
    var broken: [String] = []
    space.pageTable.forEachEntry(machine) { page, entry, pages in
      if entry.isValid { resident += pages } else { swapped += pages }
      if let rule = violatedRule(of: entry, at: page, in: space) {
        broken.append("address space \(number), \(page.hexadecimal): \(rule)")
      }
    }
    for rule in broken { require(false, rule) }
    require("pages in memory of address space \(number)", counts: resident, asKept: space.residentPages)
    require("pages on the disk of address space \(number)", counts: swapped, asKept: space.swappedPages)
    for page in space.copies.keys {
      let isThere = space.entry(of: page, machine: machine).isValid
      require(
        isThere, "address space \(number): \(page.hexadecimal) has a copy on the disk and is not in memory")
    }
    for page in space.arriving.keys {
      let isAway = space.entry(of: page, machine: machine).slot != nil
      require(isAway, "address space \(number): \(page.hexadecimal) arrives and is not on the disk")
    }
  }

  /// What is wrong with the entry of a page, if anything is.
  private func violatedRule(
    of entry: PTE, at page: VirtualAddress, in space: AddressSpace
  ) -> String? {
    guard let area = space.area(containing: page) else { return "mapped where no area is" }
    guard entry.isValid else { return entry.slot == nil || area.isShared ? "an entry of no kind" : nil }
    let rights = entry.flags.intersection([.read, .write, .execute])
    if !area.protection.pteFlags.isSuperset(of: rights) { return "the page table grants more than the area" }
    if rights.contains(.write) && !area.isShared && kernel.frames.owners(of: entry.frame) != 1 {
      return "a private page that others share can be written"
    }
    guard area.isShared, let source = area.source(of: page) else { return nil }
    let cached = kernel.pool.cache.page(source.index, of: source.object)
    return cached?.frame == entry.frame ? nil : "a shared page in a frame of its own"
  }

  /// The page cache knows how many pages show an object, and forgets who is gone.
  private mutating func checkCache(_ mapped: [PageObject: UInt64]) {
    let cache = kernel.pool.cache
    for inode in cache.cachedFiles {
      require(kernel.files.contains(inode), "pages of a file that is gone are cached")
      require(
        "pages that show inode \(inode.rawValue)", counts: Int(mapped[.file(inode)] ?? 0),
        asKept: Int(cache[.file(inode)].mapped))
      let size = kernel.pool.pageCount(of: .file(inode), kernel.files)
      require(
        cache[.file(inode)].indices.allSatisfy { $0 < size }, "pages behind the end of a file are cached")
    }
    for number in cache.sharedNumbers {
      let pages = Int(mapped[.shared(number)] ?? 0)
      require("pages that show shared memory", counts: pages, asKept: Int(cache[.shared(number)].mapped))
      let holders = kernel.segments.identifiers.count { kernel.segments[$0].memory == number }
      require("holders of shared memory", counts: holders, asKept: cache.holders(of: number))
      require(pages > 0 || holders > 0, "shared memory that nobody has")
      let indices = cache[.shared(number)].indices
      let twice = indices.first { cache.pageOnDisk($0, of: .shared(number)) != nil }
      require(twice == nil, "a page of shared memory is in memory and on the disk")
    }
  }

  /// No TLB remembers what the page table does not say any more.
  mutating func checkTLBs() {
    var spaces: [UInt16: Int] = [:]
    for number in kernel.spaces.numbers where kernel.asids.isCurrent(kernel.spaces[number].asid) {
      spaces[kernel.spaces[number].asid.number] = number
    }
    for hart in machine.harts where !kernel.asids.mustFlush(hart.id) {
      for entry in hart.translations(machine.configuration) {
        guard let number = spaces[entry.asid] else { continue }
        let page = VirtualAddress(entry.pageNumber * Page.size)
        let now = kernel.spaces[number].entry(of: page, machine: machine)
        let rights = entry.pte.flags.intersection([.valid, .read, .write, .execute])
        require(
          now.isValid && now.frame == entry.pte.frame && now.flags.isSuperset(of: rights),
          "hart \(hart.id) remembers \(page.hexadecimal) of address space \(number) as it was")
      }
    }
  }
}

extension PageTable {
  /// Calls something with every entry that is not all zeros, and how many pages it is for.
  fileprivate func forEachEntry(
    _ machine: Machine, _ body: (_ page: VirtualAddress, PTE, _ pages: Int) -> Void
  ) {
    forEachEntry(of: root, level: 2, from: 0, machine, body)
  }

  private func forEachEntry(
    of table: FrameNumber, level: Int, from start: UInt64, _ machine: Machine,
    _ body: (VirtualAddress, PTE, Int) -> Void
  ) {
    for index in 0..<UInt64(512) {
      let entry = PTE(rawValue: machine.load64(table.address + index * 8))
      guard entry.rawValue != 0 else { continue }
      let page = start + index * Page.size << (9 * UInt64(level))
      if level > 0 && entry.isValid && !entry.isLeaf {
        forEachEntry(of: entry.frame, level: level - 1, from: page, machine, body)
      } else {
        body(VirtualAddress(page), entry, 1 << (9 * level))
      }
    }
  }
}

extension Hart {
  /// What the TLBs know.
  fileprivate func translations(_ configuration: MachineConfiguration) -> [TLBEntry] {
    TLBLevel.allCases.flatMap { level in
      (0..<(configuration[level]?.sets ?? 0)).flatMap { contents(of: level, set: $0).compactMap { $0 } }
    }
  }
}

extension MachineConfiguration {
  fileprivate subscript(level: TLBLevel) -> TLBGeometry? {
    switch level {
    case .itlb: itlb
    case .dtlb: dtlb
    case .stlb: stlb
    }
  }
}

extension VirtualAddress {
  fileprivate var hexadecimal: String { "0x" + String(rawValue, radix: 16) }
}
