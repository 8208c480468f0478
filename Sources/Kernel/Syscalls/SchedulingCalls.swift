import ABI
import Machine

/// The system calls on scheduling. A thread's class decides only whether it runs before the others (SCHED_FIFO and
/// SCHED_RR); everything else is up to the policy that the machine was started with.
extension Kernel {
  mutating func sysSchedYield(_ context: Context) -> SyscallOutcome {
    processors[context.hart.id].takeBack(.yielded)
    return .done(0)
  }

  mutating func sysSchedSetscheduler(
    _ number: Int32, _ policy: UInt32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = try thread(number, context)
    let bytes = try copyIn(
      UserBuffer(start: pointer, count: UInt64(SchedulingParameters.layout.size)), context)
    guard let parameters = SchedulingParameters(decoding: bytes),
      let policy = SchedulingClass(rawValue: policy & ~SchedulingClass.resetOnFork), policy != .deadline,
      policy.priorities.contains(parameters.priority)
    else { throw .invalidArgument }
    setClass(of: thread, to: policy, priority: parameters.priority, context)
    return .done(0)
  }

  /// Puts a thread into another class; under SCHED_RR it gets a quantum.
  mutating func setClass(
    of thread: Int, to policy: SchedulingClass, priority: Int32, _ context: Context
  ) {
    threads[thread].schedulingClass = policy
    let quantum = policy == .roundRobin ? options.cycles(Int64(tuning.realtimeQuantum) * 1_000_000) : nil
    reschedule(thread, context) { $0.realtimeQuantum = quantum }
    let nice = self.priority(of: thread).nice
    setPriority(of: thread, to: Priority(nice: nice, realtime: Int(priority)), context)
  }

  /// Tells a thread's quantum: under SCHED_RR its own, otherwise that of the policy, or 0 if that has none.
  mutating func sysSchedRrGetInterval(
    _ number: Int32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var entity = schedulingEntity(of: try thread(number, context))
    entity.sliceUsed = 0
    let slice = processors[context.hart.id].queue.slice(of: entity, at: context.hart.cycles)
    try copyOut(
      TimeSpec(nanoseconds: slice.map { options.nanoseconds($0) } ?? 0).encoded, to: pointer, context)
    return .done(0)
  }

  mutating func sysSchedSetparam(
    _ number: Int32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = try thread(number, context)
    let bytes = try copyIn(
      UserBuffer(start: pointer, count: UInt64(SchedulingParameters.layout.size)), context)
    guard let parameters = SchedulingParameters(decoding: bytes),
      threads[thread].schedulingClass.priorities.contains(parameters.priority)
    else { throw .invalidArgument }
    let nice = priority(of: thread).nice
    setPriority(of: thread, to: Priority(nice: nice, realtime: Int(parameters.priority)), context)
    return .done(0)
  }

  func sysSchedGetscheduler(_ number: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    .done(Int(threads[try thread(number, context)].schedulingClass.rawValue))
  }

  mutating func sysSchedGetparam(
    _ number: Int32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let priority = priority(of: try thread(number, context))
    guard pointer.address.rawValue != 0 else { throw .invalidArgument }
    try copyOut(SchedulingParameters(priority: Int32(priority.realtime)).encoded, to: pointer, context)
    return .done(0)
  }

  func sysSchedGetPriority(_ policy: SchedulingClass?, isMaximum: Bool) throws(Errno) -> SyscallOutcome {
    guard let policy else { throw .invalidArgument }
    return .done(Int(isMaximum ? policy.priorities.upperBound : policy.priorities.lowerBound))
  }

  mutating func sysSchedSetaffinity(
    _ number: Int32, _ size: UInt64, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = try thread(number, context)
    let bytes = try copyIn(UserBuffer(start: pointer, count: min(size, 8)), context)
    let mask = (bytes + Array(repeating: 0, count: 8 - bytes.count)).littleEndian64(at: 0) & hartMask
    guard mask != 0 else { throw .invalidArgument }
    reschedule(thread, context) { $0.affinity = mask }
    return .done(0)
  }

  mutating func sysSchedGetaffinity(
    _ number: Int32, _ size: UInt64, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let thread = try thread(number, context)
    guard size >= 8, size % 8 == 0 else { throw .invalidArgument }
    try copyOut((schedulingEntity(of: thread).affinity & hartMask).bytes, to: pointer, context)
    return .done(8)
  }

  /// One bit for each hart that there is.
  private var hartMask: UInt64 { processors.count == 64 ? .max : 1 << UInt64(processors.count) - 1 }

  mutating func sysGetcpu(_ hart: UserPointer, _ node: UserPointer, _ context: Context) throws(Errno)
    -> SyscallOutcome
  {
    if hart.address.rawValue != 0 { try copyOut(UInt32(context.hart.id).bytes, to: hart, context) }
    if node.address.rawValue != 0 { try copyOut(UInt32(0).bytes, to: node, context) }
    return .done(0)
  }

  // MARK: Nice values

  mutating func sysSetpriority(
    _ target: PriorityTarget?, _ number: Int32, _ nice: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let nice = Int(max(-20, min(19, nice)))
    for thread in try threads(target, number, context) {
      let old = priority(of: thread)
      if nice < old.nice && !processes[context.process].credentials.isRoot {
        throw .accessDenied
      }
      setPriority(of: thread, to: Priority(nice: nice, realtime: old.realtime), context)
    }
    return .done(0)
  }

  /// The result is 20 − nice, so that it is never negative, as the interface has it.
  func sysGetpriority(
    _ target: PriorityTarget?, _ number: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let nices = try threads(target, number, context).map { priority(of: $0).nice }
    return .done(20 - (nices.min() ?? 0))
  }

  private func threads(
    _ target: PriorityTarget?, _ number: Int32, _ context: Context
  ) throws(Errno) -> [Int] {
    let found: [Int]
    switch target {
    case .process?: found = [try thread(number, context)]
    case .processGroup?:
      let group = number == 0 ? processes[context.process].group : Int(number)
      found = processes.numbers.filter { processes[$0].group == group }.flatMap { processes[$0].threads }
    case .user?:
      let user = number == 0 ? processes[context.process].credentials.user.real : UInt32(bitPattern: number)
      found = processes.numbers.filter { processes[$0].credentials.user.real == user }
        .flatMap { processes[$0].threads }
    case nil: throw .invalidArgument
    }
    guard !found.isEmpty else { throw .noSuchProcess }
    return found
  }

  /// The thread with a number, where 0 is the caller.
  func thread(_ number: Int32, _ context: Context) throws(Errno) -> Int {
    guard number >= 0 else { throw .invalidArgument }
    let thread = number == 0 ? context.thread : Int(number)
    guard threads.contains(thread) else { throw .noSuchProcess }
    return thread
  }

  /// What the scheduler knows of a thread, wherever it is.
  func schedulingEntity(of thread: Int) -> SchedulingEntity {
    guard threads[thread].state == .ready else { return threads[thread].scheduling }
    for index in processors.indices {
      if let entity = processors[index].queue.waiting.first(where: { Int($0.thread.rawValue) == thread }) {
        return entity
      }
    }
    return threads[thread].scheduling
  }
}
