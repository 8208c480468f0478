import ABI
import Machine

/// An access that the page table did not permit.
public struct PageFault: Equatable, Sendable {
  /// The address that the program wanted.
  public let address: VirtualAddress
  /// What it wanted to do there.
  public let access: Access
}

/// How a page fault ended.
public enum FaultResolution: Equatable, Sendable {
  /// The page had no contents yet and is now all zeros.
  case zeroFilled
  /// The page was read from the file that backs its area.
  case readFromFile
  /// The page was on the swap disk and is back.
  case swappedIn
  /// The page is on its way from the swap disk; the access has to be tried again at that cycle.
  case waitsForDisk(until: UInt64)
  /// The page is in memory, and was only hidden so that the replacement policy sees the reference.
  case referenceSeen
  /// The page was in a frame already, of the page cache or of shared memory, and only had to be mapped.
  case foundInCache
  /// The page was shared with another process, and the program now has a copy of its own.
  case copied
  /// Nobody shares the page any more: the program only got its write permission back.
  case writeRestored
  /// The stack's area grew to the page, which is now all zeros.
  case stackGrown
  /// The page table permits the access by now: somebody else repaired it first.
  case spurious
  /// The program has no business there: SIGSEGV.
  case segmentationViolation(SegmentationViolation)
  /// The area goes on beyond the end of its file: SIGBUS.
  case busError
  /// There is no frame left.
  case outOfMemory
}

/// Why an address is out of bounds.
public enum SegmentationViolation: Equatable, Sendable {
  /// It lies in no area.
  case notMapped
  /// It lies in an area that does not grant the access.
  case notPermitted(MemoryProtection)
  /// It lies below the stack, which has grown to its limit.
  case stackOverflow(limit: UInt64)
}

extension AddressSpace {
  /// Makes the faulting access succeed when it is retried, or says why it must not.
  ///
  /// - Precondition: `fault` came from a user-mode access through this address space.
  /// - Postcondition: unless the result is a violation or an error, the page-table entry permits the access.
  mutating func resolve(
    _ fault: PageFault, pool: inout MemoryPool, files: FileSystem, machine: Machine, hart: Hart
  ) -> FaultResolution {
    hart.charge(Cost.areaLookUp)
    guard let area = area(containing: fault.address) else {
      return growStack(to: fault, pool: &pool, machine: machine, hart: hart)
    }
    guard area.protection.permits(fault.access) else {
      return .segmentationViolation(.notPermitted(area.protection))
    }

    // Another hart was here first, or the TLB remembered an older entry.
    let page = fault.address.pageBase
    var entry = entry(of: page, machine: machine)
    if entry.permits(fault.access) {
      hart.flushTLB(page: page, asid: asid.number)
      return .spurious
    }

    // The replacement policy wants to see each reference.
    if entry.isHidden {
      entry = reveal(page, entry, area, pool: &pool, machine: machine, hart: hart)
      if entry.permits(fault.access) { return .referenceSeen }
    }

    // The page had to make room for another one.
    if let slot = entry.slot {
      return swapIn(page, from: slot, area, pool: &pool, machine: machine, hart: hart)
    }

    // First write to a frame that others still share, as after fork.
    if entry.isValid { return copyOnWrite(page, entry, area, pool: &pool, machine: machine, hart: hart) }

    // A page comes: if the process may not have more in memory, another one leaves.
    keepToLimit(pool: &pool, machine: machine, hart: hart)

    // First touch of a page that others can see too: of a file, or of shared memory.
    if let source = area.source(of: page) {
      return mapShared(source, at: page, area, fault, pool: &pool, files: files, machine: machine, hart: hart)
    }

    // First touch of 2 MiB that begin as zeros, where the program wants huge pages and there are frames for one.
    if area.attributes.contains(.hugePages),
      mapHuge(page.hugeBase, area, pool: &pool, machine: machine, hart: hart)
    {
      return .zeroFilled
    }

    // First touch of a page that begins as zeros.
    guard let frame = pool.frames.allocate() else { return .outOfMemory }
    zero(frame, for: fault.access, machine: machine, hart: hart)
    return install(
      frame, at: page, area, area.protection.pteFlags, .zeroFilled, pool: &pool, machine: machine, hart: hart)
  }

  /// Gives the program a copy of a page that it shares; the last owner only gets its write permission back.
  private mutating func copyOnWrite(
    _ page: VirtualAddress, _ old: PTE, _ area: VMA, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> FaultResolution {
    let flags = area.protection.pteFlags
    let resolution: FaultResolution
    guard pageTable.split(page, frames: &pool.frames, machine: machine) else { return .outOfMemory }
    hart.charge(Cost.mapPage)
    if area.isShared || pool.frames.owners(of: old.frame) == 1 {
      let known = old.flags.intersection([.accessed, .dirty])
      pageTable.change(page, to: PTE(old.frame, flags.union(known)), machine: machine)
      resolution = .writeRestored
    } else {
      guard let frame = pool.frames.allocate() else { return .outOfMemory }
      copy(old.frame, to: frame, machine: machine, hart: hart)
      pool.frames.release(old.frame)
      pageTable.change(page, to: PTE(frame, flags), machine: machine)
      resolution = .copied
    }
    shootDown(.page(page), by: hart, &pool.counters, machine)
    return resolution
  }

  /// Maps the frame in which everybody has a page. A private area may only read it; where it writes at once, or where
  /// the area's file ends within the page, it gets a copy.
  private mutating func mapShared(
    _ source: PageSource, at page: VirtualAddress, _ area: VMA, _ fault: PageFault, pool: inout MemoryPool,
    files: FileSystem, machine: Machine, hart: Hart
  ) -> FaultResolution {
    // The area was made when the file was longer.
    guard source.index < pool.pageCount(of: source.object, files) else { return .busError }
    let isThere = pool.cache.page(source.index, of: source.object) != nil
    let comesBack = pool.swapIn(source, machine, hart)
    if let comesBack, comesBack != .swappedIn { return comesBack }
    guard let shared = pool.frame(of: source, files, machine, hart) else { return .outOfMemory }
    let resolution: FaultResolution =
      comesBack ?? (isThere ? .foundInCache : source.object.isFile ? .readFromFile : .zeroFilled)
    var flags = area.protection.pteFlags
    if area.isShared {
      pool.frames.retain(shared)
    } else if fault.access != .store && source.count == Page.size {
      flags.remove(.write)
      pool.frames.retain(shared)
    } else {
      guard let own = pool.frames.allocate() else { return .outOfMemory }
      copy(shared, to: own, machine: machine, hart: hart)
      machine.clear(own, from: source.count)
      return install(own, at: page, area, flags, resolution, pool: &pool, machine: machine, hart: hart)
    }
    return install(shared, at: page, area, flags, resolution, pool: &pool, machine: machine, hart: hart)
  }

  /// Lets the stack reach down to a fault just outside of it, as far as its limit goes.
  private mutating func growStack(
    to fault: PageFault, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> FaultResolution {
    guard let stack = areas.last, stack.purpose == .stack, fault.address < stack.start else {
      return .segmentationViolation(.notMapped)
    }
    guard lowestStackAddress <= fault.address else {
      let isNear = lowestStackAddress.rawValue - fault.address.rawValue <= Self.guardGap
      return .segmentationViolation(isNear ? .stackOverflow(limit: stackLimit) : .notMapped)
    }
    if areas.count > 1 && fault.address.rawValue < areas[areas.count - 2].end.rawValue + Self.guardGap {
      return .segmentationViolation(.notMapped)
    }
    guard stack.protection.permits(fault.access) else {
      return .segmentationViolation(.notPermitted(stack.protection))
    }
    keepToLimit(pool: &pool, machine: machine, hart: hart)
    guard let frame = pool.frames.allocate() else { return .outOfMemory }
    zero(frame, for: fault.access, machine: machine, hart: hart)
    let page = fault.address.pageBase
    let resolution = install(
      frame, at: page, stack, stack.protection.pteFlags, .stackGrown, pool: &pool, machine: machine,
      hart: hart)
    if resolution == .stackGrown { growStack(to: page) }
    return resolution
  }

  private func zero(_ frame: FrameNumber, for access: Access, machine: Machine, hart: Hart) {
    machine.clear(frame)
    if access == .store { machine.prepareForStores(to: frame) }
    hart.charge(Cost.allocateFrame + Cost.zeroPage)
    hart.touch(frame.address, bytes: Page.size, isStore: true)
  }

  private func copy(_ old: FrameNumber, to new: FrameNumber, machine: Machine, hart: Hart) {
    hart.charge(Cost.allocateFrame + Cost.copyPage)
    machine.copyFrame(old, to: new)
    hart.touch(old.address, bytes: Page.size, isStore: false)
    hart.touch(new.address, bytes: Page.size, isStore: true)
  }

  /// Maps a page to a frame that was allocated or retained for it, and gives that back if it cannot be.
  private mutating func install(
    _ frame: FrameNumber, at page: VirtualAddress, _ area: VMA, _ flags: PTE.Flags,
    _ resolution: FaultResolution, pool: inout MemoryPool, machine: Machine, hart: Hart
  ) -> FaultResolution {
    hart.charge(Cost.mapPage)
    guard map(page, to: frame, flags, pool: &pool, machine: machine) else {
      pool.frames.release(frame)
      return .outOfMemory
    }
    noteResident(page, area, pool: &pool, machine: machine, hart: hart)
    return resolution
  }
}
