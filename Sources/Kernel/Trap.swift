import ABI
import Machine

/// Where the kernel is, while it works for a thread.
struct Context {
  let machine: Machine
  let hart: Hart
  /// The thread that trapped, where its registers are saved, and its process.
  fileprivate(set) var thread = -1
  fileprivate(set) var trapFrame = TrapFrame(frame: FrameNumber(0))
  fileprivate(set) var process = -1
  /// The memory and the descriptors of the process.
  fileprivate(set) var space = -1
  fileprivate(set) var descriptors = -1
  /// In a system call that had to wait: what ended the wait. Otherwise nil.
  var wake: WakeReason?

  /// The kernel on a hart, before it works for any thread.
  init(machine: Machine, hart: Hart) { (self.machine, self.hart) = (machine, hart) }

  /// The same thread at work on another process's memory.
  func looking(into process: Int, _ space: Int) -> Context {
    var context = self
    (context.process, context.space) = (process, space)
    return context
  }
}

extension Kernel {
  /// Where the kernel is when it works for a thread.
  @inline(__always) func context(of thread: Int, on hart: Hart, _ machine: Machine) -> Context {
    var context = Context(machine: machine, hart: hart)
    move(&context, to: thread)
    return context
  }

  /// Goes on to work for a thread.
  @inline(__always) func move(_ context: inout Context, to thread: Int) {
    let process = threads[thread].process
    context.thread = thread
    context.trapFrame = threads[thread].trapFrame
    context.process = process
    context.space = processes[process].space
    context.descriptors = processes[process].descriptors
    context.wake = nil
  }
}

/// The trap path, whole: from the trap that stopped a hart to the return to the program.
///
///     hart traps
///       → registers saved in the thread's trap frame, in simulated memory
///       → dispatch by cause: system call, page fault, timer, error
///       → signals that have arrived
///       → the scheduler: the thread goes on, waits, makes room, or has ended
///       → registers restored
extension Kernel {
  /// Deals with a trap of a thread.
  ///
  /// - Postcondition: if the thread is still running, its hart stands where the program goes on.
  mutating func handle(_ trap: Trap, _ context: Context) {
    let hart = context.hart
    threads[context.thread].accountUserTime(until: hart.cycles)
    hart.charge(Cost.trapEntry + Cost.saveRegisters)
    context.machine.saveRegisters(of: hart, to: context.trapFrame.frame.address)
    hart.charge(Cost.dispatch)

    dispatch(trap, context)
    leaveKernel(context)
  }

  /// Lets a thread that was just given a hart go on: in the system call that it was in the middle of, or at once.
  mutating func enter(_ context: Context) {
    guard let pending = threads[context.thread].pending else { return returnToProgram(context) }
    var context = context
    context.wake = pending.wake ?? .event
    systemCall(pending.arguments, context)
    leaveKernel(context)
  }

  /// The way back to the program that the hart runs now, if it runs one.
  private mutating func leaveKernel(_ context: Context) {
    if isCurrent(context) { return returnToProgram(context) }
    guard let thread = processors[context.hart.id].running else { return }
    returnToProgram(self.context(of: thread, on: context.hart, context.machine))
  }

  /// Signals first, then the scheduler, then the registers.
  private mutating func returnToProgram(_ context: Context) {
    if threads[context.thread].mayHaveSignals {
      deliverSignals(context)
      guard isRunning(context) else { return }
    }
    if processors[context.hart.id].mustReschedule { return preempt(context) }
    resume(context)
  }

  /// Whether the kernel is where it was: a thread that has called exec has another memory, and perhaps another number.
  @inline(__always) func isCurrent(_ context: Context) -> Bool {
    guard isRunning(context) else { return false }
    return processes[context.process].space == context.space
      && processes[context.process].descriptors == context.descriptors
  }

  @inline(__always) private func isRunning(_ context: Context) -> Bool {
    processors[context.hart.id].running == context.thread
  }

  /// Lets a hart go on with a thread from where its trap frame says.
  private mutating func resume(_ context: Context) {
    let hart = context.hart
    hart.charge(Cost.restoreRegisters + Cost.trapReturn)
    enter(context.space, on: hart)
    context.machine.restoreRegisters(of: hart, from: context.trapFrame.frame.address)
    threads[context.thread].accountKernelTime(until: hart.cycles)
    setCPUDeadline(context)
  }

  private mutating func dispatch(_ trap: Trap, _ context: Context) {
    let address = VirtualAddress(trap.value)
    switch trap.cause {
    case .environmentCall: systemCall(Arguments(context.trapFrame, context.machine), context)

    case .loadPageFault: pageFault(PageFault(address: address, access: .load), context)
    case .storePageFault: pageFault(PageFault(address: address, access: .store), context)
    case .instructionPageFault: pageFault(PageFault(address: address, access: .fetch), context)

    case .loadTLBMiss: refillTLB(PageFault(address: address, access: .load), context)
    case .storeTLBMiss: refillTLB(PageFault(address: address, access: .store), context)
    case .instructionTLBMiss: refillTLB(PageFault(address: address, access: .fetch), context)

    case .timerInterrupt: timerInterrupt(context)
    case .softwareInterrupt:
      statistics.softwareInterrupts += 1
      processors[context.hart.id].softwareInterrupts += 1
    case .instructionBudget: break

    case .illegalInstruction:
      crash(context, .illegalInstruction, .illegalInstruction(UInt32(truncatingIfNeeded: trap.value)))
    case .breakpoint: crash(context, .trap, .breakpoint)
    case .loadAddressMisaligned, .loadAccessFault:
      crash(context, .bus, .misaligned(PageFault(address: address, access: .load)))
    case .storeAddressMisaligned, .storeAccessFault:
      crash(context, .bus, .misaligned(PageFault(address: address, access: .store)))
    case .instructionAddressMisaligned, .instructionAccessFault:
      crash(context, .bus, .misaligned(PageFault(address: address, access: .fetch)))
    }
  }

  /// Does what timers are for, and asks the scheduler whether the thread's slice has ended.
  private mutating func timerInterrupt(_ context: Context) {
    statistics.timerInterrupts += 1
    processors[context.hart.id].timerInterrupts += 1
    expireTimers(by: context.hart.cycles, context.machine)
    checkCPUTimers(context)
    if isRunning(context) { sliceMayHaveEnded(context) }
  }

  /// Looks the call up, performs it, and puts its result or its error where the program finds it.
  private mutating func systemCall(_ arguments: Arguments, _ context: Context) {
    let call = Syscall(rawValue: arguments.number)
    if context.wake == nil {
      context.hart.charge(Cost.syscallTable)
      statistics.count(call: arguments.number, isKnown: call != nil)
      if records(.calls) { recordEntry(arguments, context) }
    }
    let outcome: SyscallOutcome
    do throws(Errno) {
      guard let call else { throw unknown(arguments.number, context) }
      outcome = try perform(call, arguments, context)
    } catch {
      outcome = .done(-Int(error.rawValue))
    }
    conclude(outcome, arguments, context)
  }

  private mutating func conclude(_ outcome: SyscallOutcome, _ arguments: Arguments, _ context: Context) {
    switch outcome {
    case .done(let result): finish(result, arguments, context)
    case .block(let wait, let done):
      if context.wake == .signal { return interrupt(wait, done, arguments, context) }
      if threads[context.thread].pending == nil {
        threads[context.thread].pending = PendingCall(arguments: arguments)
      }
      threads[context.thread].pending!.wake = nil
      threads[context.thread].pending!.done = done
      threads[context.thread].pending!.deadline = wait.deadline
      if hasSignals(context.thread) && wait.isInterruptible {
        var context = context
        context.wake = .signal
        return systemCall(arguments, context)
      }
      block(context, wait, .blocked(wait.channels.first ?? .time))
    case .replaced:
      guard let thread = processors[context.hart.id].running else { break }
      threads[thread].pending = nil
      let context = self.context(of: thread, on: context.hart, context.machine)
      if records(.calls) { recordReturn(.returned(0), arguments, context) }
    case .exited: break
    }
  }

  private mutating func finish(_ result: UInt64, _ arguments: Arguments, _ context: Context) {
    if threads[context.thread].callHoldsSomething {
      threads[context.thread].pending = nil
      letGoOfHeldFile(context.thread, context)
    }
    context.trapFrame.finishCall(result, context.machine)
    if records(.calls) { recordReturn(.returned(Int64(bitPattern: result)), arguments, context) }
  }

  /// A signal has come, and the call would have to wait on: it returns what it has done, or is made again after the
  /// signal, or fails with EINTR, as the signal's handler wants it.
  private mutating func interrupt(
    _ wait: Wait, _ done: UInt64, _ arguments: Arguments, _ context: Context
  ) {
    if done > 0 { return finish(done, arguments, context) }
    threads[context.thread].pending = nil
    letGoOfHeldFile(context.thread, context)
    threads[context.thread].interruptedCall = wait.restarts ? .restartable : .once
    if records(.calls) { recordReturn(.interrupted, arguments, context) }
  }

  /// Lets the memory of the process repair the fault, or sends the signal for it.
  private mutating func pageFault(_ fault: PageFault, _ context: Context) {
    switch resolve(fault, context) {
    case .zeroFilled, .readFromFile, .foundInCache, .swappedIn, .stackGrown, .copied, .writeRestored,
      .referenceSeen, .spurious:
      break
    case .waitsForDisk(let time):
      beginDiskWait(context)
      block(context, Wait(.disk, until: time, isInterruptible: false), .pageFault)
    case .segmentationViolation(let violation):
      crash(context, .segmentationViolation, .violation(violation, fault))
    case .busError: crash(context, .bus, .beyondFile(fault))
    case .outOfMemory: killForMemory(fault, context)
    }
  }

  /// Resolves a fault and counts how it ended.
  mutating func resolve(_ fault: PageFault, _ context: Context) -> FaultResolution {
    let began = context.hart.cycles
    makeRoom(context)
    prepareReplacement(context)
    let resolution = spaces[context.space].resolve(
      fault, pool: &pool, files: files, machine: context.machine, hart: context.hart)
    if case .waitsForDisk = resolution { return resolution }
    statistics.count(resolution)
    if resolution == .swappedIn || resolution == .readFromFile {
      processes[context.process].transfers.pagesFetched += 1
    }
    if resolution == .swappedIn {
      processes[context.process].usage.majorFaults += 1
    } else {
      processes[context.process].usage.minorFaults += 1
    }
    if records(.faults) {
      let area = spaces[context.space].area(containing: fault.address)
      let pc = context.trapFrame.pc(context.machine)
      record(
        .pageFault(fault, resolution, area: area, pc: pc, cycles: context.hart.cycles - began),
        of: context.thread, at: context.hart.cycles, hart: context.hart.id)
    }
    return resolution
  }

  /// Where software refills the TLB: the kernel walks the page table, and faults if it does not permit the access.
  private mutating func refillTLB(_ miss: PageFault, _ context: Context) {
    statistics.tlbRefills += 1
    context.hart.charge(Cost.refillTLB)
    do throws(Trap) {
      try context.machine.refillTLB(of: context.hart, miss.address, for: miss.access)
    } catch {
      pageFault(miss, context)
    }
  }
}
