import ABI
import Machine

/// Regular files as programs read and write them: page by page, through the page cache.
///
/// What is written goes into the cache and is dirty there. It gets into the file's store when somebody syncs, when the
/// frame is needed for something else, or at the end.
extension Kernel {
  /// Bytes of a regular file; fewer than asked for where the file ends.
  mutating func readFile(
    _ inode: InodeNumber, at offset: UInt64, count: UInt64, _ context: Context
  ) -> [UInt8] {
    let size = UInt64(files.size(of: inode))
    guard offset < size else { return [] }
    var bytes = [UInt8](repeating: 0, count: Int(min(count, size - offset)))
    bytes.withUnsafeMutableBytes { buffer in
      Self.forEachPage(at: offset, count: buffer.count) { page, inPage, range in
        let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[range])
        if let frame = cachedFrame(page, of: inode, context) {
          context.machine.read(frame.address + inPage, into: piece)
          context.hart.touch(frame.address + inPage, bytes: UInt64(range.count), isStore: false)
        } else {
          piece.copyBytes(
            from: files.stored(in: inode, at: page * Page.size + inPage, count: UInt64(range.count)))
        }
      }
    }
    return bytes
  }

  /// Writes into a regular file, which grows as need be; a gap reads as zeros.
  mutating func writeFile(
    _ bytes: [UInt8], to inode: InodeNumber, at offset: UInt64, _ context: Context
  ) throws(Errno) {
    let (sum, overflow) = offset.addingReportingOverflow(UInt64(bytes.count))
    guard !overflow, let end = Int(exactly: sum) else { throw .fileTooLarge }
    if end > files.size(of: inode) { try files.resize(inode, to: end) }
    // What is written is no hole any more, even if it is only in the cache for now.
    files.reserve(inode, from: Int(offset), to: end)
    bytes.withUnsafeBytes { buffer in
      Self.forEachPage(at: offset, count: buffer.count) { page, inPage, range in
        let piece = UnsafeRawBufferPointer(rebasing: buffer[range])
        guard let frame = cachedFrame(page, of: inode, context) else {
          return files.store(piece, in: inode, at: Int(page * Page.size + inPage))
        }
        context.machine.write(frame.address + inPage, from: piece)
        context.hart.touch(frame.address + inPage, bytes: UInt64(range.count), isStore: true)
        pool.cache[.file(inode)][page]?.isDirty = true
      }
    }
  }

  /// Makes a regular file longer, by zeros, or shorter: then nobody has the pages behind its end mapped any more.
  mutating func setSize(of inode: InodeNumber, to size: Int, _ context: Context) throws(Errno) {
    let isShorter = size < files.size(of: inode)
    try files.resize(inode, to: size)
    guard isShorter else { return }
    let first = (UInt64(size) + Page.size - 1) / Page.size
    forEachArea(of: inode) { kernel, space, area in
      guard let part = area.part(fromPage: first) else { return }
      guard kernel.spaces[space].unmap(part, pool: &kernel.pool, machine: context.machine) else { return }
      kernel.spaces[space].shootDown(
        .everything, by: context.hart, &kernel.pool.counters, context.machine)
    }
    pool.dropPages(of: inode, from: first)
    if let page = pool.cache.page(first &- 1, of: .file(inode)), UInt64(size) % Page.size != 0 {
      context.machine.clear(page.frame, from: UInt64(size) % Page.size)
    }
  }

  /// All bytes of a regular file, as the kernel itself reads them: nothing is charged, and no page is cached for it.
  func contents(of inode: InodeNumber, _ machine: Machine) -> [UInt8] {
    var bytes = files.stored(in: inode, at: 0, count: .max)
    bytes.withUnsafeMutableBytes { buffer in
      Self.forEachPage(at: 0, count: buffer.count) { page, _, range in
        guard let cached = pool.cache.page(page, of: .file(inode)) else { return }
        machine.read(cached.frame.address, into: UnsafeMutableRawBufferPointer(rebasing: buffer[range]))
      }
    }
    return bytes
  }

  /// Brings a file's store up to date.
  mutating func writeBack(_ inode: InodeNumber, _ context: Context) {
    forEachArea(of: inode) { kernel, space, area in
      kernel.spaces[space].collectStores(
        of: area, by: context.hart, pool: &kernel.pool, machine: context.machine)
    }
    for index in pool.cache[.file(inode)].indices {
      pool.writeBack(index, of: inode, &files, context.machine, context.hart)
    }
  }

  /// Writes everything back and gives the frames of the page cache back: the run has ended.
  mutating func emptyPageCache(_ context: Context) {
    for inode in pool.cache.cachedFiles {
      writeBack(inode, context)
      pool.dropPages(of: inode, from: 0)
    }
  }

  /// The frame of a file's page; nil if there is none free for it.
  mutating func cachedFrame(
    _ page: UInt64, of inode: InodeNumber, _ context: Context
  ) -> FrameNumber? {
    makeRoom(context)
    let source = PageSource(object: .file(inode), index: page, count: Page.size)
    return pool.frame(of: source, files, context.machine, context.hart)
  }

  private mutating func forEachArea(
    of inode: InodeNumber, _ body: (inout Kernel, _ space: Int, VMA) -> Void
  ) {
    guard pool.cache[.file(inode)].mapped > 0 else { return }
    for space in spaces.numbers {
      for area in spaces[space].areas where area.backing.object == .file(inode) { body(&self, space, area) }
    }
  }

  /// Whether some process's memory has an area of a file that is so.
  func hasArea(of inode: InodeNumber, where isWanted: (VMA) -> Bool) -> Bool {
    guard pool.cache[.file(inode)].mapped > 0 else { return false }
    return spaces.numbers.contains { space in
      spaces[space].areas.contains { $0.backing.object == .file(inode) && isWanted($0) }
    }
  }

  /// Cuts a range of bytes into what lies in each page: its number, the place in it, and the place in the range.
  private static func forEachPage(
    at offset: UInt64, count: Int, _ body: (_ page: UInt64, _ inPage: UInt64, Range<Int>) -> Void
  ) {
    var done = 0
    while done < count {
      let place = offset + UInt64(done)
      let piece = min(count - done, Int(Page.size - place % Page.size))
      body(place / Page.size, place % Page.size, done..<done + piece)
      done += piece
    }
  }
}

extension VMA {
  /// The part of a file's area that shows the file's pages from one on; nil if there is none.
  fileprivate func part(fromPage first: UInt64) -> VMA? {
    guard case .file(_, let offset, _) = backing else { return nil }
    let firstShown = offset / Page.size
    guard firstShown < first else { return self }
    guard first - firstShown < pages else { return nil }
    return part(from: start + (first - firstShown) * Page.size, to: end)
  }
}
