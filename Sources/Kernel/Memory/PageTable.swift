import Machine

/// A process's page table: three levels of frames in simulated memory, which the MMU walks.
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

  /// The entry of a page; one that is not valid if the page was never mapped.
  func entry(of page: VirtualAddress, machine: Machine) -> PTE {
    guard let place = place(of: page, machine: machine) else { return PTE(rawValue: 0) }
    return PTE(rawValue: machine.load64(place))
  }

  /// Writes the entry of a page, making the tables on the way to it; false if there is no frame for one.
  mutating func map(
    _ page: VirtualAddress, _ entry: PTE, frames: inout FrameTable, machine: Machine
  ) -> Bool {
    var table = root
    for level in [2, 1] {
      let place = table.address + page.index(level: level) * 8
      let pte = PTE(rawValue: machine.load64(place))
      if pte.isValid {
        table = pte.frame
      } else {
        guard let new = frames.allocate() else { return false }
        machine.clear(new)
        tables.append(new)
        machine.store64(PTE(new, .valid).rawValue, at: place)
        table = new
      }
    }
    machine.store64(entry.rawValue, at: table.address + page.index(level: 0) * 8)
    return true
  }

  /// Changes the entry of a page that is mapped.
  func change(_ page: VirtualAddress, to entry: PTE, machine: Machine) {
    guard let place = place(of: page, machine: machine) else { return }
    machine.store64(entry.rawValue, at: place)
  }

  /// Makes a page unmapped and returns the entry that it had.
  func unmap(_ page: VirtualAddress, machine: Machine) -> PTE {
    guard let place = place(of: page, machine: machine) else { return PTE(rawValue: 0) }
    let entry = PTE(rawValue: machine.load64(place))
    machine.store64(0, at: place)
    return entry
  }

  /// The first page in a range that is mapped. Tables that do not exist are stepped over whole.
  func firstMapped(from start: VirtualAddress, to end: VirtualAddress, machine: Machine) -> VirtualAddress? {
    var address = start
    scan: while address < end {
      var table = root
      for level in [2, 1, 0] {
        let pte = PTE(rawValue: machine.load64(table.address + address.index(level: level) * 8))
        guard pte.isValid else {
          let span = Page.size << (9 * UInt64(level))
          address = VirtualAddress((address.rawValue & ~(span - 1)) + span)
          continue scan
        }
        table = pte.frame
      }
      return address
    }
    return nil
  }

  /// Gives back the frames of the tables themselves.
  func release(_ frames: inout FrameTable) {
    for table in tables { frames.release(table) }
    frames.release(root)
  }

  /// Where the entry of a page stands, if the tables on the way to it exist.
  private func place(of page: VirtualAddress, machine: Machine) -> PhysicalAddress? {
    var table = root
    for level in [2, 1] {
      let pte = PTE(rawValue: machine.load64(table.address + page.index(level: level) * 8))
      guard pte.isValid else { return nil }
      table = pte.frame
    }
    return table.address + page.index(level: 0) * 8
  }
}
