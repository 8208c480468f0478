/// Loads and stores: one comparison on the fast path, everything else out of line.
extension Hart {
  @inline(__always) func load<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ address: UInt64, _ type: T.Type, _ model: M.Type
  ) throws(Trap) -> T {
    let entry = fast[address]
    if entry.readTag == fast.tag(address, size: UInt64(MemoryLayout<T>.size)) && isFastPage(address, model) {
      if M.isModelled { state.counters.fastLoads &+= 1 }
      return HostMemory.load(UInt(address) &+ entry.addend, as: T.self)
    }
    return try loadSlow(address, type, model)
  }

  @inline(__always) func store<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ value: T, _ address: UInt64, _ model: M.Type
  ) throws(Trap) {
    let entry = fast[address]
    if entry.writeTag == fast.tag(address, size: UInt64(MemoryLayout<T>.size)) && isFastPage(address, model) {
      if M.isModelled { state.counters.fastStores &+= 1 }
      HostMemory.store(value, at: UInt(address) &+ entry.addend)
    } else {
      try storeSlow(value, address, model)
    }
  }

  @inline(__always) private func isFastPage<M: MemoryModel>(_ address: UInt64, _ model: M.Type) -> Bool {
    guard M.isModelled else { return true }
    let page = address >> Page.shift
    return fastPages[Int(truncatingIfNeeded: page) & (fastPages.count &- 1)] == page
  }

  @inline(never) private func loadSlow<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ address: UInt64, _ type: T.Type, _ model: M.Type
  ) throws(Trap) -> T {
    let size = UInt64(MemoryLayout<T>.size)
    state.counters.slowLoads += 1
    if address & (size - 1) != 0 {
      if machine.configuration.trapsMisaligned { throw .misaligned(.load, address) }
      if crosses(address, size) { return T(truncatingIfNeeded: try loadSplit(address, size, model)) }
    }
    return HostMemory.load(try locate(address, .load, model).host, as: T.self)
  }

  @inline(never) private func storeSlow<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ value: T, _ address: UInt64, _ model: M.Type
  ) throws(Trap) {
    let size = UInt64(MemoryLayout<T>.size)
    state.counters.slowStores += 1
    if address & (size - 1) != 0 {
      if machine.configuration.trapsMisaligned { throw .misaligned(.store, address) }
      if crosses(address, size) {
        return try storeSplit(UInt64(truncatingIfNeeded: value), address, size, model)
      }
    }
    let place = try locate(address, .store, model)
    HostMemory.store(value, at: place.host)
    machine.forgetCode(at: place.physical, bytes: size)
  }

  /// Whether an access touches two granules: pages or lines.
  private func crosses(_ address: UInt64, _ size: UInt64) -> Bool {
    address >> fast.shift != (address &+ size &- 1) >> fast.shift
  }

  /// A misaligned load over the border of two granules: each is accessed, then the bytes are put together.
  private func loadSplit<M: MemoryModel>(
    _ address: UInt64, _ size: UInt64, _ model: M.Type
  ) throws(Trap) -> UInt64 {
    let border = fast.granule(address &+ size &- 1)
    let low = try locate(address, .load, model).host
    let high = try locate(border, .load, model).host
    state.counters.splitAccesses += 1
    var value: UInt64 = 0
    for index in 0..<size {
      let byte = address &+ index
      let place = index < border &- address ? low + UInt(index) : high + UInt(byte &- border)
      value |= UInt64(HostMemory.load(place, as: UInt8.self)) << (8 * index)
    }
    return value
  }

  /// A misaligned store over such a border: both sides must permit it before a byte is written.
  private func storeSplit<M: MemoryModel>(
    _ value: UInt64, _ address: UInt64, _ size: UInt64, _ model: M.Type
  ) throws(Trap) {
    let border = fast.granule(address &+ size &- 1)
    let low = try locate(address, .store, model)
    let high = try locate(border, .store, model)
    state.counters.splitAccesses += 1
    for index in 0..<size {
      let isLow = index < border &- address
      let place = isLow ? low : high
      let offset = isLow ? index : address &+ index &- border
      HostMemory.store(UInt8(truncatingIfNeeded: value >> (8 * index)), at: place.host + UInt(offset))
      machine.forgetCode(at: place.physical + offset, bytes: 1)
    }
  }

  /// Where a byte of the program's lies.
  struct Place {
    let host: UInt
    let physical: PhysicalAddress
  }

  /// Translates an access that stays in one granule, charges it, leaves a shortcut, and says where it goes.
  func locate<M: MemoryModel>(
    _ address: UInt64, _ access: Access, _ model: M.Type
  ) throws(Trap) -> Place {
    let entry = M.isModelled ? try translateModelled(address, access) : try walk(address, access)
    let physical = PhysicalAddress(entry.physical(address))
    let frame = physical.frame
    if access == .store {
      if machine.memory.marks(of: frame).contains(.shared) { machine.own(frame) }
      machine.endReservations(on: physical, except: id)
    }
    if M.isModelled { stall(accessData(physical.rawValue >> fast.shift, isStore: access == .store)) }
    let place = Place(host: machine.memory.host(physical), physical: physical)
    leaveShortcut(address, place, entry.pte, access, model)
    return place
  }

  /// Enters what was found into the fast map, as far as the next access may do without looking again.
  @inline(__always) private func leaveShortcut<M: MemoryModel>(
    _ address: UInt64, _ place: Place, _ pte: PTE, _ access: Access, _ model: M.Type
  ) {
    let granule = fast.granule(address)
    var entry = FastMap.Entry(
      readTag: granule, writeTag: FastMap.Entry.none, addend: place.host &- UInt(truncatingIfNeeded: address))
    let isPlain = machine.memory.marks(of: place.physical.frame).isEmpty
    if M.isModelled {
      guard l1d.latency <= 1 && dtlb.latency == 0 else { return }
      if access == .store && isPlain && l1d.write == .back { entry.writeTag = granule }
      let page = address >> Page.shift
      fastPages[Int(truncatingIfNeeded: page) & (fastPages.count &- 1)] = page
    } else if isPlain && pte.flags.isSuperset(of: [.write, .dirty]) {
      entry.writeTag = granule
    }
    fast[address] = entry
  }
}
