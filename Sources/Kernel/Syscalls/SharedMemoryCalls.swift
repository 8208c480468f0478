import ABI
import Machine

/// The system calls on System V shared memory.
extension Kernel {
  mutating func sysShmget(
    _ key: Int32, _ size: UInt64, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    collectSegments()
    if let segment = try segments.identifier(for: key, IPCFlags(rawValue: flags)) {
      guard size <= segments[segment].size else { throw .invalidArgument }
      try require(flags, of: segments[segment].permissions, context)
      return .done(segment)
    }
    guard 1...Self.largestSegment ~= size else { throw .invalidArgument }
    guard !segments.isFull else { throw .noSpace }
    let pages = (size + Page.size - 1) / Page.size
    guard pages <= UInt64(context.machine.frameCount + pool.swap.count) else { throw .outOfMemory }
    let segment = SharedSegment(
      permissions: newPermissions(key, flags, context), changeTime: seconds(context), size: size,
      memory: pool.makeShared(pages: pages), creator: Int32(context.process))
    return .done(try segments.insert(segment))
  }

  // MARK: Attaching

  mutating func sysShmat(
    _ segment: Int32, _ address: VirtualAddress, _ flags: SharedMemoryFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    collectSegments()
    guard segment >= 0 else { throw .invalidArgument }
    let start = try attachAddress(address, flags)
    let segment = Int(segment)
    try segments.check(segment)
    let isReadOnly = flags.contains(.readOnly)
    try require(
      isReadOnly ? IPCPermissions.read : IPCPermissions.read | IPCPermissions.write,
      of: segments[segment].permissions, context)
    guard spaces[context.space].canHaveMoreAreas else { throw .outOfMemory }
    let size = VirtualAddress(segments[segment].size).pageEnd.rawValue
    var area = VMA(
      start: start, end: start, protection: isReadOnly ? .read : [.read, .write],
      backing: .shared(segments[segment].memory, offset: 0), purpose: .mapping)
    area.isShared = true
    if isReadOnly { area.permissible.remove(.write) }
    if flags.contains(.execute) { area.protection.insert(.execute) }
    area.start = try attachPlace(for: size, at: start, flags, context)
    area.end = area.start + size
    spaces[context.space].insert(area, pool: &pool)
    segments[segment].attachTime = seconds(context)
    segments[segment].lastUser = Int32(context.process)
    return .done(area.start.rawValue)
  }

  /// The page that a program wants a segment at; 0 for any.
  private func attachAddress(
    _ address: VirtualAddress, _ flags: SharedMemoryFlags
  ) throws(Errno) -> VirtualAddress {
    let page = flags.contains(.roundDown) ? address.pageBase : address
    guard page.offset == 0 else { throw .invalidArgument }
    if page.rawValue == 0 && flags.contains(.replace) { throw .invalidArgument }
    return page
  }

  private mutating func attachPlace(
    for size: UInt64, at start: VirtualAddress, _ flags: SharedMemoryFlags, _ context: Context
  ) throws(Errno) -> VirtualAddress {
    guard size <= AddressSpace.end.rawValue else { throw .outOfMemory }
    guard start.rawValue != 0 else { return try place(for: size, at: start, [], context) }
    do throws(Errno) {
      return try place(for: size, at: start, flags.contains(.replace) ? .fixed : .fixedNoReplace, context)
    } catch {
      throw error == .fileExists ? .invalidArgument : error
    }
  }

  /// Detaches the segment that was attached at an address, or what is left of it there.
  mutating func sysShmdt(_ address: VirtualAddress, _ context: Context) throws(Errno) -> SyscallOutcome {
    let shown = spaces[context.space].areas.filter { $0.sharedMemoryStart == address }
    guard
      let segment = segments.identifiers.first(where: { number in
        shown.contains { $0.sharedMemory == segments[number].memory }
      })
    else { throw .invalidArgument }
    for area in shown where area.sharedMemory == segments[segment].memory {
      try prepareRange(from: area.start, to: area.end, context)
      unmap(from: area.start, to: area.end, context)
    }
    segments[segment].detachTime = seconds(context)
    segments[segment].lastUser = Int32(context.process)
    collectSegments()
    return .done(0)
  }

  // MARK: shmctl

  mutating func sysShmctl(
    _ identifier: Int32, _ command: UInt32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    collectSegments()
    guard identifier >= 0 else { throw .invalidArgument }
    if let command = IPCCommand(rawValue: command) {
      return try control(Int(identifier), command, pointer, context)
    }
    switch SharedMemoryCommand(rawValue: command) {
    case .statusByIndex?:
      let segment = try segments.identifier(at: Int(identifier))
      try copyOutStatus(ofSegment: segment, to: pointer, context)
      return .done(segment)
    case .use?: return try copyOutSegmentUse(to: pointer, context)
    case .lock?, .unlock?:
      try segments.check(Int(identifier))
      try requireOwner(of: segments[Int(identifier)].permissions, context)
      let isLocked = command == SharedMemoryCommand.lock.rawValue
      let bit = SharedMemorySegment.locked
      segments[Int(identifier)].permissions.mode &= ~bit
      if isLocked { segments[Int(identifier)].permissions.mode |= bit }
      return .done(0)
    case nil: throw .invalidArgument
    }
  }

  private mutating func control(
    _ segment: Int, _ command: IPCCommand, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch command {
    case .information: return try copyOutSegmentLimits(to: pointer, context)
    case .status:
      try segments.check(segment)
      try copyOutStatus(ofSegment: segment, to: pointer, context)
    case .remove:
      try segments.check(segment)
      try requireOwner(of: segments[segment].permissions, context)
      if !segments[segment].isRemoved { removeSegment(segment) }
    case .set:
      let size = UInt64(SharedMemorySegment.layout.size)
      let wanted = SharedMemorySegment(
        decoding: try copyIn(UserBuffer(start: pointer, count: size), context))!
      try segments.check(segment)
      try requireOwner(of: segments[segment].permissions, context)
      segments[segment].permissions.change(to: wanted.permissions)
      segments[segment].changeTime = seconds(context)
    }
    return .done(0)
  }

  private mutating func copyOutStatus(
    ofSegment segment: Int, to pointer: UserPointer, _ context: Context
  ) throws(Errno) {
    let row = segments[segment]
    try require(IPCPermissions.read, of: row.permissions, context)
    var status = SharedMemorySegment()
    status.permissions = row.permissions
    if row.isRemoved { status.permissions.mode |= SharedMemorySegment.destroyed }
    status.size = row.size
    (status.attachTime, status.detachTime, status.changeTime) = (
      row.attachTime, row.detachTime, row.changeTime
    )
    (status.creator, status.lastUser) = (row.creator, row.lastUser)
    status.attachments = UInt64(attachments(of: segment))
    try copyOut(status.encoded, to: pointer, context)
  }

  /// `struct shminfo`: five longs and four more that mean nothing.
  private mutating func copyOutSegmentLimits(
    to pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let count = UInt64(SharedMemorySegment.maximumSegments)
    let limits = [Self.largestSegment, 1, count, count, Self.largestSegment, 0, 0, 0, 0]
    try copyOut(limits.flatMap(\.bytes), to: pointer, context)
    return .done(segments.highestPlace)
  }

  /// `struct shm_info`: how many segments there are, and pages in all, in frames and on the swap disk.
  private mutating func copyOutSegmentUse(
    to pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var (pages, resident, swapped): (UInt64, UInt64, UInt64) = (0, 0, 0)
    for segment in segments.identifiers {
      pages += (segments[segment].size + Page.size - 1) / Page.size
      resident += UInt64(pool.cache[.shared(segments[segment].memory)].indices.count)
      swapped += UInt64(pool.cache.slots(of: segments[segment].memory).count)
    }
    let numbers = [UInt64(segments.count), pages, resident, swapped, 0, 0]
    try copyOut(numbers.flatMap(\.bytes), to: pointer, context)
    return .done(segments.highestPlace)
  }

  /// SHMMAX: bytes that a segment may have.
  private static let largestSegment = UInt64.max - (1 << 24)
}

extension VMA {
  /// Where the first byte of the shared memory would be that the area shows a part of.
  fileprivate var sharedMemoryStart: VirtualAddress? {
    guard case .shared(_, let offset) = backing else { return nil }
    return VirtualAddress(start.rawValue &- offset)
  }
}
