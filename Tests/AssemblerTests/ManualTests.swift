import Assembler
import Foundation
import Testing

/// The manual's examples are assembled, so that it cannot rot.
@Suite struct ManualTests {
  private let manual: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    manual = try String(contentsOf: root.appendingPathComponent("docs/assembler.md"), encoding: .utf8)
  }

  private func blocks(_ language: String) -> [String] {
    manual.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test("each example assembles") func examples() {
    #expect(blocks("asm").count >= 4)
    for example in blocks("asm") {
      let assembly = Assembler.assemble(source: example, path: "example.s")
      #expect(assembly.object != nil, "\(describe(assembly.diagnostics))")
    }
  }

  @Test("the listing is that of the first example") func listing() throws {
    let source = try #require(blocks("asm").first)
    let assembly = Assembler.assemble(
      source: source, path: "hello.s", options: AssemblerOptions(keepsLines: true))
    let listing = assembly.listing(in: try Linker.link([try #require(assembly.object)])).split(
      separator: "\n")
    let shown = try #require(blocks("console").last).split(separator: "\n")
    #expect(shown.count > 4)
    for line in shown { #expect(listing.contains { $0.hasPrefix(line) }, "\(line)") }
  }

  @Test(
    "every directive and pseudo-instruction of the manual is known", arguments: ["directive", "you write"])
  func tables(_ head: String) throws {
    let table = try #require(manual.components(separatedBy: "| \(head) |").dropFirst().first)
    let names = table.components(separatedBy: "\n\n")[0].split(separator: "\n").dropFirst(2)
      .compactMap { $0.split(separator: "`").dropFirst().first?.split(separator: " ").first }
      .map { String($0.prefix { $0 != "," }) }
    #expect(names.count > 5)
    for name in names {
      let diagnostics = Assembler.assemble(source: "\(name)\n", path: "name.s").diagnostics
      #expect(!diagnostics.contains { $0.message.hasPrefix("unknown") }, "\(name)")
    }
  }

  @Test("the errors are those that people see") func errors() throws {
    let shown = try #require(blocks("console").dropLast().last)
    for line in shown.split(separator: "\n") where line.contains("error: ") {
      let message = line.components(separatedBy: "error: ")[1]
      let sources = ["addi a0, a0, 5000", "adi a0, a0, 5"]
      let messages = sources.flatMap {
        Assembler.assemble(source: $0, path: "a.s").diagnostics.map(\.message)
      }
      #expect(messages.contains(message))
    }
  }
}
