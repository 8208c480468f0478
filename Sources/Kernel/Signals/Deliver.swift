import ABI
import Machine

/// Delivering signals, on the way from the kernel back to the program.
extension Kernel {
  /// Lets the signals that wait for the running thread take effect, until a handler is to run or none is left.
  ///
  /// - Postcondition: the thread may have ended or stopped; if it still runs, its trap frame is where it goes on.
  mutating func deliverSignals(_ context: Context) {
    let thread = context.thread
    guard threads[thread].mayHaveSignals else { return }
    threads[thread].hasSignalsToSee = false
    while let info = takePendingSignal(of: deliverable(to: thread), context), let signal = info.signal {
      let action = processes[context.process].signals[signal]
      if action.isIgnored {
        note(info, .ignored, context)
      } else if action.isDefault {
        if !takeDefaultAction(signal, info, context) { return }
      } else {
        note(info, .handler, context)
        callHandler(action, signal, info, context)
        // A process whose stack has no room for the handler's frame has ended.
        if threads.contains(thread) { threads[thread].hasSignalsToSee = hasSignals(thread) }
        return
      }
    }
    restartInterruptedCall(handler: nil, context)
    if let mask = threads[thread].signals.savedMask {
      threads[thread].signals.savedMask = nil
      threads[thread].signals.mask = mask
    }
  }

  private func deliverable(to thread: Int) -> SignalSet {
    SignalSet.all.subtracting(threads[thread].signals.mask)
  }

  /// Does what the system does with a signal by itself; false if the thread does not go on.
  private mutating func takeDefaultAction(
    _ signal: Signal, _ info: SignalInfo, _ context: Context
  ) -> Bool {
    switch signal.defaultAction {
    case .ignore: note(info, .ignored, context)
    case .resume: note(info, .continues, context)
    case .stop:
      if signal != .stop && isOrphaned(processes[context.process].group) { return true }
      note(info, .stops, context)
      stop(context.process, signal, context)
      return false
    case .terminate, .dumpCore:
      note(info, .ends, context)
      exit(context.process, .signaled(signal, nil), context)
      return false
    }
    return true
  }

  /// Whether nobody could let a stopped process group go on: no member has a parent elsewhere in its session.
  func isOrphaned(_ group: Int) -> Bool {
    !processes.contains { row in
      guard row.group == group, row.ending == nil, processes.contains(row.parent) else { return false }
      return processes[row.parent].group != group && processes[row.parent].session == row.session
    }
  }

  private mutating func note(_ info: SignalInfo, _ delivery: SignalDelivery, _ context: Context) {
    statistics.signals += 1
    guard records(.lifecycle) else { return }
    record(.signal(info, delivery), of: context.thread, at: context.hart.cycles, hart: context.hart.id)
  }

  /// A call that a signal interrupted is made again, unless a handler runs and does not want that.
  private mutating func restartInterruptedCall(handler: SignalAction?, _ context: Context) {
    guard let call = threads[context.thread].interruptedCall else { return }
    threads[context.thread].interruptedCall = nil
    guard let handler, call == .once || !handler.flags.contains(.restart) else { return }
    let frame = threads[context.thread].trapFrame
    frame.setResult(UInt64(bitPattern: -Int64(Errno.interrupted.rawValue)), context.machine)
    frame.setPC(frame.pc(context.machine) &+ 4, context.machine)
  }

  /// Puts a signal frame onto the program's stack and lets the handler begin.
  ///
  ///     high   what was on the stack
  ///            ucontext: mask, signal stack, pc and x1…x31
  ///     sp →   siginfo
  private mutating func callHandler(
    _ action: SignalAction, _ signal: Signal, _ info: SignalInfo, _ context: Context
  ) {
    let (machine, thread) = (context.machine, context.thread)
    restartInterruptedCall(handler: action, context)
    let frame = threads[thread].trapFrame
    let stack = threads[thread].signals.stack
    let mask = threads[thread].signals.savedMask ?? threads[thread].signals.mask
    threads[thread].signals.savedMask = nil
    let oldSP = frame.register(2, machine)
    let usesOwnStack = action.flags.contains(.onStack) && stack.isEnabled && !stack.contains(oldSP)
    let sp = ((usesOwnStack ? stack.base &+ stack.size : oldSP) &- SignalFrame.size) & ~15
    let state = UserContext(
      stack: stack.seen(from: oldSP), mask: mask, machine: SignalContext(registers: frame.registers(machine)))
    context.hart.charge(Cost.signalFrame)
    context.hart.clearReservation()
    do throws(Errno) {
      try copyOut(SignalFrame.encode(info, state), to: UserPointer(sp), context)
    } catch {
      return exit(context.process, .signaled(.segmentationViolation, nil), context)
    }
    frame.setRegister(1, spaces[context.space].trampoline.rawValue, machine)
    frame.setRegister(2, sp, machine)
    frame.setRegister(10, UInt64(info.number), machine)
    frame.setRegister(11, sp &+ SignalFrame.informationOffset, machine)
    frame.setRegister(12, sp &+ SignalFrame.contextOffset, machine)
    frame.setPC(action.handler, machine)
    block(action, signal, thread)
    if stack.flags.contains(.autoDisarm) { threads[thread].signals.stack = SignalStack() }
    if action.flags.contains(.resetHandler) {
      processes[context.process].signals[signal].handler = SignalAction.defaultHandler
    }
  }

  /// Blocks what is to be blocked while a handler runs.
  private mutating func block(_ action: SignalAction, _ signal: Signal, _ thread: Int) {
    threads[thread].signals.mask.formUnion(action.mask.subtracting(.unstoppable))
    if !action.flags.contains(.noDefer) { threads[thread].signals.mask.insert(SignalSet(signal)) }
  }

  /// Goes back to where a signal came, as the frame on the stack says: which the program may have changed.
  mutating func sysRtSigreturn(_ context: Context) throws(Errno) -> SyscallOutcome {
    let (machine, thread) = (context.machine, context.thread)
    let trapFrame = threads[thread].trapFrame
    let start = UserPointer(trapFrame.register(2, machine) &+ SignalFrame.contextOffset)
    let size = UInt64(UserContext.layout.size)
    guard let bytes = try? copyIn(UserBuffer(start: start, count: size), context),
      let state = UserContext(decoding: bytes)
    else {
      exit(context.process, .signaled(.segmentationViolation, nil), context)
      return .exited
    }
    context.hart.clearReservation()
    threads[thread].signals.mask = state.mask.subtracting(.unstoppable)
    var stack = state.stack
    stack.flags.remove(.onStack)
    threads[thread].signals.stack = stack
    threads[thread].hasSignalsToSee = true
    trapFrame.setPC(state.machine.registers[0], machine)
    for register in 1..<32 { trapFrame.setRegister(register, state.machine.registers[register], machine) }
    return .replaced
  }
}
