import Foundation
import Testing

@Suite("build, dis, nm, stat and doctor")
struct InspectionTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch(["hello.s": Sources.helloAssembly, "arguments.c": Sources.arguments])
  }

  private func ring3(_ arguments: String...) throws -> Ring3Process {
    try Ring3Process(arguments, in: scratch.folder)
  }

  @Test("build writes an executable ELF file, named after the first source unless told otherwise")
  func build() throws {
    #expect(try ring3("build", "hello.s").status == 0)
    #expect(try ring3("build", "-o", "other", "hello.s").status == 0)
    let bytes = try scratch.bytes(of: "hello")
    #expect(bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]))
    #expect(bytes == (try scratch.bytes(of: "other")))
    #expect(access(scratch.path("hello"), X_OK) == 0)
  }

  @Test("build --listing shows what became of each line, data too, and writes nothing")
  func listing() throws {
    let run = try ring3("build", "--listing", "hello.s")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
    #expect(run.output.contains("04000893  16 11 00 00 40 00 00 00    3    li a7, 64\n"), "\(run)")
    #expect(run.output.contains(#/\n[0-9a-f]{8} 48 65 6c 6c 6f 0a +12  text: .ascii/#), "\(run)")
    #expect(access(scratch.path("hello"), F_OK) != 0)
  }

  @Test("dis shows address, machine word, bytecode, instruction, symbol and source line")
  func disassembly() throws {
    let run = try ring3("dis", "hello.s")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
    #expect(run.output.contains(#/[0-9a-f]{16} <_start>:\n; hello.s:3:  li a7, 64\n/#), "\(run)")
    #expect(
      run.output.contains(
        #/  [0-9a-f]{8}:  04000893  [0-9a-f]{2} 11 00 00  40 00 00 00  addi    a7, zero, 64\n/#), "\(run)")
  }

  @Test("dis leaves out what it is told to leave out")
  func shortDisassembly() throws {
    let run = try ring3("dis", "--no-source", "--no-bytecode", "--symbol", "main", "arguments.c")
    #expect(run.output.contains(" <main>:\n"), "\(run)")
    #expect(!run.output.contains("; ") && !run.output.contains("<_start>:"), "\(run)")
  }

  @Test(
    "nm prints what llvm-nm prints, but for the labels of a compiler's own",
    arguments: ["hello.s", "arguments.c"])
  func symbols(source: String) throws {
    #expect(try ring3("build", "-o", "program", source).status == 0)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "$(dirname $(command -v swiftc))/llvm-nm program || llvm-nm program"]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.folder)
    process.standardOutput = output
    try process.run()
    let expected = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(!expected.isEmpty, "there is no llvm-nm to compare with")
    // Symbols of the same name may come in any order.
    func sorted(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains(" .L") }.sorted()
    }
    #expect(sorted(try ring3("nm", "program").output) == sorted(expected))
  }

  @Test("stat prints the counters to standard error, in groups")
  func statistics() throws {
    let run = try ring3("stat", "hello.s")
    #expect(run.status == 5 && run.output == "Hello\n", "\(run)")
    #expect(run.errors.contains(#/\n +7 +instructions +#  0\.\d\d per cycle\n/#), "\(run)")
    #expect(run.errors.contains(#/\n +2 +system calls +#  write 1, exit 1\n/#), "\(run)")
    #expect(
      run.errors.contains("L3 read misses") && run.errors.contains("seconds of virtual time at 1000 MHz"))
  }

  @Test("stat --json prints one object, the same each time")
  func json() throws {
    let run = try ring3("stat", "--json", "-o", "counters.json", "hello.s")
    #expect(run.status == 5 && run.errors.isEmpty, "\(run)")
    let bytes = try scratch.bytes(of: "counters.json")
    let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let counters = try #require(object["counters"] as? [String: Int])
    #expect(counters["instructions"] == 7 && counters["system_calls"] == 2, "\(counters)")
    #expect((object["ending"] as? [String: Int]) == ["exited": 5])
    #expect((object["system_calls"] as? [String: Int]) == ["write": 1, "exit": 1])
    #expect(try ring3("stat", "--json", "hello.s").errors == String(decoding: bytes, as: UTF8.self))
  }

  @Test("stat --fast leaves out what was not modelled")
  func functionalStatistics() throws {
    let run = try ring3("stat", "--fast", "hello.s")
    #expect(run.errors.contains("instructions\n") && !run.errors.contains("L1D"), "\(run)")
  }

  @Test("doctor finds everything here")
  func doctor() throws {
    let run = try ring3("doctor")
    #expect(run.status == 0, "\(run)")
    for name in [
      "clang", "swiftc", "ld.lld", "sandbox", "cache", "userprogs", "trial.s", "trial.c", "trial.swift",
    ] {
      #expect(run.output.contains("ok        \(name) "), "\(run)")
    }
  }

  @Test(
    "doctor says what is missing and how to get it",
    arguments: [
      (["RING3_TOOLCHAIN": "/nowhere"], "missing   clang ", "Install a Swift toolchain"),
      (["RING3_TOOLCHAIN": "/nowhere"], "missing   trial.c ", "RING3_TOOLCHAIN"),
      (["RING3_TOOLCHAIN": "/nowhere"], "ok        trial.s ", ""),
      (["RING3_CACHE": "/proc/cache"], "missing   cache ", "name another one in RING3_CACHE"),
      (["RING3_USERPROGS": "/nowhere"], "missing   userprogs ", "Set it to the folder 'userprogs'"),
    ])
  func findings(environment: [String: String], finding: String, advice: String) throws {
    let run = try Ring3Process(["doctor"], environment: environment)
    #expect(
      run.status == 1 && run.output.contains(finding) && (advice.isEmpty || run.output.contains(advice)),
      "\(run)")
  }
}
