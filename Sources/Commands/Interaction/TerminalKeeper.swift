import ABI
import Glibc
import Toolchain

/// A process of its own that gives the terminal back where Ring3 cannot do it any more: after a crash, a forbidden
/// call, or SIGKILL.
///
/// It waits on a socket whose other end only Ring3 has. When that end is closed and no word came before, Ring3 has
/// ended in a way that left it no time.
struct TerminalKeeper {
  /// Ring3's end of the socket.
  let channel: Int32

  /// The word that everything is in order.
  private static let dismissal: UInt8 = 0xff

  init?(saved: TerminalSettings, raw: TerminalSettings, screen: Int32) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
    // No trace of the keeper is left once it has ended.
    signal(SIGCHLD, SIG_IGN)
    switch fork() {
    case -1: return nil
    case 0: Self.keep(ends[1], saved: saved, raw: raw, screen: screen)
    default:
      close(ends[1])
      _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
      channel = ends[0]
    }
  }

  /// Tells the keeper what the screen is like now.
  func note(_ state: ScreenModes.State) { send(state.rawValue) }

  /// Tells the keeper that it is not needed any more, and waits until it has gone.
  func dismiss() {
    send(Self.dismissal)
    var byte: UInt8 = 0
    while read(channel, &byte, 1) < 0 && errno == EINTR {}
  }

  private func send(_ byte: UInt8) {
    var byte = byte
    while write(channel, &byte, 1) < 0 && errno == EINTR {}
  }

  /// What the keeper does: it has no terminal that could send it signals, and nothing open but what it needs.
  private static func keep(
    _ channel: Int32, saved: TerminalSettings, raw: TerminalSettings, screen: Int32
  ) -> Never {
    setsid()
    for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTTOU, SIGTSTP] { signal(number, SIG_IGN) }
    for descriptor in 0..<Int32(256) where ![STDIN_FILENO, screen, channel].contains(descriptor) {
      close(descriptor)
    }
    var modes = ScreenModes()
    var byte: UInt8 = 0
    while true {
      let count = read(channel, &byte, 1)
      if count == 1 {
        if byte == dismissal { _exit(0) }
        modes.state = ScreenModes.State(rawValue: byte)
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    // If the terminal is not as Ring3 had it, its shell was faster.
    if HostTerminal.settings()?.encoded == raw.encoded {
      HostTerminal.set(saved)
      try? HostFile.writeAll(modes.reset + Array("\r\n".utf8), to: screen)
    }
    _exit(0)
  }
}

/// What programs have switched on the screen that must be switched back when they do not do it themselves.
struct ScreenModes {
  struct State: OptionSet, Equatable {
    let rawValue: UInt8
    /// The other screen is shown, as editors do.
    static let otherScreen = State(rawValue: 1)
    /// The cursor is hidden.
    static let hiddenCursor = State(rawValue: 2)
    /// Pasted text is marked.
    static let markedPaste = State(rawValue: 4)
    /// Characters have colours or other looks.
    static let looks = State(rawValue: 8)
  }

  var state: State = []
  /// The escape sequence that is being shown.
  private var sequence: [UInt8] = []

  /// Follows a byte on its way to the screen.
  mutating func note(_ byte: UInt8) {
    if byte == 0x1b {
      sequence = [byte]
    } else if !sequence.isEmpty {
      sequence.append(byte)
      let isEnd = sequence.count == 2 ? byte != UInt8(ascii: "[") : byte >= 0x40
      if !isEnd && sequence.count < 32 { return }
      if isEnd { conclude() }
      sequence = []
    }
  }

  private mutating func conclude() {
    let text = String(decoding: sequence.dropFirst(2), as: UTF8.self)
    switch text {
    case "?1049h", "?47h", "?1047h": state.insert(.otherScreen)
    case "?1049l", "?47l", "?1047l": state.remove(.otherScreen)
    case "?25l": state.insert(.hiddenCursor)
    case "?25h": state.remove(.hiddenCursor)
    case "?2004h": state.insert(.markedPaste)
    case "?2004l": state.remove(.markedPaste)
    case "m", "0m": state.remove(.looks)
    default: if text.hasSuffix("m") { state.insert(.looks) }
    }
  }

  /// What switches everything back.
  var reset: [UInt8] {
    var text = ""
    if state.contains(.looks) { text += "\u{1b}[0m" }
    if state.contains(.markedPaste) { text += "\u{1b}[?2004l" }
    if state.contains(.otherScreen) { text += "\u{1b}[?1049l" }
    if state.contains(.hiddenCursor) { text += "\u{1b}[?25h" }
    return Array(text.utf8)
  }
}
