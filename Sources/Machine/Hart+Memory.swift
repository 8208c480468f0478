/// Loads and stores: one comparison on the fast path, everything else out of line.
extension Hart {
  @inline(__always) func load<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ address: UInt64, _ type: T.Type, _ model: M.Type
  ) throws(Trap) -> T {
    let entry = fastLoads[address, model]
    if entry.tag == fastLoads.tag(address, size: UInt64(MemoryLayout<T>.size), model)
      && isFastPage(address, model)
    {
      if M.isModelled { state.counters.fastLoads &+= 1 }
      return HostMemory.load(UInt(address) &+ entry.addend, as: T.self)
    }
    return try loadSlow(address, type, model)
  }

  @inline(__always) func store<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ value: T, _ address: UInt64, _ model: M.Type
  ) throws(Trap) {
    let entry = fastStores[address, model]
    if entry.tag == fastStores.tag(address, size: UInt64(MemoryLayout<T>.size), model)
      && isFastPage(address, model)
    {
      if M.isModelled { state.counters.fastStores &+= 1 }
      HostMemory.store(value, at: UInt(address) &+ entry.addend)
    } else {
      try storeSlow(value, address, model)
    }
  }

  @inline(__always) private func isFastPage<M: MemoryModel>(_ address: UInt64, _ model: M.Type) -> Bool {
    !M.isModelled || fastPages.contains(address)
  }

  @inline(never) private func loadSlow<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ address: UInt64, _ type: T.Type, _ model: M.Type
  ) throws(Trap) -> T {
    let size = UInt64(MemoryLayout<T>.size)
    state.counters.slowLoads &+= 1
    if address & (size - 1) != 0 {
      if trapsMisaligned { throw .misaligned(.load, address) }
      if crosses(address, size) { return T(truncatingIfNeeded: try loadSplit(address, size, model)) }
    }
    return HostMemory.load(try locate(address, .load, model).host, as: T.self)
  }

  @inline(never) private func storeSlow<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ value: T, _ address: UInt64, _ model: M.Type
  ) throws(Trap) {
    let size = UInt64(MemoryLayout<T>.size)
    state.counters.slowStores &+= 1
    if address & (size - 1) != 0 {
      if trapsMisaligned { throw .misaligned(.store, address) }
      if crosses(address, size) {
        return try storeSplit(UInt64(truncatingIfNeeded: value), address, size, model)
      }
    }
    let place = try locate(address, .store, model)
    // A misaligned store can reach into the next 64 bytes, for which reservations are kept apart.
    if !isAlone { machine.endReservations(on: place.physical + (size - 1), except: id) }
    HostMemory.store(value, at: place.host)
    noteStore(place.physical, bytes: size)
  }

  /// Whether an access touches two granules: pages or lines.
  private func crosses(_ address: UInt64, _ size: UInt64) -> Bool {
    fastLoads.granule(address) != fastLoads.granule(address &+ size &- 1)
  }

  /// A misaligned load over the border of two granules: each is accessed, then the bytes are put together.
  private func loadSplit<M: MemoryModel>(
    _ address: UInt64, _ size: UInt64, _ model: M.Type
  ) throws(Trap) -> UInt64 {
    let border = fastLoads.granule(address &+ size &- 1)
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
    let border = fastLoads.granule(address &+ size &- 1)
    let low = try locate(address, .store, model)
    let high = try locate(border, .store, model)
    state.counters.splitAccesses += 1
    for index in 0..<size {
      let isLow = index < border &- address
      let place = isLow ? low : high
      let offset = isLow ? index : address &+ index &- border
      HostMemory.store(UInt8(truncatingIfNeeded: value >> (8 * index)), at: place.host + UInt(offset))
      noteStore(place.physical + offset, bytes: 1)
    }
  }
}
