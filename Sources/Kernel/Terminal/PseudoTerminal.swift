import ABI
import Machine

/// Opening and closing terminals, and the pseudo terminals: a program sits where otherwise the keyboard and the screen
/// are.
///
/// Who opens /dev/ptmx gets the master of a new terminal, whose other side is /dev/pts/N. What it writes are the keys,
/// what it reads is what would be on the screen.
extension Kernel {
  /// The row of the terminal that the machine was started from.
  static let console = 0

  /// Opens a device that is a terminal.
  ///
  /// - Returns: nil if it is none: it is read and written as any device.
  mutating func openTerminal(
    _ inode: InodeNumber, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> OpenFile.Target? {
    guard case .device(let device) = files[inode].kind else { return nil }
    switch device {
    case .null, .zero, .full, .random, .urandom, .kernelLog: return nil
    case .ptmx: return .master(try makePseudoTerminal(context))
    case .pts(let index):
      let number = TerminalNumber(rawValue: index + 1)
      try checkOpening(of: number)
      if !flags.contains(.noControllingTerminal), flags.accessMode != .writeOnly {
        becomeControlling(number.rawValue, context)
      }
      return open(number)
    case .console: return !options.hasKeyboard ? nil : open(TerminalNumber(rawValue: Self.console))
    case .tty:
      guard let number = processes[context.process].terminal else { throw .noSuchDeviceOrAddress }
      try checkOpening(of: TerminalNumber(rawValue: number))
      return open(TerminalNumber(rawValue: number))
    }
  }

  /// The machine's own terminal can always be opened.
  func checkOpening(of number: TerminalNumber) throws(Errno) {
    guard number.rawValue != Self.console else { return }
    guard let terminal = terminals.find(number.rawValue) else { throw .noSuchDeviceOrAddress }
    if terminal.isLocked || terminal.isHungUp || !terminal.hasMaster { throw .inputOutput }
  }

  mutating func open(_ number: TerminalNumber) -> OpenFile.Target {
    terminals[number.rawValue].openings += 1
    terminals[number.rawValue].wasOpened = true
    return .terminal(number)
  }

  private mutating func makePseudoTerminal(_ context: Context) throws(Errno) -> TerminalNumber {
    guard terminals.count <= Self.pseudoTerminalLimit else { throw .noSpace }
    let folder = files.terminalDirectory
    let number = terminals.insert(Terminal(.pseudo, window: WindowSize(rows: 0, columns: 0)))
    do throws(Errno) {
      let kind = Inode.Kind.device(.pts(number - 1))
      let inode = try makeInode(kind, permissions: 0o620, isMasked: false, in: folder, context)
      files[inode].group = Self.terminalGroup
      files.setEntry(FileName(String(number - 1)), of: folder, to: inode)
      hold(inode)
      terminals[number].inode = inode
    } catch {
      terminals.remove(number)
      throw error
    }
    return TerminalNumber(rawValue: number)
  }

  /// Takes the name of a pseudo terminal away: as its master is closed, nobody can open it any more.
  private mutating func removeName(ofTerminal number: Int) {
    files.setEntry(FileName(String(number - 1)), of: files.terminalDirectory, to: nil)
  }

  /// The number of a terminal as a device.
  func terminalDevice(_ number: Int) -> UInt64 {
    (number == Self.console ? Device.console : .pts(number - 1)).number
  }

  /// The path of a terminal, as /proc shows it.
  func terminalPath(_ number: Int) -> String {
    number == Self.console ? "/dev/console" : "/dev/pts/\(number - 1)"
  }

  /// The last of the open files of one opening of the program's side is closed.
  mutating func closeTerminal(_ number: Int, _ context: Context) {
    terminals[number].openings -= 1
    guard terminals[number].device == .pseudo else { return }
    if terminals[number].openings == 0 { wake(.masterInput(number), context) }
    removeIfUnused(number, context)
  }

  mutating func closeMaster(_ number: Int, _ context: Context) {
    removeName(ofTerminal: number)
    terminals[number].hasMaster = false
    hangUp(number, at: context.hart.cycles, context.machine)
    removeIfUnused(number, context)
  }

  private mutating func removeIfUnused(_ number: Int, _ context: Context) {
    guard terminals[number].openings == 0, !terminals[number].hasMaster else { return }
    if let inode = terminals.remove(number).inode { letGo(inode, context) }
  }

  // MARK: The master

  /// Reads what programs have written to the terminal, and the echo of its keys.
  mutating func readMaster(
    _ number: Int, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count > 0 else { return .done(0) }
    let available = terminals[number].output.count
    guard available > 0 else {
      // Whoever had the other side open has gone.
      if terminals[number].wasOpened && terminals[number].openings == 0 { throw .inputOutput }
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.masterInput(number)))
    }
    let wanted = UInt64(min(available, Int(clamping: buffer.count)))
    let count = try accessible(buffer, from: 0, count: wanted, .store, context)
    try copyOut(terminals[number].output[..<Int(count)], to: buffer, at: 0, context)
    terminals[number].output.removeFirst(Int(count))
    if terminals[number].hasRoomForOutput { wake(.terminalRoom(number), context) }
    return .done(count)
  }

  /// Presses keys, also while nobody has the other side open: they are there for whoever opens it next.
  mutating func writeMaster(
    _ number: Int, _ file: Int, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var done = progress(context)
    do throws(Errno) {
      while done < buffer.count {
        let room = Terminal.queueLimit - terminals[number].arrived.count
        guard room > 0 else {
          if openFiles[file].isNonBlocking { throw .tryAgain }
          return .block(Wait(.masterRoom(number)), done: done)
        }
        let wanted = min(UInt64(room), buffer.count - done)
        let count = try accessible(buffer, from: done, count: wanted, .load, context)
        deliver(
          try copyIn(buffer, from: done, count: count, context), to: number, at: context.hart.cycles,
          context.machine)
        done += count
      }
    } catch {
      if done == 0 { throw error }
    }
    return .done(done)
  }

  /// What `fstat` tells about a master.
  var masterStatus: FileStatus {
    var status = FileStatus(mode: FileMode(.characterDevice, permissions: 0o666))
    status.specialDevice = Device.ptmx.number
    return status
  }

  func masterReadiness(_ number: Int) -> PollEvents {
    let terminal = terminals[number]
    var events: PollEvents = terminal.wasOpened && terminal.openings == 0 ? .hangup : []
    if !terminal.output.isEmpty { events.formUnion([.input, .normalInput]) }
    if terminal.arrived.count < Terminal.queueLimit { events.formUnion([.output, .normalOutput]) }
    return events
  }

  /// As many pseudo terminals as there can be at a time.
  private static let pseudoTerminalLimit = 256
  /// The group `tty`.
  private static let terminalGroup: UInt32 = 5
}

/// The number of a terminal in the kernel's table: 0 is the console, N + 1 is /dev/pts/N.
struct TerminalNumber: Hashable {
  let rawValue: Int
}
