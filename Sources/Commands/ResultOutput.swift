import Glibc
import Toolchain

/// The way of a command's results to standard output: whole, or with an error.
///
/// `print` loses data on a full disk and ends with status 0, so results never go through it.
struct ResultOutput: ~Copyable {
  private var pending: [UInt8] = []

  /// Adds a line.
  mutating func line(_ text: String) throws {
    try self.text(text)
    try self.text("\n")
  }

  /// Adds a text.
  mutating func text(_ text: String) throws {
    pending += text.utf8
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Writes what is still pending. To be called at the end: only then has everything arrived.
  mutating func flush() throws {
    do {
      try HostFile.writeAll(pending, to: STDOUT_FILENO)
      pending.removeAll(keepingCapacity: true)
    } catch {
      throw Failure("standard output cannot be written: \(error)")
    }
  }
}
