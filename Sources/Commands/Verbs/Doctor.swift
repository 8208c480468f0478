import ArgumentParser
import Glibc
import Sandbox
import Toolchain

/// `ring3 doctor`: says what Ring3 found on this computer and what is missing.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check what Ring3 needs on this computer, and say how to get what is missing.",
    discussion: """
      Ends with status 0 if everything works, and 1 if something is missing. Assembly programs need no compiler.

      Examples:
        ring3 doctor
        RING3_TOOLCHAIN=/opt/swift ring3 doctor
      """)

  /// Set in the process that `doctor` starts to see whether a filter really kills.
  @Flag(name: .customLong("try-sandbox"), help: .private)
  var trySandbox = false

  func run() throws {
    if trySandbox { lockDownAndOffend() }
    let findings =
      toolFindings() + [userProgramsFinding(), cacheFinding()]
      + Self.trialPrograms.map { trialFinding(of: $0.name, $0.text) } + [sandboxFinding()]
    var output = ResultOutput()
    for finding in findings {
      for line in finding.lines { try output.line(line) }
    }
    try output.flush()
    if !findings.allSatisfy(\.isGood) { throw ExitCode(1) }
  }

  private func toolFindings() -> [Finding] {
    let tools = Workbench.toolchain().tools
    return ToolSet.Tool.allCases.map { tool in
      guard let path = tools[tool] else {
        return Finding(
          tool.rawValue, problem: "not found: \(tool.purpose) will not work",
          advice: "Install a Swift toolchain (swift.org/install) and put its folder usr/bin on PATH, or name "
            + "the toolchain's folder in RING3_TOOLCHAIN.")
      }
      return Finding(tool.rawValue, good: path)
    }
  }

  private func cacheFinding() -> Finding {
    let cache = Workbench.toolchain().cache
    guard let folder = cache.folder else {
      return Finding(
        "cache", problem: "\(cache.problem ?? "not there"): every run builds everything anew",
        advice: "Make that folder writable, or name another one in RING3_CACHE.")
    }
    return Finding("cache", good: folder)
  }

  private func userProgramsFinding() -> Finding {
    do {
      return Finding("userprogs", good: try Workbench.toolchain().userPrograms().folder)
    } catch {
      return Finding("userprogs", problem: error.message, advice: error.advice ?? "")
    }
  }

  // MARK: Trial builds

  /// One program in each language: that a compiler is there does not mean that it knows the target.
  private static let trialPrograms = [
    (name: "trial.s", text: ".globl _start\n_start: ebreak\n"),
    (name: "trial.c", text: "#include <stdio.h>\nint main(void) { return puts(\"\"); }\n"),
    (name: "trial.swift", text: "print([1, 2, 3].count)\n"),
  ]

  private func trialFinding(of name: String, _ text: String) -> Finding {
    let advice = "Compare with 'swiftc --version': Ring3 is made for Swift 6.2 and newer."
    do {
      try Scratch.with(Array(text.utf8), named: name) { path in
        _ = try Workbench.toolchain().program(path, options: BuildOptions())
      }
      return Finding(name, good: "a program of that kind was built")
    } catch let error as ToolchainError {
      let firstLine = error.message.split(separator: "\n").first.map(String.init) ?? ""
      return Finding(name, problem: "cannot be built: \(firstLine)", advice: error.advice ?? advice)
    } catch {
      return Finding(name, problem: "cannot be built: \(error)", advice: "Make room in /tmp.")
    }
  }

  // MARK: The sandbox

  private func sandboxFinding() -> Finding {
    let library = "libseccomp \(Sandbox.libraryVersion)"
    switch endingOfOffender() {
    case .killed(signal: SIGSYS):
      return Finding("sandbox", good: "\(library), and a filter of it kills what it should")
    case .exited(Ring3Status.ring3Failed.rawValue):
      return Finding(
        "sandbox", problem: "\(library), but this system accepts no filter: programs run unlocked",
        advice: "In a container, allow seccomp(2): docker run --security-opt seccomp=unconfined, for example."
      )
    case let ending:
      return Finding(
        "sandbox", problem: "\(library), but the trial process ended unexpectedly (\(ending))",
        advice: "Please report this with the output of 'uname -a'.")
    }
  }

  private func endingOfOffender() -> ChildProcess.Ending {
    let command = ["/proc/self/exe", "doctor", "--try-sandbox"]
    let child = try? ChildProcess(
      command, environment: ["SWIFT_BACKTRACE=enable=no"], log: "/dev/null")
    return child?.wait() ?? .killed(signal: 0)
  }

  private func lockDownAndOffend() -> Never {
    do { try Sandbox.lockDown(SandboxPolicy()) } catch { _exit(Ring3Status.ring3Failed.rawValue) }
    _ = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    _exit(0)
  }
}

/// One line of the report, and advice below it where something is wrong.
private struct Finding {
  let isGood: Bool
  let lines: [String]

  init(_ name: String, good text: String) {
    isGood = true
    lines = ["\(Terminal.outputStyle.green("ok      "))  \(Self.column(name))\(text)"]
  }

  init(_ name: String, problem text: String, advice: String) {
    isGood = false
    lines = [
      "\(Terminal.outputStyle.red("missing "))  \(Self.column(name))\(text)",
      "          \(Self.column(""))\(advice)",
    ]
  }

  private static func column(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, 12 - name.count))
  }
}

extension ToolSet.Tool {
  fileprivate var purpose: String {
    switch self {
    case .clang: "C programs, and everything that needs the C library,"
    case .swiftc: "Swift programs"
    case .linker: "C and Swift programs"
    }
  }
}

/// A file in a folder of its own that is there for as long as it is needed.
private enum Scratch {
  static func with(_ bytes: [UInt8], named name: String, do body: (String) throws -> Void) throws {
    var template = Array("/tmp/ring3-doctor-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else {
      throw Failure("/tmp cannot be written: \(String(cString: strerror(errno)))")
    }
    let path = "\(folder)/\(name)"
    defer {
      unlink(path)
      rmdir(folder)
    }
    try HostFile.replace(path, with: bytes)
    try body(path)
  }
}
