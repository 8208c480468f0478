import Machine

/// Why `run` came back.
public enum Pause: Equatable, Sendable {
  /// The program has written something; take it from the console and run on.
  case output
  /// Every thread waits for standard input; give the console some, or its end, and run on.
  case input
  /// The first process has ended.
  case ended(ExitStatus)
  /// A limit was reached.
  case limit(RunLimit)
}

extension Kernel {
  /// Runs programs until there is something to say.
  ///
  /// - Precondition: `machine` is the one that the kernel was made for, or its copy.
  public mutating func run(on machine: Machine) -> Pause {
    while true {
      if let pause = pause(machine) { return pause }
      wakeReaders(machine.console)
      guard let thread = nextThread(on: machine.harts[0], machine) else { return .input }
      let context = Context(
        machine: machine, hart: machine.harts[0], thread: thread, process: threads[thread].process)
      handle(execute(context), context)
    }
  }

  /// Lets a hart execute until it traps.
  private func execute(_ context: Context) -> Trap {
    let (machine, hart) = (context.machine, context.hart)
    var deadline = hart.cycles + Self.timeSlice
    if let microseconds = options.limits.microseconds {
      deadline = min(deadline, microseconds * machine.configuration.cyclesPerMicrosecond)
    }
    guard let limit = options.limits.instructions else { return machine.run(hart, deadline: deadline) }
    let left = limit - machine.instructions
    // A block is at most a page of instructions long: further away than that, only cycles need counting.
    guard left < 2 * Self.blockLimit else {
      return machine.run(hart, deadline: min(deadline, hart.cycles + left - Self.blockLimit))
    }
    return machine.step(hart, instructions: Int(left), deadline: deadline)
  }

  /// Whether there is a reason to come back before the next instruction.
  private func pause(_ machine: Machine) -> Pause? {
    let limits = options.limits
    if let bytes = limits.outputBytes, machine.console.bytesWritten > bytes {
      return .limit(.output(bytes: bytes))
    }
    if let ending { return .ended(ending) }
    if machine.console.pendingBytes >= (options.flushEveryWrite ? 1 : 65536) { return .output }
    if let count = limits.instructions, machine.instructions >= count { return .limit(.instructions(count)) }
    if let microseconds = limits.microseconds, self.microseconds(machine) >= microseconds {
      return .limit(.time(microseconds: microseconds))
    }
    return nil
  }

  /// The thread that the hart goes on with: the one that it runs, or else the first that is ready.
  private mutating func nextThread(on hart: Hart, _ machine: Machine) -> Int? {
    if let running = threads.numbers.first(where: { threads[$0].state == .running(hart: hart.id) }) {
      return running
    }
    guard let ready = threads.numbers.first(where: { threads[$0].state == .ready }) else { return nil }
    threads[ready].state = .running(hart: hart.id)
    statistics.contextSwitches += 1
    hart.charge(Cost.schedule)
    resume(Context(machine: machine, hart: hart, thread: ready, process: threads[ready].process))
    return ready
  }

  /// Lets a thread wait.
  mutating func block(_ thread: Int, on channel: WaitChannel) { threads[thread].state = .blocked(channel) }

  private mutating func wakeReaders(_ console: Console) {
    guard !console.input.isEmpty || console.inputHasEnded else { return }
    for thread in threads.numbers where threads[thread].state == .blocked(.consoleInput) {
      threads[thread].state = .ready
    }
  }

  /// Virtual time since boot.
  func microseconds(_ machine: Machine) -> UInt64 {
    machine.harts[0].cycles / machine.configuration.cyclesPerMicrosecond
  }

  /// Cycles between two timer interrupts.
  private static let timeSlice: UInt64 = 1_000_000
  /// The most instructions that a hart executes before it looks at its deadline.
  private static let blockLimit: UInt64 = 1024
}
