/// Threads in the order in which they came.
struct FIFOQueue: Sendable {
  private var slots: [SchedulingEntity] = []
  /// Where the first one lies; what lies before it has been taken.
  private var head = 0

  var count: Int { slots.count - head }
  var isEmpty: Bool { head == slots.count }
  var waiting: [SchedulingEntity] { Array(slots[head...]) }
  var first: SchedulingEntity? { isEmpty ? nil : slots[head] }

  /// Puts a thread at the end.
  mutating func append(_ entity: SchedulingEntity) { slots.append(entity) }

  /// Puts a thread before all others.
  mutating func prepend(_ entity: SchedulingEntity) {
    if head > 0 {
      head -= 1
      slots[head] = entity
    } else {
      slots.insert(entity, at: 0)
    }
  }

  /// Takes the first one.
  mutating func popFirst() -> SchedulingEntity? {
    guard var entity = first else { return nil }
    _ = popFirst(into: &entity)
    return entity
  }

  /// Takes the first one and puts it where the caller wants it; false if there is none.
  mutating func popFirst(into entity: inout SchedulingEntity) -> Bool {
    guard !isEmpty else { return false }
    entity = slots[head]
    head += 1
    // The places of those that were taken are given back when they are half of all: so each is moved once.
    if head >= 16 && head * 2 >= slots.count {
      slots.removeFirst(head)
      head = 0
    }
    return true
  }

  /// Takes a thread out, wherever it stands.
  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    slots[head...].firstIndex { $0.thread == thread }.map { slots.remove(at: $0) }
  }

  /// Takes all out, the first one first.
  mutating func removeAll() -> [SchedulingEntity] {
    defer { (slots, head) = ([], 0) }
    return waiting
  }
}
