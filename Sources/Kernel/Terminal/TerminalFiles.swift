import ABI
import Machine

/// Terminals as files: reading, writing and waiting for them.
extension Kernel {
  /// Reads a line, or in raw mode what VMIN and VTIME ask for.
  mutating func readTerminal(
    _ number: Int, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if terminals[number].isHungUp {
      // Who waited for a master that went is told so; who comes later finds the end.
      if context.wake != nil, terminals[number].device == .pseudo { throw .inputOutput }
      return .done(0)
    }
    if let stopped = try stopInBackground(number, .terminalInput, context) { return stopped }
    guard buffer.count > 0 else { return .done(0) }
    let terminal = terminals[number]
    let wanted = max(1, min(terminal.minimum, Int(clamping: buffer.count)))
    if terminal.hasInput(atLeast: wanted) { return try takeInput(number, into: buffer, context) }
    let isPatient = terminal.isCanonical || terminal.minimum > 0
    let isOver = !isPatient && terminal.patience == 0 || context.wake == .timeout
    // What came before a signal, or before time was up, is better than nothing.
    if isOver || context.wake == .signal, !terminal.isCanonical, !terminal.input.isEmpty {
      return try takeInput(number, into: buffer, context)
    }
    if isOver { return .done(0) }
    if openFiles[file].isNonBlocking {
      guard !terminal.isCanonical, !terminal.input.isEmpty else { throw .tryAgain }
      return try takeInput(number, into: buffer, context)
    }
    return .block(Wait(.terminalInput(number), until: readDeadline(terminal, context)))
  }

  /// When a read in raw mode gives up: VTIME after it began, or with VMIN after the last byte that came.
  private func readDeadline(_ terminal: Terminal, _ context: Context) -> UInt64? {
    guard !terminal.isCanonical, terminal.patience > 0 else { return nil }
    let pending = context.wake == nil ? nil : threads[context.thread].pending?.deadline
    if terminal.minimum > 0 {
      if terminal.input.isEmpty { return nil }
      if context.wake == .signal, let pending { return pending }
    } else if let pending {
      return pending
    }
    return context.hart.cycles &+ options.cycles(Int64(terminal.patience) * 100_000_000)
  }

  private mutating func takeInput(
    _ number: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (bytes, used) = terminals[number].next(Int(clamping: buffer.count))
    let count =
      bytes.isEmpty ? 0 : try accessible(buffer, from: 0, count: UInt64(bytes.count), .store, context)
    try copyOut(bytes.prefix(Int(count)), to: buffer, at: 0, context)
    terminals[number].consume(Int(count) == bytes.count ? used : Int(count))
    takeInArrived(number, at: context.hart.cycles, context.machine)
    return .done(count)
  }

  /// Shows what a program writes, waiting for room until all is on its way.
  mutating func writeTerminal(
    _ number: Int, _ file: Int, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if terminals[number].settings.local.contains(.stopOutput),
      let stopped = try stopInBackground(number, .terminalOutput, context)
    {
      return stopped
    }
    var done = progress(context)
    do throws(Errno) {
      while done < buffer.count {
        if terminals[number].isHungUp || !terminals[number].hasMaster { throw .inputOutput }
        guard terminals[number].hasRoomForOutput else {
          if openFiles[file].isNonBlocking { throw .tryAgain }
          return .block(Wait(.terminalRoom(number)), done: done)
        }
        let wanted = min(Self.terminalPiece, buffer.count - done)
        let count = try accessible(buffer, from: done, count: wanted, .load, context)
        terminals[number].write(try copyIn(buffer, from: done, count: count, context))
        done += count
        passOnOutput(number, at: context.hart.cycles, context.machine)
      }
    } catch {
      if done == 0 { throw error }
    }
    return .done(done)
  }

  /// What can be done with a terminal without waiting.
  func terminalReadiness(_ number: Int) -> PollEvents {
    let terminal = terminals[number]
    if terminal.isHungUp {
      return [.input, .normalInput, .output, .normalOutput, .error, .hangup]
    }
    var events: PollEvents = terminal.hasMaster ? [] : .hangup
    if terminal.hasRoomForOutput { events.formUnion([.output, .normalOutput]) }
    let minimum = terminal.patience == 0 ? max(1, terminal.minimum) : 1
    if terminal.hasInput(atLeast: minimum) { events.formUnion([.input, .normalInput]) }
    return events
  }

  /// What `fstat` tells about a terminal.
  func terminalStatus(_ number: Int) -> FileStatus {
    if let inode = terminals[number].inode { return status(of: inode) }
    var status = FileStatus(mode: FileMode(.characterDevice, permissions: 0o620))
    status.specialDevice = terminalDevice(number)
    return status
  }

  /// Bytes of output that are dealt with at a time.
  private static let terminalPiece: UInt64 = 2048

  // MARK: Between the line discipline and the device

  /// Gives a terminal bytes from its device: keys that were pressed, or what a master's owner has written.
  mutating func deliver(_ bytes: some Sequence<UInt8>, to number: Int, at now: UInt64, _ machine: Machine) {
    terminals[number].arrived += bytes
    takeInArrived(number, at: now, machine)
  }

  /// Lets the line discipline go on with what has arrived, and does what follows from it.
  mutating func takeInArrived(_ number: Int, at now: UInt64, _ machine: Machine) {
    let hadBacklog = !terminals[number].arrived.isEmpty
    terminals[number].takeIn()
    sendKeySignals(number, at: now, machine)
    passOnOutput(number, at: now, machine)
    let terminal = terminals[number]
    if terminal.hasInput(atLeast: 1) { wake(.terminalInput(number), at: now, machine) }
    if hadBacklog && terminal.arrived.count < Terminal.queueLimit {
      wake(.masterRoom(number), at: now, machine)
    }
    if terminal.hasRoomForOutput { wake(.terminalRoom(number), at: now, machine) }
  }

  /// Hands over what is to be shown: to the screen at once, to a master when it reads.
  mutating func passOnOutput(_ number: Int, at now: UInt64, _ machine: Machine) {
    guard !terminals[number].output.isEmpty else { return }
    if terminals[number].device == .console {
      hasNews = true
      machine.console.write(terminals[number].output, to: Console.terminal)
      terminals[number].output = []
    } else {
      wake(.masterInput(number), at: now, machine)
    }
  }

  private mutating func sendKeySignals(_ number: Int, at now: UInt64, _ machine: Machine) {
    let signals = terminals[number].signals
    guard !signals.isEmpty else { return }
    terminals[number].signals = []
    for signal in signals { send(signal, toForegroundOf: number, at: now, machine) }
  }
}

extension Terminal {
  /// Whether programs can write now.
  var hasRoomForOutput: Bool { !isStopped && output.count < Self.queueLimit }
}
