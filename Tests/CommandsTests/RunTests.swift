import Foundation
import Testing

@Suite("ring3 run")
struct RunTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch([
      "hello.s": Sources.helloAssembly, "arguments.c": Sources.arguments, "misdeeds.c": Sources.misdeeds,
      "hello.swift": "@main struct Main { static func main() { print(\"Hello from Swift\") } }\n",
      "text.txt": "one two\nthree\n",
    ])
  }

  private func ring3(_ arguments: String..., input: String = "") throws -> Ring3Process {
    try Ring3Process(arguments, input: input, in: scratch.folder)
  }

  @Test("runs assembly and ends with the program's status")
  func assembly() throws {
    let run = try ring3("run", "hello.s")
    #expect(run.status == 5 && run.output == "Hello\n" && run.errors.isEmpty, "\(run)")
  }

  @Test("runs Swift")
  func swift() throws {
    let run = try ring3("run", "hello.swift")
    #expect(run.status == 0 && run.output == "Hello from Swift\n" && run.errors.isEmpty, "\(run)")
  }

  @Test("leaves everything after the program's name to the program")
  func arguments() throws {
    let run = try ring3("run", "--fast", "arguments.c", "--help", "-x", "--harts", "--", "7")
    #expect(run.status == 5 && run.output == "--help\n-x\n--harts\n--\n7\n", "\(run)")
  }

  @Test("lets the program open the files that its arguments name, and no others")
  func grantedFiles() throws {
    #expect(
      try ring3("run", "wc", "text.txt").output.split(separator: " ").map(String.init) == [
        "2", "3", "14", "text.txt\n",
      ])
    let path = scratch.path("text.txt")
    #expect(try ring3("run", "cat", path).output == "one two\nthree\n")
    let refused = try ring3("run", "cat", "/dev/../etc/shadow-of-nothing")
    #expect(refused.status == 1 && refused.errors.contains("No such file"), "\(refused)")
  }

  @Test("shows the program what --mount names")
  func mount() throws {
    let run = try ring3("run", "--mount", "\(scratch.folder):/data", "cat", "/data/text.txt")
    #expect(run.output == "one two\nthree\n", "\(run)")
  }

  @Test("lets the program execute what --mount names and what may be executed here")
  func mountedProgram() throws {
    let source = """
      #include <unistd.h>
      int main(void) {
        execl("/data/text.txt", "text", NULL);
        execl("/data/say", "say", "hello", NULL);
        return 1;
      }
      """
    try source.write(toFile: scratch.path("start.c"), atomically: true, encoding: .utf8)
    let build = try ring3("build", "-o", scratch.path("say"), "echo")
    #expect(build.status == 0, "\(build)")
    let run = try ring3("run", "--mount", "\(scratch.folder):/data", scratch.path("start.c"))
    #expect(run.output == "hello\n", "\(run)")
  }

  @Test(
    "connects standard input", arguments: ["", "a\n", String(repeating: "a line of text\n", count: 20_000)])
  func standardInput(text: String) throws {
    let run = try ring3("run", "cat", input: text)
    #expect(run.status == 0 && run.output == text)
  }

  @Test("passes standard input on from a pipe, too")
  func pipedInput() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "(printf 'one\\n'; sleep 0.1; printf 'two\\n') | \(Ring3Process.executable) run cat > out",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(String(decoding: try scratch.bytes(of: "out"), as: UTF8.self) == "one\ntwo\n")
  }

  @Test("runs an executable that was built before")
  func executable() throws {
    #expect(try ring3("build", "-o", "program", "hello.s").status == 0)
    let run = try ring3("run", "./program")
    #expect(run.status == 5 && run.output == "Hello\n", "\(run)")
  }

  @Test(
    "tells what a program died of",
    arguments: [
      ("null", 139, "SIGSEGV: Segmentation fault", "store to 0x0, where nothing is mapped: a null pointer."),
      ("constant", 139, "SIGSEGV: Segmentation fault", "which is mapped for reading only (constant)."),
      ("recursion", 139, "SIGSEGV: Segmentation fault", "the stack has reached its limit of 8 MiB"),
      ("jump", 139, "SIGSEGV: Segmentation fault", "which is mapped for reading and writing only (data)."),
      ("illegal", 132, "SIGILL: Illegal instruction", "0xffffffff, which is no instruction of RV64IMA."),
      ("breakpoint", 133, "SIGTRAP: Trace/breakpoint trap", "It executed ebreak"),
    ])
  func death(deed: String, status: Int32, signal: String, reason: String) throws {
    let run = try ring3("run", "misdeeds.c", deed)
    #expect(run.status == status, "\(run)")
    #expect(run.errors.contains("ring3: misdeeds (pid 1) was killed by \(signal)\n"), "\(run)")
    #expect(run.errors.contains(reason), "\(run)")
    #expect(run.errors.contains("  at 0x") && run.errors.contains("   pc 0000"), "\(run)")
  }

  @Test("shows the function, the instruction and the source line of a death")
  func placeOfDeath() throws {
    let run = try ring3("run", "misdeeds.c", "null")
    #expect(run.errors.contains(#/at 0x[0-9a-f]+ <spoil(\+0x[0-9a-f]+)?>: sw /#), "\(run)")
    #expect(run.errors.contains("  misdeeds.c:5:  *place = 3;\n"), "\(run)")
  }

  @Test(
    "ends a run at its limit, with status 124",
    arguments: [
      (["--limit-instructions", "1M"], "loop", "the limit of 1000000 instructions"),
      (["--limit-instructions", "1_000", "--fast"], "loop", "the limit of 1000 instructions"),
      (["--limit-time", "0.01"], "loop", "the limit of 10000 µs of virtual time"),
      (["--limit-output", "1K"], "flood", "the limit of 1024 bytes of output"),
    ])
  func limits(options: [String], deed: String, words: String) throws {
    let run = try Ring3Process(["run"] + options + ["misdeeds.c", deed], in: scratch.folder)
    #expect(run.status == 124, "\(run)")
    #expect(run.errors == "ring3: the run was ended: \(words) was reached\n", "\(run)")
    if deed == "flood" { #expect(run.output.utf8.count == 1024) }
  }

  @Test("ends a run that wants more memory than the machine has, with status 124")
  func memoryLimit() throws {
    let run = try ring3("run", "--memory", "1M", "misdeeds.c", "memory")
    #expect(run.status == 124, "\(run)")
    let advice = "the machine has no memory left; --memory or --swap gives it more.\n"
    #expect(run.errors.contains(advice), "\(run)")
    let last = "ring3: the run was ended: the limit of 1024 KiB of memory was reached\n"
    #expect(run.errors.hasSuffix(last), "\(run)")
  }

  @Test("gives the same results on every machine", arguments: ["teaching", "default", "laptop", "--fast"])
  func machines(machine: String) throws {
    let options = machine == "--fast" ? ["--fast"] : ["--machine", machine]
    let run = try Ring3Process(["run"] + options + ["sort", "text.txt"], in: scratch.folder)
    #expect(run.status == 0 && run.output == "one two\nthree\n", "\(run)")
  }

  @Test(
    "runs without the sandbox, and with it where it is required",
    arguments: ["--no-sandbox", "--require-sandbox"])
  func sandbox(option: String) throws {
    let run = try ring3("run", option, "hello.s")
    #expect(run.status == 5 && run.output == "Hello\n" && run.errors.isEmpty, "\(run)")
  }

  @Test("is locked down while the program runs, unless it is told not to", arguments: [true, false])
  func lock(isLocked: Bool) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Ring3Process.executable)
    process.arguments = ["run"] + (isLocked ? [] : ["--no-sandbox"]) + ["misdeeds.c", "flood"]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.folder)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    defer { process.terminate() }
    // The first output comes from the program: everything before it is done.
    _ = output.fileHandleForReading.availableData
    let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    #expect(status.contains("Seccomp:\t\(isLocked ? 2 : 0)\n"), "\(status)")
    #expect(status.contains("NoNewPrivs:\t\(isLocked ? 1 : 0)\n"), "\(status)")
  }

  @Test("says that a full disk lost the output")
  func fullDisk() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(Ring3Process.executable) run hello.s > /dev/full 2> err"]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 125)
    let said = String(decoding: try scratch.bytes(of: "err"), as: UTF8.self)
    #expect(said == "ring3: error: standard output cannot be written: No space left on device\n")
  }
}
