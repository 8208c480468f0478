import ABI
import Machine

/// Where the kernel is, while it works for a thread.
struct Context {
  let machine: Machine
  let hart: Hart
  /// The thread that trapped, and its process.
  let thread: Int
  let process: Int
}

/// The trap path, whole: from the trap that stopped a hart to the return to the program.
///
///     hart traps
///       → registers saved in the thread's trap frame, in simulated memory
///       → dispatch by cause: system call, page fault, timer, error
///       → the thread goes on, waits, or is ended
///       → registers restored
extension Kernel {
  /// Deals with a trap of a thread.
  ///
  /// - Postcondition: if the thread is still running, its hart stands where the program goes on.
  mutating func handle(_ trap: Trap, _ context: Context) {
    let (machine, hart) = (context.machine, context.hart)
    let frame = threads[context.thread].trapFrame
    hart.charge(Cost.trapEntry + Cost.saveRegisters)
    machine.saveRegisters(of: hart, to: frame.frame.address)
    hart.charge(Cost.dispatch)

    dispatch(trap, frame, context)

    guard let thread = threads.find(context.thread), case .running = thread.state else { return }
    resume(context)
  }

  /// Lets a hart go on with a thread from where its trap frame says.
  mutating func resume(_ context: Context) {
    let thread = threads[context.thread]
    let memory = processes[thread.process].memory
    context.hart.charge(Cost.restoreRegisters + Cost.trapReturn)
    context.hart.enter(root: memory.pageTable.root, asid: memory.asid)
    context.machine.restoreRegisters(of: context.hart, from: thread.trapFrame.frame.address)
    context.hart.clearReservation()
  }

  private mutating func dispatch(_ trap: Trap, _ frame: TrapFrame, _ context: Context) {
    let address = VirtualAddress(trap.value)
    switch trap.cause {
    case .environmentCall: systemCall(frame, context)

    case .loadPageFault: pageFault(PageFault(address: address, access: .load), context)
    case .storePageFault: pageFault(PageFault(address: address, access: .store), context)
    case .instructionPageFault: pageFault(PageFault(address: address, access: .fetch), context)

    case .loadTLBMiss: refillTLB(PageFault(address: address, access: .load), context)
    case .storeTLBMiss: refillTLB(PageFault(address: address, access: .store), context)
    case .instructionTLBMiss: refillTLB(PageFault(address: address, access: .fetch), context)

    case .timerInterrupt, .instructionBudget: statistics.timerInterrupts += 1

    case .illegalInstruction:
      end(context, .illegalInstruction, .illegalInstruction(UInt32(truncatingIfNeeded: trap.value)))
    case .breakpoint: end(context, .trap, .breakpoint)
    case .loadAddressMisaligned, .loadAccessFault:
      end(context, .bus, .misaligned(PageFault(address: address, access: .load)))
    case .storeAddressMisaligned, .storeAccessFault:
      end(context, .bus, .misaligned(PageFault(address: address, access: .store)))
    case .instructionAddressMisaligned, .instructionAccessFault:
      end(context, .bus, .misaligned(PageFault(address: address, access: .fetch)))
    }
  }

  /// Looks the call up, performs it, and puts its result or its error where the program finds it.
  private mutating func systemCall(_ frame: TrapFrame, _ context: Context) {
    let machine = context.machine
    let number = frame.callNumber(machine)
    context.hart.charge(Cost.syscallTable)
    statistics.count(call: number)
    let outcome: SyscallOutcome
    do throws(Errno) {
      guard let call = Syscall(rawValue: number) else { throw unknown(number) }
      outcome = try perform(call, Arguments(frame, machine), context)
    } catch {
      outcome = .done(-Int(error.rawValue))
    }
    switch outcome {
    case .done(let result):
      frame.setResult(result, machine)
      frame.setPC(frame.pc(machine) &+ 4, machine)
    case .block(let channel): block(context.thread, on: channel)
    case .exited: break
    }
  }

  /// Lets the memory of the process repair the fault, or ends the process.
  private mutating func pageFault(_ fault: PageFault, _ context: Context) {
    switch resolve(fault, context) {
    case .zeroFilled, .readFromFile, .stackGrown, .spurious: break
    case .segmentationViolation(let violation):
      end(context, .segmentationViolation, .violation(violation, fault))
    case .busError: end(context, .bus, .beyondFile(fault))
    case .outOfMemory: end(context, .kill, .outOfMemory(fault))
    }
  }

  /// Resolves a fault and counts how it ended.
  mutating func resolve(_ fault: PageFault, _ context: Context) -> FaultResolution {
    let resolution = processes[context.process].memory.resolve(
      fault, files: files, frames: &frames, machine: context.machine, hart: context.hart)
    statistics.count(resolution)
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
