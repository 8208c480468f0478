import ABI
import Machine

/// The system call on the kernel's own log.
extension Kernel {
  mutating func sysSyslog(
    _ action: Int32, _ buffer: UserPointer, _ size: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let action = LogAction(rawValue: action) else { throw .invalidArgument }
    if !action.isForAll && !processes[context.process].credentials.isRoot { throw .notPermitted }
    switch action {
    case .close, .open: return .done(0)
    case .consoleOff: return setConsoleLevel(Tuning.leastConsoleLevel, savesOld: true)
    case .consoleOn: return setConsoleLevel(tuning.savedConsoleLevel ?? tuning.consoleLevel)
    case .consoleLevel:
      guard Tuning.consoleLevels.contains(Int(size)) else { throw .invalidArgument }
      return setConsoleLevel(Int(size))
    case .clear:
      log.uncleared = log.next
      return .done(0)
    case .unreadSize:
      return .done(log.messages(from: log.unread).reduce(0) { $0 + $1.line.utf8.count })
    case .size: return .done(KernelLog.capacity)
    case .read, .readAll, .readAndClear:
      guard buffer.address.rawValue != 0, size >= 0 else { throw .invalidArgument }
      guard size > 0 else { return .done(0) }
      return action == .read
        ? try readLog(into: buffer, Int(size), context)
        : try readWholeLog(into: buffer, Int(size), clears: action == .readAndClear, context)
    }
  }

  /// Messages of lower levels are shown on the console from now on.
  private mutating func setConsoleLevel(_ level: Int, savesOld: Bool = false) -> SyscallOutcome {
    if !savesOld {
      tuning.savedConsoleLevel = nil
    } else if tuning.savedConsoleLevel == nil {
      tuning.savedConsoleLevel = tuning.consoleLevel
    }
    tuning.consoleLevel = level
    return .done(0)
  }

  /// Gives out what was not read yet, as many whole messages as fit, and waits for the first.
  private mutating func readLog(
    into buffer: UserPointer, _ size: Int, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let waiting = log.messages(from: log.unread)
    guard !waiting.isEmpty else { return .block(Wait(.kernelLog)) }
    var bytes: [UInt8] = []
    for message in waiting {
      let line = Array(message.line.utf8)
      guard bytes.count + line.count <= size else { break }
      bytes += line
      log.unread = message.number + 1
    }
    try copyOut(bytes, to: buffer, context)
    return .done(bytes.count)
  }

  /// Gives out the last messages that fit.
  private mutating func readWholeLog(
    into buffer: UserPointer, _ size: Int, clears: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var (lines, total): ([[UInt8]], Int) = ([], 0)
    for message in log.messages(from: log.uncleared).reversed() {
      let line = Array(message.line.utf8)
      guard total + line.count <= size else { break }
      total += line.count
      lines.append(line)
    }
    try copyOut(Array(lines.reversed().joined()), to: buffer, context)
    if clears { log.uncleared = log.next }
    return .done(total)
  }
}

/// What `syslog` can be asked to do: SYSLOG_ACTION_….
private enum LogAction: Int32 {
  case close, open, read, readAll, readAndClear, clear, consoleOff, consoleOn, consoleLevel, unreadSize, size

  /// Whether anybody may.
  var isForAll: Bool { self == .readAll || self == .size }
}
