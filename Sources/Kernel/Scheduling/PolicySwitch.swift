import Machine

/// Another scheduling policy while threads run and wait.
extension Kernel {
  /// Lets another policy decide from now on. The threads keep their places: those that run go on, those that are ready
  /// come into the new queue of the same hart in the order in which they stood in the old one. What the old policy
  /// remembered of them means nothing to the new one and is forgotten.
  mutating func switchScheduler(to choice: SchedulerChoice, _ machine: Machine) {
    options.scheduler = choice
    for hart in machine.harts {
      if let running = processors[hart.id].running {
        processors[hart.id].charge(&threads[running], until: hart.cycles)
      }
      replaceQueue(of: hart, choice.makeRunQueue(seed: machine.configuration.seed &+ UInt64(hart.id)))
    }
    for thread in threads.numbers where threads[thread].state != .ready && !threads[thread].state.isRunning {
      threads[thread].scheduling.forgetPolicy()
    }
  }

  private mutating func replaceQueue(of hart: Hart, _ new: RealtimeFirst) {
    let (index, now) = (hart.id, hart.cycles)
    let waiting = processors[index].queue.waiting.compactMap { processors[index].queue.remove($0.thread) }
    let running = processors[index].running
    if let running { processors[index].queue.leave(&threads[running].scheduling, endsBurst: false, at: now) }
    processors[index].queue = new
    if let running {
      // It has to have come out of the queue on whose hart it is.
      threads[running].scheduling.forgetPolicy()
      processors[index].queue.add(&threads[running].scheduling, because: .changed, at: now)
      _ = processors[index].queue.next(into: &threads[running].scheduling, at: now)
    }
    for var entity in waiting {
      noteWaiting(of: entity, until: now)
      entity.forgetPolicy()
      processors[index].queue.add(&entity, because: .changed, at: now)
    }
    guard let running else { return }
    beginSlice(on: index, at: now)
    processors[index].letPreempt(threads[running].scheduling, at: now)
  }
}

extension SchedulingEntity {
  /// Forgets what only one policy understands.
  mutating func forgetPolicy() {
    (virtualTime, deadline, sliceUsed) = (0, 0, 0)
    (level, levelUsed, boosts) = (0, 0, 0)
  }
}

extension SchedulerChoice {
  /// The one quantum of the policy in cycles; nil where there is none, or several.
  var quantum: UInt64? {
    switch self {
    case .roundRobin(let quantum), .lottery(let quantum), .stride(let quantum): quantum
    case .priority(_, let quantum, _): quantum
    case .earliestDeadline(let options): options.slice
    default: nil
    }
  }

  /// The same policy with another quantum; nil where it has none.
  func with(quantum: UInt64) -> SchedulerChoice? {
    guard quantum > 0 else { return nil }
    switch self {
    case .roundRobin: return .roundRobin(quantum: quantum)
    case .lottery: return .lottery(quantum: quantum)
    case .stride: return .stride(quantum: quantum)
    case .priority(let preemptive, _?, let ageing):
      return .priority(preemptive: preemptive, quantum: quantum, ageing: ageing)
    case .earliestDeadline(var options):
      options.slice = quantum
      return .earliestDeadline(options)
    default: return nil
    }
  }
}
