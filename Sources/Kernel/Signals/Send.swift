import ABI
import Machine

/// Sending signals: they become pending, and whoever can take them is woken.
extension Kernel {
  /// Sends a signal to a process: any of its threads that does not block it may take it.
  ///
  /// - Returns: whether there was room for it.
  @discardableResult
  mutating func send(_ info: SignalInfo, toProcess process: Int, _ context: Context) -> Bool {
    send(info, toProcess: process, at: context.hart.cycles, context.machine)
  }

  @discardableResult
  mutating func send(_ info: SignalInfo, toProcess process: Int, at now: UInt64, _ machine: Machine) -> Bool {
    guard processes.contains(process), processes[process].ending == nil else { return true }
    guard let signal = info.signal else { return true }
    prepare(signal, process, at: now, machine)
    guard isWanted(signal, by: process) else {
      if let thread = processes[process].threads.first { noteUnwanted(info, thread, at: now) }
      return true
    }
    guard processes[process].signals.pending.add(info) else { return false }
    for thread in processes[process].threads where notice(signal, thread, at: now, machine) { break }
    wake(.pendingSignal(process: process), at: now, machine)
    return true
  }

  /// Sends a signal to one thread.
  @discardableResult
  mutating func send(_ info: SignalInfo, toThread thread: Int, _ context: Context) -> Bool {
    send(info, toThread: thread, at: context.hart.cycles, context.machine)
  }

  @discardableResult
  mutating func send(_ info: SignalInfo, toThread thread: Int, at now: UInt64, _ machine: Machine) -> Bool {
    let process = threads[thread].process
    guard let signal = info.signal else { return true }
    prepare(signal, process, at: now, machine)
    let isBlocked = threads[thread].signals.mask.contains(signal)
    guard isWanted(signal, by: process) || isBlocked else {
      noteUnwanted(info, thread, at: now)
      return true
    }
    guard threads[thread].signals.pending.add(info) else { return false }
    _ = notice(signal, thread, at: now, machine)
    wake(.pendingSignal(process: process), at: now, machine)
    return true
  }

  /// Records a signal that is not kept.
  private mutating func noteUnwanted(_ info: SignalInfo, _ thread: Int, at now: UInt64) {
    if records(.lifecycle) { record(.signal(info, .ignored), of: thread, at: now, hart: 0) }
  }

  /// Signals that nobody would notice are not kept, unless a thread blocks them: it may still change its mind.
  private func isWanted(_ signal: Signal, by process: Int) -> Bool {
    !processes[process].signals.ignores(signal) || signal == .continue
      || processes[process].threads.contains { threads[$0].signals.mask.contains(signal) }
  }

  /// A stop signal cancels a continue signal that waits, and the other way round; SIGCONT and SIGKILL let a stopped
  /// process go on as soon as they are sent.
  private mutating func prepare(_ signal: Signal, _ process: Int, at now: UInt64, _ machine: Machine) {
    let set = SignalSet(signal)
    if SignalSet.stopping.contains(set) { forget(.continuing, process) }
    if set == .continuing { forget(.stopping, process) }
    if set == .continuing || signal == .kill { goOn(process, signal, at: now, machine) }
  }

  private mutating func forget(_ signals: SignalSet, _ process: Int) {
    processes[process].signals.pending.remove(signals)
    for thread in processes[process].threads { threads[thread].signals.pending.remove(signals) }
  }

  /// Ends a process's stop.
  private mutating func goOn(_ process: Int, _ signal: Signal, at now: UInt64, _ machine: Machine) {
    guard processes[process].isStopped else { return }
    processes[process].isStopped = false
    if signal == .continue { tellOfChange(process, .continued, at: now, machine) }
    for thread in processes[process].threads where threads[thread].state == .stopped {
      makeReady(thread, because: .continued, at: now, machine)
    }
  }

  /// Stops all threads of a process.
  mutating func stop(_ process: Int, _ signal: Signal, _ context: Context) {
    let now = context.hart.cycles
    processes[process].isStopped = true
    for thread in processes[process].threads where !threads[thread].state.isWaiting {
      saveRegisters(of: thread, context)
      withdraw(thread, .stopped, at: now)
      change(thread, to: .stopped, because: .stopSignal(signal), at: now, hart: context.hart.id)
    }
    tellOfChange(process, .stopped(signal: signal), at: now, context.machine)
  }

  /// Interrupts a thread that executes its program on another hart: where it is goes into its trap frame.
  private func saveRegisters(of thread: Int, _ context: Context) {
    guard case .running(let index) = threads[thread].state, index != context.hart.id else { return }
    let hart = context.machine.harts[index]
    context.hart.charge(Cost.sendInterrupt)
    hart.charge(Cost.trapEntry + Cost.saveRegisters)
    context.machine.saveRegisters(of: hart, to: threads[thread].trapFrame.frame.address)
  }

  /// Tells the parent that a child was stopped or goes on.
  private mutating func tellOfChange(_ process: Int, _ news: ChildNews, at now: UInt64, _ machine: Machine) {
    processes[process].news = news
    let parent = processes[process].parent
    guard processes.contains(parent) else { return }
    if !processes[parent].signals[.child].flags.contains(.noChildStop) {
      let info = childInfo(of: process, signal: .child)
      send(info, toProcess: parent, at: now, machine)
    }
    wake(.children(of: parent), at: now, machine)
  }

  /// Lets a thread see a signal soon, if it does not block it: its wait ends. True if it will take it.
  private mutating func notice(_ signal: Signal, _ thread: Int, at now: UInt64, _ machine: Machine) -> Bool {
    let isAwaited = threads[thread].awaitedSignals?.contains(signal) ?? false
    guard isAwaited || !threads[thread].signals.mask.contains(signal) else { return false }
    threads[thread].hasSignalsToSee = true
    if threads[thread].state == .interruptible || threads[thread].wait?.isInterruptible == true {
      endWait(of: thread, .signal, at: now, machine)
    }
    return true
  }

  /// Whether a signal waits for a thread that it does not block.
  func hasSignals(_ thread: Int) -> Bool {
    let pending = threads[thread].signals.pending.set
      .union(processes[threads[thread].process].signals.pending.set)
    return !pending.subtracting(threads[thread].signals.mask).isEmpty
  }

  /// Wakes a process's timer.
  mutating func intervalTimerExpired(_ process: Int, at now: UInt64, _ machine: Machine) {
    processes[process].intervalTimer = nil
    let period = processes[process].intervalPeriod
    if period > 0 {
      setIntervalTimer(of: process, at: processes[process].intervalExpiry &+ period, period: period)
    } else {
      processes[process].intervalExpiry = 0
    }
    send(SignalInfo(.alarm, .kernel), toProcess: process, at: now, machine)
  }

  /// Sets the real-time interval timer of a process.
  mutating func setIntervalTimer(of process: Int, at expiry: UInt64, period: UInt64) {
    stopIntervalTimer(of: process)
    processes[process].intervalExpiry = expiry
    processes[process].intervalPeriod = period
    processes[process].intervalTimer = timers.set(.intervalTimer(process: process), at: expiry)
  }

  /// Stops it.
  mutating func stopIntervalTimer(of process: Int) {
    if let timer = processes[process].intervalTimer { timers.stop(timer) }
    processes[process].intervalTimer = nil
    processes[process].intervalExpiry = 0
    processes[process].intervalPeriod = 0
  }
}
