import ABI
import Glibc
import Toolchain

/// The terminal that Ring3 was started from, while a guest has it: each key goes to the guest as it is, and what the
/// guest shows comes out as it is. All that a terminal does beside that, the guest's kernel does.
///
/// The terminal is as before when this has ended, however it ends: see `TerminalKeeper`.
final class HostTerminal {
  /// Where the guest's screen is.
  let screen: Int32
  private let saved: TerminalSettings
  private let raw: TerminalSettings
  private let keeper: TerminalKeeper
  /// What tells it of signals while it waits.
  let signals: SignalPipe
  private var modes = ScreenModes()
  private var escapes = 0
  private(set) var isTaken = false

  /// What is to be done after a wait.
  struct News {
    /// Keys were pressed.
    var keys: [UInt8] = []
    /// The terminal has gone.
    var hasEnded = false
    /// It has another size now.
    var size: WindowSize?
    /// The user wants out: ^] was pressed three times.
    var wantsOut = false
    /// A signal has come that is to end Ring3.
    var ending: Int32?
  }

  /// The terminal on standard input and output; nil if one of them is none, or if it is somebody else's now.
  init?() {
    // Who comes behind this process in a pipeline shows its output on a terminal that is as usual.
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    // Who runs in the background leaves the terminal alone.
    let foreground = tcgetpgrp(STDIN_FILENO)
    guard foreground < 0 || foreground == getpgrp() else { return nil }
    guard let settings = Self.settings() else { return nil }
    saved = settings
    raw = settings.raw
    screen = STDOUT_FILENO
    guard let signals = SignalPipe(), let keeper = TerminalKeeper(saved: saved, raw: raw, screen: screen)
    else { return nil }
    signals.catch([SIGWINCH, SIGCONT])
    (self.signals, self.keeper) = (signals, keeper)
  }

  /// Descriptors that a locked process must be able to read, and to write, for the terminal.
  var readable: [Int32] { [STDIN_FILENO, signals.output, keeper.channel] }
  var writable: [Int32] { [screen, signals.input, keeper.channel] }

  /// From here on the guest has the terminal.
  func take() {
    Self.set(raw)
    isTaken = true
  }

  /// The terminal as it was.
  func giveBack() {
    guard isTaken else { return }
    isTaken = false
    try? HostFile.writeAll(modes.reset, to: screen)
    Self.set(saved)
    keeper.dismiss()
  }

  /// Shows what the guest wrote.
  func show(_ bytes: some Sequence<UInt8>) throws(HostFile.Failure) {
    let before = modes
    for byte in bytes { modes.note(byte) }
    if modes.state != before.state { keeper.note(modes.state) }
    try HostFile.writeAll(bytes, to: screen)
  }

  /// Waits for a key or another size, up to so many microseconds, or for ever.
  func wait(microseconds: UInt64?) -> News {
    var requests = [STDIN_FILENO, signals.output].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let milliseconds = microseconds.map { Int32(clamping: ($0 + 999) / 1000) } ?? -1
    var news = News()
    guard poll(&requests, 2, milliseconds) > 0 else { return news }
    if requests[1].revents != 0 { look(for: signals.take(), &news) }
    if requests[0].revents != 0 { readKeys(&news) }
    return news
  }

  private func look(for signals: [Int32], _ news: inout News) {
    // A shell that had stopped this process has set the terminal for itself meanwhile.
    if signals.contains(SIGCONT) && isTaken { Self.set(raw) }
    if signals.contains(where: { $0 == SIGWINCH || $0 == SIGCONT }) { news.size = Self.size }
    news.ending = signals.first { SignalPipe.endings.contains($0) }
  }

  private func readKeys(_ news: inout News) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 {
      news.keys = Array(bytes.prefix(count))
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      news.hasEnded = true
    }
    for key in news.keys {
      escapes = key == Self.escape ? escapes + 1 : 0
      if escapes == 3 { news.wantsOut = true }
    }
  }

  /// ^].
  private static let escape: UInt8 = 0x1d

  // MARK: Settings

  /// The size of the terminal; 24 lines of 80 characters if it does not know.
  static var size: WindowSize {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      var bytes = WindowSize().encoded
      if ioctl(descriptor, UInt(ControlRequest.getWindowSize.rawValue), &bytes) == 0,
        let size = WindowSize(decoding: bytes), size.rows > 0, size.columns > 0
      {
        return size
      }
    }
    return WindowSize()
  }

  /// The terminal's settings: Linux has one structure for them, in here and out there.
  static func settings() -> TerminalSettings? {
    var bytes = TerminalSettings().encoded
    guard ioctl(STDIN_FILENO, UInt(ControlRequest.getTerminal.rawValue), &bytes) == 0 else { return nil }
    return TerminalSettings(decoding: bytes)
  }

  static func set(_ settings: TerminalSettings) {
    var bytes = settings.encoded
    _ = ioctl(STDIN_FILENO, UInt(ControlRequest.setTerminalDrained.rawValue), &bytes)
  }
}

extension TerminalSettings {
  /// The settings in which every byte comes and goes as it is: those of `cfmakeraw`.
  fileprivate var raw: TerminalSettings {
    var raw = self
    raw.input.subtract([
      .ignoreBreak, .breakInterrupts, .markParity, .strip, .newlineToReturn, .ignoreReturn, .returnToNewline,
      .stopOutput,
    ])
    raw.output.remove(.process)
    raw.local.subtract([.echo, .echoNewline, .canonical, .signals, .extended])
    raw.control = raw.control & ~0o460 | 0o60
    raw.characters[Int(TerminalCharacter.minimum.rawValue)] = 1
    raw.characters[Int(TerminalCharacter.time.rawValue)] = 0
    return raw
  }
}
