import ABI
import Machine

/// What a new thread or process shares with the one that makes it, and where it begins.
struct CloneRequest {
  var flags: CloneFlags
  /// The signal that the parent gets when the child ends.
  var exitSignal: Signal?
  /// The child's stack pointer; 0 for the parent's.
  var stackPointer: UInt64 = 0
  var parentTID = UserPointer(0)
  var childTID = UserPointer(0)
  var threadPointer: UInt64 = 0
}

extension CloneFlags {
  /// Everything that this kernel knows how to share, or need not know.
  static let known: CloneFlags = [
    .memory, .fileSystem, .files, .signalActions, .vfork, .sameParent, .thread, .semaphoreUndo, .setTLS,
    .setParentTID, .clearChildTID, .detached, .setChildTID, .inputOutput, .traced, .untraced,
    .clearSignalActions,
  ]
}

/// Making processes and threads: fork, vfork and clone are one function.
extension Kernel {
  /// Makes a thread, of the same process or of a new one, that goes on where the calling thread is, but for the
  /// result of the call: 0.
  ///
  /// - Returns: the new thread's number; a process's first thread has the process's number.
  mutating func clone(_ request: CloneRequest, _ context: Context) throws(Errno) -> SyscallOutcome {
    if context.wake != nil { return .done(Int(threads[context.thread].vforkChild)) }
    let flags = request.flags
    guard flags.isSubset(of: .known) else { throw .invalidArgument }
    if flags.contains(.thread) && !flags.contains(.signalActions) { throw .invalidArgument }
    if flags.contains(.signalActions) && !flags.contains(.memory) { throw .invalidArgument }
    let number = try newNumber(for: context)
    makeRoom(context)
    guard let frame = frames.allocate() else { throw .outOfMemory }
    let process: Int
    if flags.contains(.thread) {
      process = context.process
      processes[process].threads.append(number)
    } else {
      do throws(Errno) { process = try makeProcess(number, request, context) } catch {
        frames.release(frame)
        throw error
      }
    }
    makeThread(number, of: process, frame, request, context)
    statistics.forks += 1
    try? storeTIDs(number, process, request, context)
    let now = context.hart.cycles
    if records(.lifecycle) {
      record(.created(parent: PID(Int32(context.process))), of: number, at: now, hart: context.hart.id)
    }
    makeReady(number, because: .created, at: now, context.machine)
    guard flags.contains(.vfork) else { return .done(number) }
    threads[context.thread].vforkChild = number
    processes[process].borrowsMemory = true
    return .block(Wait(.vfork(child: process), isInterruptible: false))
  }

  /// A number that no thread, process, group or session has.
  private mutating func newNumber(for context: Context) throws(Errno) -> Int {
    let limit = processes[context.process].limits[.processes].soft
    guard threads.count < options.threadLimit, UInt64(threads.count) < limit else { throw .tryAgain }
    for _ in 0..<Self.largestNumber {
      lastNumber = lastNumber >= Self.largestNumber ? 2 : lastNumber + 1
      if !threads.contains(lastNumber) && !isInUse(lastNumber) { return lastNumber }
    }
    throw .tryAgain
  }

  private func isInUse(_ number: Int) -> Bool {
    processes.contains(number) || groupSizes[number] != nil
  }

  private mutating func makeProcess(
    _ number: Int, _ request: CloneRequest, _ context: Context
  ) throws(Errno) -> Int {
    let parent = processes[context.process]
    context.hart.charge(Cost.makeProcess)
    let space: Int
    if request.flags.contains(.memory) {
      space = context.space
      spaces[space].users += 1
    } else {
      try commit(spaces[context.space].privatePages)
      // The child's page table, and what it will write to first: better no child than one that is killed for memory.
      let needed = spaces[context.space].pageTable.tables.count + 1
      makeRoom(for: needed, context)
      guard pool.frames.freeCount >= needed + tuning.reservedFrames,
        let copy = spaces[context.space].fork(
          asid: newASID(), pool: &pool, machine: context.machine, hart: context.hart)
      else { throw .outOfMemory }
      space = spaces.insert(copy)
    }
    var child = Process(
      parent: request.flags.contains(.sameParent) ? parent.parent : context.process, group: parent.group,
      session: parent.session, name: parent.name, executable: parent.executable, space: space,
      descriptors: shareDescriptors(of: parent, request.flags.contains(.files)),
      workingPlace: shareWorkingPlace(of: parent, request.flags.contains(.fileSystem)),
      startTime: context.hart.cycles)
    child.threads = [number]
    child.signals.actions = parent.signals.actions
    if request.flags.contains(.clearSignalActions) { child.signals.resetHandlers() }
    child.limits = parent.limits
    child.terminal = parent.terminal
    child.credentials = parent.credentials
    child.exitSignal = request.exitSignal
    child.oomAdjustment = parent.oomAdjustment
    child.serial = UInt32(truncatingIfNeeded: statistics.forks + 1) & ProcNode.serialMask
    processes.insert(child, at: number)
    processes[child.parent].children.append(number)
    groupSizes[child.group, default: 0] += 1
    groupSizes[child.session, default: 0] += 1
    return number
  }

  private mutating func shareDescriptors(of process: Process, _ isShared: Bool) -> Int {
    if isShared {
      descriptorTables[process.descriptors].users += 1
      return process.descriptors
    }
    var copy = descriptorTables[process.descriptors]
    copy.users = 1
    for file in copy.files { openFiles[file.rawValue].owners += 1 }
    return descriptorTables.insert(copy)
  }

  private mutating func makeThread(
    _ number: Int, of process: Int, _ frame: FrameNumber, _ request: CloneRequest, _ context: Context
  ) {
    let machine = context.machine
    let parent = threads[context.thread]
    context.hart.charge(Cost.makeThread)
    machine.copyFrame(parent.trapFrame.frame, to: frame)
    context.hart.touch(frame.address, bytes: TrapFrame.size, isStore: true)
    let trapFrame = TrapFrame(frame: frame)
    trapFrame.setResult(0, machine)
    trapFrame.setPC(trapFrame.pc(machine) &+ 4, machine)
    if request.stackPointer != 0 { trapFrame.setRegister(2, request.stackPointer, machine) }
    if request.flags.contains(.setTLS) { trapFrame.setRegister(4, request.threadPointer, machine) }
    var entity = SchedulingEntity(thread: TID(Int32(number)))
    entity.inherit(from: parent.scheduling)
    entity.priority = priority(of: context.thread)
    var thread = Thread(process: process, trapFrame: trapFrame, scheduling: entity, name: parent.name)
    thread.schedulingClass = parent.schedulingClass
    thread.signals.mask = parent.signals.mask
    if !request.flags.contains(.memory) || request.flags.contains(.vfork) {
      thread.signals.stack = parent.signals.stack
    }
    if request.flags.contains(.clearChildTID) { thread.clearChildTID = request.childTID }
    threads.insert(thread, at: number)
  }

  /// Tells the program the new thread's number where it wants to know it. Bad addresses are not noticed, as on Linux.
  private mutating func storeTIDs(
    _ number: Int, _ process: Int, _ request: CloneRequest, _ context: Context
  ) throws(Errno) {
    let bytes = UInt32(number).bytes
    if request.flags.contains(.setChildTID) {
      try? copyOut(bytes, to: request.childTID, self.context(of: number, on: context.hart, context.machine))
    }
    if request.flags.contains(.setParentTID) { try copyOut(bytes, to: request.parentTID, context) }
  }

  /// PIDs go up to here and begin again at 2, as on Linux.
  static let largestNumber = 32_767
}

extension SchedulingEntity {
  /// Takes over what a child inherits: how it is to be treated, but none of the past.
  mutating func inherit(from parent: SchedulingEntity) {
    nice = parent.nice
    realtimePriority = parent.realtimePriority
    affinity = parent.affinity
    burstHint = parent.burstHint
    burstEstimate = parent.burstEstimate
    lastHart = parent.lastHart
  }
}
