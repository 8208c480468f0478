import Glibc
import Toolchain

/// Why Ring3 could not do what was asked, in words for the person who asked.
struct Failure: Error {
  /// What is wrong and where.
  let message: String
  /// What can be done about it.
  let advice: String?
  /// What a tool has said already; it is shown as it is, in the place of the message.
  let output: String?

  init(_ message: String, advice: String? = nil) {
    (self.message, self.advice, output) = (message, advice, nil)
  }

  init(_ error: ToolchainError) {
    (message, advice, output) = (error.message, error.advice, error.output)
  }

  /// Prints it to standard error.
  func report() {
    if let output {
      Terminal.printError(output)
    } else {
      let hint = advice.flatMap { $0.isEmpty ? nil : "\n  \($0)" } ?? ""
      Terminal.printError("ring3: \(Terminal.errorStyle.red("error:")) \(message)\(hint)\n")
    }
  }
}
