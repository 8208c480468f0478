import ABI
import Machine

/// A file that is no memory but does something.
public enum Device: Hashable, Sendable {
  /// Reads as nothing, forgets what is written.
  case null
  /// Reads as zeros, forgets what is written.
  case zero
  /// Reads as zeros, refuses what is written.
  case full
  /// Reads as random bytes, forgets what is written.
  case random
  /// The same: a simulated machine never runs short of chance.
  case urandom
  /// The terminal that the machine was started from.
  case console
  /// The terminal of the session, whichever that is.
  case tty
  /// The kernel's log, a message a read.
  case kernelLog
  /// The way to a new pseudo terminal.
  case ptmx
  /// The programs' side of a pseudo terminal.
  case pts(Int)

  /// Those that are there at boot.
  static let atBoot: [Device] = [
    .null, .zero, .full, .random, .urandom, .console, .tty, .kernelLog, .ptmx,
  ]

  var name: String {
    switch self {
    case .null: "null"
    case .zero: "zero"
    case .full: "full"
    case .random: "random"
    case .urandom: "urandom"
    case .console: "console"
    case .tty: "tty"
    case .kernelLog: "kmsg"
    case .ptmx: "ptmx"
    case .pts(let index): "pts/\(index)"
    }
  }

  /// The number that `fstat` shows, as on Linux: major and minor.
  var number: UInt64 {
    switch self {
    case .null: 1 << 8 | 3
    case .zero: 1 << 8 | 5
    case .full: 1 << 8 | 7
    case .random: 1 << 8 | 8
    case .urandom: 1 << 8 | 9
    case .tty: 5 << 8
    case .kernelLog: 1 << 8 | 11
    case .console: 5 << 8 | 1
    case .ptmx: 5 << 8 | 2
    case .pts(let index): UInt64(136 << 8 | index)
    }
  }
}

/// Reading and writing devices.
extension Kernel {
  mutating func readDevice(
    _ device: Device, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch device {
    case .null: .done(0)
    case .zero, .full:
      try fill(buffer, context) { _, count in [UInt8](repeating: 0, count: count) }
    case .random, .urandom: try fill(buffer, context) { $0.random.bytes($1) }
    case .console, .tty: try readConsole(file, into: buffer, context)
    case .kernelLog: try readLogDevice(file, into: buffer, context)
    case .ptmx, .pts: throw .inputOutput
    }
  }

  mutating func writeDevice(
    _ device: Device, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch device {
    case .null, .zero, .random, .urandom: .done(buffer.count)
    case .full: throw .noSpace
    case .console, .tty: try writeConsole(from: buffer, to: 1, context)
    case .kernelLog: try writeLogDevice(from: buffer, context)
    case .ptmx, .pts: throw .inputOutput
    }
  }

  /// Fills a program's memory with bytes that are made a piece at a time.
  private mutating func fill(
    _ buffer: ScatteredBuffer, _ context: Context, _ make: (inout Kernel, Int) -> [UInt8]
  ) throws(Errno) -> SyscallOutcome {
    let count = try accessible(buffer, from: 0, count: buffer.count, .store, context)
    var done: UInt64 = 0
    while done < count {
      let piece = min(Self.transferPiece, count - done)
      try copyOut(make(&self, Int(piece))[...], to: buffer, at: done, context)
      done += piece
    }
    return .done(count)
  }

  // MARK: The console

  mutating func readConsole(
    _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count > 0 else { return .done(0) }
    guard let available = context.machine.console.availableBytes else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.consoleInput))
    }
    guard available > 0 else { return .done(0) }
    let count = try accessible(buffer, from: 0, count: min(buffer.count, available), .store, context)
    try copyOut(context.machine.console.read(Int(count)) ?? [], to: buffer, at: 0, context)
    return .done(count)
  }

  mutating func writeConsole(
    from buffer: ScatteredBuffer, to stream: Int, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let wanted = min(buffer.count, Self.consoleLimit)
    let count = try accessible(buffer, from: 0, count: wanted, .load, context)
    hasNews = true
    context.machine.console.write(try copyIn(buffer, from: 0, count: count, context), to: stream)
    return .done(count)
  }

  func isConsole(_ inode: InodeNumber) -> Bool {
    switch files[inode].kind {
    case .device(.console), .device(.tty): true
    default: false
    }
  }

  /// What can be done with one of the three standard streams: writing, always.
  func streamReadiness(_ stream: Int, _ context: Context) -> PollEvents {
    let output: PollEvents = [.output, .normalOutput]
    guard stream == 0 else { return output }
    let isTerminal = context.machine.console.terminals.contains(0)
    let events: PollEvents = isTerminal ? output : []
    guard let available = context.machine.console.availableBytes else { return events }
    return available == 0 && !isTerminal ? events.union(.hangup) : events.union([.input, .normalInput])
  }

  func streamStatus(_ stream: Int, _ context: Context) -> FileStatus {
    guard context.machine.console.terminals.contains(stream) else {
      return FileStatus(mode: FileMode(.fifo, permissions: 0o600))
    }
    var status = FileStatus(mode: FileMode(.characterDevice, permissions: 0o620))
    status.specialDevice = UInt64(Self.terminalNumber)
    status.blockSize = 1024
    return status
  }

  /// What an open stream is called, as a link of /proc.
  func streamName(_ stream: Int) -> String {
    options.terminals.contains(stream) ? "/dev/tty" : "pipe:[\(stream)]"
  }

  /// The device number of the terminal that standard streams are.
  static let terminalNumber = 136 << 8

  /// Bytes that are on their way at a time, between a program and what has no memory of its own.
  static let transferPiece: UInt64 = 64 << 10
  /// Bytes that one call writes to the console: the rest is for the next call.
  private static let consoleLimit: UInt64 = 16 << 20
}
