import Glibc
import Toolchain

/// Where messages for people go, and how they look there.
enum Terminal {
  /// The style of what goes to standard error.
  static let errorStyle = Style(descriptor: STDERR_FILENO)
  /// The style of what goes to standard output.
  static let outputStyle = Style(descriptor: STDOUT_FILENO)

  /// Whether somebody watches standard error.
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes to standard error; where that cannot be written either, there is nobody left to tell.
  static func printError(_ text: String) {
    try? HostFile.writeAll(text.utf8, to: STDERR_FILENO)
  }

  /// Says what is being done, to whoever watches a terminal.
  static func progress(_ text: String) {
    if isatty(STDERR_FILENO) == 1 { printError("ring3: \(text)\n") }
  }

  /// Colours and weights, or none: not where the text goes to a file or a pipe, and not under NO_COLOR
  /// (no-color.org).
  struct Style: Sendable {
    let isColored: Bool

    init(descriptor: Int32) {
      let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
      let isDumb = getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? true
      isColored = !refused && !isDumb && isatty(descriptor) == 1
    }

    func red(_ text: String) -> String { wrap(text, "1;31") }
    func yellow(_ text: String) -> String { wrap(text, "1;33") }
    func green(_ text: String) -> String { wrap(text, "32") }
    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }

    private func wrap(_ text: String, _ code: String) -> String {
      isColored ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
  }
}
