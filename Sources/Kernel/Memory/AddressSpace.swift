import ABI
import Machine

/// What a process sees as memory: its areas, and the page table that says which pages of them have a frame.
///
///     0x40_0000_0000   end of user space (256 GiB, the lower half of Sv39)
///                      stack, growing down to its limit
///                      guard gap, never mapped
///                      mappings, from above downwards
///                      …
///                      heap, growing up from the program's end
///     0x1_0000         program
///     0                never mapped, so that a null pointer faults
struct AddressSpace {
  /// The number by which the TLB tells this address space from others.
  var asid: ASID
  /// The harts that may have translations of it in their TLBs, a bit for each.
  var harts: UInt64 = 0
  /// The page table.
  var pageTable: PageTable
  /// How many processes it is the memory of: more than one after `vfork`.
  var users = 1
  /// The areas, in the order of their addresses; no two overlap.
  private(set) var areas: [VMA] = []
  /// Where the heap begins and where the program last set its end, in bytes.
  var heapStart = VirtualAddress(0)
  var heapEnd = VirtualAddress(0)
  /// Where the program returns to from a signal handler.
  var trampoline = VirtualAddress(0)
  /// How far the stack may grow, in bytes.
  var stackLimit: UInt64 {
    didSet { stackLimit = Self.bounded(stackLimit) }
  }
  /// Mappings are placed below this address.
  let mappingEnd: VirtualAddress
  /// Whether what is mapped from now on is locked (MCL_FUTURE).
  var locksFuture = false
  /// How many pages have a frame, and the most that had at a time.
  var residentPages = 0 {
    didSet { if residentPages > peakResidentPages { peakResidentPages = residentPages } }
  }
  private(set) var peakResidentPages = 0
  /// How many pages lie in areas, and the most that did at a time.
  private(set) var mappedPages = 0 {
    didSet { if mappedPages > peakMappedPages { peakMappedPages = mappedPages } }
  }
  private(set) var peakMappedPages = 0
  /// Where exec has put arguments and environment.
  var layout = StackLayout()
  /// How many pages are on the swap disk and in no frame.
  var swappedPages = 0
  /// Which pages in memory may be replaced, and by what policy; nil as long as nothing is.
  var resident: ResidentSet? {
    didSet { isReplaced = resident != nil }
  }
  /// Whether there is such a set: every fault asks, and looking at the set itself would copy it.
  private(set) var isReplaced = false
  /// Where pages that are in memory have a copy on the swap disk.
  var copies: [VirtualAddress: Int] = [:]
  /// The pages that are on their way from the disk, with the cycle at which they arrive.
  var arriving: [VirtualAddress: UInt64] = [:]

  /// The first address that is not the program's.
  static let end = VirtualAddress(1 << 38)
  /// The lowest address that can be mapped.
  static let lowest = VirtualAddress(Page.size)
  /// Bytes between the lowest stack address and whatever lies below: never mapped.
  static let guardGap: UInt64 = 1 << 20

  init?(asid: ASID, stackLimit: UInt64, pool: inout MemoryPool, machine: Machine) {
    guard let table = PageTable(frames: &pool.frames, machine: machine) else { return nil }
    pageTable = table
    self.asid = asid
    self.stackLimit = Self.bounded(stackLimit)
    mappingEnd = VirtualAddress(Self.end.rawValue - self.stackLimit - Self.guardGap)
  }

  /// A copy of the areas, with an empty page table.
  init(forkedFrom parent: AddressSpace, asid: ASID, pageTable: PageTable, pool: inout MemoryPool) {
    self.asid = asid
    self.pageTable = pageTable
    areas = parent.areas.filter { !$0.attributes.contains(.notForked) }
    // Locks are not inherited.
    for index in areas.indices { areas[index].attributes.remove(.locked) }
    (heapStart, heapEnd) = (parent.heapStart, parent.heapEnd)
    trampoline = parent.trampoline
    stackLimit = parent.stackLimit
    mappingEnd = parent.mappingEnd
    layout = parent.layout
    for area in areas {
      pool.retain(area)
      mappedPages += Int(area.pages)
    }
    peakMappedPages = mappedPages
  }

  // MARK: Areas

  /// The area that an address lies in.
  func area(containing address: VirtualAddress) -> VMA? {
    let index = firstIndex(endingAfter: address)
    guard index < areas.count, areas[index].contains(address) else { return nil }
    return areas[index]
  }

  /// The areas that a range touches, by their place; an empty one touches none.
  func indices(from start: VirtualAddress, to end: VirtualAddress) -> Range<Int> {
    let first = firstIndex(endingAfter: start)
    var last = first
    while start < end, last < areas.count, areas[last].start < end { last += 1 }
    return first..<last
  }

  /// How far from `start` areas follow each other without a hole, up to `end`.
  func mappedEnd(from start: VirtualAddress, to end: VirtualAddress) -> VirtualAddress {
    var reached = start
    for area in areas[indices(from: start, to: end)] {
      guard area.start <= reached else { break }
      reached = min(area.end, end)
    }
    return reached
  }

  /// A stack can have a quarter of the address space, whatever its limit says, and has two pages at least.
  private static func bounded(_ limit: UInt64) -> UInt64 {
    max(2 * Page.size, min(limit & ~(Page.size - 1), 1 << 36))
  }

  /// The lowest address that the stack may grow down to.
  var lowestStackAddress: VirtualAddress { VirtualAddress(Self.end.rawValue - stackLimit) }

  /// How many areas a process may have, as Linux's vm.max_map_count limits it.
  static let areaLimit = 65_530

  /// Whether there is room for another area, or for the one more that a split makes.
  var canHaveMoreAreas: Bool { areas.count < Self.areaLimit }

  /// Adds an area where nothing is mapped, joining it to a neighbour that is alike.
  ///
  /// - Precondition: start and end are page borders, start comes first, and no area lies between.
  mutating func insert(_ area: VMA, pool: inout MemoryPool) {
    let index = firstIndex(endingAfter: area.start)
    precondition(index == areas.count || area.end <= areas[index].start, "areas overlap")
    areas.insert(area, at: index)
    mappedPages += Int(area.pages)
    pool.retain(area)
    join(at: index + 1)
    join(at: index)
  }

  /// Moves the start of the stack's area, the last one, down.
  mutating func growStack(to start: VirtualAddress) {
    mappedPages += Int((areas[areas.count - 1].start.rawValue - start.rawValue) / Page.size)
    areas[areas.count - 1].start = start
  }

  /// Takes a range out of the areas, splitting those that it cuts, and gives back the frames.
  ///
  /// `hart` is who does it; nil if no hart has run in the address space yet.
  mutating func remove(
    from start: VirtualAddress, to end: VirtualAddress, by hart: Hart?, pool: inout MemoryPool,
    machine: Machine
  ) {
    let touched = indices(from: start, to: end)
    guard !touched.isEmpty else { return }
    var kept: [VMA] = []
    var hasUnmapped = false
    for area in areas[touched] {
      let gone = area.part(from: max(start, area.start), to: min(end, area.end))
      if area.start < gone.start { kept.append(area.part(from: area.start, to: gone.start)) }
      if gone.end < area.end { kept.append(area.part(from: gone.end, to: area.end)) }
      if unmap(gone, pool: &pool, machine: machine) { hasUnmapped = true }
      pool.release(gone)
      mappedPages -= Int(gone.pages)
    }
    areas.replaceSubrange(touched, with: kept)
    if hasUnmapped { shootDown(.everything, by: hart, &pool.counters, machine) }
  }

  /// Changes the areas of a range, splitting those that it cuts and joining those that become alike.
  ///
  /// - Precondition: the change moves no area and leaves what backs it.
  mutating func change(
    from start: VirtualAddress, to end: VirtualAddress, _ change: (inout VMA) -> Void
  ) {
    let touched = indices(from: start, to: end)
    guard !touched.isEmpty else { return }
    var changed: [VMA] = []
    for area in areas[touched] {
      var part = area.part(from: max(start, area.start), to: min(end, area.end))
      if area.start < part.start { changed.append(area.part(from: area.start, to: part.start)) }
      let rest = part.end < area.end ? area.part(from: part.end, to: area.end) : nil
      change(&part)
      changed.append(part)
      if let rest { changed.append(rest) }
    }
    areas.replaceSubrange(touched, with: changed)
    for index in (touched.lowerBound...touched.lowerBound + changed.count).reversed() { join(at: index) }
  }

  /// Gives back every frame: the process has ended.
  ///
  /// Its number is not given out again before all TLBs were flushed, so no hart need forget anything now.
  mutating func releaseAll(pool: inout MemoryPool, machine: Machine) {
    for area in areas {
      _ = unmap(area, pool: &pool, machine: machine)
      pool.release(area)
    }
    areas = []
    mappedPages = 0
    pageTable.release(&pool.frames)
  }

  private mutating func join(at index: Int) {
    guard index > 0, index < areas.count, areas[index - 1].isContinued(by: areas[index]) else { return }
    areas[index - 1].end = areas[index].end
    areas.remove(at: index)
  }

  /// The first area that ends after an address: the one that contains it or the next one.
  private func firstIndex(endingAfter address: VirtualAddress) -> Int {
    var (low, high) = (0, areas.count)
    while low < high {
      let middle = (low + high) / 2
      if areas[middle].end <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Room

  /// The highest free range of so many bytes below the stack's reach, as `mmap` gives it out; it begins at a
  /// multiple of `alignment`.
  func freeRange(of size: UInt64, alignment: UInt64 = Page.size) -> VirtualAddress? {
    var end = mappingEnd.rawValue
    for area in areas.reversed() where area.start.rawValue < end {
      if area.end.rawValue <= end, let start = Self.start(of: size, alignment, area.end.rawValue, end) {
        return start
      }
      end = area.start.rawValue
    }
    return Self.start(of: size, alignment, Self.lowest.rawValue, end)
  }

  private static func start(
    of size: UInt64, _ alignment: UInt64, _ low: UInt64, _ high: UInt64
  ) -> VirtualAddress? {
    guard high >= size else { return nil }
    let start = (high - size) & ~(alignment - 1)
    return start >= low ? VirtualAddress(start) : nil
  }

  /// Whether a range lies in user space and no area touches it.
  func isFree(from start: VirtualAddress, to end: VirtualAddress) -> Bool {
    guard Self.lowest <= start && start <= end && end <= Self.end else { return false }
    let index = firstIndex(endingAfter: start)
    return index == areas.count || end <= areas[index].start
  }
}
