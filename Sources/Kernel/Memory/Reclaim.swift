import ABI
import Machine

/// Frames for those who need them: what is cached can be read again.
extension Kernel {
  /// Sees to it that a fault finds the frames that it may need: for a page, for the tables on the way to it, and for
  /// a page of the page cache. Who needs more than that says how many.
  mutating func makeRoom(for more: Int = 0, _ context: Context) {
    let wanted = tuning.reservedFrames + more
    guard pool.frames.freeCount < wanted else { return }
    var first = wanted * 4 * tuning.swappiness / 200
    while first > 0, evictFromLargest(context) { first -= 1 }
    pool.reclaim(wanted * 4, &files, context.machine, context.hart)
    var attempts = wanted * 4
    while pool.frames.freeCount < wanted, attempts > 0, evictFromLargest(context) {
      attempts -= 1
      pool.reclaim(1, &files, context.machine, context.hart)
    }
  }

  /// Takes a page from the process that has most, or else from the next one; false if no page can leave.
  private mutating func evictFromLargest(_ context: Context) -> Bool {
    let candidates = spaces.numbers.filter { spaces[$0].resident.map { $0.policy.count > 0 } ?? false }
    let sorted = candidates.sorted {
      (spaces[$1].residentPages, $0) < (spaces[$0].residentPages, $1)
    }
    return sorted.contains { number in
      let page = spaces[number].evictOne(pool: &pool, machine: context.machine, hart: context.hart)
      guard let page else { return false }
      unmapElsewhere(page, of: number, context)
      return true
    }
  }

  /// Takes a page that left one address space, and that others can show too, out of these as well: its frame is free
  /// only then.
  private mutating func unmapElsewhere(_ page: VirtualAddress, of number: Int, _ context: Context) {
    guard spaces[number].entry(of: page, machine: context.machine).slot == nil,
      let source = spaces[number].area(containing: page)?.source(of: page),
      let frame = pool.cache.page(source.index, of: source.object)?.frame, pool.frames.owners(of: frame) > 1
    else { return }
    for other in spaces.numbers where other != number {
      for area in spaces[other].areas where area.backing.object == source.object && area.isReplaceable {
        guard let place = area.place(of: source.index),
          spaces[other].entry(of: place, machine: context.machine).frame == frame
        else { continue }
        _ = spaces[other].evict(place, pool: &pool, machine: context.machine, hart: context.hart)
      }
    }
  }

  /// Begins to replace the pages of a process, if it has a limit or there is a disk to replace them to.
  mutating func prepareReplacement(_ context: Context) {
    let limit = processes[context.process].limits[.residentSet].soft
    let isWanted = options.replacement.isNeeded || pool.swap.count > 0 || limit != ResourceLimit.infinity
    guard isWanted else { return }
    if spaces[context.space].resident == nil {
      var choice = options.replacement
      if context.process != Self.firstProcess { choice.recordsReferences = false }
      spaces[context.space].startReplacement(
        choice, seed: context.machine.configuration.seed &+ UInt64(context.process), machine: context.machine)
    }
    let pages = Int(clamping: limit / Page.size)
    spaces[context.space].resident!.limit = max(1, min(options.replacement.frameLimit ?? .max, pages))
  }

  /// What the first process has referenced so far, if that is recorded.
  public var referenceString: ReferenceString {
    guard let process = processes.find(Self.firstProcess), process.ending == nil,
      let recording = spaces.find(process.space)?.resident?.recording
    else { return references }
    return ReferenceString(references.pages + recording.pages)
  }

  /// Lets another policy choose the pages that leave from now on. Pages that are in memory count as having just come.
  mutating func switchReplacement(to choice: ReplacementChoice, _ machine: Machine) {
    options.replacement.choice = choice
    var seen: Set<Int> = []
    for process in processes.numbers where processes[process].ending == nil {
      let space = processes[process].space
      guard seen.insert(space).inserted, let old = spaces[space].resident else { continue }
      var wanted = options.replacement
      wanted.recordsReferences = old.recording != nil
      spaces[space].startReplacement(
        wanted, seed: machine.configuration.seed &+ UInt64(process), machine: machine)
      spaces[space].resident!.limit = old.limit
      spaces[space].resident!.recording = old.recording
    }
  }

  /// Gives back the frames of all pages of files that nobody maps.
  mutating func dropUnusedPages(_ context: Context) {
    // In the first round those that were used lately are passed over.
    for _ in 0..<2 { pool.reclaim(.max, &files, context.machine, context.hart) }
  }
}

extension MemoryPool {
  /// Gives back the frames of so many pages that nobody maps, of files and of shared memory, those first that were
  /// not used for long.
  ///
  /// The order is that of the second chance: who was used since the last time round is passed over once.
  mutating func reclaim(_ wanted: Int, _ files: inout FileSystem, _ machine: Machine, _ hart: Hart) {
    var (freed, left) = (0, 2 * cache.queueCount)
    while freed < wanted, left > 0, let (object, index) = cache.nextInQueue() {
      left -= 1
      guard cache.contains(object), let page = cache.page(index, of: object) else { continue }
      hart.charge(Cost.cacheLookUp)
      let isMapped = frames.owners(of: page.frame) > 1
      switch object {
      case .file(let inode):
        if isMapped || page.isReferenced {
          cache[object][index]!.isReferenced = false
          cache.enqueue(object, index)
          continue
        }
        writeBack(index, of: inode, &files, machine, hart)
      case .shared(let number):
        // Who maps it puts it into the queue when it stops to.
        if isMapped { continue }
        guard swapOut(page, index, of: number, machine, hart) else {
          cache.enqueue(object, index)
          continue
        }
      }
      cache[object][index] = nil
      frames.release(page.frame)
      freed += 1
    }
  }

  /// Brings a page of a file's store up to date.
  mutating func writeBack(
    _ index: UInt64, of inode: InodeNumber, _ files: inout FileSystem, _ machine: Machine, _ hart: Hart
  ) {
    guard let page = cache.page(index, of: .file(inode)), page.isDirty else { return }
    hart.charge(Cost.writePage)
    counters.writeBacks += 1
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(Page.size)) { buffer, count in
      machine.read(page.frame.address, into: UnsafeMutableRawBufferPointer(buffer))
      count = buffer.count
    }
    files.store(bytes, in: inode, at: Int(index * Page.size))
    cache[.file(inode)][index]!.isDirty = false
  }

  /// Gives back the frames of a file's pages from one on; what they hold is lost.
  mutating func dropPages(of inode: InodeNumber, from first: UInt64) {
    for index in cache[.file(inode)].indices where index >= first {
      frames.release(cache[.file(inode)][index]!.frame)
      cache[.file(inode)][index] = nil
    }
  }
}
