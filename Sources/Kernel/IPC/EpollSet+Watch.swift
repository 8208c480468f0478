import ABI
import Machine

/// How epoll sets hear of their files.
extension Kernel {
  /// Tells the sets that watch a channel that something has happened there.
  mutating func notifyWatchers(of channel: WaitChannel, at now: UInt64, _ machine: Machine) {
    guard let watching = watches[channel] else { return }
    for watch in watching where epollSets[watch.set].enqueue(watch) {
      wake(.epoll(watch.set), at: now, machine)
    }
  }

  /// Puts a file into a set, which hears of it from now on.
  mutating func watch(_ watch: Watch, _ event: EpollEvent, _ context: Context) {
    let channels = channels(of: watch.file, for: event.events.polled, context)
    epollSets[watch.set][watch] = EpollSet.Item(events: event.events, data: event.data, channels: channels)
    openFiles[watch.file].watches.append(watch)
    watchCount += 1
    register(watch, at: channels)
    lookAt(watch, context)
  }

  /// Takes a file out of a set.
  mutating func unwatch(_ watch: Watch) {
    guard let item = epollSets[watch.set][watch] else { return }
    unregister(watch, from: item.channels)
    epollSets[watch.set].remove(watch)
    openFiles[watch.file].watches.removeAll { $0 == watch }
    watchCount -= 1
  }

  /// A set is closed: its files are told nobody any more.
  mutating func closeSet(_ number: Int) {
    for watch in Array(epollSets[number].watches) { unwatch(watch) }
    epollSets.remove(number)
  }

  private mutating func register(_ watch: Watch, at channels: [WaitChannel]) {
    for channel in channels { watches[channel, default: []].append(watch) }
  }

  private mutating func unregister(_ watch: Watch, from channels: [WaitChannel]) {
    for channel in channels {
      watches[channel]?.removeAll { $0 == watch }
      if watches[channel]?.isEmpty == true { watches[channel] = nil }
    }
  }

  // MARK: Looking

  /// Puts a file that is ready into the queue of its set, though nothing has happened: it may have before.
  mutating func lookAt(_ watch: Watch, _ context: Context) {
    guard !found(at: watch, context).isEmpty, epollSets[watch.set].enqueue(watch) else { return }
    wake(.epoll(watch.set), context)
  }

  /// What a place in a set has to tell now. A socket may have another peer than before: then that is heard from now on.
  mutating func found(at watch: Watch, _ context: Context) -> EpollEvents {
    guard let item = epollSets[watch.set][watch], !item.isSpent else { return [] }
    let channels = channels(of: watch.file, for: item.events.polled, context)
    if channels != item.channels {
      unregister(watch, from: item.channels)
      register(watch, at: channels)
      epollSets[watch.set][watch]!.channels = channels
    }
    let ready = readiness(of: watch.file, context)
    return EpollEvents(rawValue: UInt32(ready.rawValue)).intersection(item.events)
  }

  /// Whether a set has anything to tell. What is in the queue and is not ready any more leaves it, so that each is
  /// looked at once for each time that it was woken, however deep sets lie in each other.
  mutating func readiness(ofSet number: Int, _ context: Context) -> PollEvents {
    let queue = epollSets[number].queue
    var passed = 0
    while passed < queue.count, found(at: queue[passed], context).isEmpty { passed += 1 }
    if passed > 0 { epollSets[number].dequeueFirst(passed) }
    return passed < queue.count ? [.input, .normalInput] : []
  }

  // MARK: Sets in sets

  /// Whether a set may be put into another one: not if that is in it, nor too deep.
  func mayNest(_ inner: Int, in outer: Int) -> Bool {
    var below: [Int: Int] = [:]
    guard let depth = depth(below: inner, without: outer, &below) else { return false }
    var above: [Int: Int] = [:]
    return height(above: outer, &above) + depth <= EpollSet.deepest
  }

  /// How many sets deep a set is, itself included; nil if another one is among them.
  private func depth(below set: Int, without other: Int, _ known: inout [Int: Int]) -> Int? {
    if set == other { return nil }
    if let depth = known[set] { return depth }
    var deepest = 0
    for watch in epollSets[set].watches {
      guard case .epoll(let inner) = openFiles[watch.file].target else { continue }
      guard let depth = depth(below: inner.rawValue, without: other, &known) else { return nil }
      deepest = max(deepest, depth)
    }
    known[set] = deepest + 1
    return deepest + 1
  }

  /// How many sets a set lies in, one in the other, itself included.
  private func height(above set: Int, _ known: inout [Int: Int]) -> Int {
    if let height = known[set] { return height }
    var highest = 0
    for outer in Set((watches[.epoll(set)] ?? []).map(\.set)) {
      highest = max(highest, height(above: outer, &known))
    }
    known[set] = highest + 1
    return highest + 1
  }
}

extension EpollEvents {
  /// The events as `poll` names them.
  var polled: PollEvents { PollEvents(rawValue: UInt16(truncatingIfNeeded: rawValue)) }
}
