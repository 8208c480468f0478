import Foundation
import Testing

/// `ring3 shell` and `ring3 run` as a person has them: in a terminal, with keys.
@Suite("In a terminal")
struct TerminalTests {
  static let prompt = "/home $ "

  private static func terminal(_ arguments: [String], rows: UInt16 = 24, columns: UInt16 = 80) throws
    -> PseudoTerminal
  {
    try PseudoTerminal(
      [Checkout.ring3] + arguments,
      environment: [
        "RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms, "TERM": "vt100",
      ], rows: rows, columns: columns)
  }

  private static func shell(rows: UInt16 = 24, columns: UInt16 = 80) throws -> PseudoTerminal {
    let terminal = try terminal(["shell", "--fast"], rows: rows, columns: columns)
    try terminal.expect(prompt)
    return terminal
  }

  /// What is typed, and what is shown next: a command's own text is shown too, so its results must look different.
  struct Dialogue: CustomTestStringConvertible, Sendable {
    let name: String
    let steps: [(keys: String, shown: String)]
    var status: Int32 = 0
    var testDescription: String { name }
  }

  static let dialogues = [
    Dialogue(name: "a pipeline", steps: [("echo hello | tr a-z A-Z\r", "\nHELLO\r\n")]),
    Dialogue(
      name: "^C ends a program that sleeps",
      steps: [
        ("sh -c 'echo g\"\"o; exec sleep 100'\r", "\ngo\r\n"), ("\u{3}", "^C"), ("", prompt),
        ("echo status $?\r", "\nstatus 130\r\n"),
      ]),
    Dialogue(
      name: "^C ends an endless loop of the shell",
      steps: [
        ("echo g\"\"o; while :; do :; done\r", "\ngo\r\n"), ("\u{3}", "^C"), ("", prompt),
        ("echo status $?\r", "\nstatus 130\r\n"),
      ]),
    Dialogue(
      name: "^C ends a program that writes without end",
      steps: [("yes\r", "y\r\ny\r\n"), ("\u{3}", "^C"), ("", prompt)]),
    Dialogue(
      name: "^Z stops a job, bg and fg let it go on",
      steps: [
        ("sh -c 'echo g\"\"o; exec sleep 100'\r", "\ngo\r\n"), ("\u{1a}", "Stopped"), ("", prompt),
        ("jobs\r", "Stopped"), ("bg\r", "[1]"), ("", prompt), ("jobs\r", "Running"), ("", prompt),
        ("fg\r", "exec sleep 100"), ("\u{3}", "^C"), ("", prompt),
        ("sleep 100 & kill %1; wait; echo e\"\"nd\r", "\nend\r\n"), ("", prompt),
      ]),
    Dialogue(
      name: "the job that was stopped last is the current one",
      steps: [
        ("sleep 100 &\r", "[1]"), ("sh -c 'echo g\"\"o; exec sleep 200'\r", "\ngo\r\n"),
        ("\u{1a}", "[2] + Stopped"),
        ("", prompt), ("fg %1\r", "sleep 100\r\n"), ("\u{1a}", "[1] + Stopped"), ("", prompt),
        ("bg\r", "[1] sleep 100\r\n"), ("jobs %2 %1\r", "[2] + Stopped"), ("", "[1] - Running"),
        ("kill -9 %1 %2; wait\r", prompt),
      ]),
    Dialogue(
      name: "a child of the shell knows the shell's jobs",
      steps: [
        ("sleep 100 &\r", "[1]"), ("jobs | tr a-z A-Z\r", "RUNNING"),
        ("kill $(jobs -p); wait; echo e\"\"nd\r", "\nend\r\n"),
      ]),
    Dialogue(
      name: "^C and ^Z end loops",
      steps: [
        ("while :; do echo g\"\"o; sleep 100; done; echo on\r", "\ngo\r\n"), ("\u{3}", "^C"), ("", prompt),
        ("while :; do echo g\"\"o; sleep 100; done\r", "\ngo\r\n"), ("\u{1a}", "Stopped"), ("", prompt),
        ("kill %1; wait; echo e\"\"nd\r", "\nend\r\n"),
      ]),
    Dialogue(
      name: "what a builtin cannot write is told",
      steps: [("echo x > /dev/full\r", "echo: write error: No space left on device\r\n")]),
    Dialogue(
      name: "^D ends the input of a program",
      steps: [
        ("echo g\"\"o; cat\r", "\ngo\r\n"), ("abc\u{7f}d\r", "abc\u{8} \u{8}d\r\nabd\r\n"), ("\u{4}", prompt),
      ]),
    Dialogue(
      name: "who reads in the background is stopped",
      steps: [("cat &\r", prompt), ("sleep 0.1; jobs\r", "Stopped"), ("kill -9 %1; wait\r", prompt)]),
    Dialogue(
      name: "a here-document is asked for line by line",
      steps: [("cat <<E | tr o 0\r", "> "), ("one\r", "> "), ("E\r", "\n0ne\r\n")]),
    Dialogue(
      name: "a line is edited with arrows and control keys",
      steps: [
        ("cho a c\u{1b}[Db \u{1}e\u{5} d\r", "\na b c d\r\n"),
        ("echo one two\u{17}three\u{1}\u{b}echo four\r", "\nfour\r\n"),
      ]),
    Dialogue(
      name: "history and completion",
      steps: [
        ("echo remem\"\"bered\r", "\nremembered\r\n"), ("\u{1b}[A\r", "\nremembered\r\n"),
        ("basen\t/a/b/c\r", "\nc\r\n"),
      ]),
    Dialogue(
      name: "completion knows quotes, the home folder, variables and functions",
      steps: [
        ("echo in i\"\"t > 'my file'; mkdir 'my folder'; echo ins\"\"ide > 'my folder/note'\r", prompt),
        ("cat my\ti\t\r", "\nin it\r\n"), ("", prompt),
        ("cat \"my fi\t\r", "\nin it\r\n"), ("", prompt),
        ("cat my\tol\t\t\r", "\ninside\r\n"), ("", prompt),
        ("cat ~/my\\ fi\t\r", "\nin it\r\n"), ("", prompt),
        ("cat $HO\t\u{7f}/my\\ fo\t\t\r", "\ninside\r\n"), ("", prompt),
        ("salute() { echo hel\"\"lo; }\r", prompt), ("salu\t\r", "\nhello\r\n"),
      ]),
    Dialogue(
      name: "the history is searched, gives its last words, and is in a file",
      steps: [
        ("echo remem\"\"bered\r", "\nremembered\r\n"), ("", prompt),
        ("echo one t\"\"wo\r", "\none two\r\n"), ("", prompt),
        ("echo \u{1b}.\r", "\ntwo\r\n"), ("", prompt),
        ("\u{12}remem\r", "\nremembered\r\n"), ("", prompt),
        ("no\u{12}remem\u{7}w\u{1b}[D\u{1b}[D\u{1b}[Decho \r", "\nnow\r\n"), ("", prompt),
        ("tail -n 1 .sh_history\r", "\ntail -n 1 .sh_history\r\n"), ("", prompt),
        ("sh\r", prompt), ("\u{12}one\r", "\none two\r\n"), ("", prompt), ("exit\r", prompt),
      ]),
    Dialogue(
      name: "words are cut with Alt",
      steps: [("echo a/b-c\u{1b}\u{7f}\u{1b}\u{7f}\u{1b}b\u{1b}df\r", "\nf/\r\n")]),
    Dialogue(
      name: "a program has the keys one by one",
      steps: [
        ("stty raw; echo g\"\"o; head -c 3 | hexdump -C; stty sane\r", "go\n"), ("\u{3}\u{d}x", "03 0d 78"),
        ("", prompt),
      ]),
    Dialogue(
      name: "a program knows its terminal",
      steps: [
        ("tty\r", "\n/dev/console\r\n"), ("stty size\r", "\n24 80\r\n"),
        ("test -t 0 && echo y\"\"es\r", "\nyes"),
      ]),
    Dialogue(
      name: "a page at a time", steps: [("seq 40 | more\r", "23\r\n"), (" ", "40\r\n"), ("", prompt)]),
    Dialogue(
      name: "reset brings the echo back",
      steps: [
        ("stty -echo -onlcr\r", prompt), ("reset\r", "\u{1b}[2J"), ("", prompt),
        ("stty -a | tr ' ' '\\n' | grep -x -e echo -e onlcr\r", "\necho\r\n"),
      ]),
    Dialogue(
      name: "a text is read forwards and backwards",
      steps: [
        ("seq 100 | less\r", "23\r\n"), (" ", "46\r\n"), ("b", "23\r\n"), ("G", "100\r\n"), ("", "(END)"),
        ("/^5.*5\r", "not found"), ("gk/^5.*5\r", "55\r\n"), ("-N", "     55 55"), ("=", "lines 55-77/100"),
        ("40gq", prompt),
      ]),
    Dialogue(
      name: "less and more have their keys again after ^Z",
      steps: [
        ("seq 60 > numbers; more numbers\r", "23\r\n"), ("\u{1a}", "Stopped"), ("", prompt),
        ("fg\r", "more numbers\r\n"), (" ", "46\r\n"), ("q", prompt),
        ("less numbers\r", "23\r\n"), (" ", "46\r\n"), ("\u{1a}", "Stopped"), ("", prompt),
        ("fg\r", "46\r\n"), ("b", "23\r\n"), ("q", prompt),
      ]),
    Dialogue(name: "the status of exit", steps: [("exit 7\r", "exit")], status: 7),
  ]

  @Test("a person and the shell understand each other", arguments: dialogues)
  func dialogue(_ dialogue: Dialogue) throws {
    let terminal = try Self.shell()
    for step in dialogue.steps {
      try terminal.press(step.keys)
      try terminal.expect(step.shown)
    }
    if dialogue.status == 0 {
      // Type-ahead would be an answer to what still runs.
      try terminal.press("\rexit 0\r")
    }
    #expect(try terminal.finish() == dialogue.status, "\(terminal.transcript)")
  }

  @Test("another size of the terminal reaches the guest")
  func resize() throws {
    let terminal = try Self.shell(rows: 30, columns: 100)
    try terminal.press("stty size\r")
    try terminal.expect("\n30 100\r\n")
    try terminal.press(
      "trap 'echo ch\"\"anged' WINCH; sh -c 'trap \"echo t\"\"old\" WINCH; echo g\"\"o; sleep 100'\r")
    try terminal.expect("\ngo\r\n")
    try terminal.resize(rows: 40, columns: 120)
    try terminal.press("\u{3}")
    try terminal.expect(Self.prompt)
    try terminal.press("stty size\r")
    try terminal.expect("\n40 120\r\n")
  }

  @Test("one second takes a second")
  func realTime() throws {
    let terminal = try Self.shell()
    let began = ContinuousClock.now
    try terminal.press("sleep 1; echo d\"\"one\r")
    try terminal.expect("\ndone\r\n")
    #expect(ContinuousClock.now - began >= .milliseconds(950))
  }

  @Test("a shell's clock keeps up with the wall's, though nobody simulates so many harts so fast")
  func wallTime() throws {
    let terminal = try Self.terminal(["shell", "--fast", "--harts", "8"])
    try terminal.expect(Self.prompt)
    try terminal.press("for i in 1 2 3 4 5 6 7 8; do (while :; do :; done) & done; echo g\"\"o\r")
    try terminal.expect("\ngo\r\n")
    func seconds() throws -> Int {
      try terminal.press("echo it is $(date +%s) n\"\"ow\r")
      try terminal.expect(" now\r\n")
      let said = try #require(terminal.transcript.split(separator: "it is ").last)
      return try #require(Int(said.prefix { $0.isNumber }))
    }
    let (before, began) = (try seconds(), ContinuousClock.now)
    sleep(4)
    let (after, passed) = (try seconds(), ContinuousClock.now - began)
    #expect(after - before >= Int(passed.components.seconds) - 1)
    try terminal.press("test $(awk '/^cpu / { print $9 }' /proc/stat) -gt 100 && echo st\"\"olen\r")
    try terminal.expect("\nstolen\r\n")
  }

  @Test("^] three times is the way out of everything")
  func escape() throws {
    let terminal = try Self.shell()
    try terminal.press("stty raw; trap '' INT; echo g\"\"o; while :; do :; done\r")
    try terminal.expect("go\n")
    try terminal.press("\u{3}\u{1d}\u{1d}\u{1d}")
    #expect(try terminal.finish() == 137)
  }

  /// How a run can end, and the status that a shell sees then.
  struct Ending: CustomTestStringConvertible, Sendable {
    let name: String
    var commands = ""
    var signal: Int32?
    let status: Int32
    var testDescription: String { name }
  }

  static let endings = [
    Ending(name: "by exit", commands: "exit 3\r", status: 3),
    Ending(name: "by a signal of the guest", commands: "kill -9 $$\r", status: 137),
    Ending(name: "by SIGTERM", signal: SIGTERM, status: 128 + SIGTERM),
    Ending(name: "by SIGHUP", signal: SIGHUP, status: 128 + SIGHUP),
    Ending(name: "by SIGKILL", signal: SIGKILL, status: 128 + SIGKILL),
    Ending(name: "by a crash", signal: SIGSEGV, status: 128 + SIGSEGV),
    Ending(name: "by abort", signal: SIGABRT, status: 128 + SIGABRT),
  ]

  @Test("the terminal is whole again however Ring3 ends", arguments: endings)
  func restored(_ ending: Ending) throws {
    // A shell of the host waits meanwhile, so that the terminal stays.
    let script = "trap : INT; '\(Checkout.ring3)' shell --fast; echo \"ended $?\"; read line; exit 0"
    let terminal = try PseudoTerminal(
      ["/bin/sh", "-c", script],
      environment: [
        "RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms, "TERM": "vt100",
      ])
    let before = terminal.settings
    try terminal.expect(Self.prompt)
    #expect(terminal.settings != before)
    if let signal = ending.signal {
      // Of the session's processes, the one whose parent the shell is; the keeper has a session of its own.
      let find = try HostCommand(["/usr/bin/pgrep", "-P", "\(terminal.processID)", "-x", "ring3"])
      let process = try #require(
        Int32(String(decoding: find.output, as: UTF8.self).split(separator: "\n")[0]))
      kill(process, signal)
    } else {
      try terminal.press(ending.commands)
    }
    try terminal.expect("ended \(ending.status)")
    // The keeper may need a moment.
    for _ in 0..<60_000 where terminal.settings != before { usleep(1000) }
    #expect(terminal.settings == before)
    try terminal.press("\r")
    #expect(try terminal.finish() == 0)
  }

  @Test("^C ends a program that does nothing about it")
  func interruptRun() throws {
    let terminal = try Self.terminal(["run", "--fast", "cat"])
    try terminal.press("line\r")
    try terminal.expect("line\r\nline\r\n")
    try terminal.press("\u{3}")
    try terminal.expect("SIGINT")
    #expect(try terminal.finish() == 130)
  }

  @Test("a limit ends a run, and the terminal is whole again")
  func limit() throws {
    let terminal = try Self.terminal(["shell", "--fast", "--limit-instructions", "20M"])
    try terminal.expect(Self.prompt)
    try terminal.press("while :; do :; done\r")
    try terminal.expect("the limit of 20000000 instructions was reached\r\n")
    #expect(try terminal.finish() == 124)
  }

  @Test("in the background, the terminal is left alone")
  func background() throws {
    let command = "set -m; '\(Checkout.ring3)' run --fast true & wait $!; echo \"status $?\""
    let terminal = try PseudoTerminal(
      ["/bin/sh", "-c", command],
      environment: ["RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms])
    try terminal.expect("status 0")
    _ = try terminal.finish()
  }
}
