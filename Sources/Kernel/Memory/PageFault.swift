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
    _ fault: PageFault, files: FileSystem, frames: inout FrameTable, machine: Machine, hart: Hart
  ) -> FaultResolution {
    hart.charge(Cost.areaLookUp)
    guard let area = area(containing: fault.address) else {
      return growStack(to: fault, frames: &frames, machine: machine, hart: hart)
    }
    guard area.protection.permits(fault.access) else {
      return .segmentationViolation(.notPermitted(area.protection))
    }

    // Another hart was here first, or the TLB remembered an older entry.
    let page = fault.address.pageBase
    if entry(of: page, machine: machine).permits(fault.access) {
      hart.flushTLB(page: page, asid: asid.number)
      return .spurious
    }

    // First write to a frame that others still share, as after fork.
    let old = entry(of: page, machine: machine)
    if old.isValid { return copyOnWrite(page, old, area, frames: &frames, machine: machine, hart: hart) }

    // The area was made when the file was longer.
    if let place = area.placeInFile(of: page), files.size(of: place.inode) <= place.offset {
      return .busError
    }

    // First touch: the page gets a frame, and its contents from the file or from nowhere.
    guard let frame = frames.allocate() else { return .outOfMemory }
    hart.charge(Cost.allocateFrame)
    zero(frame, for: fault.access, machine: machine, hart: hart)
    let isFromFile = read(page, into: frame, from: area, files, machine: machine, hart: hart)
    guard install(frame, at: page, area.protection, frames: &frames, machine: machine, hart: hart) else {
      frames.release(frame)
      return .outOfMemory
    }
    return isFromFile ? .readFromFile : .zeroFilled
  }

  /// Gives the program a copy of a page that it shares; the last owner only gets its write permission back.
  private func copyOnWrite(
    _ page: VirtualAddress, _ old: PTE, _ area: VMA, frames: inout FrameTable, machine: Machine, hart: Hart
  ) -> FaultResolution {
    let flags = area.protection.pteFlags
    let resolution: FaultResolution
    hart.charge(Cost.mapPage)
    if area.isShared || frames.owners(of: old.frame) == 1 {
      pageTable.change(page, to: PTE(old.frame, flags), machine: machine)
      resolution = .writeRestored
    } else {
      guard let frame = frames.allocate() else { return .outOfMemory }
      hart.charge(Cost.allocateFrame + Cost.copyPage)
      machine.copyFrame(old.frame, to: frame)
      hart.touch(old.frame.address, bytes: Page.size, isStore: false)
      hart.touch(frame.address, bytes: Page.size, isStore: true)
      frames.release(old.frame)
      pageTable.change(page, to: PTE(frame, flags), machine: machine)
      resolution = .copied
    }
    for hart in machine.harts { hart.flushTLB(page: page, asid: asid.number) }
    return resolution
  }

  /// Lets the stack reach down to a fault just outside of it, as far as its limit goes.
  private mutating func growStack(
    to fault: PageFault, frames: inout FrameTable, machine: Machine, hart: Hart
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
    guard let frame = frames.allocate() else { return .outOfMemory }
    hart.charge(Cost.allocateFrame)
    zero(frame, for: fault.access, machine: machine, hart: hart)
    let page = fault.address.pageBase
    guard install(frame, at: page, stack.protection, frames: &frames, machine: machine, hart: hart) else {
      frames.release(frame)
      return .outOfMemory
    }
    growStack(to: page)
    return .stackGrown
  }

  /// Reads what the file has of a page into its frame; false if that is nothing.
  private func read(
    _ page: VirtualAddress, into frame: FrameNumber, from area: VMA, _ files: FileSystem, machine: Machine,
    hart: Hart
  ) -> Bool {
    guard let place = area.placeInFile(of: page) else { return false }
    let bytes = files.bytes(of: place.inode, at: UInt64(place.offset), count: place.count)
    bytes.withUnsafeBytes { machine.write(frame.address, from: $0) }
    hart.charge(Cost.copyPage)
    hart.touch(frame.address, bytes: UInt64(bytes.count), isStore: true)
    return true
  }

  private func zero(_ frame: FrameNumber, for access: Access, machine: Machine, hart: Hart) {
    machine.clear(frame)
    if access == .store { machine.prepareForStores(to: frame) }
    hart.charge(Cost.zeroPage)
    hart.touch(frame.address, bytes: Page.size, isStore: true)
  }

  private mutating func install(
    _ frame: FrameNumber, at page: VirtualAddress, _ protection: MemoryProtection, frames: inout FrameTable,
    machine: Machine, hart: Hart
  ) -> Bool {
    hart.charge(Cost.mapPage)
    return map(page, to: frame, protection.pteFlags, frames: &frames, machine: machine)
  }
}
