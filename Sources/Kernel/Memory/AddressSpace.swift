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
  /// The page table.
  private(set) var pageTable: PageTable
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
  /// How many pages have a frame.
  private(set) var residentPages = 0

  /// The first address that is not the program's.
  static let end = VirtualAddress(1 << 38)
  /// The lowest address that can be mapped.
  static let lowest = VirtualAddress(Page.size)
  /// Bytes between the lowest stack address and whatever lies below: never mapped.
  static let guardGap: UInt64 = 1 << 20

  init?(asid: ASID, stackLimit: UInt64, frames: inout FrameTable, machine: Machine) {
    guard let table = PageTable(frames: &frames, machine: machine) else { return nil }
    pageTable = table
    self.asid = asid
    self.stackLimit = Self.bounded(stackLimit)
    mappingEnd = VirtualAddress(Self.end.rawValue - self.stackLimit - Self.guardGap)
  }

  /// A copy of the areas, with an empty page table.
  init(forkedFrom parent: AddressSpace, asid: ASID, pageTable: PageTable) {
    self.asid = asid
    self.pageTable = pageTable
    areas = parent.areas
    (heapStart, heapEnd) = (parent.heapStart, parent.heapEnd)
    trampoline = parent.trampoline
    stackLimit = parent.stackLimit
    mappingEnd = parent.mappingEnd
  }

  /// The area that an address lies in.
  func area(containing address: VirtualAddress) -> VMA? {
    let index = firstIndex(endingAfter: address)
    guard index < areas.count, areas[index].contains(address) else { return nil }
    return areas[index]
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
  mutating func insert(_ area: VMA) {
    let index = firstIndex(endingAfter: area.start)
    precondition(index == areas.count || area.end <= areas[index].start, "areas overlap")
    areas.insert(area, at: index)
    join(at: index + 1)
    join(at: index)
  }

  /// Moves the start of the stack's area, the last one, down.
  mutating func growStack(to start: VirtualAddress) {
    areas[areas.count - 1].start = start
  }

  /// Takes a range out of the areas, splitting those that it cuts, and gives back the frames.
  mutating func remove(
    from start: VirtualAddress, to end: VirtualAddress, frames: inout FrameTable, machine: Machine
  ) {
    var kept: [VMA] = []
    for area in areas {
      guard area.start < end && start < area.end else {
        kept.append(area)
        continue
      }
      if area.start < start { kept.append(area.part(from: area.start, to: start)) }
      if end < area.end { kept.append(area.part(from: end, to: area.end)) }
      release(from: max(start, area.start), to: min(end, area.end), frames: &frames, machine: machine)
    }
    areas = kept
  }

  /// The highest free range of so many bytes below the stack's reach, as `mmap` gives it out.
  func freeRange(of size: UInt64) -> VirtualAddress? {
    var end = mappingEnd.rawValue
    for area in areas.reversed() where area.start.rawValue < end {
      if area.end.rawValue <= end && end - area.end.rawValue >= size { return VirtualAddress(end - size) }
      end = area.start.rawValue
    }
    return end >= size + Self.lowest.rawValue ? VirtualAddress(end - size) : nil
  }

  /// Whether a range lies in user space and no area touches it.
  func isFree(from start: VirtualAddress, to end: VirtualAddress) -> Bool {
    guard Self.lowest <= start && start <= end && end <= Self.end else { return false }
    let index = firstIndex(endingAfter: start)
    return index == areas.count || end <= areas[index].start
  }

  /// The page-table entry of a page.
  func entry(of page: VirtualAddress, machine: Machine) -> PTE {
    pageTable.entry(of: page, machine: machine)
  }

  /// Maps a page to a frame; false if the page table cannot grow.
  mutating func map(
    _ page: VirtualAddress, to frame: FrameNumber, _ flags: PTE.Flags, frames: inout FrameTable,
    machine: Machine
  ) -> Bool {
    guard pageTable.map(page, PTE(frame, flags), frames: &frames, machine: machine) else { return false }
    residentPages += 1
    return true
  }

  /// Gives back every frame: the process has ended.
  mutating func releaseAll(frames: inout FrameTable, machine: Machine) {
    for area in areas { release(from: area.start, to: area.end, frames: &frames, machine: machine) }
    areas = []
    pageTable.release(&frames)
  }

  /// Unmaps the pages of a range that have a frame.
  private mutating func release(
    from start: VirtualAddress, to end: VirtualAddress, frames: inout FrameTable, machine: Machine
  ) {
    let before = residentPages
    var next = start
    while residentPages > 0, let page = pageTable.firstMapped(from: next, to: end, machine: machine) {
      frames.release(pageTable.unmap(page, machine: machine).frame)
      residentPages -= 1
      next = page + Page.size
    }
    if residentPages < before { for hart in machine.harts { hart.flushTLB(asid: asid.number) } }
  }

  private mutating func join(at index: Int) {
    guard index > 0, index < areas.count else { return }
    let (low, high) = (areas[index - 1], areas[index])
    let isAlike =
      low.end == high.start && low.protection == high.protection && low.purpose == high.purpose
      && low.isShared == high.isShared
      && low.backing == .zero && high.backing == .zero
    guard isAlike else { return }
    areas[index - 1].end = high.end
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
}
