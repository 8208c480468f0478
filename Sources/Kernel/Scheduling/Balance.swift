import Machine

/// How work is spread over harts.
extension Kernel {
  /// Lets each hart that has nothing to do take a waiting thread from the hart with the longest queue.
  mutating func balance(_ machine: Machine) {
    guard processors.count > 1 else { return }
    for index in processors.indices where isIdle(index) {
      guard let source = busiest(for: index),
        let candidate = processors[source].queue.waiting.last(where: { $0.affinity >> UInt64(index) & 1 != 0 }
        ),
        let entity = processors[source].queue.remove(candidate.thread)
      else { continue }
      let hart = machine.harts[index]
      hart.idle(until: entity.readySince)
      processors[index].queue.add(entity, because: .migrated, at: hart.cycles)
    }
  }

  /// Whether a hart has nothing to run.
  func isIdle(_ index: Int) -> Bool {
    processors[index].running == nil && processors[index].waitingCount == 0
  }

  /// The hart with the most waiting threads, one of which may run on this one.
  private func busiest(for index: Int) -> Int? {
    var best: (index: Int, count: Int)?
    for other in processors.indices where other != index {
      let queue = processors[other].queue
      guard queue.count > best?.count ?? 0, processors[other].running != nil || queue.count > 1 else {
        continue
      }
      if queue.waiting.contains(where: { $0.affinity >> UInt64(index) & 1 != 0 }) {
        best = (other, queue.count)
      }
    }
    return best?.index
  }
}
