import ABI
import Machine

/// Sessions and their terminals: who is in the foreground, and what happens to the others.
///
/// A session has at most one controlling terminal, and a terminal controls at most one session. The keys of the
/// terminal are signals to one process group of the session, that in the foreground; the others may not read from it,
/// and are told when it goes (POSIX.1-2024, 11.1).
extension Kernel {
  /// Sends a signal to each process of the group in a terminal's foreground.
  mutating func send(_ signal: Signal, toForegroundOf number: Int, at now: UInt64, _ machine: Machine) {
    guard let group = terminals[number].foreground else { return }
    send(signal, toGroup: group, at: now, machine)
  }

  private mutating func send(_ signal: Signal, toGroup group: Int, at now: UInt64, _ machine: Machine) {
    for process in processes.numbers where processes[process].group == group {
      send(SignalInfo(signal, .kernel), toProcess: process, at: now, machine)
    }
  }

  /// Stops the caller if it is in the background of its terminal, where only one may read and write at a time.
  ///
  /// - Returns: nil if the call may go on; otherwise its process group has been sent the signal, and the call is made
  ///   again when it goes on after that.
  /// - Throws: EIO if nobody could let it go on: it ignores the signal that would tell it not to read, or is orphaned.
  mutating func stopInBackground(
    _ number: Int, _ signal: Signal, _ context: Context
  ) throws(Errno) -> SyscallOutcome? {
    let process = processes[context.process]
    guard process.terminal == number, let foreground = terminals[number].foreground,
      foreground != process.group
    else { return nil }
    if process.signals[signal].isIgnored || threads[context.thread].signals.mask.contains(signal) {
      if signal == .terminalInput { throw .inputOutput }
      return nil
    }
    if isOrphaned(process.group) { throw .inputOutput }
    if context.wake != .signal {
      send(signal, toGroup: process.group, at: context.hart.cycles, context.machine)
    }
    // Another thread of the process may take the signal: this one looks again before long.
    return .block(Wait(.signal, until: context.hart.cycles &+ options.cycles(1_000_000)))
  }

  /// The number of the terminal that controls a process, as `stat` and /proc show devices; 0 for none.
  func controllingDevice(of process: Int) -> UInt64 {
    processes.find(process)?.terminal.map(terminalDevice) ?? 0
  }

  /// The process group in the foreground of a process's terminal; nil if it has none.
  func foregroundGroup(of process: Int) -> Int? {
    processes.find(process)?.terminal.flatMap { terminals[$0].foreground }
  }

  /// Makes a terminal that controls nobody that of the caller's session, if the caller leads one that has none.
  mutating func becomeControlling(_ number: Int, _ context: Context) {
    let process = processes[context.process]
    guard process.session == context.process, process.terminal == nil, terminals[number].session == nil
    else { return }
    setControlling(number, context)
  }

  /// TIOCSCTTY.
  mutating func setControlling(_ number: Int, steals: Bool, _ context: Context) throws(Errno) {
    let process = processes[context.process]
    if process.session == context.process && terminals[number].session == process.session { return }
    guard process.session == context.process, process.terminal == nil else { throw .notPermitted }
    if let other = terminals[number].session {
      guard steals, process.credentials.isRoot else { throw .notPermitted }
      forgetTerminal(ofSession: other)
    }
    setControlling(number, context)
  }

  private mutating func setControlling(_ number: Int, _ context: Context) {
    setControlling(number, ofSessionOf: context.process)
  }

  private mutating func setControlling(_ number: Int, ofSessionOf process: Int) {
    processes[process].terminal = number
    terminals[number].session = processes[process].session
    terminals[number].foreground = processes[process].group
  }

  /// The first process gets the console.
  mutating func takeConsole(_ process: Int) { setControlling(Self.console, ofSessionOf: process) }

  /// TIOCNOTTY: the caller leaves its terminal, and if it leads the session, so do all.
  mutating func giveUpTerminal(_ number: Int, _ context: Context) throws(Errno) {
    guard processes[context.process].terminal == number else { throw .notTerminal }
    leaveTerminal(context.process, isExit: false, context)
    processes[context.process].terminal = nil
  }

  /// Takes the terminal away from the session that a process leads: those in the foreground are told.
  mutating func leaveTerminal(_ process: Int, isExit: Bool, _ context: Context) {
    let row = processes[process]
    guard row.session == process else { return }
    let now = context.hart.cycles
    guard let number = row.terminal else {
      // The terminal went first: those that were in its foreground then have lost the one who could tell them.
      guard isExit, let group = row.lostForeground else { return }
      send(.hangup, toGroup: group, at: now, context.machine)
      return send(.continue, toGroup: group, at: now, context.machine)
    }
    send(.hangup, toForegroundOf: number, at: now, context.machine)
    if !isExit { send(.continue, toForegroundOf: number, at: now, context.machine) }
    forgetTerminal(ofSession: process)
    (terminals[number].session, terminals[number].foreground) = (nil, nil)
  }

  /// The other side of a terminal has gone: the leader of its session is told.
  mutating func hangUp(_ number: Int, at now: UInt64, _ machine: Machine) {
    guard !terminals[number].isHungUp else { return }
    terminals[number].isHungUp = true
    terminals[number].arrived = []
    terminals[number].output = []
    terminals[number].flushInput()
    if let session = terminals[number].session {
      let foreground = terminals[number].foreground
      forgetTerminal(ofSession: session)
      (terminals[number].session, terminals[number].foreground) = (nil, nil)
      if processes.contains(session) {
        processes[session].lostForeground = foreground
        send(SignalInfo(.hangup, .kernel), toProcess: session, at: now, machine)
        send(SignalInfo(.continue, .kernel), toProcess: session, at: now, machine)
      }
    }
    for channel in [WaitChannel.terminalInput(number), .terminalRoom(number)] {
      wake(channel, at: now, machine)
    }
  }

  private mutating func forgetTerminal(ofSession session: Int) {
    for process in processes.numbers where processes[process].session == session {
      processes[process].terminal = nil
    }
  }
}
