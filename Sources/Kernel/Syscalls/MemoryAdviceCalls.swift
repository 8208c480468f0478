import ABI
import Machine

/// The system calls by which a program tells what it is going to do with its memory.
extension Kernel {
  mutating func sysMadvise(
    _ start: VirtualAddress, _ length: UInt64, _ advice: MemoryAdvice?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let advice, start.offset == 0, advice != .mergeable, advice != .unmergeable else {
      throw .invalidArgument
    }
    guard length <= UInt64(Int64.max), start.rawValue <= UInt64(Int64.max) else { throw .invalidArgument }
    if length == 0 { return .done(0) }
    let end = try endOfRange(start, length)
    try prepareRange(from: start, to: end, context)
    let space = spaces[context.space]
    let touched = space.areas[space.indices(from: start, to: end)]
    for area in touched {
      try follow(advice, area.part(from: max(start, area.start), to: min(end, area.end)), context)
    }
    guard space.mappedEnd(from: start, to: end) == end else { throw .outOfMemory }
    return .done(0)
  }

  /// Follows advice about a part of an area.
  private mutating func follow(_ advice: MemoryAdvice, _ part: VMA, _ context: Context) throws(Errno) {
    switch advice {
    case .dontNeed, .free:
      if part.attributes.contains(.locked) { throw .invalidArgument }
      // MADV_FREE lets the kernel choose when a page goes: here it goes at once.
      if advice == .free && (part.isShared || part.backing != .zero) { throw .invalidArgument }
      forget(part, context)
    case .willNeed: readAhead(part, context)
    case .populateRead, .populateWrite:
      guard part.protection.permits(advice == .populateRead ? .load : .store) else { throw .badAddress }
      populate(from: part.start, to: part.end, context)
    case .hugePage: change(part, context) { $0.insert(.hugePages) }
    case .noHugePage: change(part, context) { $0.remove(.hugePages) }
    case .dontFork: change(part, context) { $0.insert(.notForked) }
    case .doFork: change(part, context) { $0.remove(.notForked) }
    case .wipeOnFork:
      guard !part.isShared, part.backing == .zero else { throw .invalidArgument }
      change(part, context) { $0.insert(.wipedOnFork) }
    case .keepOnFork: change(part, context) { $0.remove(.wipedOnFork) }
    case .remove: throw .notSupported
    case .normal, .random, .sequential, .cold, .pageOut, .dontDump, .doDump: break
    case .mergeable, .unmergeable: throw .invalidArgument
    }
  }

  private mutating func change(
    _ part: VMA, _ context: Context, _ change: (inout VMA.Attributes) -> Void
  ) {
    spaces[context.space].change(from: part.start, to: part.end) { change(&$0.attributes) }
  }

  /// Gives the frames of a range back; the next touch finds what the first one found.
  private mutating func forget(_ part: VMA, _ context: Context) {
    guard spaces[context.space].unmap(part, pool: &pool, machine: context.machine) else { return }
    spaces[context.space].shootDown(.everything, by: context.hart, &pool.counters, context.machine)
  }

  /// Reads the pages of a file into the page cache, as far as there are frames to spare.
  private mutating func readAhead(_ part: VMA, _ context: Context) {
    guard case .file(let inode, let offset, _) = part.backing else { return }
    let first = offset / Page.size
    let last = min(first + part.pages, pool.pageCount(of: .file(inode), files))
    for index in first..<max(first, last) where pool.frames.freeCount > pool.frames.count / 4 {
      let source = PageSource(object: .file(inode), index: index, count: Page.size)
      _ = pool.frame(of: source, files, context.machine, context.hart)
    }
  }

  /// Writes the stores through shared mappings back to their files.
  mutating func sysMsync(
    _ start: VirtualAddress, _ length: UInt64, _ flags: SyncFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.later, .invalidate, .now]), !flags.isSuperset(of: [.later, .now]),
      start.offset == 0
    else { throw .invalidArgument }
    if length == 0 { return .done(0) }
    let end = try endOfRange(start, length)
    let space = spaces[context.space]
    for area in space.areas[space.indices(from: start, to: end)] {
      if flags.contains(.invalidate) && area.attributes.contains(.locked) { throw .busy }
      guard area.isShared, flags.contains(.now), case .file(let inode, _, _) = area.backing else { continue }
      writeBack(inode, context)
    }
    guard space.mappedEnd(from: start, to: end) == end else { throw .outOfMemory }
    return .done(0)
  }

  /// Tells which pages of a range are in memory, a byte for each.
  mutating func sysMincore(
    _ start: VirtualAddress, _ length: UInt64, _ result: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard start.offset == 0 else { throw .invalidArgument }
    let end = try endOfRange(start, length)
    guard spaces[context.space].mappedEnd(from: start, to: end) == end else { throw .outOfMemory }
    var page = start
    var written: UInt64 = 0
    while page < end {
      var bytes: [UInt8] = []
      while page < end, bytes.count < Int(Page.size) {
        bytes.append(isResident(page, context) ? 1 : 0)
        page = page + Page.size
      }
      try copyOut(bytes, to: result + written, context)
      written += UInt64(bytes.count)
    }
    return .done(0)
  }

  private func isResident(_ page: VirtualAddress, _ context: Context) -> Bool {
    if spaces[context.space].entry(of: page, machine: context.machine).isValid { return true }
    guard let source = spaces[context.space].area(containing: page)?.source(of: page) else { return false }
    return pool.cache.page(source.index, of: source.object) != nil
  }
}
