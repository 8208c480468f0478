import ABI

// Epoll sets, the other things that are nothing but a descriptor, and locks on files.
extension Invariants {
  /// Each place in an epoll set is known to its file, to its channels and to the count of all, and to nobody else.
  mutating func checkWatches() {
    var counted = 0
    var heard: [WaitChannel: [Watch]] = [:]
    for number in kernel.epollSets.numbers {
      let set = kernel.epollSets[number]
      for watch in set.watches {
        counted += 1
        for channel in set[watch]!.channels { heard[channel, default: []].append(watch) }
        let isKnown = kernel.openFiles.find(watch.file)?.watches.contains(watch) ?? false
        require(
          isKnown && watch.set == number, "set \(number) watches file \(watch.file), which does not know")
      }
      let queued = set.queue.filter { set[$0]?.isQueued ?? false }
      require(Set(queued).count == set.queue.count, "the queue of set \(number) has what it should not")
    }
    require("places in epoll sets", counts: counted, asKept: kernel.watchCount)
    let known = kernel.openFiles.numbers.reduce(0) { $0 + kernel.openFiles[$1].watches.count }
    require("places that files know", counts: known, asKept: counted)
    let isSame = heard.mapValues(Set.init) == kernel.watches.mapValues(Set.init)
    require(isSame, "channels do not tell those who watch them")
  }

  /// A counter, a timer or an epoll set belongs to one open file.
  mutating func checkDescriptorObjects() {
    var (counters, descriptorTimers, sets): ([Int], [Int], [Int]) = ([], [], [])
    for file in kernel.openFiles.numbers {
      switch kernel.openFiles[file].target {
      case .counter(let number): counters.append(number.rawValue)
      case .timer(let number): descriptorTimers.append(number.rawValue)
      case .epoll(let number): sets.append(number.rawValue)
      default: break
      }
    }
    require(counters.sorted() == kernel.eventCounters.numbers, "event counters are not those that are open")
    require(
      descriptorTimers.sorted() == kernel.descriptorTimers.numbers, "timers are not those that are open")
    require(sets.sorted() == kernel.epollSets.numbers, "epoll sets are not those that are open")
    let running = kernel.descriptorTimers.numbers.count { kernel.descriptorTimers[$0].handle != nil }
    let set = kernel.timers.actions.count { if case .descriptorTimer = $0 { true } else { false } }
    require("timers of descriptors", counts: running, asKept: set)
  }

  /// Locks on files are counted, do not conflict, and belong to somebody who is there.
  mutating func checkFileLocks() {
    var counted = 0
    for (inode, locks) in kernel.fileLocks {
      counted += locks.rows.count
      require(kernel.files.contains(inode), "file \(inode.rawValue) has locks and is gone")
      for (index, row) in locks.rows.enumerated() {
        let isFree = !locks.rows[(index + 1)...].contains { $0.conflicts(with: row) }
        require(isFree && row.first <= row.last, "file \(inode.rawValue) has locks that conflict")
        let isOwned =
          switch row.owner {
          case .process(let table): kernel.descriptorTables.find(table) != nil
          case .openFile(let file), .wholeFile(let file): kernel.openFiles.find(file) != nil
          }
        require(isOwned, "a lock on file \(inode.rawValue) is nobody's")
      }
    }
    require("locks on files", counts: counted, asKept: kernel.fileLockCount)
  }
}
