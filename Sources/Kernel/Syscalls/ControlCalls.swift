import ABI
import Machine

/// `ioctl`: what a file can be told and asked beside reading and writing.
extension Kernel {
  mutating func sysIoctl(
    _ descriptor: UInt64, _ request: UInt32, _ argument: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try openFile(descriptor, context)
    let pointer = UserPointer(argument)
    let request = ControlRequest(rawValue: request)
    if let request, let (terminal, isMaster) = terminal(of: file), request.isForTerminals {
      return try controlTerminal(terminal, isMaster: isMaster, request, argument, context)
    }
    switch request {
    case .readable?:
      try copyOut(UInt32(clamping: try readableBytes(of: file, context)).bytes, to: pointer, context)
    case .setNonBlocking?:
      let isOn = try copyIn(UserBuffer(start: pointer, count: 4), context).contains { $0 != 0 }
      if isOn {
        openFiles[file].flags.insert(.nonBlocking)
      } else {
        openFiles[file].flags.remove(.nonBlocking)
      }
    case .setCloseOnExec?: try descriptorTables[context.descriptors].setClosesOnExec(descriptor, true)
    case .clearCloseOnExec?: try descriptorTables[context.descriptors].setClosesOnExec(descriptor, false)
    case .getTerminal?:
      guard isTerminal(file, context) else { throw .notTerminal }
      // The kernel's structure has 19 control characters; what the C library adds is its own.
      try copyOut(TerminalSettings().encoded, to: pointer, context)
    case .getWindowSize?:
      guard isTerminal(file, context) else { throw .notTerminal }
      try copyOut(options.windowSize.encoded, to: pointer, context)
    default: throw .notTerminal
    }
    return .done(0)
  }

  /// Bytes that a read would find now.
  private func readableBytes(of file: Int, _ context: Context) throws(Errno) -> UInt64 {
    switch openFiles[file].target {
    case .pipe(let pipe): return pipes[pipe.rawValue].byteCount
    case .stream(0): return context.machine.console.availableBytes ?? 0
    case .inode(let inode):
      if isConsole(inode) { return context.machine.console.availableBytes ?? 0 }
      guard case .regular = files[inode].kind else { throw .notTerminal }
      return UInt64(max(0, files.size(of: inode) - openFiles[file].offset))
    case .socket(let socket):
      if sockets[socket.rawValue].isListening { throw .invalidArgument }
      return UInt64(sockets[socket.rawValue].nextReadableBytes)
    default: throw .notTerminal
    }
  }

  /// The terminal that an open file is, or is the master of.
  private func terminal(of file: Int) -> (number: Int, isMaster: Bool)? {
    switch openFiles[file].target {
    case .terminal(let terminal): (terminal.rawValue, false)
    case .master(let terminal): (terminal.rawValue, true)
    default: nil
    }
  }

  private func isTerminal(_ file: Int, _ context: Context) -> Bool {
    let terminals = context.machine.console.terminals
    switch openFiles[file].target {
    case .stream(let stream): return terminals.contains(stream)
    case .inode(let inode): return isConsole(inode) && !terminals.isEmpty
    default: return false
    }
  }
}

extension ControlRequest {
  /// Whether it is about terminals, and not about open files of all kinds.
  fileprivate var isForTerminals: Bool {
    switch self {
    case .setNonBlocking, .setAsynchronous, .setCloseOnExec, .clearCloseOnExec: false
    default: true
    }
  }
}
