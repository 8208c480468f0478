import Foundation
import Testing
import Toolchain

@Suite("What a program is called")
struct ProgramReferenceTests {
  /// A name, relative to a folder with these files, and what is said about it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let message: String
    var advice = ""
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "missing.c", message: "'FOLDER/missing.c' does not exist"),
    Case(name: "helo.c", message: "'FOLDER/helo.c' does not exist", advice: "Did you mean 'FOLDER/hello.c'?"),
    Case(
      name: "no/such/a.c", message: "'FOLDER/no/such/a.c' does not exist: there is no folder 'FOLDER/no/such'"
    ),
    Case(
      name: "", message: "'FOLDER/' is a folder, not a program",
      advice: "Name a program in it, such as 'FOLDER/a+b.c'."),
    Case(
      name: "notes.txt", message: "'FOLDER/notes.txt' is a text file, not a program",
      advice: "A program is a source"),
    Case(name: "empty", message: "'FOLDER/empty' is empty", advice: "A program is a source"),
    Case(
      name: "binary", message: "'FOLDER/binary' is neither a source nor an ELF file",
      advice: "A program is a source"),
    Case(
      name: "hello.cpp", message: "'FOLDER/hello.cpp' is a text file, not a program",
      advice: "C++ is not supported."),
    Case(
      name: "old.asm", message: "'FOLDER/old.asm' is a text file, not a program",
      advice: "Rename assembly to 'old.s'."),
    Case(name: "hello.c+", message: "has a '+' without a file beside it", advice: "A program is a source"),
    Case(name: "hello.c+notes.txt", message: "'notes.txt' does not exist"),
  ]

  @Test("is explained where it is none", arguments: cases)
  func explained(example: Case) throws {
    let fixture = try Fixture([
      "hello.c": "", "a+b.c": "", "notes.txt": "Dear diary\n", "empty": "", "binary": "\u{1}\u{2}",
      "hello.cpp": "int x;\n", "old.asm": "nop\n",
    ])
    let error = #expect(throws: ToolchainError.self) {
      try fixture.toolchain.program(fixture.path(example.name), options: BuildOptions())
    }
    func expanded(_ text: String) -> String { text.replacingOccurrences(of: "FOLDER", with: fixture.folder) }
    #expect(error?.message.contains(expanded(example.message)) == true, "\(error?.message ?? "")")
    #expect(
      error?.advice?.contains(expanded(example.advice)) ?? example.advice.isEmpty, "\(error?.advice ?? "")")
  }

  @Test("may contain a plus sign")
  func plusSign() throws {
    let fixture = try Fixture(["a+b.c": "int main(void) { return 0; }"])
    let program = try fixture.toolchain.program(fixture.path("a+b.c"), options: BuildOptions())
    #expect(program.reference.firstPath == fixture.path("a+b.c"))
  }

  @Test("is a file of userprogs/bin if it is plain, and a near one is suggested")
  func known() throws {
    let fixture = try Fixture()
    let folder = fixture.path("userprogs")
    for name in ["lib/include", "bin"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    try "int main(void) { return 0; }".write(
      toFile: "\(folder)/bin/qqcount.c", atomically: true, encoding: .utf8)
    let toolchain = Toolchain(
      environment: Environment(["RING3_USERPROGS": folder]), executable: "/proc/self/exe")
    func error(_ name: String) -> ToolchainError? {
      #expect(throws: ToolchainError.self) { try toolchain.program(name, options: BuildOptions()) }
    }
    #expect(
      error("qqcount")?.message.contains("clang") == true, "it was found, and then there was no compiler")
    #expect(error("qqcuont")?.message == "there is no file and no program called 'qqcuont'")
    #expect(error("qqcuont")?.advice == "Did you mean 'qqcount'?")
    #expect(error("something-else")?.advice == "Known by name are: qqcount.")
  }

  @Test("userprogs that are not there are explained", arguments: ["/nowhere", "/etc"])
  func userPrograms(folder: String) {
    let toolchain = Toolchain(
      environment: Environment(["RING3_USERPROGS": folder]), executable: "/proc/self/exe")
    let error = #expect(throws: ToolchainError.self) { try toolchain.userPrograms() }
    #expect(error?.message.contains("RING3_USERPROGS names '\(folder)'") == true)
  }
}
