/// Accesses off the fast path: translate, charge, and leave a shortcut for the next one.
extension Hart {
  /// Where a byte of the program's lies.
  struct Place {
    let host: UInt
    let physical: PhysicalAddress
  }

  /// Translates an access that stays in one granule, charges it, leaves a shortcut, and says where it goes.
  @inline(__always) func locate<M: MemoryModel>(
    _ address: UInt64, _ access: Access, _ model: M.Type
  ) throws(Trap) -> Place {
    guard M.isModelled else { return try locateFunctional(address, access) }
    return access == .store ? try locateStore(address) : try locateLoad(address)
  }

  private func locateFunctional(_ address: UInt64, _ access: Access) throws(Trap) -> Place {
    let entry = try walk(address, access)
    let physical = PhysicalAddress(entry.physical(address))
    if access == .store { prepareStore(to: physical) }
    let host = host(physical)
    let isWritable = entry.pte.flags.isSuperset(of: [.write, .dirty]) && isPlain(physical.frame)
    leaveShortcut(address, host, isWritable: isWritable, Functional.self)
    return Place(host: host, physical: physical)
  }

  @inline(never) private func locateLoad(_ address: UInt64) throws(Trap) -> Place {
    state.counters.slowDTLBAccesses &+= 1
    let isKnown = fastPages.contains(address) && fastPages[address].isReadable
    let base = isKnown ? fastPages[address].base : try translatePage(address, .load)
    let physical = PhysicalAddress(base | address & (Page.size - 1))
    let isModified = accessData(line(of: physical), isStore: false)
    let host = host(physical)
    if l1d.latency <= 1 {
      // A store to a line that is modified already changes as little as a load.
      let isWritable =
        isModified && fastPages.contains(address) && fastPages[address].isWritable && isPlain(physical.frame)
      leaveShortcut(address, host, isWritable: isWritable, Modelled.self)
    }
    return Place(host: host, physical: physical)
  }

  @inline(never) private func locateStore(_ address: UInt64) throws(Trap) -> Place {
    state.counters.slowDTLBAccesses &+= 1
    let isKnown = fastPages.contains(address) && fastPages[address].isWritable
    let base = isKnown ? fastPages[address].base : try translatePage(address, .store)
    let physical = PhysicalAddress(base | address & (Page.size - 1))
    prepareStore(to: physical)
    accessData(line(of: physical), isStore: true)
    let host = host(physical)
    if l1d.write == .through {
      // The store did not bring its line into L1D, but may have made it the most recently used one.
      forgetFast(line: line(of: physical))
    } else if l1d.latency <= 1 {
      leaveShortcut(address, host, isWritable: isPlain(physical.frame), Modelled.self)
    }
    return Place(host: host, physical: physical)
  }

  /// Translates through the TLBs and remembers the page. Huge pages are not remembered: their entries stand in
  /// other sets than the numbers of their small pages say.
  @inline(__always) private func translatePage(_ address: UInt64, _ access: Access) throws(Trap) -> UInt64 {
    let entry = try translateModelled(address, access)
    let base = entry.physical(address) & ~(Page.size - 1)
    if entry.isHuge {
      fastPages.clear(setOf: (address >> Page.shift) >> 9)
    } else if dtlb.latency == 0 {
      fastPages[address] = FastPages.Translation(
        base: base, isReadable: entry.pte.permits(.load),
        isWritable: entry.pte.permits(.store) && entry.pte.flags.contains(.dirty))
    }
    return base
  }

  /// The host address of a byte of physical memory, for reading.
  @inline(__always) func host(_ address: PhysicalAddress) -> UInt {
    hostPages[Int(address.frame.rawValue)] &+ UInt(address.offset)
  }

  /// Whether physical memory has a frame.
  @inline(__always) func contains(_ frame: FrameNumber) -> Bool { Int(frame.rawValue) < hostPages.count }

  /// Before a store: the frame gets a host page of its own, and other harts lose their reservations.
  @inline(__always) private func prepareStore(to physical: PhysicalAddress) {
    if marks[Int(physical.frame.rawValue)].contains(.shared) { machine.own(physical.frame) }
    if !isAlone { machine.endReservations(on: physical, except: id) }
  }

  /// After a store: the slots of code that it changed are decoded anew.
  @inline(__always) func noteStore(_ address: PhysicalAddress, bytes: UInt64) {
    if marks[Int(address.frame.rawValue)].contains(.decoded) { machine.forgetCode(at: address, bytes: bytes) }
  }

  /// Whether stores to the frame concern nobody else.
  @inline(__always) private func isPlain(_ frame: FrameNumber) -> Bool { marks[Int(frame.rawValue)].isEmpty }

  /// The number of the line that a byte lies in.
  @inline(__always) func line(of address: PhysicalAddress) -> UInt32 {
    UInt32(truncatingIfNeeded: address.rawValue &>> lineShift)
  }

  @inline(__always) private func leaveShortcut<M: MemoryModel>(
    _ address: UInt64, _ host: UInt, isWritable: Bool, _ model: M.Type
  ) {
    let addend = host &- UInt(truncatingIfNeeded: address)
    let entry = FastMap.Entry(tag: fastLoads.granule(address), addend: addend)
    fastLoads.set(address, to: entry, model)
    if isWritable { fastStores.set(address, to: entry, model) } else { fastStores.clear(address, model) }
  }
}
