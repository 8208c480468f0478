import Assembler
import Foundation
import Testing

/// The manual's examples are assembled, so that it cannot rot. Its errors and its listing are console blocks, which are
/// run with those of all pages.
@Suite struct ManualTests {
  private let manual: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    manual = try String(contentsOf: root.appendingPathComponent("docs/assembler.md"), encoding: .utf8)
  }

  @Test("each example assembles") func examples() {
    let examples = manual.matches(of: /(?ms)^```asm( hello\.s)?\n(.*?)^```/).map { String($0.2) }
    #expect(examples.count >= 4)
    for example in examples {
      let assembly = Assembler.assemble(source: example, path: "example.s")
      #expect(assembly.object != nil, "\(describe(assembly.diagnostics))")
    }
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
}
