import ABI
import Machine

/// What a process has as memory: /proc/PID/maps, smaps, smaps_rollup, pagemap, cmdline, environ and auxv.
extension Kernel {
  func mapsText(of node: ProcNode) -> String {
    guard let number = space(of: node) else { return "" }
    let names = areaNames(of: number)
    return spaces[number].areas.map { mapsLine(of: $0, names) }.joined()
  }

  /// What areas show, by its name: files by their paths, System V segments by their keys.
  private struct AreaNames {
    var files: [InodeNumber: String] = [:]
    var segments: [SharedMemoryNumber: String] = [:]
  }

  private func areaNames(of space: Int) -> AreaNames {
    var (inodes, names, hasShared): (Set<InodeNumber>, AreaNames, Bool) = ([], AreaNames(), false)
    for area in spaces[space].areas {
      switch area.backing {
      case .file(let inode, _, _): inodes.insert(inode)
      case .shared: hasShared = true
      case .zero: break
      }
    }
    if !inodes.isEmpty { names.files = files.paths(of: inodes) }
    for segment in hasShared ? segments.identifiers : [] {
      let key = UInt32(bitPattern: segments[segment].permissions.key)
      names.segments[segments[segment].memory] = "/SYSV\(key.hexadecimal(8)) (deleted)"
    }
    return names
  }

  /// `start-end rights offset device inode name`, with the name in column 74.
  private func mapsLine(of area: VMA, _ names: AreaNames) -> String {
    var (offset, device, inode, name) = (UInt64(0), "00:00", 0, "")
    switch area.backing {
    case .zero: name = area.purpose == .program || area.purpose == .mapping ? "" : area.purpose.rawValue
    case .file(let number, let start, _):
      (offset, device, inode) = (start, "00:01", number.rawValue + 1)
      name = names.files[number] ?? ""
    case .shared(let number, let start):
      (offset, device, inode) = (start, "00:01", number.rawValue)
      name = names.segments[number] ?? "/dev/zero (deleted)"
    }
    let rights = area.protection
    let letters =
      (rights.contains(.read) ? "r" : "-") + (rights.contains(.write) ? "w" : "-")
      + (rights.contains(.execute) ? "x" : "-") + (area.isShared ? "s" : "p")
    let line =
      "\(area.start.rawValue.hexadecimal(8))-\(area.end.rawValue.hexadecimal(8)) \(letters) "
      + "\(offset.hexadecimal(8)) \(device) \(inode) "
    return (name.isEmpty ? line : line.left(73) + name) + "\n"
  }

  // MARK: smaps

  func smapsText(of node: ProcNode, _ machine: Machine) -> String {
    guard let number = space(of: node) else { return "" }
    let names = areaNames(of: number)
    return spaces[number].areas.map { area in
      let use = pageUse(of: area, in: number, machine)
      return mapsLine(of: area, names) + PageUse.line("Size", area.pages * 4)
        + PageUse.line("KernelPageSize", 4) + PageUse.line("MMUPageSize", 4)
        + use.lines + "THPeligible:           0\nVmFlags: \(area.flagLetters)\n"
    }.joined()
  }

  func smapsRollupText(of node: ProcNode, _ machine: Machine) throws(Errno) -> String {
    guard let number = space(of: node) else { throw .noSuchProcess }
    let areas = spaces[number].areas
    let use = areas.reduce(into: PageUse()) { $0 += pageUse(of: $1, in: number, machine) }
    let (start, end) = (areas.first?.start.rawValue ?? 0, areas.last?.end.rawValue ?? 0)
    let line = "\(start.hexadecimal(8))-\(end.hexadecimal(8)) ---p 00000000 00:00 0 "
    return line.left(73) + "[rollup]\n" + use.rollupLines
  }

  /// What the pages of a process that are in frames are: its own, of files, of shared memory.
  func residentPages(of space: Int, _ machine: Machine) -> (all: Int, anonymous: Int, file: Int, shared: Int)
  {
    var (anonymous, file, shared) = (0, 0, 0)
    for area in spaces[space].areas {
      forEachPage(of: area, in: space, machine) { page, entry in
        guard entry.isValid else { return }
        guard isCached(entry.frame, page, area) else { return anonymous += 1 }
        if case .file = area.backing { file += 1 } else { shared += 1 }
      }
    }
    return (anonymous + file + shared, anonymous, file, shared)
  }

  private func pageUse(of area: VMA, in space: Int, _ machine: Machine) -> PageUse {
    var use = PageUse()
    forEachPage(of: area, in: space, machine) { page, entry in
      if let slot = entry.slot {
        use.addSwapped(owners: pool.swap.owners(of: slot))
      } else if entry.isValid {
        let isCached = isCached(entry.frame, page, area)
        let isFile = area.backing.object?.isFile ?? false
        let kind: PageUse.Kind = !isCached ? .anonymous : isFile ? .file : .shared
        use.add(entry, mappers: mappers(of: entry.frame, isCached), kind)
        if spaces[space].pageTable.isHuge(page, machine: machine) { use.huge += 1 }
      }
    }
    if area.attributes.contains(.locked) { use.locked = use.proportional }
    return use
  }

  private func isCached(_ frame: FrameNumber, _ page: VirtualAddress, _ area: VMA) -> Bool {
    area.source(of: page).map { pool.cache.page($0.index, of: $0.object)?.frame == frame } ?? false
  }

  /// How many page tables map a frame: its owners, but for the page cache and the kernel itself.
  private func mappers(of frame: FrameNumber, _ isCached: Bool) -> UInt64 {
    let owners = UInt64(pool.frames.owners(of: frame))
    return max(1, isCached || frame == trampoline ? owners - 1 : owners)
  }

  /// Visits the pages of an area that have an entry in the page table.
  func forEachPage(
    of area: VMA, in space: Int, _ machine: Machine, _ body: (VirtualAddress, PTE) -> Void
  ) {
    var next = area.start
    while let page = spaces[space].pageTable.firstUsed(from: next, to: area.end, machine: machine) {
      body(page, spaces[space].entry(of: page, machine: machine))
      next = page + Page.size
    }
  }

  // MARK: pagemap

  /// Reads the entries of some pages, eight bytes each.
  ///
  ///     63 present | 62 on the swap disk | 61 of a file or shared | 56 mapped here alone | 54…0 frame, or slot << 5
  mutating func readPagemap(
    _ node: ProcNode, _ file: Int, into buffer: ScatteredBuffer, at start: UInt64, isMoving: Bool,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard start % 8 == 0, buffer.count % 8 == 0 else { throw .invalidArgument }
    guard let number = space(of: node) else { throw .noSuchProcess }
    let end = AddressSpace.end.rawValue / Page.size * 8
    guard start < end, buffer.count > 0 else { return .done(0) }
    let wanted = min(buffer.count, end - start, Self.transferPiece)
    let count = try accessible(buffer, from: 0, count: wanted, .store, context) & ~7
    let isRoot = processes[context.process].credentials.isRoot
    var bytes: [UInt8] = []
    for index in start / 8..<(start + count) / 8 {
      let page = VirtualAddress(index * Page.size)
      bytes += pagemapEntry(of: page, in: number, showsFrame: isRoot, context.machine).bytes
    }
    context.hart.charge(bytes.count * Cost.formatByte)
    try copyOut(bytes[...], to: buffer, at: 0, context)
    if isMoving { openFiles[file].offset += bytes.count }
    return .done(bytes.count)
  }

  private func pagemapEntry(
    of page: VirtualAddress, in space: Int, showsFrame: Bool, _ machine: Machine
  ) -> UInt64 {
    let entry = spaces[space].entry(of: page, machine: machine)
    if let slot = entry.slot { return 1 << 62 | UInt64(slot) << 5 }
    guard entry.isValid, let area = spaces[space].area(containing: page) else { return 0 }
    let isCached = isCached(entry.frame, page, area)
    let isAlone = mappers(of: entry.frame, isCached) == 1
    return 1 << 63 | (isCached ? 1 << 61 : 0) | (isAlone ? 1 << 56 : 0)
      | (showsFrame ? UInt64(entry.frame.rawValue) : 0)
  }

  // MARK: What stands on the stack

  /// Bytes of a process's memory that exec has put on its stack. What the program has written there since is shown.
  func stackBytes(
    of node: ProcNode, _ machine: Machine, _ part: (StackLayout) -> Range<UInt64>
  ) -> [UInt8] {
    guard let number = space(of: node) else { return [] }
    let range = part(spaces[number].layout)
    return peek(number, from: range.lowerBound, to: min(range.upperBound, AddressSpace.end.rawValue), machine)
  }

  /// Bytes of an address space, without faulting pages in: what is on the disk is read there, what was never touched
  /// ends the bytes.
  private func peek(_ space: Int, from start: UInt64, to end: UInt64, _ machine: Machine) -> [UInt8] {
    var (bytes, address): ([UInt8], UInt64) = ([], start)
    while address < end {
      let place = VirtualAddress(address)
      let count = min(end - address, Page.size - place.offset)
      let entry = spaces[space].entry(of: place.pageBase, machine: machine)
      if let slot = entry.slot {
        bytes += machine.disk.contents(of: slot)[Int(place.offset)..<Int(place.offset + count)]
      } else {
        guard entry.isValid else { break }
        var piece = [UInt8](repeating: 0, count: Int(count))
        piece.withUnsafeMutableBytes { machine.read(entry.frame.address + place.offset, into: $0) }
        bytes += piece
      }
      address += count
    }
    return bytes
  }
}

extension VMA {
  /// The two-letter flags of `smaps`.
  fileprivate var flagLetters: String {
    var letters: [String] = []
    if protection.contains(.read) { letters.append("rd") }
    if protection.contains(.write) { letters.append("wr") }
    if protection.contains(.execute) { letters.append("ex") }
    if isShared { letters.append("sh") }
    if permissible.contains(.read) { letters.append("mr") }
    if permissible.contains(.write) { letters.append("mw") }
    if permissible.contains(.execute) { letters.append("me") }
    if purpose == .stack { letters.append("gd") }
    if attributes.contains(.locked) { letters.append("lo") }
    if attributes.contains(.notForked) { letters.append("dc") }
    if attributes.contains(.wipedOnFork) { letters.append("wf") }
    if attributes.contains(.hugePages) { letters.append("hg") }
    return letters.map { $0 + " " }.joined()
  }
}
