import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  /// A command line that Ring3 refuses, and what it says about it.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let line: String
    let status: Int32
    let says: [String]
    var testDescription: String { line }

    init(_ line: String, _ status: Int32, _ says: String...) {
      (self.line, self.status, self.says) = (line, status, says)
    }
  }

  static let refusals = [
    // Wrong command lines.
    Refusal("rnu hello.s", 64, "there is no verb 'rnu'", "Did you mean 'ring3 run'?"),
    Refusal("hello.s", 64, "there is no verb 'hello.s'", "To run that file: ring3 run hello.s"),
    Refusal("run", 64, "Missing expected argument '<program>'"),
    Refusal("run --hart 2 hello.s", 64, "Unknown option '--hart'", "--harts"),
    Refusal("run --harts two hello.s", 64, "The value 'two' is invalid for '--harts <n>'"),
    Refusal("run --memory 64X hello.s", 64, "'64X' is not a size; sizes look like 512, 32K or 64M"),
    Refusal("run --cache l1d:wyas=4 hello.s", 64, "no property of a cache 'wyas'; did you mean 'ways'?"),
    Refusal("run --cache l4:ways=4 hello.s", 64, "there is no cache 'l4'; did you mean"),
    Refusal("run --cache l1d:policy=lfu hello.s", 64, "'lfu' is none of lru, plru, fifo, random"),
    Refusal("run --tlb dtlb hello.s", 64, "--tlb takes NAME:KEY=VALUE,…, not 'dtlb'"),
    Refusal("run --limit-instructions many hello.s", 64, "'many' is not a count such as 1000000 or 10M"),
    Refusal("run --limit-time 1.2345678 hello.s", 64, "is not seconds such as 2 or 0.5"),
    Refusal("run -O9 hello.s", 64, "The value '9' is invalid for '-O <level>'"),
    Refusal("run --mount here hello.s", 64, "'here' is not HOST:GUEST"),
    Refusal("run --no-sandbox --require-sandbox hello.s", 64, "contradict each other"),
    Refusal("build --listing -o x hello.s", 64, "--listing writes no file"),
    Refusal("machine tiny", 64, "Please provide one of 'teaching', 'default' or 'laptop'"),

    // What cannot be done.
    Refusal("run missing.s", 125, "ring3: error: 'missing.s' does not exist"),
    Refusal("run helo.s", 125, "ring3: error: 'helo.s' does not exist", "Did you mean 'hello.s'?"),
    Refusal("run .", 125, "ring3: error: '.' is a folder, not a program"),
    Refusal("run notes.txt", 125, "ring3: error: 'notes.txt' is a text file, not a program"),
    Refusal(
      "run /bin/true", 125, "'/bin/true' cannot be run: it is an ELF file for x86-64, not for 64-bit RISC-V"),
    Refusal("run wcc", 125, "there is no file and no program called 'wcc'", "Did you mean 'wc'?"),
    Refusal("run bad.c", 125, "bad.c:1:25: error: use of undeclared identifier 'x'"),
    Refusal("run bad.s", 125, "bad.s:3:3: error: ", "  addd a0, a0, a0\n  ^"),
    Refusal(
      "run float.c", 125,
      "float.c:3: error: 'half' uses floating point (__muldf3), which rv64ima does not have"),
    Refusal("run --machine tiny hello.s", 125, "there is no machine 'tiny'", "teaching, default, laptop"),
    Refusal(
      "run --machine bad.yaml hello.s", 125, "bad.yaml:3:",
      "no property of a cache 'wyas'; did you mean 'ways'?"),
    Refusal("run --machine broken.yaml hello.s", 125, "broken.yaml: this is not YAML"),
    Refusal("run --harts 65 hello.s", 125, "no such machine can be built: harts must be 1 to 64, not 65"),
    Refusal("run --cache l1d:ways=3 hello.s", 125, "no such machine can be built: l1d: "),
    Refusal("dis /bin/true", 125, "'/bin/true' cannot be disassembled: it is an ELF file for x86-64"),
    Refusal("dis --symbol strat hello.s", 125, "there is no symbol 'strat'", "Did you mean '_start'?"),
    Refusal("nm notes.txt", 125, "'notes.txt' is a text file"),
    Refusal("build -o . hello.s", 125, "'.' is a folder, so it cannot become the executable"),
    Refusal("build -o no/where hello.s", 125, "'no/where' cannot be written: No such file or directory"),
    Refusal("stat -o no/where hello.s", 125, "'no/where' cannot be written: No such file or directory"),
  ]

  @Test("is refused with a reason", arguments: refusals)
  func refused(refusal: Refusal) throws {
    let scratch = try Scratch([
      "hello.s": Sources.helloAssembly, "notes.txt": "Dear diary\n",
      "bad.c": "int main(void) { return x; }\n",
      "bad.s": ".globl _start\n_start:\n  addd a0, a0, a0\n",
      "float.c": "__attribute__((noinline)) static double half(double x) {\n\n  return x * 0.5;\n}\n"
        + "int main(int argc, char **argv) { return half(argc); }\n",
      "bad.yaml": "cache:\n  l1d: {ways: 4}\n  l2: {wyas: 4}\n", "broken.yaml": "cache: {ways\n",
    ])
    let run = try Ring3Process(refusal.line.split(separator: " ").map(String.init), in: scratch.folder)
    #expect(run.status == refusal.status, "\(run)")
    for text in refusal.says { #expect(run.errors.contains(text), "\(run)") }
    #expect(run.output.isEmpty, "\(run)")
  }

  @Test(
    "has help with examples for every verb",
    arguments: ["run", "stat", "build", "dis", "nm", "machine", "doctor"])
  func help(verb: String) throws {
    let run = try Ring3Process([verb, "--help"])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.contains("Examples:") && run.output.contains("ring3 \(verb)"), "\(run)")
  }

  @Test("knows its version and writes completions", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    #expect(try Ring3Process(["--version"]).output.hasPrefix("ring3 "))
    let run = try Ring3Process(["--generate-completion-script", shell])
    #expect(run.status == 0 && run.output.contains("limit-instructions"))
  }

  @Test("prints presets that describe themselves", arguments: ["teaching", "default", "laptop"])
  func presets(name: String) throws {
    let text = try Ring3Process(["machine", name]).output
    let scratch = try Scratch(["machine.yaml": text, "hello.s": Sources.helloAssembly])
    let named = try Ring3Process(["stat", "--json", "--machine", name, "hello.s"], in: scratch.folder)
    let described = try Ring3Process(
      ["stat", "--json", "--machine", "machine.yaml", "hello.s"], in: scratch.folder)
    #expect(named.status == 5 && named.errors == described.errors, "\(named)\n\(described)")
    if name == "default" {
      let plain = try Ring3Process(["stat", "--json", "hello.s"], in: scratch.folder)
      #expect(plain.errors == named.errors, "the preset is not the default machine")
    }
  }
}
