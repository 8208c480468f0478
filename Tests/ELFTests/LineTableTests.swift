import ELF
import Foundation
import Testing

@Suite struct LineTableTests {
  @Test("each instruction has the line that llvm-symbolizer gives it", arguments: [2, 3, 4, 5])
  func sameAsSymbolizer(version: Int) throws {
    try Toolchain.withProgram(["-gdwarf-\(version)"]) { path, bytes in
      let file = try ELFFile(executable: bytes)
      let table = LineTable(file)
      let text = try #require(file.section(named: ".text"))
      let addresses = Array(stride(from: text.address, to: text.address + text.size, by: 4))
      let arguments = ["--obj=\(path)", "--inlining=false", "--output-style=GNU", "--functions=none"]
      let output = try Toolchain.run(
        "llvm-symbolizer", arguments + addresses.map { "0x" + String($0, radix: 16) })
      let lines = try #require(output).split(separator: "\n").map { String($0.prefix { $0 != "(" }) }
      #expect(lines.count == addresses.count && addresses.count > 10)
      for (address, expected) in zip(addresses, lines) {
        let location = try #require(table.location(of: address))
        let column = expected.split(separator: ":").last.flatMap { Int($0) }
        // Code without a line counts to the line before; the symbolizer says 0.
        if expected.contains(":0") || expected.contains(":?") { continue }
        let name = URL(fileURLWithPath: location.path).lastPathComponent
        #expect(
          "\(name):\(location.line)"
            == expected.split(separator: "/").last.map { String($0.prefix { $0 != " " }) }, "\(column ?? 0)")
      }
    }
  }

  @Test("a line leads back to its code") func addressOfLine() throws {
    try Toolchain.withProgram(["-g"]) { _, bytes in
      let table = LineTable(try ELFFile(executable: bytes))
      let address = try #require(table.address(ofLine: 6, in: "program.c"))
      #expect(table.location(of: address)?.line == 6)
      #expect(table.address(ofLine: 1000, in: "program.c") == nil)
      #expect(table.address(ofLine: 1, in: "other.c") == nil)
    }
  }

  @Test("without -g there are no lines") func withoutDebugging() throws {
    try Toolchain.withProgram([]) { _, bytes in
      let file = try ELFFile(executable: bytes)
      #expect(LineTable(file).isEmpty)
      #expect(LineTable(file).location(of: file.entry) == nil)
    }
  }
}
