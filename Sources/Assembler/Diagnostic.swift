/// A message about a place in a source file, as compilers print it.
///
///     hello.s:3:16: error: the immediate 5000 is out of range; addi takes -2048 to 2047
///         addi a0, a0, 5000
///                      ^
public struct Diagnostic: Error, Equatable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// Nothing is produced.
    case error
    /// Something is produced, but perhaps not what was meant.
    case warning
    /// More about the message before it.
    case note
  }

  /// How bad it is.
  public var severity: Severity
  /// The file, named as the user named it.
  public var path: String
  /// The line, counted from 1; 0 where the message is about a whole file.
  public var line: Int
  /// The byte in the line, counted from 1.
  public var column: Int
  /// What is wrong, what was expected, and what may have been meant.
  public var message: String
  /// The line itself, if there is one.
  public var sourceLine: String?

  /// Makes a message of its parts.
  public init(
    _ severity: Severity = .error, path: String, line: Int = 0, column: Int = 0, message: String,
    sourceLine: String? = nil
  ) {
    self.severity = severity
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.sourceLine = sourceLine
  }

  /// The message as it is printed, without a newline at its end.
  public var description: String {
    let place = line > 0 ? "\(path):\(line):\(column)" : path
    let head = "\(place): \(severity.rawValue): \(message)"
    guard let sourceLine else { return head }
    return "\(head)\n\(sourceLine)\n\(caret(under: sourceLine))"
  }

  /// Blanks up to the column, with the line's own tabs so that both lines are indented alike, and the caret.
  private func caret(under sourceLine: String) -> String {
    let before = sourceLine.utf8.prefix(max(0, column - 1))
    let characters = String(decoding: before, as: UTF8.self)
    return String(characters.map { $0 == "\t" ? "\t" : " " }) + "^"
  }
}

/// A place in one of the texts that are being assembled.
struct Place: Equatable {
  /// The text's number: a file, or what a macro expanded to.
  var text: Int32
  /// The byte in it.
  var offset: Int32
}

/// What a statement fails with; the offset is in the text that is being read.
struct Failure: Error {
  var offset: Int
  var message: String
}

extension Failure {
  /// A failure of a value whose place the fixup knows that waits for it.
  init(_ message: String) { self.init(offset: 0, message: message) }
}
