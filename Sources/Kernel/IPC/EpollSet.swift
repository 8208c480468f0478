import ABI

/// A place in an epoll set: which open file is watched there, and by which descriptor the program knows it.
struct Watch: Hashable {
  let set: Int
  let file: Int
  let descriptor: Int32
}

/// The open files that a program wants to hear of, and those of them that something happened to: what `epoll_create1`
/// makes.
///
/// `poll` is given all descriptors at each call and looks at each. A set knows them, and is told by the wait channels of
/// its files: a wait looks only at those that are in the queue.
///
///     items   7: IN    8: IN|OUT, edge    9: IN, one-shot
///     queue   9 → 7            woken since; whether they still are ready is seen when somebody asks
///
/// A level-triggered item goes back into the queue after it was told, an edge-triggered one waits for the next wake.
struct EpollSet {
  private var items: [Watch: Item] = [:]
  /// The items to look at, in the order in which something happened to them.
  private(set) var queue: [Watch] = []

  struct Item {
    var events: EpollEvents
    var data: UInt64
    /// What tells the set of it.
    var channels: [WaitChannel]
    fileprivate(set) var isQueued = false

    /// Whether it was told once and was to be told only once.
    var isSpent: Bool { events.isSubset(of: Self.manners) }
    /// What is said beside the events that are waited for.
    static let manners: EpollEvents = [.edge, .oneShot, .wakeUp, .exclusive]
  }

  subscript(watch: Watch) -> Item? {
    get { items[watch] }
    set { items[watch] = newValue }
  }

  /// Every place, in no order.
  var watches: Dictionary<Watch, Item>.Keys { items.keys }

  /// Puts an item into the queue; false if it is there already, or nobody wants to hear of it.
  mutating func enqueue(_ watch: Watch) -> Bool {
    guard let item = items[watch], !item.isQueued, !item.isSpent else { return false }
    items[watch]!.isQueued = true
    queue.append(watch)
    return true
  }

  /// Takes the first items out of the queue.
  mutating func dequeueFirst(_ count: Int) {
    for watch in queue.prefix(count) { items[watch]?.isQueued = false }
    queue.removeFirst(count)
  }

  /// Takes an item out for good.
  mutating func remove(_ watch: Watch) {
    if items.removeValue(forKey: watch)?.isQueued == true { queue.removeAll { $0 == watch } }
  }

  /// How many sets may be in each other, the outermost and the innermost included.
  static let deepest = 5
  /// How many places all sets together may have.
  static let watchLimit = 65_536
}
