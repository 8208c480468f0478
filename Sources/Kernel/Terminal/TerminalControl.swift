import ABI
import Machine

/// `ioctl` on terminals.
extension Kernel {
  /// Does what a program asks of a terminal.
  ///
  /// - Parameter isMaster: whether it asks through the master of a pseudo terminal: most requests mean the other side.
  mutating func controlTerminal(
    _ number: Int, isMaster: Bool, _ request: ControlRequest, _ argument: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if terminals[number].isHungUp && !isMaster {
      throw request == .setForeground ? .notTerminal : .inputOutput
    }
    if request.changesTerminal {
      do throws(Errno) {
        if let stopped = try stopInBackground(number, .terminalOutput, context) { return stopped }
      } catch {
        throw request == .setForeground ? .notTerminal : error
      }
    }
    let pointer = UserPointer(argument)
    switch request {
    case .getTerminal: try copyOut(terminals[number].settings.encoded, to: pointer, context)
    case .setTerminal, .setTerminalDrained, .setTerminalFlushed:
      try setTerminal(number, pointer, flushes: request == .setTerminalFlushed, context)
    case .getWindowSize: try copyOut(terminals[number].window.encoded, to: pointer, context)
    case .setWindowSize:
      let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(WindowSize.layout.size)), context)
      guard let size = WindowSize(decoding: bytes) else { throw .badAddress }
      setWindowSize(size, of: number, at: context.hart.cycles, context.machine)
    case .readable:
      let count = isMaster ? terminals[number].output.count : terminals[number].readableBytes
      try copyOut(UInt32(clamping: count).bytes, to: pointer, context)
    case .outputQueue: try copyOut(UInt32(0).bytes, to: pointer, context)
    case .flush: try flush(number, queue: argument, isMaster: isMaster, context)
    case .flowControl: try controlFlow(of: number, argument, context)
    case .sendBreak: break
    case .getForeground, .setForeground, .getSession, .setControlling, .giveUpControlling:
      try controlSession(of: number, isMaster: isMaster, request, argument, context)
    case .getPseudoTerminal where isMaster: try copyOut(UInt32(number - 1).bytes, to: pointer, context)
    case .setLock where isMaster:
      terminals[number].isLocked = try copyIn(UserBuffer(start: pointer, count: 4), context) != [0, 0, 0, 0]
    case .getLock where isMaster:
      try copyOut(UInt32(terminals[number].isLocked ? 1 : 0).bytes, to: pointer, context)
    default: throw .notTerminal
    }
    return .done(0)
  }

  private mutating func setTerminal(
    _ number: Int, _ pointer: UserPointer, flushes: Bool, _ context: Context
  ) throws(Errno) {
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(TerminalSettings.layout.size)), context)
    guard var settings = TerminalSettings(decoding: bytes) else { throw .badAddress }
    // Bytes have eight bits and no parity here, as on Linux's pseudo terminals.
    settings.control = settings.control & ~0o460 | 0o260
    if flushes { terminals[number].flushInput() }
    terminals[number].settings = settings
    // What is enough for a read may be another thing now, and the output may go on.
    wake(.terminalInput(number), context)
    takeInArrived(number, at: context.hart.cycles, context.machine)
  }

  /// Tells a terminal how large it is, and those in its foreground if that is news.
  mutating func setWindowSize(_ size: WindowSize, of number: Int, at now: UInt64, _ machine: Machine) {
    guard size.encoded != terminals[number].window.encoded else { return }
    terminals[number].window = size
    send(.windowChange, toForegroundOf: number, at: now, machine)
  }

  /// TCFLSH: forgets what was not read, or not shown. For a master the two change places.
  private mutating func flush(
    _ number: Int, queue: UInt64, isMaster: Bool, _ context: Context
  ) throws(Errno) {
    guard queue <= 2 else { throw .invalidArgument }
    let (reads, writes) = (queue != 1, queue != 0)
    if isMaster ? writes : reads {
      terminals[number].arrived = []
      terminals[number].flushInput()
    }
    if isMaster ? reads : writes, terminals[number].device == .pseudo { terminals[number].output = [] }
    takeInArrived(number, at: context.hart.cycles, context.machine)
  }

  /// TCXONC: stops and starts the output, or asks the other side to do so.
  private mutating func controlFlow(of number: Int, _ action: UInt64, _ context: Context) throws(Errno) {
    switch action {
    case 0: terminals[number].isStopped = true
    case 1: terminals[number].start()
    case 2: if let byte = terminals[number][.stop] { terminals[number].output.append(byte) }
    case 3: if let byte = terminals[number][.start] { terminals[number].output.append(byte) }
    default: throw .invalidArgument
    }
    takeInArrived(number, at: context.hart.cycles, context.machine)
  }

  // MARK: Sessions

  private mutating func controlSession(
    of number: Int, isMaster: Bool, _ request: ControlRequest, _ argument: UInt64, _ context: Context
  ) throws(Errno) {
    let pointer = UserPointer(argument)
    // Who has the master may ask; all others only about their own terminal.
    let mayAsk = isMaster || processes[context.process].terminal == number
    switch request {
    case .setControlling: try setControlling(number, steals: argument == 1, context)
    case .giveUpControlling: try giveUpTerminal(number, context)
    case .getForeground:
      guard mayAsk else { throw .notTerminal }
      try copyOut(UInt32(terminals[number].foreground ?? 0).bytes, to: pointer, context)
    case .getSession:
      guard mayAsk, let session = terminals[number].session else { throw .notTerminal }
      try copyOut(UInt32(session).bytes, to: pointer, context)
    default: try setForeground(of: number, pointer, context)
    }
  }

  private mutating func setForeground(
    of number: Int, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) {
    let process = processes[context.process]
    guard process.terminal == number, terminals[number].session == process.session else {
      throw .notTerminal
    }
    let bytes = try copyIn(UserBuffer(start: pointer, count: 4), context)
    let group = Int(Int32(bitPattern: bytes.littleEndian32(at: 0)))
    guard group >= 0 else { throw .invalidArgument }
    guard let member = processes.numbers.first(where: { processes[$0].group == group }) else {
      throw .noSuchProcess
    }
    guard processes[member].session == process.session else { throw .notPermitted }
    terminals[number].foreground = group
  }
}

extension ControlRequest {
  /// Whether it changes a terminal, so that a process in the background is stopped first.
  fileprivate var changesTerminal: Bool {
    switch self {
    case .setTerminal, .setTerminalDrained, .setTerminalFlushed, .setForeground, .flush, .flowControl,
      .sendBreak:
      true
    default: false
    }
  }
}
