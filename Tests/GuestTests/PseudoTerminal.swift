import Foundation
import Testing

/// A person before a terminal, with a program of the host in it: presses keys, and looks at what is shown.
///
/// Nothing here waits for a time: each wait is for something to be shown, and fails if it never is.
final class PseudoTerminal {
  let master: Int32
  let processID: pid_t
  private var hasEnded = false
  /// What was shown and not looked at yet.
  private var screen: [UInt8] = []
  /// All that was shown, for messages.
  private(set) var transcript = ""

  /// Starts a command whose terminal this is: it leads a session of its own.
  init(_ command: [String], environment: [String: String] = [:], rows: UInt16 = 24, columns: UInt16 = 80)
    throws
  {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var (master, slave) = (Int32(-1), Int32(-1))
    var name = [CChar](repeating: 0, count: 128)
    try #require(openpty(&master, &slave, &name, nil, &size) == 0)
    defer { close(slave) }
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    self.master = master
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Whoever leads a session and opens a terminal gets it.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
    let texts: [[UnsafeMutablePointer<CChar>?]] = [command, variables].map { $0.map { strdup($0) } + [nil] }
    defer { for text in texts.joined() { free(text) } }
    var child = pid_t()
    var attributes = try Self.attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    try #require(posix_spawn(&child, command[0], &actions, &attributes, texts[0], texts[1]) == 0)
    processID = child
  }

  deinit {
    if !hasEnded {
      kill(processID, SIGKILL)
      var status: Int32 = 0
      waitpid(processID, &status, 0)
    }
    close(master)
  }

  /// A session of its own, and no signal blocked or ignored.
  private static func attributes() throws -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = 0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF  // POSIX_SPAWN_SETSID
    try #require(posix_spawnattr_setflags(&attributes, Int16(flags)) == 0)
    return attributes
  }

  /// Presses keys.
  func press(_ keys: String) throws {
    let bytes = Array(keys.utf8)
    try #require(write(master, bytes, bytes.count) == bytes.count)
  }

  /// Waits until a text is shown, and takes all up to its end off the screen.
  @discardableResult
  func expect(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    let wanted = Array(text.utf8)
    while true {
      if let end = screen.firstEnd(of: wanted) {
        defer { screen.removeFirst(end) }
        return String(decoding: screen[..<end], as: UTF8.self)
      }
      try #require(
        readSome(), "'\(text)' was never shown; this was:\n\(transcript.debugDescription)",
        sourceLocation: location)
    }
  }

  /// Waits for the end, and returns the status; a signal counts as 256 + its number.
  func finish() throws -> Int32 {
    while readSome() {}
    var status: Int32 = 0
    // Who has left its terminal has a minute to end, too.
    for _ in 0..<60_000 where !hasEnded {
      hasEnded = waitpid(processID, &status, WNOHANG) != 0
      if !hasEnded { usleep(1000) }
    }
    try #require(hasEnded, "it does not end; this was shown:\n\(transcript.debugDescription)")
    return status & 0x7f == 0 ? status >> 8 & 0xff : 256 + status & 0x7f
  }

  func send(_ signal: Int32) { kill(processID, signal) }

  func resize(rows: UInt16, columns: UInt16) throws {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
  }

  /// The settings, as one text that can be compared.
  var settings: String {
    var settings = termios()
    tcgetattr(master, &settings)
    return "\(settings.c_iflag) \(settings.c_oflag) \(settings.c_cflag) \(settings.c_lflag) \(settings.c_cc)"
  }

  /// Reads what is shown next; false at the end, or if nothing comes for a minute.
  private func readSome() -> Bool {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 60_000) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    screen += bytes.prefix(count)
    transcript += String(decoding: bytes.prefix(count), as: UTF8.self)
    return true
  }
}

extension [UInt8] {
  /// Where the first occurrence of some bytes ends.
  fileprivate func firstEnd(of wanted: [UInt8]) -> Int? {
    guard count >= wanted.count else { return nil }
    return (0...count - wanted.count).first { self[$0..<$0 + wanted.count].elementsEqual(wanted) }
      .map { $0 + wanted.count }
  }
}
