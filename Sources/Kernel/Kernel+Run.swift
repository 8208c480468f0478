import ABI
import Machine

/// Why `run` came back.
public enum Pause: Equatable, Sendable {
  /// The program has written something: take it from the console, make the changes of folders, and run on.
  case output
  /// Every thread waits for standard input; give the console some, or its end, and run on.
  case input
  /// Many events were recorded; take them and run on.
  case events
  /// The first process has ended.
  case ended(ExitStatus)
  /// A limit was reached.
  case limit(RunLimit)
  /// The time is over that `pause` gave.
  case time
  /// Every thread waits, for a key or for a time: this one in microseconds since boot, if there is one. Wait for either,
  /// and say with `passTime` how late it is.
  case idle(until: UInt64?)
  /// Every thread waits for something that cannot happen any more.
  case deadlock
}

extension Kernel {
  /// Runs programs until there is something to say.
  ///
  /// - Precondition: `machine` is the one that the kernel was made for, or its copy.
  public mutating func run(on machine: Machine) -> Pause {
    hasNews = true
    var hasInput = true
    while true {
      if mayHaveToPause, let pause = pause(machine) { return pause }
      // Input only comes while nothing runs.
      if hasInput { wakeReaders(machine) }
      hasInput = false
      if let turn = cutTurn {
        advance(context(of: turn.thread, on: machine.harts[turn.hart], machine), until: turn.end)
      } else if let hart = nextHart(machine) {
        runTurn(of: hart, machine)
      } else if options.hasKeyboard {
        return .idle(until: nextExpiry)
      } else if isInputAsked(machine) {
        return .input
      } else if !skipToNextTimer(machine) {
        return isInputAwaited(machine) ? .input : .deadlock
      }
    }
  }

  /// The hart that is furthest behind in time, of those that have something to run: so all advance together.
  private mutating func nextHart(_ machine: Machine) -> Hart? {
    if processors.count == 1 { return isIdle(0) ? nil : machine.harts[0] }
    balance(machine)
    var next: Hart?
    for hart in machine.harts where !isIdle(hart.id) {
      if let best = next, best.cycles <= hart.cycles { continue }
      next = hart
    }
    return next
  }

  /// Lets a hart execute until it traps or the others have to catch up. One that is alone goes on while it can.
  private mutating func runTurn(of hart: Hart, _ machine: Machine) {
    // One for all threads: to make one counts references.
    var context = Context(machine: machine, hart: hart)
    repeat {
      let running = processors[hart.id].running
      guard let thread = running == nil ? dispatch(on: hart) : running else { return }
      move(&context, to: thread)
      goOn(context, enters: running == nil)
    } while processors.count == 1 && !mayHaveToPause
  }

  /// Works for a thread, one that has just got its hart or one that has it: once, or, where no other hart has to catch
  /// up, until it has lost the hart.
  private mutating func goOn(_ context: Context, enters: Bool) {
    if enters { enter(context) } else { advance(context) }
    while processors.count == 1 && isCurrent(context) && !mayHaveToPause { advance(context) }
  }

  /// Lets the running thread execute until it traps or its turn ends, and deals with the trap.
  private mutating func advance(_ context: Context, until turnEnd: UInt64? = nil) {
    cutTurn = nil
    let (hart, machine) = (context.hart, context.machine)
    let interrupt = min(processors[hart.id].sliceEnd, processors[hart.id].cpuDeadline, timers.nextExpiry)
    if processors[hart.id].mustReschedule || threads[context.thread].hasSignalsToSee {
      return handle(Trap(.softwareInterrupt), context)
    }
    if hart.cycles >= interrupt { return handle(Trap(.timerInterrupt), context) }
    let end = min(interrupt, turnEnd ?? (processors.count == 1 ? .max : self.turnEnd(of: hart, machine)))
    let trap = execute(hart, deadline: end, machine)
    switch trap.cause {
    case .timerInterrupt where hart.cycles < interrupt, .instructionBudget:
      if hart.cycles < end { cutTurn = CutTurn(hart: hart.id, thread: context.thread, end: end) }
    default: handle(trap, context)
    }
  }

  /// When the other harts' turn has come.
  private func turnEnd(of hart: Hart, _ machine: Machine) -> UInt64 {
    var end = UInt64.max
    for other in machine.harts where other.id != hart.id && !isIdle(other.id) { end = min(end, other.cycles) }
    return end == .max ? hart.cycles + Self.turn : end + Self.turn
  }

  /// Executes the program on a hart, up to a deadline or a limit of the run.
  private func execute(_ hart: Hart, deadline: UInt64, _ machine: Machine) -> Trap {
    var deadline = deadline
    if let microseconds = options.limits.microseconds {
      deadline = min(deadline, microseconds * machine.configuration.cyclesPerMicrosecond)
    }
    if let pauseTime { deadline = min(deadline, pauseTime) }
    guard let limit = options.limits.instructions else { return machine.run(hart, deadline: deadline) }
    let left = limit - machine.instructions
    // A block is at most a page of instructions long: further away than that, only cycles need counting.
    guard left < 2 * Self.blockLimit else {
      return machine.run(hart, deadline: min(deadline, hart.cycles + left - Self.blockLimit))
    }
    return machine.step(hart, instructions: Int(left), deadline: deadline)
  }

  /// Whether it is worth asking for a reason to come back.
  @inline(__always) private var mayHaveToPause: Bool {
    hasNews || pauseTime != nil || options.limits.instructions != nil || options.limits.microseconds != nil
  }

  /// Whether there is a reason to come back before the next instruction.
  private mutating func pause(_ machine: Machine) -> Pause? {
    hasNews = false
    let limits = options.limits
    if let bytes = limits.outputBytes, machine.console.bytesWritten > bytes {
      return .limit(.output(bytes: bytes))
    }
    if let ending { return .ended(ending) }
    if machine.console.pendingBytes >= (options.flushEveryWrite ? 1 : 65536) { return .output }
    if files.mustSave { return .output }
    if events.count >= Self.eventLimit { return .events }
    if let pauseTime, machine.harts.contains(where: { $0.cycles >= pauseTime }) { return .time }
    if let count = limits.instructions, machine.instructions >= count { return .limit(.instructions(count)) }
    if let microseconds = limits.microseconds, self.microseconds(machine) >= microseconds {
      return .limit(.time(microseconds: microseconds))
    }
    return nil
  }

  /// Lets time pass to the next timer, as nobody has anything to run; false if no timer is set.
  private mutating func skipToNextTimer(_ machine: Machine) -> Bool {
    let time = timers.nextExpiry
    guard time != .max else { return false }
    if let limit = options.limits.microseconds,
      time > limit * machine.configuration.cyclesPerMicrosecond
    {
      machine.harts[0].idle(until: limit * machine.configuration.cyclesPerMicrosecond)
      return true
    }
    machine.harts[0].idle(until: time)
    expireTimers(by: time, machine)
    return true
  }

  /// When the next timer expires, in microseconds since boot; nil if none is set.
  private var nextExpiry: UInt64? {
    let time = timers.nextExpiry
    guard time != .max else { return nil }
    return (time &+ options.cyclesPerMicrosecond &- 1) / options.cyclesPerMicrosecond
  }

  /// Lets the next runs pause after so much time, though there is nothing to say.
  public mutating func pause(after microseconds: UInt64, on machine: Machine) {
    pauseTime = machine.harts.reduce(0) { max($0, $1.cycles) } + microseconds * options.cyclesPerMicrosecond
  }

  /// Lets time pass for a machine on which every thread waits; it never goes back.
  public mutating func passTime(to microseconds: UInt64, on machine: Machine) {
    let (time, overflow) = microseconds.multipliedReportingOverflow(by: options.cyclesPerMicrosecond)
    guard !overflow, time > machine.harts[0].cycles else { return }
    machine.harts[0].idle(until: time)
    expireTimers(by: time, machine)
  }

  /// Lets time pass in which the machine stood still, though it had something to do: whoever simulates it was too slow
  /// for the clock on the wall. Nobody is charged for it; to the harts it was *stolen*, as Linux calls that.
  ///
  /// - Parameter cycles: how many on each hart that is not idle.
  public mutating func standStill(for cycles: UInt64, on machine: Machine) {
    for hart in machine.harts where !isIdle(hart.id) {
      hart.idle(until: hart.cycles.saturating(adding: cycles))
      processors[hart.id].standStill(for: cycles)
      if let thread = processors[hart.id].running { threads[thread].accountedUntil += cycles }
    }
    if let turn = cutTurn { cutTurn = CutTurn(hart: turn.hart, thread: turn.thread, end: turn.end + cycles) }
  }

  /// Does what the timers that have expired are for.
  mutating func expireTimers(by now: UInt64, _ machine: Machine) {
    while let (action, _) = timers.takeExpired(by: now) {
      switch action {
      case .endWait(let thread):
        threads[thread].waitTimer = nil
        endWait(of: thread, .timeout, at: now, machine)
      case .intervalTimer(let process): intervalTimerExpired(process, at: now, machine)
      case .processTimer(let process, let id): processTimerExpired(id, of: process, at: now, machine)
      case .descriptorTimer(let number): descriptorTimerExpired(number, at: now, machine)
      }
    }
  }

  /// Wakes those who wait for input, once for each time that some has come.
  private mutating func wakeReaders(_ machine: Machine) {
    if options.hasKeyboard { return deliverKeys(machine) }
    let come = machine.console.bytesSupplied &+ (machine.console.inputHasEnded ? 1 : 0)
    guard come != noticedInput else { return }
    noticedInput = come
    wake(.consoleInput, at: machine.harts.map(\.cycles).min() ?? 0, machine)
  }

  /// Gives the console's terminal the keys that were pressed, as far as there is room for them.
  private mutating func deliverKeys(_ machine: Machine) {
    let now = machine.harts.map(\.cycles).min() ?? 0
    let room = Terminal.queueLimit - terminals[Self.console].arrived.count
    if room > 0, let keys = machine.console.read(room), !keys.isEmpty {
      deliver(keys, to: Self.console, at: now, machine)
    }
    if machine.console.inputHasEnded { hangUp(Self.console, at: now, machine) }
  }

  /// Tells the programs that the terminal on the host has another size now.
  public mutating func resizeTerminal(to size: WindowSize, on machine: Machine) {
    options.windowSize = size
    setWindowSize(size, of: Self.console, at: machine.harts.map(\.cycles).min() ?? 0, machine)
  }

  /// Whether anybody, or an epoll set, waits for input that there may still be.
  private func isInputAwaited(_ machine: Machine) -> Bool {
    guard machine.console.availableBytes == nil else { return false }
    return !waitQueues.waiters(on: .consoleInput).isEmpty || watches[.consoleInput] != nil
  }

  /// Whether input has to be asked for before time passes: somebody waits for it for some time only, and as it is no
  /// person who types it, what there is of it is there already.
  private func isInputAsked(_ machine: Machine) -> Bool {
    guard isInputAwaited(machine), !machine.console.terminals.contains(0) else { return false }
    let readers = waitQueues.waiters(on: .consoleInput)
    if readers.contains(where: { threads[$0].wait?.deadline != nil }) { return true }
    return (watches[.consoleInput] ?? []).contains { watch in
      waitQueues.waiters(on: .epoll(watch.set)).contains { threads[$0].wait?.deadline != nil }
    }
  }

  /// Virtual time since boot: that of the hart which has come furthest.
  public func microseconds(_ machine: Machine) -> UInt64 {
    machine.harts.reduce(0) { max($0, $1.cycles) } / machine.configuration.cyclesPerMicrosecond
  }

  /// Cycles that a hart may be ahead of another one.
  private static let turn: UInt64 = 1000
  /// The most instructions that a hart executes before it looks at its deadline.
  private static let blockLimit: UInt64 = 1024
  /// Events that are collected before somebody has to take them.
  private static let eventLimit = 4096
}

/// A turn that ended before its time, since a limit of the run was near.
///
/// It is gone on with before anything else happens: so a run that is stopped at any instruction, and let go on, is the
/// same as one that is not.
struct CutTurn {
  let hart: Int
  let thread: Int
  /// The cycle at which the turn would have ended.
  let end: UInt64
}
