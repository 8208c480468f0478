/// Why a program could not be found or built, in words for the person who asked for it.
public struct ToolchainError: Error, CustomStringConvertible {
  /// What is wrong and where, without a full stop.
  public let message: String

  /// What can be done about it, one sentence; nil where the message says it all.
  public let advice: String?

  /// Complete lines that a tool or the assembler wrote, shown as they are; they take the place of the message.
  public let output: String?

  init(_ message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
    output = nil
  }

  /// A tool has already said what is wrong.
  init(output: String) {
    message = output
    advice = nil
    self.output = output
  }

  /// The message alone.
  public var description: String { message }
}
