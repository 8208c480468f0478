import ELF
import Foundation
import Testing
import Toolchain

private let returnsThree = "int main(void) { return 3; }\n"

@Suite("The toolchain", .serialized)
struct ToolchainTests {
  @Test(
    "makes an executable for the harts of",
    arguments: [
      ["a.c": returnsThree],
      ["a.c": "int three(void); int main(void) { return three(); }", "b.c": "int three(void) { return 3; }"],
      [
        "a.c": "int three(void); int main(void) { return three(); }",
        "b.s": ".globl three\nthree: li a0, 3\n ret\n",
      ],
      [
        "a.c": "int three(void); int main(void) { return three(); }",
        "b.S": "#define N 3\n.globl three\nthree: li a0, N\n ret\n",
      ],
      [
        "a.s": ".globl main\nmain: la a0, text\n addi sp, sp, -16\n sd ra, 8(sp)\n call puts\n ld ra, 8(sp)\n"
          + " addi sp, sp, 16\n li a0, 3\n ret\n .data\ntext: .asciz \"hello\"\n"
      ],
      ["a.s": ".globl _start\n_start: li a0, 3\n li a7, 93\n ecall\n"],
      ["a.swift": "@main struct Main { static func main() { print(\"hello\") } }"],
      [
        "a.swift": "@main struct Main { static func main() { hello() } }",
        "b.swift": "func hello() { print(1) }",
      ],
      [
        "a.c": "#include <stdio.h>\nvoid hello(void) { puts(\"hello\"); }",
        "b.swift":
          "@_extern(c, \"hello\") func hello()\n@main struct Main { static func main() { hello() } }",
      ],
    ] as [[String: String]])
  func builds(files: [String: String]) throws {
    let fixture = try Fixture(files)
    let program = try fixture.build(files.keys.sorted().joined(separator: "+"))
    let elf = try ELFFile(executable: program.bytes)
    #expect(elf.entry == elf.symbol(named: "_start")?.value)
    #expect(program.messages.isEmpty)
  }

  @Test("hands -I, -D and -O on to the compiler")
  func options() throws {
    let fixture = try Fixture([
      "a.c": "#include \"size.h\"\nint data[SIZE * FACTOR] = {1};\nint main(void) { return data[0]; }"
    ])
    try FileManager.default.createDirectory(
      atPath: fixture.path("include"), withIntermediateDirectories: true)
    try fixture.write("#define SIZE 100\n", to: "include/size.h")
    let options = BuildOptions(
      includeFolders: [fixture.path("include")], definitions: ["FACTOR=7"],
      optimization: BuildOptions.Optimization.none)
    let elf = try ELFFile(executable: fixture.build("a.c", options).bytes)
    #expect(elf.symbol(named: "data")?.size == 2800)
  }

  @Test("keeps source lines unless it is told not to", arguments: [true, false])
  func debugInformation(isKept: Bool) throws {
    let fixture = try Fixture(["a.c": returnsThree])
    let elf = try ELFFile(
      executable: fixture.build("a.c", BuildOptions(debugInformation: isKept)).bytes)
    let main = try #require(elf.symbol(named: "main"))
    #expect((LineTable(elf).location(of: main.value)?.path == fixture.path("a.c")) == isKept)
  }

  @Test("passes a compiler's errors on unchanged")
  func compilerErrors() throws {
    let fixture = try Fixture(["a.c": "int main(void) { return x; }\n"])
    let output = try #require(fixture.failure(of: "a.c")?.output)
    #expect(output.contains("\(fixture.path("a.c")):1:25: error: use of undeclared identifier 'x'\n"))
    #expect(output.contains("    1 | int main(void) { return x; }\n"))
  }

  @Test("passes a compiler's warnings on, and builds")
  func warnings() throws {
    let fixture = try Fixture(["a.c": "#warning \"look here\"\n" + returnsThree])
    #expect(try fixture.build("a.c").messages.contains("look here"))
  }

  @Test(
    "names the function that wants floating point, and its place",
    arguments: [
      (
        "a.c",
        "int n;\n__attribute__((noinline))\ndouble area(double r) {\n  return r * r;\n}\nint main(void) { return area(n); }",
        "a.c:4: error: 'area' uses floating point (__muldf3), which rv64ima does not have\n"
      ),
      (
        "a.c", "volatile float n;\nint main(void) {\n return n / 3;\n}",
        "a.c:3: error: 'main' uses floating point (__divsf3), which rv64ima does not have\n"
      ),
      (
        "a.swift",
        "@inline(never) func area(_ r: Double) -> Double {\n  r * r\n}\n"
          + "@main struct Main { static func main() { print(Int(area(Double([1, 2].count)))) } }",
        "error: 'area(Double) -> Double' uses floating point (__muldf3), which rv64ima does not have\n"
      ),
    ])
  func floatingPoint(name: String, source: String, expected: String) throws {
    let fixture = try Fixture([name: source])
    let output = try #require(fixture.failure(of: name)?.output)
    #expect(output.contains(expected), "\(output)")
    #expect(output.components(separatedBy: "error:").count == 2, "one error, not \(output)")
  }

  @Test("names who uses a function that is defined nowhere, and the name that was meant")
  func undefinedSymbol() throws {
    let fixture = try Fixture(["a.c": "int strlem(const char *);\nint main(void) {\n return strlem(\"\");\n}"]
    )
    let output = try #require(fixture.failure(of: "a.c")?.output)
    #expect(output.contains("a.c:3: error: 'strlem' is used in 'main' but defined nowhere"))
    #expect(output.contains("did you mean 'strlen'?"))
  }

  @Test(
    "says what is missing without a toolchain",
    arguments: [("a.c", "clang"), ("a.swift", "swiftc")])
  func missingTools(name: String, tool: String) throws {
    let fixture = try Fixture([name: ""], environment: ["PATH": "", "RING3_TOOLCHAIN": "/nowhere"])
    let failure = try #require(fixture.failure(of: name))
    #expect(failure.message.contains("needs \(tool), which was not found"))
    #expect(failure.advice?.contains("RING3_TOOLCHAIN") == true)
  }
}
