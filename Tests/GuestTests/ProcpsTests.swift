import Foundation
import Testing

/// The tools that look at /proc, built for the host, tell of it what the host's procps tells.
@Suite(
  "The tools that look at /proc, on the host's",
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pmap"), "procps is not installed"))
struct ProcpsTests {
  /// What one of the tools writes: ours, or the host's.
  private static func output(_ folder: String, _ command: [String]) throws -> String {
    let path = "\(folder)/\(command[0])"
    let environment = ["LC_ALL": "C", "TZ": "UTC", "TERM": "dumb", "COLUMNS": "200", "HOME": "/nonexistent"]
    let run = try HostCommand([path] + command.dropFirst(), environment: environment)
    #expect(run.status == 0, "\(path): \(run)")
    return String(decoding: run.output, as: UTF8.self)
  }

  /// What ours writes, with what the host's writes before and after it.
  private struct Comparison {
    let before, ours, after: String

    init(_ command: [String]) throws {
      before = try output("/usr/bin", command)
      ours = try output(HostToolTests.tools.get(), command)
      after = try output("/usr/bin", command)
    }
  }

  /// Compares while the host's own outputs differ, as they do where somebody else works on this machine.
  private func expectSame(_ command: [String], but differ: (String) -> String = { $0 }) throws {
    for _ in 0..<10 {
      let comparison = try Comparison(command)
      let expected = differ(comparison.before)
      guard expected == differ(comparison.after) else { continue }
      #expect(differ(comparison.ours) == expected, "\(command)")
      return
    }
    Issue.record("\(command): the host's tool says something else each time")
  }

  // MARK: A process that sleeps

  /// Runs `body` while a process sleeps.
  private func withSleeper(_ body: (String) throws -> Void) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["1000"]
    try process.run()
    let number = process.processIdentifier
    defer {
      kill(number, SIGKILL)
      process.waitUntilExit()
    }
    for _ in 0..<1000 {
      let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
      if status?.contains("(sleep) S") == true { break }
      usleep(10_000)
    }
    try body("\(number)")
  }

  @Test(
    "ps lists a process as procps does",
    arguments: [
      "-p", "-fp", "-Fp", "-lp", "-ylp", "-jp", "-Lfp", "u -p", "l -p", "j -p", "s -p", "v -p",
      "-o pid,ppid,pgid,sid,tid,user,uid,group,comm,args,stat,pri,ni,cls,rtprio -p",
      "-o tty,time,start,lstart,rss,vsz,nlwp,psr -p",
      "-o pid,minflt,majflt,pending,blocked,ignored,caught -p",
      "-o sz,drs,trs,tpgid,ruser,euser,f,flags,policy,nice,pcpu,pmem,lwp,thcount,cmd,command,ucmd,fname -p",
      "-o opri,priority,pri,f,addr,s,state,bsdtime,bsdstart,start_time,stime -p",
    ])
  func processes(options: String) throws {
    try withSleeper { try expectSame(["ps"] + options.split(separator: " ").map(String.init) + [$0]) }
  }

  @Test("pmap shows the same mappings", arguments: [[], ["-x"], ["-q"], ["-p"], ["-xp"], ["-xq"]])
  func mappings(options: [String]) throws {
    try withSleeper { try expectSame(["pmap"] + options + [$0]) }
  }

  @Test("top has procps's columns, and in them the same")
  func topRow() throws {
    try withSleeper { number in
      let comparison = try Comparison(["top", "-b", "-n", "1", "-p", number])
      let (ours, theirs) = (row(comparison.ours), row(comparison.before))
      #expect(theirs.count >= 12 && Set(theirs.keys).isSubset(of: ours.keys), "\(comparison)")
      for (column, value) in theirs { #expect(ours[column] == value, "\(column)") }
    }
  }

  /// The last line's words by their titles.
  private func row(_ text: String) -> [Substring: Substring] {
    let lines = text.split(separator: "\n").suffix(2).map { $0.split(separator: " ") }
    guard lines.count == 2, lines[0].count == lines[1].count else { return [:] }
    return Dictionary(uniqueKeysWithValues: zip(lines[0], lines[1]))
  }

  @Test("top's summary says the same of the machine")
  func topSummary() throws {
    let comparison = try Comparison(["top", "-b", "-n", "1"])
    func labels(_ text: String) -> [String] {
      text.split(separator: "\n").prefix(5).dropFirst().map { line in
        line.filter { !$0.isNumber && $0 != " " && $0 != "." }
      }
    }
    #expect(labels(comparison.ours) == labels(comparison.before))
    let memory = try #require(comparison.before.split(separator: "\n").first { $0.hasPrefix("MiB Mem") })
    let total = memory.split(separator: ",")[0]
    #expect(comparison.ours.contains(total))
  }

  // MARK: The machine

  /// The numbers of a text.
  private func numbers(_ text: String) -> [Double] {
    text.split { !$0.isNumber && $0 != "." }.compactMap { Double($0) }
  }

  /// The text with all numbers taken out.
  private func shape(_ text: String) -> [String] {
    text.split(separator: "\n").map { line in
      line.split(separator: " ").filter { Double($0) == nil }.joined(separator: " ")
    }
  }

  @Test(
    "free says how much there is", arguments: [["-b"], [], ["-m"], ["-w"], ["-v"], ["-t"], ["-wvt", "-k"]])
  func memory(options: [String]) throws {
    for attempt in 0..<10 {
      let comparison = try Comparison(["free"] + options)
      #expect(shape(comparison.ours) == shape(comparison.before))
      let (before, ours) = (numbers(comparison.before), numbers(comparison.ours))
      let after = numbers(comparison.after)
      try #require(ours.count == before.count && ours[0] == before[0], "the total")
      // As near as the host's two are to each other, or a fiftieth of the memory.
      let isNear = ours.indices.allSatisfy { index in
        abs(ours[index] - before[index]) <= max(ours[0] / 50, 2 * abs(after[index] - before[index]))
      }
      if isNear { return }
      #expect(attempt < 9, "\(comparison)")
    }
  }

  @Test(
    "vmstat has the same columns, and what does not change is the same",
    arguments: [[], ["-a"], ["-S", "M"]])
  func activity(options: [String]) throws {
    let comparison = try Comparison(["vmstat"] + options)
    let (ours, theirs) = (comparison.ours.split(separator: "\n"), comparison.before.split(separator: "\n"))
    #expect(ours.prefix(2) == theirs.prefix(2))
    let (values, expected) = (numbers(String(ours[2])), numbers(String(theirs[2])))
    try #require(values.count == expected.count && values.count >= 17)
    // Shares of the time since the start, in whole percents.
    for index in 12..<17 { #expect(abs(values[index] - expected[index]) <= 1, "\(ours[1])") }
  }

  @Test("vmstat's counters lie between those that procps has before and after")
  func counters() throws {
    let comparison = try Comparison(["vmstat", "-s"])
    #expect(shape(comparison.ours) == shape(comparison.before))
    let (before, ours) = (numbers(comparison.before), numbers(comparison.ours))
    let after = numbers(comparison.after)
    try #require(ours.count == before.count && after.count == before.count && ours.count >= 28)
    #expect(ours[0] == before[0], "the total")
    // The first ten are amounts; the others only grow, but for the idle time, which Linux reckons anew.
    for index in 10..<ours.count where !(13...14).contains(index) {
      #expect(ours[index] >= before[index] && ours[index] <= after[index], "\(shape(comparison.ours)[index])")
    }
  }

  @Test("uptime knows when the machine began")
  func beginning() throws {
    let comparison = try Comparison(["uptime", "-s"])
    /// Seconds since midnight.
    func seconds(_ text: String) -> Double {
      numbers(String(text.suffix(9))).reduce(0) { 60 * $0 + $1 }
    }
    // One way or the other, a fraction of a second is left out.
    let difference = abs(seconds(comparison.ours) - seconds(comparison.before))
    #expect(difference <= 1 || difference >= 86399, "\(comparison)")
    #expect(comparison.ours.count == comparison.before.count)
  }

  @Test("uptime tells the same time", arguments: [[], ["-p"]])
  func time(options: [String]) throws {
    try expectSame(["uptime"] + options) { text in
      // Nobody writes on Ring3 who is there.
      text.replacing(#/[0-9]+ users?,  /#, with: "")
    }
  }

  /// Whether this user may give a process another time since the start.
  private static let canShiftTime =
    (try? HostCommand(["/usr/bin/unshare", "-T", "/bin/true"], environment: [:]).status) == 0

  @Test(
    "uptime has the same words for any time", .enabled(if: canShiftTime),
    arguments: [30, 90, 3_630, 86_430, 90_090, 604_830, 31_536_030, 400_000_030])
  func words(seconds: Int) throws {
    let uptime = try String(contentsOfFile: "/proc/uptime", encoding: .utf8)
    let passed = try #require(Int(uptime.prefix { $0 != "." }))
    let texts = try ["/usr/bin", HostToolTests.tools.get()].map { folder in
      let command = ["/usr/bin/unshare", "-T", "--boottime", "\(seconds - passed)", "\(folder)/uptime", "-p"]
      return String(decoding: try HostCommand(command, environment: ["LC_ALL": "C"]).output, as: UTF8.self)
    }
    #expect(texts[0].hasPrefix("up ") && texts[0] == texts[1])
  }
}
