import ABI
import Machine

/// How threads and processes end.
extension Kernel {
  /// Ends the calling thread, and the process with its last one.
  mutating func sysExit(_ status: UInt32, _ context: Context) -> SyscallOutcome {
    guard processes[context.process].threads.count > 1 else { return sysExitGroup(status, context) }
    endThread(context.thread, .exited(UInt8(truncatingIfNeeded: status)), isLast: false, context)
    return .exited
  }

  /// Ends the process.
  mutating func sysExitGroup(_ status: UInt32, _ context: Context) -> SyscallOutcome {
    exit(context.process, .exited(UInt8(truncatingIfNeeded: status)), context)
    return .exited
  }

  /// Ends a process: its threads, memory and files are given back, and its parent is told.
  ///
  /// What is left is a zombie, which remembers how it ended until the parent asks.
  mutating func exit(_ process: Int, _ status: ExitStatus, _ context: Context) {
    guard processes[process].ending == nil else { return }
    let groups = groupsThatMayBecomeOrphans(with: process)
    for thread in processes[process].threads.reversed() {
      endThread(thread, status, isLast: thread == processes[process].threads.first, context)
    }
    processes[process].ending = status
    stopIntervalTimer(of: process)
    removeTimers(of: process)
    undoSemaphoreOperations(of: process, context)
    releaseDescriptors(processes[process].descriptors, context)
    collectUnreachable(context)
    releaseWorkingPlace(of: process, context)
    giveBackMemory(of: process, context)
    if process == Self.firstProcess { return endEverything(status, context) }
    leaveTerminal(process, isExit: true, context)
    handOverChildren(of: process, context)
    for group in groups where isOrphaned(group) { wakeOrphans(in: group, context) }
    tellParent(of: process, context)
  }

  /// The process groups with stopped members that have somebody to let them go on only as long as a process lives: its
  /// own and its children's.
  private func groupsThatMayBecomeOrphans(with process: Int) -> [Int] {
    // Usually nothing is stopped, and many processes end.
    guard processes.contains(where: { $0.isStopped }) else { return [] }
    var groups: [Int] = []
    for group in [processes[process].group] + processes[process].children.map({ processes[$0].group })
    where !groups.contains(group) && !isOrphaned(group) { groups.append(group) }
    return groups
  }

  /// Stopped processes that nobody could let go on any more get SIGHUP and SIGCONT (POSIX.1-2024, `_exit`).
  private mutating func wakeOrphans(in group: Int, _ context: Context) {
    let members = processes.numbers.filter { processes[$0].group == group && processes[$0].ending == nil }
    guard members.contains(where: { processes[$0].isStopped }) else { return }
    for member in members {
      send(SignalInfo(.hangup, .kernel), toProcess: member, context)
      send(SignalInfo(.continue, .kernel), toProcess: member, context)
    }
  }

  /// Ends one thread of a process.
  mutating func endThread(_ thread: Int, _ status: ExitStatus, isLast: Bool, _ context: Context) {
    let now = context.hart.cycles
    let process = threads[thread].process
    if let wait = threads[thread].wait { noteEnd(of: wait, thread, at: now, context.machine) }
    withdraw(thread, .exited, at: now)
    letGoOfHeldFile(thread, context)
    if records(.lifecycle) {
      record(.exited(status, isLast: isLast), of: thread, at: now, hart: context.hart.id)
    }
    change(thread, to: .zombie, because: .exited, at: now, hart: context.hart.id)
    releaseFutexes(of: thread, context)
    leaveSemaphores(thread)
    let row = threads[thread]
    processes[process].endedThreadsUsage += Usage(
      userCycles: row.userCycles, kernelCycles: row.kernelCycles,
      voluntarySwitches: row.voluntarySwitches, involuntarySwitches: row.involuntarySwitches)
    processes[process].threads.removeAll { $0 == thread }
    frames.release(row.trapFrame.frame)
    if !isLast { change(thread, to: .dead, because: .reaped, at: now, hart: context.hart.id) }
    threads.remove(thread)
    for index in processors.indices where processors[index].lastThread == thread {
      processors[index].lastThread = nil
      processors[index].endedThread = thread
    }
  }

  private mutating func releaseDescriptors(_ table: Int, _ context: Context) {
    descriptorTables[table].users -= 1
    guard descriptorTables[table].users == 0 else { return }
    for file in descriptorTables.remove(table).files { close(file, ofTable: table, context) }
  }

  /// Gives up a process's part in its address space; a parent that waits in `vfork` goes on.
  mutating func giveBackMemory(of process: Int, _ context: Context) {
    let space = processes[process].space
    processes[process].usage.maximumResident = max(
      processes[process].usage.maximumResident, spaces[space].peakResidentPages)
    spaces[space].users -= 1
    if spaces[space].users == 0 {
      noteDetachments(of: process, context)
      if let recording = spaces[space].resident?.recording { references.pages += recording.pages }
      spaces[space].releaseAll(pool: &pool, machine: context.machine)
      spaces.remove(space)
      collectSegments()
    }
    removeUnmappedInodes(context)
    if processes[process].borrowsMemory {
      processes[process].borrowsMemory = false
      wake(.vfork(child: process), context)
    }
  }

  /// Orphans get a new parent: the nearest ancestor that adopts, or else process 1.
  private mutating func handOverChildren(of process: Int, _ context: Context) {
    var heir = processes[process].parent
    while heir != Self.firstProcess && !processes[heir].adoptsOrphans { heir = processes[heir].parent }
    for child in processes[process].children {
      processes[child].parent = heir
      processes[child].exitSignal = .child
      if heir == Self.firstProcess && !processes[heir].adoptsOrphans {
        processes[child].isReapedByKernel = true
        if processes[child].ending != nil { reap(child, context) }
      } else {
        processes[heir].children.append(child)
        if processes[child].ending != nil { tellParent(of: child, context) }
      }
      let signal = processes.find(child)?.parentDeathSignal
      if let signal {
        send(SignalInfo(signal, .user, .sender(pid: Int32(process), uid: 0)), toProcess: child, context)
      }
    }
    processes[process].children = []
  }

  /// Sends the parent its signal and wakes it, if it waits; nobody remembers the child of a parent that does not care.
  private mutating func tellParent(of process: Int, _ context: Context) {
    let parent = processes[process].parent
    if processes[process].isReapedByKernel { return reap(process, context) }
    let action = processes[parent].signals[.child]
    let isIgnored = action.isIgnored || action.flags.contains(.noChildWait)
    let signal = processes[process].exitSignal
    if let signal { send(childInfo(of: process, signal: signal), toProcess: parent, context) }
    if isIgnored && signal == .child { reap(process, context) }
    wake(.children(of: parent), context)
  }

  /// Forgets a zombie.
  mutating func reap(_ process: Int, _ context: Context) {
    if records(.states) {
      // Of its threads there are no rows any more.
      let number = Int32(process)
      events.append(
        KernelEvent(
          time: context.hart.cycles, hart: context.hart.id, process: PID(number), thread: TID(number),
          kind: .stateChanged(from: .zombie, to: .dead, .reaped)))
    }
    let row = processes.remove(process)
    groupSizes.leave(row.group)
    groupSizes.leave(row.session)
    if processes.contains(row.parent) { processes[row.parent].children.removeAll { $0 == process } }
  }

  /// Process 1 has ended: so do all others, and the run.
  private mutating func endEverything(_ status: ExitStatus, _ context: Context) {
    // The end of one may make the kernel forget another.
    for process in processes.numbers where processes.contains(process) && processes[process].ending == nil {
      exit(process, .signaled(.kill, nil), context)
    }
    for process in processes.numbers { processes.remove(process) }
    groupSizes = [:]
    emptyPageCache(context)
    ending = status
  }

  /// What the parent's signal says about a child.
  func childInfo(of process: Int, signal: Signal) -> SignalInfo {
    let row = processes[process]
    let code: SignalCode
    let status: Int32
    switch (row.ending, row.news) {
    case (.exited(let value)?, _): (code, status) = (.exited, Int32(value))
    case (.signaled(let signal, _)?, _): (code, status) = (.killed, signal.rawValue)
    case (nil, .stopped(let signal)?): (code, status) = (.stopped, signal.rawValue)
    case (nil, _): (code, status) = (.continued, Signal.continue.rawValue)
    }
    let ticks = options.cyclesPerTick
    return SignalInfo(
      signal, code,
      .child(
        pid: Int32(process), uid: row.credentials.user.real, status: status,
        userTime: Int64(row.endedThreadsUsage.userCycles / ticks),
        systemTime: Int64(row.endedThreadsUsage.kernelCycles / ticks)))
  }

  /// The process that the run is about: it has this number.
  static let firstProcess = 1
}

extension [Int: Int] {
  /// Counts one less, and forgets what nobody has.
  mutating func leave(_ key: Int) {
    guard let count = self[key] else { return }
    self[key] = count > 1 ? count - 1 : nil
  }
}
