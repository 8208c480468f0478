import Machine

/// A process's page table: three levels of frames in simulated memory, which the MMU walks.
///
/// A page is `4 KiB`, or `2 MiB` where an entry of level 1 is a leaf; the functions here show each 4 KiB of such a
/// huge page as a page with an entry of its own, until `split` makes it so.
struct PageTable {
  /// The frame of the root.
  let root: FrameNumber
  /// The frames of the lower levels, to be given back with the process.
  private(set) var tables: [FrameNumber] = []

  /// An empty page table; nil if there is no frame for its root.
  init?(frames: inout FrameTable, machine: Machine) {
    guard let root = frames.allocate() else { return nil }
    machine.clear(root)
    self.root = root
  }

  /// The entry of a page; all zeros if the page was never mapped.
  func entry(of page: VirtualAddress, machine: Machine) -> PTE {
    var table = root
    for level in [2, 1] {
      let pte = PTE(rawValue: machine.load64(table.address + page.index(level: level) * 8))
      guard pte.isValid else { return PTE(rawValue: 0) }
      if pte.isLeaf { return PTE(FrameNumber(pte.frame.rawValue + UInt32(page.index(level: 0))), pte.flags) }
      table = pte.frame
    }
    return PTE(rawValue: machine.load64(table.address + page.index(level: 0) * 8))
  }

  /// Writes the entry of a page, making the tables on the way to it; false if there is no frame for one.
  ///
  /// - Precondition: the page is not part of a huge one.
  mutating func map(
    _ page: VirtualAddress, _ entry: PTE, frames: inout FrameTable, machine: Machine
  ) -> Bool {
    guard let table = table(of: page, level: 0, frames: &frames, machine: machine) else { return false }
    machine.store64(entry.rawValue, at: table.address + page.index(level: 0) * 8)
    return true
  }

  /// Changes the entry of a page that has one.
  ///
  /// - Precondition: the page is not part of a huge one.
  func change(_ page: VirtualAddress, to entry: PTE, machine: Machine) {
    guard let place = place(of: page, machine: machine) else { return }
    machine.store64(entry.rawValue, at: place)
  }

  /// The first page in a range whose entry is not all zeros. Tables that do not exist are stepped over whole.
  func firstUsed(from start: VirtualAddress, to end: VirtualAddress, machine: Machine) -> VirtualAddress? {
    var address = start
    scan: while address < end {
      var table = root
      for level in [2, 1] {
        let pte = PTE(rawValue: machine.load64(table.address + address.index(level: level) * 8))
        guard pte.isValid else {
          let span = Page.size << (9 * UInt64(level))
          address = VirtualAddress((address.rawValue & ~(span - 1)) + span)
          continue scan
        }
        if pte.isLeaf { return address }
        table = pte.frame
      }
      repeat {
        if machine.load64(table.address + address.index(level: 0) * 8) != 0 { return address }
        address = address + Page.size
      } while address < end && address.index(level: 0) != 0
    }
    return nil
  }

  /// Gives back the frames of the tables themselves.
  func release(_ frames: inout FrameTable) {
    for table in tables { frames.release(table) }
    frames.release(root)
  }

  /// The table of a level that has a page's entry, made if need be; nil if there is no frame for it.
  private mutating func table(
    of page: VirtualAddress, level: Int, frames: inout FrameTable, machine: Machine
  ) -> FrameNumber? {
    var table = root
    for above in stride(from: 2, to: level, by: -1) {
      let place = table.address + page.index(level: above) * 8
      let pte = PTE(rawValue: machine.load64(place))
      if pte.isValid {
        table = pte.frame
      } else {
        guard let new = frames.allocate() else { return nil }
        machine.clear(new)
        tables.append(new)
        machine.store64(PTE(new, .valid).rawValue, at: place)
        table = new
      }
    }
    return table
  }

  /// Where the entry of a page stands, if the tables on the way to it exist.
  private func place(of page: VirtualAddress, machine: Machine) -> PhysicalAddress? {
    var table = root
    for level in [2, 1] {
      let pte = PTE(rawValue: machine.load64(table.address + page.index(level: level) * 8))
      guard pte.isValid, !pte.isLeaf else { return nil }
      table = pte.frame
    }
    return table.address + page.index(level: 0) * 8
  }
}

// MARK: Huge pages

extension PageTable {
  /// Whether a page is part of a huge one.
  func isHuge(_ page: VirtualAddress, machine: Machine) -> Bool {
    guard let place = middlePlace(of: page, machine: machine) else { return false }
    let pte = PTE(rawValue: machine.load64(place))
    return pte.isValid && pte.isLeaf
  }

  /// Writes a huge page's entry in place of a table without entries; false if there is no frame for a table above.
  ///
  /// - Precondition: the entry has a right, and the page lies on a border of 2 MiB.
  mutating func mapHuge(
    _ page: VirtualAddress, _ entry: PTE, frames: inout FrameTable, machine: Machine
  ) -> Bool {
    guard let middle = table(of: page, level: 1, frames: &frames, machine: machine) else { return false }
    let place = middle.address + page.index(level: 1) * 8
    let old = PTE(rawValue: machine.load64(place))
    machine.store64(entry.rawValue, at: place)
    if old.isValid && !old.isLeaf {
      tables.removeAll { $0 == old.frame }
      frames.release(old.frame)
    }
    return true
  }

  /// Changes the entry of a huge page.
  func changeHuge(_ page: VirtualAddress, to entry: PTE, machine: Machine) {
    guard let place = middlePlace(of: page, machine: machine) else { return }
    machine.store64(entry.rawValue, at: place)
  }

  /// Makes 512 entries of a huge page's one, which say the same; false if there is no frame for their table.
  mutating func split(_ page: VirtualAddress, frames: inout FrameTable, machine: Machine) -> Bool {
    guard isHuge(page, machine: machine), let place = middlePlace(of: page, machine: machine) else {
      return true
    }
    guard let table = frames.allocate() else { return false }
    let huge = PTE(rawValue: machine.load64(place))
    tables.append(table)
    for index in 0..<UInt32(512) {
      let entry = PTE(FrameNumber(huge.frame.rawValue + index), huge.flags)
      machine.store64(entry.rawValue, at: table.address + UInt64(index) * 8)
    }
    machine.store64(PTE(table, .valid).rawValue, at: place)
    return true
  }

  private func middlePlace(of page: VirtualAddress, machine: Machine) -> PhysicalAddress? {
    let pte = PTE(rawValue: machine.load64(root.address + page.index(level: 2) * 8))
    guard pte.isValid else { return nil }
    return pte.frame.address + page.index(level: 1) * 8
  }
}

extension VirtualAddress {
  /// The first byte of the 2 MiB that the address lies in.
  var hugeBase: VirtualAddress { VirtualAddress(rawValue & ~(Page.hugeSize - 1)) }
}
