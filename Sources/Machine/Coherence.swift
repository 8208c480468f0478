/// The way of a line through the levels, and the MESI protocol between harts.
///
/// Where a function returns a number, it is the cycles for which the hart stalls: the latency of the level that had the line. What a
/// level sends down when it evicts a modified line leaves by a write buffer and costs nothing.
extension Hart {
  /// Makes a line of data the most recently used of its set in L1D, fetching it if need be, and stalls the hart.
  ///
  /// - Returns: whether the line was modified there before.
  @discardableResult @inline(__always) func accessData(_ line: UInt32, isStore: Bool) -> Bool {
    if isStore { l1d.counters.writes &+= 1 } else { l1d.counters.reads &+= 1 }
    if isStore && l1d.write == .through {
      stall(writeThrough(line))
      return false
    }
    let set = l1d.tags.set(of: line)
    let way = l1d.tags.find(line, in: set)
    guard way >= 0 else {
      stall(isStore ? missStore(line) : missLoad(line))
      return false
    }
    l1d.tags.use(way, in: set)
    if l1d.latency > 1 { stall(l1d.latency &- 1) }
    let state = l1d[set, way]
    if isStore && state != .modified {
      if state == .shared { stall(upgrade(line)) }
      l1d.tags.setState(LineState.modified.rawValue, way, in: set)
    }
    return state == .modified
  }

  /// A data access of the walker or the kernel, which leaves the program's shortcuts behind.
  @inline(never) func accessBehind(_ line: UInt32, isStore: Bool) {
    accessData(line, isStore: isStore)
    forgetFast(line: line)
  }

  /// Fetches a line of instructions into L1I, where it becomes the most recently used of its set.
  @inline(never) func accessInstructions(_ line: UInt32) -> Int {
    l1i.counters.reads += 1
    let set = l1i.tags.set(of: line)
    let way = l1i.tags.find(line, in: set)
    if way >= 0 {
      l1i.tags.use(way, in: set)
      return l1i.latency > 1 ? l1i.latency - 1 : 0
    }
    l1i.counters.readMisses += 1
    let (_, stall) = obtain(line, isStore: false)
    _ = l1i.fill(line, .shared)
    return stall
  }

  @inline(never) private func missLoad(_ line: UInt32) -> Int { missData(line, isStore: false) }

  @inline(never) private func missStore(_ line: UInt32) -> Int { missData(line, isStore: true) }

  @inline(__always) private func missData(_ line: UInt32, isStore: Bool) -> Int {
    if isStore { l1d.counters.writeMisses &+= 1 } else { l1d.counters.readMisses &+= 1 }
    let (state, stall) = obtain(line, isStore: isStore)
    let victim = l1d.fill(line, isStore ? .modified : state)
    if victim.state == .modified {
      l1d.counters.writebacks &+= 1
      if let l2 { l2.setState(of: victim.line, .modified) } else { writeBackToShared(victim.line) }
    }
    return stall
  }

  /// A store that goes through L1D: the line moves up only if it is there, and L2 takes the write.
  @inline(never) private func writeThrough(_ line: UInt32) -> Int {
    let set = l1d.tags.set(of: line)
    let way = l1d.tags.find(line, in: set)
    if way >= 0 { l1d.tags.use(way, in: set) } else { l1d.counters.writeMisses += 1 }
    let (_, stall) = obtain(line, isStore: true)
    if way >= 0 { l1d.setState(of: line, .exclusive) }
    if let l2 { l2.setState(of: line, .modified) } else { writeBackToShared(line) }
    return stall
  }

  /// Gets a line from the levels below L1, in a state that permits the access.
  @inline(__always) private func obtain(_ line: UInt32, isStore: Bool) -> (LineState, Int) {
    guard let l2 else { return obtainFromShared(line, isStore: isStore) }
    if isStore { l2.counters.writes &+= 1 } else { l2.counters.reads &+= 1 }
    let set = l2.tags.set(of: line)
    let way = l2.tags.find(line, in: set)
    if way >= 0 {
      l2.tags.use(way, in: set)
      guard l2[set, way] == .shared else { return (.exclusive, l2.latency) }
      guard isStore else { return (.shared, l2.latency) }
      l2[set, way] = .exclusive
      return (.exclusive, l2.latency + upgrade(line))
    }
    return missL2(line, isStore: isStore)
  }

  /// Gets a line that L2 does not have, and puts it there.
  @inline(never) private func missL2(_ line: UInt32, isStore: Bool) -> (LineState, Int) {
    guard let l2 else { return obtainFromShared(line, isStore: isStore) }
    if isStore { l2.counters.writeMisses &+= 1 } else { l2.counters.readMisses &+= 1 }
    let (state, stall) = obtainFromShared(line, isStore: isStore)
    let victim = l2.fill(line, state)
    if victim.state != .invalid { leaveL2(victim.line, victim.state) }
    return (state, stall)
  }

  /// L2 contains what L1 holds: a line that leaves L2 leaves L1 too.
  private func leaveL2(_ line: UInt32, _ state: LineState) {
    let isModified = takeFromL1(line) || state == .modified
    if isModified { l2?.counters.writebacks += 1 }
    guard let l3, let location = l3.find(line) else { return }
    if isModified { l3.cache[location.set, location.way] = .modified }
    l3[sharersAt: location] &= ~bit
  }

  /// Takes a line out of both first levels; true if it was modified there.
  private func takeFromL1(_ line: UInt32) -> Bool {
    let set = l1d.tags.set(of: line)
    let way = l1d.tags.find(line, in: set)
    let wasModified = way >= 0 && l1d[set, way] == .modified
    if way >= 0 {
      l1d[set, way] = .invalid
      l1d.counters.invalidations += 1
      forgetFast(line: line)
    }
    if l1i.setState(of: line, .invalid) {
      l1i.counters.invalidations += 1
      forgetFetch(line: line)
    }
    return wasModified
  }

  private func writeBackToShared(_ line: UInt32) { l3?.cache.setState(of: line, .modified) }

  /// Gets a line from L3 or memory, after the other harts gave up what forbids the access.
  private func obtainFromShared(_ line: UInt32, isStore: Bool) -> (LineState, Int) {
    guard let l3 else { return (.exclusive, memoryLatency) }
    if isStore { l3.cache.counters.writes &+= 1 } else { l3.cache.counters.reads &+= 1 }
    guard let location = l3.find(line) else {
      if isStore { l3.cache.counters.writeMisses &+= 1 } else { l3.cache.counters.readMisses &+= 1 }
      let victim = l3.fill(line, for: id)
      if victim.state != .invalid { leaveL3(victim.line, victim.state, sharers: victim.sharers) }
      return (.exclusive, memoryLatency)
    }
    l3.cache.tags.use(location.way, in: location.set)
    let others = l3[sharersAt: location] & ~bit
    l3[sharersAt: location] |= bit
    guard others != 0 else { return (.exclusive, l3.cache.latency) }
    let intervention = isStore ? invalidate(line, in: others) : share(line, with: others)
    if isStore { l3[sharersAt: location] = bit }
    return (isStore ? .exclusive : .shared, l3.cache.latency + intervention)
  }

  private func leaveL3(_ line: UInt32, _ state: LineState, sharers: UInt64) {
    let wasModified = machine.takeFromPrivate(line, of: sharers)
    if wasModified || state == .modified { l3?.cache.counters.writebacks += 1 }
  }

  /// Makes a shared line ours alone: the other harts lose their copies.
  @inline(never) private func upgrade(_ line: UInt32) -> Int {
    guard let l3, let location = l3.find(line) else { return 0 }
    let others = l3[sharersAt: location] & ~bit
    l3[sharersAt: location] = bit
    return l3.cache.latency + invalidate(line, in: others)
  }

  /// A line that another hart had modified comes from that hart's caches, which takes as long as its L2 does.
  private func invalidate(_ line: UInt32, in others: UInt64) -> Int {
    guard machine.takeFromPrivate(line, of: others) else { return 0 }
    writeBackToShared(line)
    return l2?.latency ?? l1d.latency
  }

  private func share(_ line: UInt32, with others: UInt64) -> Int {
    var wasModified = false
    for hart in machine.harts where others >> UInt64(hart.id) & 1 != 0 {
      if hart.downgrade(line) { wasModified = true }
    }
    guard wasModified else { return 0 }
    writeBackToShared(line)
    return l2?.latency ?? l1d.latency
  }

  /// Gives up the right to write a line; true if it was modified.
  private func downgrade(_ line: UInt32) -> Bool {
    let wasModified = l1d.state(of: line) == .modified || l2?.state(of: line) == .modified
    l1d.setState(of: line, .shared)
    l2?.setState(of: line, .shared)
    forgetFast(line: line)
    return wasModified
  }

  @inline(__always) private var bit: UInt64 { 1 &<< UInt64(truncatingIfNeeded: id) }

  /// Takes a line out of all private caches; true if it was modified there.
  fileprivate func takeFromPrivate(_ line: UInt32) -> Bool {
    let l1WasModified = takeFromL1(line)
    guard let l2 else { return l1WasModified }
    let l2WasModified = l2.state(of: line) == .modified
    if l2.setState(of: line, .invalid) { l2.counters.invalidations += 1 }
    return l1WasModified || l2WasModified
  }
}

extension Machine {
  /// Takes a line out of the private caches of some harts; true if one of them had modified it.
  fileprivate func takeFromPrivate(_ line: UInt32, of sharers: UInt64) -> Bool {
    var wasModified = false
    for hart in harts where sharers >> UInt64(hart.id) & 1 != 0 {
      if hart.takeFromPrivate(line) { wasModified = true }
    }
    return wasModified
  }
}
