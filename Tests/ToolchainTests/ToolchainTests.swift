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
    #expect(elf.symbol(containing: elf.entry)?.name == "_start")
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

@Suite("The cache", .serialized)
struct BuildCacheTests {
  @Test("keeps a program until something that went into it changes")
  func invalidation() throws {
    let fixture = try Fixture([
      "a.c": "#include \"n.h\"\nint main(void) { return N; }\n", "n.h": "#define N 1\n",
    ])
    let counting = try CountingToolchain(in: fixture)
    let toolchain = Toolchain(
      environment: Environment([
        "RING3_TOOLCHAIN": counting.folder, "RING3_CACHE": fixture.path("cache2"),
        "RING3_USERPROGS": Fixture.userPrograms, "PATH": "/bin:/usr/bin",
      ]), executable: "/proc/self/exe")
    func build(_ options: BuildOptions = BuildOptions()) throws -> [UInt8] {
      try toolchain.program(fixture.path("a.c"), options: options).bytes
    }
    let first = try build()
    let cold = counting.count
    #expect(cold > 2)
    #expect(try build() == first)
    #expect(counting.count == cold, "nothing changed, and yet a tool was started")

    try fixture.write("#define N 2\n", to: "n.h")
    let second = try build()
    #expect(second != first)
    #expect(counting.count == cold + 2, "one compilation and one link")

    try fixture.write("#define N 1\n", to: "n.h")
    #expect(try build() == first)
    #expect(counting.count == cold + 2, "the first header's program was still there")

    #expect(try build(BuildOptions(definitions: ["OTHER"])) == first)
    #expect(counting.count > cold + 2, "other options are another compilation")
  }

  @Test("survives builds that run at once from nothing")
  func concurrency() async throws {
    let fixture = try Fixture(["a.c": returnsThree])
    let toolchain = fixture.toolchain
    let path = fixture.path("a.c")
    let programs = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<4 { group.addTask { try toolchain.program(path, options: BuildOptions()).bytes } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(programs.count == 4)
    #expect(Set(programs).count == 1)
    let leftOver = try FileManager.default.contentsOfDirectory(atPath: fixture.path("cache"))
    #expect(!leftOver.contains { $0.hasPrefix("build-") || $0.contains(".elf.") })
  }

  @Test("is done without where it cannot be written", arguments: ["/proc/cache", "/dev/null/cache"])
  func unwritable(path: String) throws {
    let fixture = try Fixture(["a.c": returnsThree], environment: ["RING3_CACHE": path])
    #expect(fixture.toolchain.cache.folder == nil)
    #expect(fixture.toolchain.cache.problem?.contains(path) == true)
    #expect(try !fixture.build("a.c").bytes.isEmpty)
  }

  @Test("is repaired by a build when its entries are cut short or gone", arguments: [true, false])
  func damage(isRemoved: Bool) throws {
    let fixture = try Fixture(["a.c": returnsThree])
    let first = try fixture.build("a.c").bytes
    let cache = fixture.path("cache")
    for name in try FileManager.default.contentsOfDirectory(atPath: cache) where !name.hasSuffix(".deps") {
      if isRemoved {
        try FileManager.default.removeItem(atPath: "\(cache)/\(name)")
      } else {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: "\(cache)/\(name)")
      }
    }
    #expect(try fixture.build("a.c").bytes == first)
  }
}
