import Foundation
import Testing

/// The rule of `userprogs/tests/examples/README.md`.
@Suite("An example")
struct ExampleTests {
  static let examples = Checkout.names(in: "examples", endingWith: ".s", ".swift")

  @Test("prints what it is recorded to print", arguments: examples)
  func asRecorded(example: String) throws {
    let recorded = "\(Checkout.userPrograms)/tests/examples/\(example)"
    let input = FileManager.default.fileExists(atPath: recorded + ".in") ? recorded + ".in" : "/dev/null"
    let named = try? String(contentsOfFile: recorded + ".args", encoding: .utf8)
    let arguments = named?.split(separator: "\n").map(String.init) ?? ["one", "two three"]
    let run = try Checkout.ring3(
      ["run", "\(Checkout.userPrograms)/examples/\(example)"] + arguments, input: input)
    #expect(run.status == (example.hasPrefix("arguments.") ? 2 : 0), "\(run)")
    #expect(try run.output == Data(contentsOf: URL(fileURLWithPath: recorded + ".out")), "\(run)")
    #expect(run.errors.isEmpty, "\(run)")
  }
}
