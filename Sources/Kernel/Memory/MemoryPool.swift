import Machine

/// What all address spaces draw on: the frames, and the pages that more than one of them can map.
struct MemoryPool {
  var frames: FrameTable
  var cache: PageCache
  /// Who owns which page of the swap disk.
  var swap: SwapSpace
  /// What happened, for the kernel's statistics.
  var counters = MemoryCounters()

  init(frameCount: Int, slots: Int) {
    frames = FrameTable(count: frameCount)
    cache = PageCache(frameCount: frameCount)
    swap = SwapSpace(slots: slots)
  }

  /// Notes that an area came to show pages of an object.
  mutating func retain(_ area: VMA) {
    guard let object = area.backing.object else { return }
    cache[object].mapped += area.pages
  }

  /// Notes that an area is gone; shared memory goes with the last one that shows it.
  mutating func release(_ area: VMA) {
    guard let object = area.backing.object else { return }
    cache[object].mapped -= area.pages
    if let number = object.sharedMemory { removeIfUnused(number) }
  }

  /// Notes that a page table does not map a page any more: one of shared memory may go to the swap disk then.
  mutating func noteUnmapped(_ page: VirtualAddress, of area: VMA) {
    guard swap.count > 0, case .shared = area.backing, let source = area.source(of: page) else { return }
    cache.enqueue(source.object, source.index)
  }

  /// Makes shared memory of so many pages. Its maker holds it until `letGo`.
  mutating func makeShared(pages: UInt64) -> SharedMemoryNumber { cache.makeShared(pages: pages) }

  /// Gives up the holding of shared memory, which lives on as long as it is mapped.
  mutating func letGo(_ number: SharedMemoryNumber) {
    cache.hold(number, by: -1)
    removeIfUnused(number)
  }

  private mutating func removeIfUnused(_ number: SharedMemoryNumber) {
    guard cache.isUnused(number) else { return }
    let memory = cache.remove(number)
    for index in memory.pages.indices { frames.release(memory.pages[index]!.frame) }
    memory.slots.forEach { swap.release($0) }
  }
}

// MARK: Pages that more than one can map

extension MemoryPool {
  /// How many pages an object has.
  func pageCount(of object: PageObject, _ files: FileSystem) -> UInt64 {
    switch object {
    case .file(let inode): (UInt64(files.size(of: inode)) + Page.size - 1) / Page.size
    case .shared(let number): cache.size(of: number)
    }
  }

  /// The frame that holds a page of an object, read from its file if need be; nil if there is none free.
  mutating func frame(
    of source: PageSource, _ files: FileSystem, _ machine: Machine, _ hart: Hart
  ) -> FrameNumber? {
    hart.charge(Cost.cacheLookUp)
    if let page = cache.page(source.index, of: source.object) {
      guard source.object.isFile else { return page.frame }
      counters.cacheHits += 1
      if !page.isReferenced { cache[source.object][source.index]!.isReferenced = true }
      return page.frame
    }
    guard let frame = frames.allocate() else { return nil }
    hart.charge(Cost.allocateFrame + Cost.zeroPage)
    machine.clear(frame)
    hart.touch(frame.address, bytes: Page.size, isStore: true)
    if case .file(let inode) = source.object {
      counters.cacheMisses += 1
      hart.charge(Cost.readPage)
      let bytes = files.stored(in: inode, at: source.index * Page.size, count: Page.size)
      bytes.withUnsafeBytes { machine.write(frame.address, from: $0) }
      cache.enqueue(source.object, source.index)
    }
    cache[source.object][source.index] = CachedPage(frame: frame)
    return frame
  }
}

extension PageObject {
  /// Whether the object is a file.
  var isFile: Bool { sharedMemory == nil }

  /// The shared memory that the object is, if it is some.
  var sharedMemory: SharedMemoryNumber? {
    if case .shared(let number) = self { return number }
    return nil
  }
}

/// What happened in the memory system of the kernel since boot.
public struct MemoryCounters: Equatable, Sendable {
  /// Nothing yet.
  public init() {}

  /// Pages of files that were found in the page cache.
  public internal(set) var cacheHits: UInt64 = 0
  /// Pages of files that had to be read from the file.
  public internal(set) var cacheMisses: UInt64 = 0
  /// Pages of files that were written back.
  public internal(set) var writeBacks: UInt64 = 0
  /// Pages that came back from the swap disk.
  public internal(set) var swapIns: UInt64 = 0
  /// Pages that were written to the swap disk.
  public internal(set) var swapOuts: UInt64 = 0
  /// Pages of 2 MiB that were mapped.
  public internal(set) var hugePages: UInt64 = 0
  /// Processes that were ended because there was no memory left.
  public internal(set) var kills: UInt64 = 0
  /// How often a hart was interrupted to forget translations.
  public internal(set) var shootDowns: UInt64 = 0
  /// The same for each hart, as far as any was interrupted.
  public private(set) var shootDownsOfHarts: [UInt64] = []

  /// Counts an interruption of a hart that has to forget translations.
  mutating func countShootDown(of hart: Int) {
    shootDowns += 1
    while shootDownsOfHarts.count <= hart { shootDownsOfHarts.append(0) }
    shootDownsOfHarts[hart] += 1
  }
}

extension VMA.Backing {
  /// The object whose pages are shown.
  var object: PageObject? {
    switch self {
    case .zero: nil
    case .file(let inode, _, _): .file(inode)
    case .shared(let number, _): .shared(number)
    }
  }
}
