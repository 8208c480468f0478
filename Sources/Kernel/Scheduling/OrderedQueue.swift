/// Threads in the order of a key, the smallest first; threads with the same key in the order in which they came.
///
/// A binary heap (Cormen et al., Introduction to Algorithms, chapter 6): each slot comes before the two below it,
/// and those of slot i are 2i + 1 and 2i + 2.
struct OrderedQueue<Key: Comparable & Sendable>: Sendable {
  struct Slot: Sendable {
    let key: Key
    /// The how-manieth the thread was to come; negative if it went to the front of its equals.
    let order: Int64
    let entity: SchedulingEntity

    func comes(before other: Slot) -> Bool {
      key == other.key ? order < other.order : key < other.key
    }
  }

  /// The heap: for searches that know more than the key.
  private(set) var slots: [Slot] = []
  private var arrivals: Int64 = 0

  var count: Int { slots.count }
  var isEmpty: Bool { slots.isEmpty }
  var first: Slot? { slots.first }
  var waiting: [SchedulingEntity] { slots.sorted { $0.comes(before: $1) }.map(\.entity) }

  /// Puts a thread in, behind or before those that have the same key.
  mutating func insert(_ entity: SchedulingEntity, key: Key, beforeEquals: Bool = false) {
    arrivals += 1
    slots.append(Slot(key: key, order: beforeEquals ? -arrivals : arrivals, entity: entity))
    siftUp(slots.count - 1)
  }

  /// Takes the thread with the smallest key.
  mutating func popFirst() -> SchedulingEntity? { slots.isEmpty ? nil : remove(at: 0).entity }

  /// Takes a thread out, wherever it stands.
  mutating func remove(_ thread: TID) -> Slot? {
    slots.firstIndex { $0.entity.thread == thread }.map { remove(at: $0) }
  }

  /// Takes out the thread in a slot: the last one takes its place, and finds its own from there.
  mutating func remove(at index: Int) -> Slot {
    let last = slots.removeLast()
    guard index < slots.count else { return last }
    let removed = slots[index]
    slots[index] = last
    siftUp(index)
    siftDown(index)
    return removed
  }

  private mutating func siftUp(_ start: Int) {
    var index = start
    while index > 0, slots[index].comes(before: slots[(index - 1) / 2]) {
      slots.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    while true {
      let (left, right) = (2 * index + 1, 2 * index + 2)
      var smallest = index
      if left < slots.count, slots[left].comes(before: slots[smallest]) { smallest = left }
      if right < slots.count, slots[right].comes(before: slots[smallest]) { smallest = right }
      if smallest == index { return }
      slots.swapAt(index, smallest)
      index = smallest
    }
  }
}
