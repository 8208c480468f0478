import Machine

/// The scheduler: threads become ready, wait, and run. What it decides comes from a `SchedulingPolicy`.
extension Kernel {
  // MARK: Becoming ready

  /// Lets a thread run as soon as a hart is free for it: it is put into the run queue of one.
  ///
  /// - Precondition: the thread is in no run queue and on no hart.
  mutating func makeReady(_ thread: Int, because cause: ReadyCause, at now: UInt64, _ machine: Machine) {
    if staysStopped(thread, at: now) { return }
    let index = processors.count == 1 ? 0 : bestHart(for: thread)
    if isIdle(index) { machine.harts[index].idle(until: now) }
    join(index, thread, because: cause, at: now)
  }

  /// Puts a thread into the run queue of a hart, which may be taken from the thread that runs there.
  private mutating func join(_ index: Int, _ thread: Int, because cause: ReadyCause, at now: UInt64) {
    change(thread, to: .ready, because: .ready(cause), at: now, hart: index)
    guard let running = processors[index].running else {
      return processors[index].queue.add(&threads[thread].scheduling, because: cause, at: now)
    }
    processors[index].charge(&threads[running], until: now)
    processors[index].queue.add(&threads[thread].scheduling, because: cause, at: now)
    processors[index].letPreempt(threads[running].scheduling, at: now)
  }

  /// Whether the thread cannot become ready, as its process was stopped.
  @inline(__always) private mutating func staysStopped(_ thread: Int, at now: UInt64) -> Bool {
    guard processes[threads[thread].process].isStopped else { return false }
    change(thread, to: .stopped, because: .stopSignal(.stop), at: now, hart: 0)
    return true
  }

  /// The hart whose queue a thread joins: the one it ran on last, unless another one has less to do.
  private func bestHart(for thread: Int) -> Int {
    let loads = processors.indices.map { index in
      processors[index].waitingCount + (processors[index].running == nil ? 0 : 1)
    }
    let (affinity, last) = (threads[thread].scheduling.affinity, threads[thread].scheduling.lastHart)
    let permitted = processors.indices.filter { affinity >> UInt64($0) & 1 != 0 }
    guard let best = permitted.min(by: { loads[$0] < loads[$1] }) else { return 0 }
    return permitted.contains(last) && loads[last] <= loads[best] ? last : best
  }

  // MARK: Running

  /// Gives a free hart the next thread of its queue, which is to enter its program; nil if none waits.
  mutating func dispatch(on hart: Hart) -> Int? {
    let (index, now) = (hart.id, hart.cycles)
    let processor = processors.addressForWriting(of: index)
    guard let thread = processor.pointee.takeNext(at: now) else { return nil }
    change(thread, to: .running(hart: index), because: .dispatched, at: now, hart: index)
    hart.charge(Cost.schedule)
    let last = processor.pointee.lastThread
    if processor.pointee.begin(&threads[thread], on: index, at: now) { statistics.migrations += 1 }
    if last != thread {
      // Not at every trap: then a program would fail and repeat an `sc` at times that depend on the machine.
      hart.clearReservation()
      statistics.contextSwitches += 1
      if records(.switches) {
        let from = (last ?? processor.pointee.endedThread).map { TID(Int32($0)) }
        record(.switchedIn(from: from), of: thread, at: now, hart: index)
      }
    }
    return thread
  }

  /// The timer of a hart has interrupted the running thread: its slice may have ended.
  mutating func sliceMayHaveEnded(_ context: Context) {
    let (index, now) = (context.hart.id, context.hart.cycles)
    guard now >= processors[index].sliceEnd else { return }
    processors[index].charge(&threads[context.thread], until: now)
    let gives = processors[index].queue.sliceEnded(&threads[context.thread].scheduling, at: now)
    if gives {
      processors[index].takeBack(.sliceEnded)
    } else {
      beginSlice(on: index, at: now)
    }
  }

  /// Sets the time at which the timer interrupts the running thread.
  mutating func beginSlice(on index: Int, at now: UInt64) {
    guard let thread = processors[index].running else { return }
    processors[index].beginSlice(of: threads[thread].scheduling, at: now)
  }

  /// Takes the hart from its thread, which is ready to run on.
  mutating func preempt(_ context: Context) {
    let (thread, now, index) = (context.thread, context.hart.cycles, context.hart.id)
    let cause = processors[index].rescheduleCause
    leaveHart(index, cause, at: now)
    let ready: ReadyCause =
      switch cause {
      case .sliceEnded: .sliceEnded
      case .yielded: .yielded
      case .changed: .changed
      case .migrated: .migrated
      default: .preempted
      }
    if ready == .migrated { return makeReady(thread, because: ready, at: now, context.machine) }
    if !staysStopped(thread, at: now) { join(index, thread, because: ready, at: now) }
  }

  /// Ends the running of a thread on a hart; what becomes of it is for the caller to say.
  mutating func leaveHart(_ index: Int, _ cause: SwitchCause, at now: UInt64) {
    guard let thread = processors[index].running else { return }
    processors[index].end(&threads[thread], cause, at: now)
    statistics.count(cause)
    if records(.switches) { record(.switchedOut(cause), of: thread, at: now, hart: index) }
  }

  /// Notes how long a thread has waited in a run queue.
  mutating func noteWaiting(of entity: SchedulingEntity, until now: UInt64) {
    threads[Int(entity.thread.rawValue)].readyCycles += now.saturating(subtracting: entity.readySince)
  }

  // MARK: Waiting

  /// Lets the running thread wait.
  mutating func block(_ context: Context, _ wait: Wait, _ cause: SwitchCause) {
    let (thread, now) = (context.thread, context.hart.cycles)
    leaveHart(context.hart.id, cause, at: now)
    threads[thread].wait = wait
    for channel in wait.channels { waitQueues.add(thread, to: channel) }
    if let deadline = wait.deadline {
      threads[thread].waitTimer = timers.set(.endWait(thread: thread), at: deadline)
    }
    let state: ThreadState = wait.isInterruptible ? .interruptible : .uninterruptible
    change(thread, to: state, because: .waits(wait.channels.first ?? .time), at: now, hart: context.hart.id)
  }

  /// Wakes the threads that wait for a channel, the longest-waiting first, and returns how many there were. Epoll sets
  /// that watch it are told.
  @discardableResult
  mutating func wake(
    _ channel: WaitChannel, limit: Int = .max, at now: UInt64, _ machine: Machine
  ) -> Int {
    var count = 0
    for thread in waitQueues.waiters(on: channel).prefix(limit) {
      endWait(of: thread, .event, at: now, machine)
      count += 1
    }
    if !watches.isEmpty { notifyWatchers(of: channel, at: now, machine) }
    return count
  }

  /// The same, for a thread that is in the kernel.
  @discardableResult
  mutating func wake(_ channel: WaitChannel, limit: Int = .max, _ context: Context) -> Int {
    wake(channel, limit: limit, at: context.hart.cycles, context.machine)
  }

  /// Ends a thread's wait; its system call is made again when it runs, and finds the reason.
  mutating func endWait(of thread: Int, _ reason: WakeReason, at now: UInt64, _ machine: Machine) {
    guard let wait = threads[thread].wait else { return }
    noteEnd(of: wait, thread, at: now, machine)
    for channel in wait.channels { waitQueues.remove(thread, from: channel) }
    if let timer = threads[thread].waitTimer { timers.stop(timer) }
    threads[thread].wait = nil
    threads[thread].waitTimer = nil
    threads[thread].pending?.wake = reason
    makeReady(thread, because: .woken, at: now, machine)
  }

  // MARK: Changing

  /// Lets somebody change what the scheduler knows of a thread. One that is ready is taken out of its run queue for
  /// that and put back, perhaps on another hart; one that runs may have to make room.
  mutating func reschedule(
    _ thread: Int, _ context: Context, _ change: (inout SchedulingEntity) -> Void
  ) {
    switch threads[thread].state {
    case .ready:
      for index in processors.indices {
        guard let entity = processors[index].queue.remove(TID(Int32(thread))) else { continue }
        threads[thread].scheduling = entity
        change(&threads[thread].scheduling)
        return makeReady(thread, because: .changed, at: context.hart.cycles, context.machine)
      }
    case .running(let index): changeRunning(thread, on: context.machine.harts[index], change)
    default: change(&threads[thread].scheduling)
    }
  }

  /// The same for a thread that runs. It leaves the hart at once if it may not run there any more, or if it became a
  /// real-time thread or ceased to be one: then it has to go through the run queue, for what is in front of it and what
  /// its time is charged to are others now, even if nobody else waits.
  private mutating func changeRunning(
    _ thread: Int, on hart: Hart, _ change: (inout SchedulingEntity) -> Void
  ) {
    let (index, now) = (hart.id, hart.cycles)
    processors[index].charge(&threads[thread], until: now)
    let wasRealtime = threads[thread].scheduling.isRealtime
    change(&threads[thread].scheduling)
    let entity = threads[thread].scheduling
    if !isPermitted(thread, on: index) {
      processors[index].takeBack(.migrated)
    } else if entity.isRealtime != wasRealtime {
      processors[index].takeBack(.changed)
    } else if processors[index].queue.preempts(entity, at: now) {
      processors[index].takeBack(.preempted)
    } else {
      beginSlice(on: index, at: now)
    }
  }

  private func isPermitted(_ thread: Int, on hart: Int) -> Bool {
    threads[thread].scheduling.affinity >> UInt64(hart) & 1 != 0
  }

  /// Takes a thread out of wherever the scheduler has it: a queue, a hart, a wait.
  mutating func withdraw(_ thread: Int, _ cause: SwitchCause, at now: UInt64) {
    switch threads[thread].state {
    case .ready:
      for index in processors.indices {
        if let entity = processors[index].queue.remove(TID(Int32(thread))) {
          threads[thread].scheduling = entity
          break
        }
      }
    case .running(let index): leaveHart(index, cause, at: max(now, processors[index].chargedUntil))
    case .interruptible, .uninterruptible:
      guard let wait = threads[thread].wait else { break }
      for channel in wait.channels { waitQueues.remove(thread, from: channel) }
      if let timer = threads[thread].waitTimer { timers.stop(timer) }
      threads[thread].wait = nil
      threads[thread].waitTimer = nil
    case .new, .stopped, .zombie, .dead: break
    }
  }

  /// Changes a thread's state, and records that with its cause.
  mutating func change(
    _ thread: Int, to state: ThreadState, because cause: StateCause, at now: UInt64, hart: Int
  ) {
    let old = threads[thread].state
    threads[thread].state = state
    load.advance(to: now)
    load.active += (state.isActive ? 1 : 0) - (old.isActive ? 1 : 0)
    if records(.states) {
      record(.stateChanged(from: old, to: state, cause), of: thread, at: now, hart: hart)
    }
  }
}
