import ABI
import Machine

/// The system calls that map memory and change what is mapped.
extension Kernel {
  /// Sets the end of the heap. Returns the end as it is then: unchanged where it cannot be as asked.
  mutating func sysBrk(_ end: VirtualAddress, _ context: Context) -> SyscallOutcome {
    let memory = spaces[context.space]
    let old = memory.heapEnd
    guard memory.heapStart <= end, end.rawValue < memory.lowestStackAddress.rawValue else {
      return .done(old.rawValue)
    }
    let (oldTop, newTop) = (old.pageEnd, end.pageEnd)
    guard (try? prepareRange(from: newTop, to: newTop, context)) != nil else { return .done(old.rawValue) }
    if newTop < oldTop {
      unmap(from: newTop, to: oldTop, context)
    } else if oldTop < newTop {
      guard memory.isFree(from: oldTop, to: newTop + AddressSpace.guardGap),
        (try? commit((newTop.rawValue - oldTop.rawValue) / Page.size)) != nil
      else {
        return .done(old.rawValue)
      }
      spaces[context.space].insert(
        VMA(start: oldTop, end: newTop, protection: [.read, .write], backing: .zero, purpose: .heap),
        pool: &pool)
    }
    spaces[context.space].heapEnd = end
    return .done(end.rawValue)
  }

  /// Maps pages of zeros or of a file.
  mutating func sysMmap(
    _ hint: VirtualAddress, _ length: UInt64, _ protection: MemoryProtection, _ flags: MapFlags,
    _ descriptor: UInt64, _ offset: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard offset % Page.size == 0 else { throw .invalidArgument }
    let file = flags.contains(.anonymous) ? nil : try openFiles[openFile(descriptor, context)]
    guard length > 0 else { throw .invalidArgument }
    guard length <= AddressSpace.end.rawValue, spaces[context.space].canHaveMoreAreas else {
      throw .outOfMemory
    }
    let isHuge = flags.contains(.hugePages)
    let size =
      isHuge ? (length + Page.hugeSize - 1) & ~(Page.hugeSize - 1) : VirtualAddress(length).pageEnd.rawValue
    guard offset <= UInt64(Int64.max) - size else { throw .valueTooLarge }
    var area = try area(for: file, size, protection.intersection(.permissions), flags, offset: offset)
    defer { if case .shared(let number, _) = area.backing { pool.letGo(number) } }
    try commit(area.isPromised ? area.pages : 0)
    let start = try place(for: size, at: hint, flags, context)
    area.start = start
    area.end = start + size
    if isHuge { area.attributes.insert(.hugePages) }
    if flags.contains(.locked) || spaces[context.space].locksFuture { area.attributes.insert(.locked) }
    spaces[context.space].insert(area, pool: &pool)
    if flags.contains(.populate) || area.attributes.contains(.locked) {
      populate(from: start, to: start + size, context)
    }
    return .done(start.rawValue)
  }

  /// What is to be mapped, wherever it goes. Shared memory that was made for it is held.
  private mutating func area(
    for file: OpenFile?, _ size: UInt64, _ protection: MemoryProtection, _ flags: MapFlags, offset: UInt64
  ) throws(Errno) -> VMA {
    var area = VMA(
      start: VirtualAddress(0), end: VirtualAddress(size), protection: protection, backing: .zero,
      purpose: .mapping)
    switch flags.intersection(.typeMask) {
    case .private: break
    case .shared: area.isShared = true
    case .sharedValidate where file != nil:
      guard flags.isSubset(of: .known) else { throw .notSupported }
      area.isShared = true
    default: throw .invalidArgument
    }
    guard let file else {
      if area.isShared { area.backing = .shared(pool.makeShared(pages: area.pages), offset: 0) }
      return area
    }
    guard file.isReadable else { throw .accessDenied }
    if area.isShared && !file.isWritable {
      if protection.contains(.write) { throw .accessDenied }
      area.permissible.remove(.write)
    }
    if let mount = file.mount, files.mounts[mount.rawValue].flags.contains(.noExecute) {
      if protection.contains(.execute) { throw .notPermitted }
      area.permissible.remove(.execute)
    }
    guard case .inode(let inode) = file.target else { throw .noSuchDevice }
    switch files[inode].kind {
    case .regular:
      if area.isShared && !files[inode].seals.isDisjoint(with: .unwritable) {
        if protection.contains(.write) { throw .notPermitted }
        area.permissible.remove(.write)
      }
      area.backing = .file(inode, offset: offset, length: VMA.toTheEnd)
    case .device(.zero) where area.isShared:
      area.backing = .shared(pool.makeShared(pages: area.pages), offset: 0)
    case .device(.zero): break
    default: throw .noSuchDevice
    }
    return area
  }

  /// Where a mapping goes: where the program insists, where it would like to, or where there is room.
  mutating func place(
    for size: UInt64, at hint: VirtualAddress, _ flags: MapFlags, _ context: Context
  ) throws(Errno) -> VirtualAddress {
    let memory = spaces[context.space]
    let isFree = hint.offset == 0 && hint < AddressSpace.end && memory.isFree(from: hint, to: hint + size)
    if flags.contains(.fixed) || flags.contains(.fixedNoReplace) {
      guard hint.offset == 0 else { throw .invalidArgument }
      guard hint.rawValue <= AddressSpace.end.rawValue - size else { throw .outOfMemory }
      guard AddressSpace.lowest <= hint else { throw .notPermitted }
      if flags.contains(.fixedNoReplace) && !isFree { throw .fileExists }
      try prepareRange(from: hint, to: hint + size, context)
      unmap(from: hint, to: hint + size, context)
      return hint
    }
    if hint.rawValue != 0 && isFree { return hint }
    // A mapping that has room for them begins where a page of 2 MiB can.
    let alignment = size >= Page.hugeSize ? Page.hugeSize : Page.size
    guard let start = memory.freeRange(of: size, alignment: alignment) else { throw .outOfMemory }
    return start
  }

  mutating func sysMunmap(
    _ start: VirtualAddress, _ length: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard start.offset == 0, length > 0, length <= AddressSpace.end.rawValue,
      start.rawValue <= AddressSpace.end.rawValue - length
    else { throw .invalidArgument }
    guard spaces[context.space].canHaveMoreAreas else { throw .outOfMemory }
    try prepareRange(from: start, to: (start + length).pageEnd, context)
    unmap(from: start, to: (start + length).pageEnd, context)
    return .done(0)
  }

  /// Makes a range fit to be changed alone: huge pages that reach out of it become small ones.
  mutating func prepareRange(
    from start: VirtualAddress, to end: VirtualAddress, _ context: Context
  ) throws(Errno) {
    makeRoom(context)
    guard spaces[context.space].splitHugePages(at: start, end, pool: &pool, machine: context.machine) else {
      throw .outOfMemory
    }
  }

  /// Takes a range out of the program's memory.
  mutating func unmap(from start: VirtualAddress, to end: VirtualAddress, _ context: Context) {
    spaces[context.space].remove(
      from: start, to: end, by: context.hart, pool: &pool, machine: context.machine)
  }

  /// Changes the rights of a range: area by area, up to the first one that does not permit it or to a hole.
  mutating func sysMprotect(
    _ start: VirtualAddress, _ length: UInt64, _ protection: MemoryProtection, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let known: MemoryProtection = [.read, .write, .execute, .atomic, .growsDown, .growsUp]
    guard start.offset == 0, protection.isSubset(of: known), !protection.contains(.growsUp) else {
      throw .invalidArgument
    }
    if length == 0 { return .done(0) }
    var start = start
    let end = try endOfRange(start, length)
    if protection.contains(.growsDown) {
      guard let area = spaces[context.space].area(containing: start), area.purpose == .stack else {
        throw .invalidArgument
      }
      start = area.start
    }
    guard spaces[context.space].areas.count + 2 <= AddressSpace.areaLimit else { throw .outOfMemory }
    let rights = protection.intersection(.permissions)
    let reached = spaces[context.space].mappedEnd(from: start, to: end)
    let touched = spaces[context.space].areas[spaces[context.space].indices(from: start, to: reached)]
    let refuser = touched.first { !rights.isSubset(of: $0.permissible) }
    let changed = refuser.map { max(start, $0.start) } ?? reached
    if rights.contains(.write) {
      try commit(touched.reduce(0) { $1.isShared || $1.isPromised ? $0 : $0 + $1.pages })
    }
    try prepareRange(from: start, to: changed, context)
    spaces[context.space].change(from: start, to: changed) { $0.protection = rights }
    let hasRoom = spaces[context.space].renewRights(
      from: start, to: changed, by: context.hart, pool: &pool, machine: context.machine)
    guard hasRoom else { throw .outOfMemory }
    if refuser != nil { throw .accessDenied }
    guard reached == end else { throw .outOfMemory }
    return .done(0)
  }

  /// The end of a range of whole pages that a program names.
  func endOfRange(_ start: VirtualAddress, _ length: UInt64) throws(Errno) -> VirtualAddress {
    guard length <= AddressSpace.end.rawValue, start <= AddressSpace.end,
      start.rawValue + length <= AddressSpace.end.rawValue
    else { throw .outOfMemory }
    return (start + length).pageEnd
  }

  /// Touches every page of a range for the program, as far as there are frames.
  mutating func populate(from start: VirtualAddress, to end: VirtualAddress, _ context: Context) {
    var page = start
    while page < end, let area = spaces[context.space].area(containing: page) {
      let access: Access =
        area.protection.contains(.write) && !area.isShared
        ? .store : area.protection.permits(.load) ? .load : .fetch
      if !spaces[context.space].entry(of: page, machine: context.machine).permits(access) {
        makeRoom(context)
        let resolution = spaces[context.space].resolve(
          PageFault(address: page, access: access), pool: &pool, files: files, machine: context.machine,
          hart: context.hart)
        switch resolution {
        case .segmentationViolation, .busError, .outOfMemory: return
        case .waitsForDisk(let time):
          context.hart.idle(until: time)
          continue
        default: break
        }
      }
      page = page + Page.size
    }
  }
}

extension MemoryProtection {
  /// The rights that a page can have.
  static let permissions: MemoryProtection = [.read, .write, .execute]
}

extension MapFlags {
  /// The flags that MAP_SHARED_VALIDATE lets through; MAP_SYNC needs a file system that there is not.
  fileprivate static let known: MapFlags = [
    .sharedValidate, .fixed, .anonymous, .growsDown, .denyWrite, .executable, .locked, .noReserve, .populate,
    .nonBlocking, .stack, .hugePages, .fixedNoReplace,
  ]
}

extension VirtualAddress {
  /// The first page border at or after the address.
  var pageEnd: VirtualAddress { VirtualAddress((rawValue &+ Page.size &- 1) & ~(Page.size - 1)) }
}
