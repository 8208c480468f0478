/// Threads in the order in which they came: a ring, so that nothing moves when one comes or goes at an end.
///
/// It has two words, so that a policy that consists of it and of one more needs no box behind `any SchedulingPolicy`.
struct FIFOQueue: Sendable {
  /// As many places as a power of two; those that nobody stands in have any content.
  private var slots: [SchedulingEntity] = []
  /// Where the first one stands, and how many there are.
  private var head: Int32 = 0
  private var length: Int32 = 0

  var count: Int { Int(length) }

  var isEmpty: Bool { length == 0 }
  var waiting: [SchedulingEntity] { (0..<count).map { slots[place($0)] } }
  var first: SchedulingEntity? { isEmpty ? nil : slots[place(0)] }

  /// The place in the ring of the one that has so many before it.
  @inline(__always) private func place(_ position: Int) -> Int {
    (Int(head) + position) & (slots.count - 1)
  }

  /// Puts a thread at the end.
  @inline(__always) mutating func append(_ entity: SchedulingEntity) {
    if count == slots.count { grow() }
    let place = place(count)
    // In place: an assignment to an array's element copies what is assigned first.
    slots.withUnsafeMutableBufferPointer { $0[place] = entity }
    length += 1
  }

  /// Puts a thread before all others.
  mutating func prepend(_ entity: SchedulingEntity) {
    if count == slots.count { grow() }
    head = Int32(place(slots.count - 1))
    slots[place(0)] = entity
    length += 1
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
    entity = slots[place(0)]
    head = Int32(truncatingIfNeeded: place(1))
    length -= 1
    return true
  }

  /// Takes a thread out, wherever it stands: those behind it move up.
  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    guard let position = (0..<count).first(where: { slots[place($0)].thread == thread }) else { return nil }
    let entity = slots[place(position)]
    for next in position + 1..<count { slots[place(next - 1)] = slots[place(next)] }
    length -= 1
    return entity
  }

  /// Takes all out, the first one first.
  mutating func removeAll() -> [SchedulingEntity] {
    defer { self = FIFOQueue() }
    return waiting
  }

  /// Makes twice as many places.
  private mutating func grow() {
    let nobody = SchedulingEntity(thread: TID(0))
    slots = waiting + Array(repeating: nobody, count: max(8, count))
    head = 0
  }
}
