import ABI
import Machine

/// What can be done with an open file, a line for each kind of it: the code of a kind is in its own file.
extension Kernel {
  /// Reads into a program's memory, at the file's own position or at one that the program gave.
  ///
  /// - Precondition: the file is open for reading; a position is given only where `hasPosition` says so.
  mutating func read(
    _ file: Int, into buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let outcome = try readTarget(file, into: buffer, at: position, context)
    if case .done(let count) = outcome {
      processes[context.process].transfers.bytesRead &+= count
      processes[context.process].transfers.reads += 1
    }
    return outcome
  }

  private mutating func readTarget(
    _ file: Int, into buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch openFiles[file].target {
    case .inode(let inode): try readInode(inode, file, into: buffer, at: position, context)
    case .stream: try readConsole(file, into: buffer, context)
    case .terminal(let terminal): try readTerminal(terminal.rawValue, file, into: buffer, context)
    case .master(let terminal): try readMaster(terminal.rawValue, file, into: buffer, context)
    case .pipe(let pipe): try readPipe(pipe.rawValue, file, into: buffer, context)
    case .socket(let socket): try readSocket(socket.rawValue, file, into: buffer, context)
    case .counter(let counter): try readCounter(counter.rawValue, file, into: buffer, context)
    case .timer(let timer): try readTimer(timer.rawValue, file, into: buffer, context)
    case .signals(let set): try readSignals(set, file, into: buffer, context)
    case .messageQueue, .epoll: throw .invalidArgument
    }
  }

  /// Writes from a program's memory, at the file's own position or at one that the program gave.
  ///
  /// - Precondition: the file is open for writing; a position is given only where `hasPosition` says so.
  mutating func write(
    _ file: Int, from buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let outcome = try writeTarget(file, from: buffer, at: position, context)
    if case .done(let count) = outcome {
      processes[context.process].transfers.bytesWritten &+= count
      processes[context.process].transfers.writes += 1
    }
    return outcome
  }

  private mutating func writeTarget(
    _ file: Int, from buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch openFiles[file].target {
    case .inode(let inode): try writeInode(inode, file, from: buffer, at: position, context)
    case .stream(let stream): try writeConsole(from: buffer, to: stream == 2 ? 2 : 1, context)
    case .terminal(let terminal): try writeTerminal(terminal.rawValue, file, from: buffer, context)
    case .master(let terminal): try writeMaster(terminal.rawValue, file, from: buffer, context)
    case .pipe(let pipe): try writePipe(pipe.rawValue, file, from: buffer, context)
    case .socket(let socket): try writeSocket(socket.rawValue, file, from: buffer, context)
    case .counter(let counter): try writeCounter(counter.rawValue, file, from: buffer, context)
    case .messageQueue, .timer, .signals, .epoll: throw .invalidArgument
    }
  }

  /// What a program could do with an open file now, without having to wait.
  ///
  /// An epoll set finds out what is not ready any more of what it was told, and forgets it.
  mutating func readiness(of file: Int, _ context: Context) -> PollEvents {
    switch openFiles[file].target {
    case .inode(let inode): inodeReadiness(inode, context)
    case .stream(let stream): streamReadiness(stream, context)
    case .terminal(let terminal): terminalReadiness(terminal.rawValue)
    case .master(let terminal): masterReadiness(terminal.rawValue)
    case .pipe(let pipe): pipeReadiness(pipes[pipe.rawValue], openFiles[file])
    case .socket(let socket): socketReadiness(socket.rawValue)
    case .messageQueue(let queue): queueReadiness(queue.rawValue)
    case .counter(let counter): eventCounters[counter.rawValue].readiness
    case .timer(let timer): descriptorTimers[timer.rawValue].ticks > 0 ? .input : []
    case .signals(let set): hasPendingSignal(of: set, context) ? .input : []
    case .epoll(let set): readiness(ofSet: set.rawValue, context)
    }
  }

  /// What is woken when the readiness of an open file for some events may have changed.
  func channels(of file: Int, for events: PollEvents, _ context: Context) -> [WaitChannel] {
    switch openFiles[file].target {
    case .inode(let inode): isConsole(inode) ? [.consoleInput] : []
    case .stream(let stream): stream == 0 ? [.consoleInput] : []
    case .terminal(let terminal): [.terminalInput(terminal.rawValue), .terminalRoom(terminal.rawValue)]
    case .master(let terminal): [.masterInput(terminal.rawValue), .masterRoom(terminal.rawValue)]
    case .pipe(let pipe): pipeChannels(pipe.rawValue, openFiles[file])
    case .socket(let socket): socketChannels(socket.rawValue, for: events)
    case .messageQueue(let queue): [.queueMessage(queue.rawValue), .queueRoom(queue.rawValue)]
    case .counter(let counter): [.counterReadable(counter.rawValue), .counterWritable(counter.rawValue)]
    case .timer(let timer): [.timer(timer.rawValue)]
    case .signals: [.pendingSignal(process: context.process)]
    case .epoll(let set): [.epoll(set.rawValue)]
    }
  }

  /// What `fstat` tells about an open file.
  func status(of file: Int, _ context: Context) -> FileStatus {
    switch openFiles[file].target {
    case .inode(let inode): status(of: inode)
    case .stream(let stream): streamStatus(stream, context)
    case .terminal(let terminal): terminalStatus(terminal.rawValue)
    case .master: masterStatus
    case .pipe(let pipe): pipeStatus(pipe.rawValue)
    case .socket(let socket): socketStatus(socket.rawValue)
    case .messageQueue(let queue): queueStatus(queue.rawValue)
    case .counter, .timer, .signals, .epoll: Self.anonymousStatus
    }
  }

  /// Whether an open file has a position, which `lseek` sets and `pread` does without.
  func hasPosition(_ file: Int) -> Bool {
    switch openFiles[file].target {
    case .inode(let inode): !isConsole(inode)
    case .stream, .terminal, .master, .pipe, .socket, .messageQueue, .counter, .timer, .signals, .epoll: false
    }
  }

  /// Whether an open file is one for which there is something to wait: regular files, directories and most devices
  /// always answer at once, and no epoll set takes them.
  func canBePolled(_ file: Int) -> Bool {
    guard case .inode(let inode) = openFiles[file].target else { return true }
    switch files[inode].kind {
    case .device(let device): return ![.null, .zero, .full, .urandom].contains(device)
    default: return false
    }
  }

  /// What `fstat` tells about files that are nothing but a descriptor: they have not even a type.
  private static var anonymousStatus: FileStatus {
    var status = FileStatus(mode: FileMode(rawValue: 0o600))
    (status.device, status.inode, status.linkCount) = (15, 1, 1)
    return status
  }

  /// Does what the last close of an open file means for what it stood for.
  mutating func close(_ file: OpenFile, _ context: Context) {
    snapshotBytes -= file.snapshot?.count ?? 0
    switch file.target {
    case .inode(let inode): letGo(inode, context)
    case .stream: break
    case .terminal(let terminal): closeTerminal(terminal.rawValue, context)
    case .master(let terminal): closeMaster(terminal.rawValue, context)
    case .pipe(let pipe): closePipe(pipe.rawValue, file, context)
    case .socket(let socket): closeSocket(socket.rawValue, context)
    case .messageQueue(let queue): closeQueue(queue.rawValue, context)
    case .counter(let counter): eventCounters.remove(counter.rawValue)
    case .timer(let timer): closeTimer(timer.rawValue)
    case .signals: break
    case .epoll(let set): closeSet(set.rawValue)
    }
    if file.mount != nil { forgetUnusedMounts(context) }
  }
}
