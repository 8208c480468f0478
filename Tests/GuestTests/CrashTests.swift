import Foundation
import Testing

/// What a person reads when a program goes wrong, word for word.
///
/// `Crashes/NAME.s` is the program; `NAME.txt` is what came of it: the exit status, standard output and standard
/// error. `RECORD=1` writes these files anew, and fails.
@Suite("A program that goes wrong")
struct CrashTests {
  static let folder = "\(Checkout.tests)/Crashes"

  /// A program, and the options that it is run with.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var options: [String] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "null_pointer"),
    Case(name: "endless_recursion"),
    Case(name: "jump_into_data"),
    Case(name: "jump_nowhere"),
    Case(name: "write_to_code"),
    Case(name: "beyond_heap"),
    Case(name: "illegal_instruction"),
    Case(name: "breakpoint"),
    Case(name: "misaligned_atomic"),
    Case(name: "unknown_call"),
    Case(name: "out_of_memory", options: ["--memory", "1M"]),
    Case(name: "division"),
    Case(name: "endless_loop", options: ["--limit-instructions", "1_000_000"]),
    Case(name: "clock_watcher", options: ["--limit-time", "0.01"]),
    Case(name: "endless_output", options: ["--limit-output", "1000"]),
  ]

  @Test("is reported as recorded", arguments: cases)
  func report(example: Case) throws {
    let run = try Checkout.ring3(["run"] + example.options + ["\(example.name).s"], in: Self.folder)
    let recorded = URL(fileURLWithPath: "\(Self.folder)/\(example.name).txt")
    let text = run.description
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: recorded, atomically: true, encoding: .utf8)
      Issue.record("recorded anew: \(example.name).txt")
    }
    #expect(try text == String(contentsOf: recorded, encoding: .utf8))
  }

  @Test("is reported in the same words by the functional machine", arguments: cases)
  func functional(example: Case) throws {
    // Its time is counted in instructions, of which there are fewer than cycles.
    if example.options.first == "--limit-time" { return }
    let run = try Checkout.ring3(
      ["run", "--fast"] + example.options + ["\(example.name).s"], in: Self.folder)
    #expect(
      try run.description == String(contentsOfFile: "\(Self.folder)/\(example.name).txt", encoding: .utf8))
  }
}
