import Foundation
import Testing

/// The kinds of lines, and the options that choose them.
@Suite struct LineTests {
  @Test(
    "Each option adds its lines",
    arguments: [
      (["-f"], "[pid     1] read(3,  <unfinished ...>"), (["-f"], "[pid     2] write(4, \"hello\", 5)"),
      (["-f"], "<... read resumed>\"hello\", 16)"), (["-f"], "+++ exited with 3 +++"),
      (["-f"], "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=2, si_uid=0, si_status=3"),
      (["--faults"], "*** page fault: store at 0x"), (["-f", "--faults"], ", copied, "),
      (["--switches"], "=== hart 0: switched out, waits for "),
      (["-f", "--states"], "::: ready -> running on hart 0, dispatched :::"),
      (["-T"], "<0.000000"), (["-c"], "% time     seconds  usecs/call     calls    errors syscall"),
      (["-tt"], "00:00:00.000"), (["-s", "2", "-f"], "write(4, \"he\"..., 5)"),
      (["-e", "trace=process"], "clone(child_stack=NULL, flags=SIGCHLD)  = 2"),
    ] as [([String], String)])
  func options(options: [String], text: String) throws {
    let trace = try trace(options)
    #expect(trace.contains(text), "\(trace)")
  }

  @Test(
    "A filter takes away what it does not name",
    arguments: [
      (["-e", "trace=process"], "pipe2("), (["-e", "trace=!pipe2"], "pipe2("), (["-e", "desc"], "wait4("),
      ([], "[pid"), (["-e", "signal=none"], "--- SIGCHLD"),
    ] as [([String], String)])
  func filters(options: [String], text: String) throws {
    let trace = try trace(options)
    #expect(trace.contains("+++ exited with 0 +++") && !trace.contains(text), "\(trace)")
  }

  @Test("Every line of --json is an object with the members that all events have")
  func json() throws {
    let trace = try trace(["-f", "--json", "--faults", "--switches", "--states"])
    let lines = trace.split(separator: "\n")
    #expect(lines.count > 20)
    var kinds: Set<String> = []
    for line in lines {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      for member in ["time", "hart", "pid", "tid"] { #expect(object[member] is Int) }
      kinds.insert(try #require(object["event"] as? String))
    }
    #expect(kinds == ["call", "signal", "created", "exited", "fault", "switchedIn", "switchedOut", "state"])
  }

  @Test(
    "What -e does not know is a wrong command line",
    arguments: ["trace=open", "trace=%nothing", "color=red", "signal=SIGFOO", "trace="])
  func wrongExpressions(expression: String) throws {
    let command = try Command(executable, "trace", "-e", expression, program("story"))
    #expect(command.status == 64, "\(command.text)")
  }

  /// The trace of the story.
  private func trace(_ options: [String]) throws -> String {
    let path = scratch("trace-\(UUID().uuidString)")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = ["trace"] + options + [program("story")]
    process.standardInput = FileHandle.nullDevice
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}
