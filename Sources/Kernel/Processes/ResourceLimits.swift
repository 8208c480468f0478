import ABI

/// How much of everything a process may have: a soft limit that counts, and a hard one that bounds it.
struct ResourceLimits: Equatable {
  private var rows: [ResourceLimit]
  /// Whether there is a limit on processor time: every return to a program asks.
  private(set) var boundCPUTime = false

  /// What Linux gives a new system's first process, more or less.
  init(stack: UInt64 = 8 << 20) {
    rows = Array(repeating: ResourceLimit(), count: Resource.allCases.count)
    self[.stack] = ResourceLimit(soft: stack)
    self[.core] = ResourceLimit(soft: 0)
    self[.openFiles] = ResourceLimit(soft: 1024, hard: 4096)
    self[.lockedMemory] = ResourceLimit(soft: 8 << 20, hard: 8 << 20)
    self[.messageQueues] = ResourceLimit(soft: 819_200, hard: 819_200)
    self[.nice] = ResourceLimit(soft: 0, hard: 0)
    self[.realTimePriority] = ResourceLimit(soft: 0, hard: 0)
  }

  subscript(resource: Resource) -> ResourceLimit {
    get { rows[Int(resource.rawValue)] }
    set {
      rows[Int(resource.rawValue)] = newValue
      if resource == .cpu { boundCPUTime = newValue.soft != ResourceLimit.infinity }
    }
  }
}
