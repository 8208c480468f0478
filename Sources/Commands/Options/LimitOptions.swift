import ArgumentParser

/// The options that end a run that would go on for too long, and those about the sandbox.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("End the run after this many instructions, such as 10M.", valueName: "n"),
    transform: { try converted($0, "a count such as 1000000 or 10M", Quantity.count) })
  var limitInstructions: UInt64?

  @Option(
    help: ArgumentHelp(
      "End the run after this many seconds of the machine's own time.", valueName: "seconds"),
    transform: { try converted($0, "seconds such as 2 or 0.5", Quantity.microseconds) })
  var limitTime: UInt64?

  @Option(
    help: ArgumentHelp("End the run after this much output, such as 1M.", valueName: "size"),
    transform: { try converted($0, "a size such as 4096 or 1M", Quantity.bytes) })
  var limitOutput: UInt64?

  @Flag(help: "Do not lock this process down before the program runs.")
  var noSandbox = false

  @Flag(help: "Do not run where this process cannot be locked down.")
  var requireSandbox = false

  func validate() throws {
    if noSandbox && requireSandbox {
      throw ValidationError("--no-sandbox and --require-sandbox contradict each other.")
    }
  }
}

private func converted<Value>(_ text: String, _ what: String, _ convert: (String) -> Value?) throws -> Value {
  guard let value = convert(text) else { throw ValidationError("'\(text)' is not \(what).") }
  return value
}
