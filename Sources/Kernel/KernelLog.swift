import ABI
import Machine

/// The kernel's own messages, of which the last ones are kept: what `dmesg` shows.
///
/// Each has a number, a level and the virtual time, so that a log of the same run is the same. When there is no room
/// for a message, the oldest go.
struct KernelLog {
  private(set) var messages: [Message] = []
  /// The number of the next message.
  private(set) var next: UInt64 = 0
  private var size = 0
  /// The first message that SYSLOG_ACTION_READ has not given out, and the first that was not cleared.
  var unread: UInt64 = 0
  var uncleared: UInt64 = 0

  struct Message {
    let number: UInt64
    let level: LogLevel
    let microseconds: UInt64
    let text: String

    /// `<6>[    1.234567] text`, with the line break.
    var line: String { "<\(level.rawValue)>\(shown)" }

    /// The same as the console shows it: without the level.
    var shown: String {
      let (seconds, rest) = (microseconds / 1_000_000, microseconds % 1_000_000)
      return "[\(seconds.right(5)).\(rest.zeros(6))] \(text)\n"
    }

    /// The same as /dev/kmsg has it: `6,12,1234567,-;text`.
    var record: String { "\(level.rawValue),\(number),\(microseconds),-;\(text)\n" }
  }

  /// Bytes that the messages may have together.
  static let capacity = 64 << 10
  /// Bytes that one may have.
  static let messageLimit = 976

  mutating func add(_ level: LogLevel, _ text: String, microseconds: UInt64) {
    let plain = text.unicodeScalars.map { $0.value < 32 ? "?" : String($0) }.joined()
    let cut = String(decoding: plain.utf8.prefix(Self.messageLimit), as: UTF8.self)
    let message = Message(number: next, level: level, microseconds: microseconds, text: cut)
    next += 1
    messages.append(message)
    size += message.line.utf8.count
    while size > Self.capacity {
      size -= messages[0].line.utf8.count
      messages.removeFirst()
    }
  }

  /// The messages from a number on.
  func messages(from number: UInt64) -> ArraySlice<Message> {
    let first = messages.first?.number ?? next
    return messages.dropFirst(Int(number.saturating(subtracting: first)))
  }
}

/// How bad a message is (syslog(3)).
enum LogLevel: Int {
  case emergency, alert, critical, error, warning, notice, information, debug
}

extension Kernel {
  /// Writes a message into the log, wakes those who read it, and shows it on the console if it is bad enough.
  mutating func log(_ level: LogLevel, _ text: String, _ context: Context) {
    log.add(level, text, microseconds: context.hart.cycles / options.cyclesPerMicrosecond)
    wake(.kernelLog, context)
    if level.rawValue < tuning.consoleLevel, let message = log.messages.last { show(message, context) }
  }

  private mutating func show(_ message: KernelLog.Message, _ context: Context) {
    let bytes = Array(message.shown.utf8)
    if options.hasKeyboard {
      terminals[Self.console].write(bytes)
      passOnOutput(Self.console, at: context.hart.cycles, context.machine)
    } else {
      hasNews = true
      context.machine.console.write(bytes, to: 1)
    }
  }

  /// What the log begins with.
  mutating func logBoot(_ machine: Machine) {
    let configuration = machine.configuration
    var lines = [
      String(versionText.dropLast()),
      "Machine: \(configuration.harts) hart\(configuration.harts == 1 ? "" : "s") of rv64ima at "
        + "\(configuration.cyclesPerMicrosecond) MHz, \(configuration.isModelled ? "modelled" : "functional"), "
        + "seed \(configuration.seed)",
      "Memory: \(frames.freeCount * 4)K/\(frames.count * 4)K available",
      "Scheduler: \(options.scheduler.text)",
    ]
    if pool.swap.count > 0 {
      lines.append(
        "Swap: \(pool.swap.count * 4)K, replacement \(options.replacement.choice.text), "
          + "\(configuration.diskLatency) cycles a page")
    }
    for line in lines { log.add(.information, line, microseconds: 0) }
  }

  // MARK: /dev/kmsg

  /// Reads one message. A reader that was overtaken by the log is told so once, and goes on with the oldest there is.
  mutating func readLogDevice(
    _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let wanted = UInt64(openFiles[file].offset)
    guard let message = log.messages(from: wanted).first else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.kernelLog))
    }
    openFiles[file].offset = Int(message.number)
    if message.number > wanted && wanted > 0 { throw .brokenPipe }
    let bytes = Array(message.record.utf8)
    guard buffer.count >= UInt64(bytes.count) else { throw .invalidArgument }
    try copyOut(bytes[...], to: buffer, at: 0, context)
    openFiles[file].offset += 1
    return .done(bytes.count)
  }

  /// Writes a message, with its level in front of it or without: `<4>text`.
  mutating func writeLogDevice(
    from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count <= UInt64(KernelLog.messageLimit) else { throw .invalidArgument }
    let count = try accessible(buffer, from: 0, count: buffer.count, .load, context)
    var text = String(decoding: try copyIn(buffer, from: 0, count: count, context), as: UTF8.self)[...]
    var level = LogLevel.warning
    if text.first == "<", let end = text.firstIndex(of: ">"),
      let number = Int(text.dropFirst().prefix(upTo: end))
    {
      level = LogLevel(rawValue: number & 7) ?? .warning
      text = text[text.index(after: end)...]
    }
    while text.last == "\n" { text.removeLast() }
    log(level, String(text), context)
    return .done(count)
  }
}
