/// The way of a line through the levels, and the MESI protocol between harts.
///
/// Every function returns the cycles for which the hart stalls: the latency of the level that had the line. What a
/// level sends down when it evicts a modified line leaves by a write buffer and costs nothing.
extension Hart {
  /// Makes a line of data the most recently used of its set in L1D, fetching it if need be.
  @inline(never) func accessData(_ line: UInt64, isStore: Bool) -> Int {
    let l1d = l1d
    if isStore { l1d.counters.writes += 1 } else { l1d.counters.reads += 1 }
    if isStore && l1d.write == .through { return writeThrough(line) }
    let set = l1d.tags.set(of: line)
    let place = l1d.tags.find(line, in: set)
    guard place >= 0 else { return missData(line, isStore: isStore) }
    let newPlace = l1d.tags.use(place, in: set)
    guard isStore else { return l1HitStall }
    let state = l1d.tags.state(newPlace, in: set)
    l1d.tags.setState(LineState.modified.rawValue, newPlace, in: set)
    return state == LineState.shared.rawValue ? l1HitStall + upgrade(line) : l1HitStall
  }

  /// Fetches a line of instructions into L1I, where it becomes the most recently used of its set.
  @inline(never) func accessInstructions(_ line: UInt64) -> Int {
    l1i.counters.reads += 1
    let set = l1i.tags.set(of: line)
    let place = l1i.tags.find(line, in: set)
    if place >= 0 {
      _ = l1i.tags.use(place, in: set)
      return l1i.latency > 1 ? l1i.latency - 1 : 0
    }
    l1i.counters.readMisses += 1
    let (_, stall) = obtain(line, isStore: false)
    _ = l1i.fill(line, .shared)
    return stall
  }

  private func missData(_ line: UInt64, isStore: Bool) -> Int {
    if isStore { l1d.counters.writeMisses += 1 } else { l1d.counters.readMisses += 1 }
    let (state, stall) = obtain(line, isStore: isStore)
    let victim = l1d.fill(line, isStore ? .modified : state)
    if victim.state == .modified {
      l1d.counters.writebacks += 1
      if let l2 { l2.setState(of: victim.line, .modified) } else { writeBackToShared(victim.line) }
    }
    return stall
  }

  /// A store that goes through L1D: the line moves up only if it is there, and L2 takes the write.
  private func writeThrough(_ line: UInt64) -> Int {
    let set = l1d.tags.set(of: line)
    let place = l1d.tags.find(line, in: set)
    if place >= 0 { _ = l1d.tags.use(place, in: set) } else { l1d.counters.writeMisses += 1 }
    let (_, stall) = obtain(line, isStore: true)
    if place >= 0 { l1d.setState(of: line, .exclusive) }
    if let l2 { l2.setState(of: line, .modified) } else { writeBackToShared(line) }
    return stall
  }

  /// Gets a line from the levels below L1, in a state that permits the access.
  private func obtain(_ line: UInt64, isStore: Bool) -> (LineState, Int) {
    guard let l2 else { return obtainFromShared(line, isStore: isStore) }
    if isStore { l2.counters.writes += 1 } else { l2.counters.reads += 1 }
    let set = l2.tags.set(of: line)
    let place = l2.tags.find(line, in: set)
    if place >= 0 {
      let newPlace = l2.tags.use(place, in: set)
      let state = LineState(rawValue: l2.tags.state(newPlace, in: set))!
      guard state == .shared else { return (.exclusive, l2.latency) }
      guard isStore else { return (.shared, l2.latency) }
      l2.tags.setState(LineState.exclusive.rawValue, newPlace, in: set)
      return (.exclusive, l2.latency + upgrade(line))
    }
    if isStore { l2.counters.writeMisses += 1 } else { l2.counters.readMisses += 1 }
    let (state, stall) = obtainFromShared(line, isStore: isStore)
    let victim = l2.fill(line, state)
    if victim.state != .invalid { leaveL2(victim.line, victim.state) }
    return (state, stall)
  }

  /// L2 contains what L1 holds: a line that leaves L2 leaves L1 too.
  private func leaveL2(_ line: UInt64, _ state: LineState) {
    let isModified = takeFromL1(line) || state == .modified
    if isModified {
      l2?.counters.writebacks += 1
      writeBackToShared(line)
    }
    if let l3 = l3, let location = l3.find(line) { l3[sharersAt: location] &= ~bit }
  }

  /// Takes a line out of both first levels; true if it was modified there.
  private func takeFromL1(_ line: UInt64) -> Bool {
    let wasModified = l1d.state(of: line) == .modified
    if l1d.setState(of: line, .invalid) {
      l1d.counters.invalidations += 1
      forgetFast(line: line)
    }
    if l1i.setState(of: line, .invalid) {
      l1i.counters.invalidations += 1
      forgetFetch(line: line)
    }
    return wasModified
  }

  private func writeBackToShared(_ line: UInt64) { l3?.cache.setState(of: line, .modified) }

  /// Gets a line from L3 or memory, after the other harts gave up what forbids the access.
  private func obtainFromShared(_ line: UInt64, isStore: Bool) -> (LineState, Int) {
    guard let l3 = l3 else { return (.exclusive, memoryLatency) }
    if isStore { l3.cache.counters.writes += 1 } else { l3.cache.counters.reads += 1 }
    guard let found = l3.find(line) else {
      if isStore { l3.cache.counters.writeMisses += 1 } else { l3.cache.counters.readMisses += 1 }
      let victim = l3.fill(line, for: id)
      if victim.state != .invalid { leaveL3(victim.line, victim.state, sharers: victim.sharers) }
      return (.exclusive, memoryLatency)
    }
    let location = l3.use(found)
    let others = l3[sharersAt: location] & ~bit
    l3[sharersAt: location] |= bit
    guard others != 0 else { return (.exclusive, l3.cache.latency) }
    let intervention = isStore ? invalidate(line, in: others) : share(line, with: others)
    if isStore { l3[sharersAt: location] = bit }
    return (isStore ? .exclusive : .shared, l3.cache.latency + intervention)
  }

  private func leaveL3(_ line: UInt64, _ state: LineState, sharers: UInt64) {
    let wasModified = machine.takeFromPrivate(line, of: sharers)
    if wasModified || state == .modified { l3?.cache.counters.writebacks += 1 }
  }

  /// Makes a shared line ours alone: the other harts lose their copies.
  private func upgrade(_ line: UInt64) -> Int {
    guard let l3 = l3, let location = l3.find(line) else { return 0 }
    let others = l3[sharersAt: location] & ~bit
    l3[sharersAt: location] = bit
    return l3.cache.latency + invalidate(line, in: others)
  }

  /// A line that another hart had modified comes from that hart's caches, which takes as long as its L2 does.
  private func invalidate(_ line: UInt64, in others: UInt64) -> Int {
    guard machine.takeFromPrivate(line, of: others) else { return 0 }
    writeBackToShared(line)
    return l2?.latency ?? l1d.latency
  }

  private func share(_ line: UInt64, with others: UInt64) -> Int {
    var wasModified = false
    for hart in machine.harts where others >> UInt64(hart.id) & 1 != 0 {
      if hart.downgrade(line) { wasModified = true }
    }
    guard wasModified else { return 0 }
    writeBackToShared(line)
    return l2?.latency ?? l1d.latency
  }

  /// Gives up the right to write a line; true if it was modified.
  private func downgrade(_ line: UInt64) -> Bool {
    let wasModified = l1d.state(of: line) == .modified || l2?.state(of: line) == .modified
    l1d.setState(of: line, .shared)
    l2?.setState(of: line, .shared)
    forgetFast(line: line)
    return wasModified
  }

  private var bit: UInt64 { 1 << UInt64(id) }
  private var l1HitStall: Int { l1d.latency > 1 ? l1d.latency - 1 : 0 }

  /// Takes a line out of all private caches; true if it was modified there.
  fileprivate func takeFromPrivate(_ line: UInt64) -> Bool {
    let l1WasModified = takeFromL1(line)
    guard let l2 else { return l1WasModified }
    let l2WasModified = l2.state(of: line) == .modified
    if l2.setState(of: line, .invalid) { l2.counters.invalidations += 1 }
    return l1WasModified || l2WasModified
  }
}

extension Machine {
  /// Takes a line out of the private caches of some harts; true if one of them had modified it.
  fileprivate func takeFromPrivate(_ line: UInt64, of sharers: UInt64) -> Bool {
    var wasModified = false
    for hart in harts where sharers >> UInt64(hart.id) & 1 != 0 {
      if hart.takeFromPrivate(line) { wasModified = true }
    }
    return wasModified
  }
}
