import Foundation
import Testing

/// The tools that show the machine say what holds for the machine they are on.
@Suite("The tools that look at /proc")
struct SystemToolTests {
  /// The lines that a tool writes, each in words.
  private func lines(
    _ tool: String..., on machine: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [[Substring]] {
    let run = try Checkout.ring3(["run", "--fast"] + machine + tool)
    try #require(run.status == 0, "\(run)", sourceLocation: sourceLocation)
    let text = String(decoding: run.output, as: UTF8.self)
    return text.split(separator: "\n").map { $0.split(separator: " ") }
  }

  @Test("ps knows itself, and nothing else runs")
  func processes() throws {
    let columns = "pid=,ppid=,comm=,args="
    #expect(try lines("ps", "-eo", columns) == [["1", "0", "ps", "ps", "-eo", Substring(columns)]])
    let full = try lines("ps", "-ef")
    #expect(full[0] == ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"])
    #expect(full.count == 2 && full[1][0] == "root" && full[1].suffix(2) == ["ps", "-ef"])
    #expect(try lines("ps", "aux")[1].count == 12)
  }

  @Test("free's parts are not more than the whole")
  func memory() throws {
    let rows = try lines("free", "-b", on: ["--memory", "32M", "--swap", "4M"])
    let numbers = rows[1].dropFirst().compactMap { Int($0) }
    try #require(numbers.count == 6, "\(rows)")
    #expect(numbers[0] <= 32 << 20 && numbers[0] > 30 << 20, "total")
    #expect(numbers[1] + numbers[2] <= numbers[0] && numbers[5] <= numbers[0], "used, free, available")
    #expect(rows[2] == ["Swap:", "4194304", "0", "4194304"])
  }

  @Test("vmstat writes a line for each time, of as many numbers as its titles", arguments: [1, 3])
  func counters(count: Int) throws {
    let rows = try lines("vmstat", "1", "\(count)")
    #expect(rows.count == 2 + count)
    for row in rows.dropFirst(2) {
      #expect(row.count == rows[1].count && row.allSatisfy { Int($0) != nil }, "\(row)")
      #expect(row.suffix(4).compactMap { Int($0) }.reduce(0, +) <= 100, "shares of the time")
    }
  }

  @Test("top has a line for each hart, and one for itself", arguments: [1, 3])
  func top(harts: Int) throws {
    let rows = try lines("top", "-b", "-n", "1", "-1", on: ["--harts", "\(harts)"])
    #expect(rows.filter { $0[0].hasPrefix("%Cpu") }.count == harts, "\(rows)")
    #expect(rows[1].prefix(3) == ["Tasks:", "1", "total,"])
    #expect(rows.last?.first == "1" && rows.last?.last == "top")
  }

  @Test("pmap's total is the sum of its lines")
  func mappings() throws {
    let rows = try lines("pmap", "-x", "1").filter { $0.count >= 5 && $0[0].allSatisfy(\.isHexDigit) }
    let all = try lines("pmap", "-x", "1")
    let total = try #require(all.last?.compactMap { Int($0) })
    #expect(rows.count >= 4)
    #expect(rows.compactMap { Int($0[1]) }.reduce(0, +) == total[0])
    #expect(rows.compactMap { Int($0[2]) }.reduce(0, +) == total[1])
  }

  @Test("the harts, the swap space and the open files are those of the machine")
  func machine() throws {
    #expect(try lines("nproc", on: ["--harts", "5"]) == [["5"]])
    #expect(try lines("taskset", "-p", "1", on: ["--harts", "4"]).last?.last == "f")
    #expect(try lines("swapon", "--show", on: ["--swap", "16M"]).count == 2)
    #expect(try lines("lsof", "-p", "1").count >= 6)
    #expect(try lines("dmesg").first?.contains("Linux") == true)
    #expect(try lines("uptime")[0].contains("up"))
  }

  @Test("what is not there is an error")
  func missing() throws {
    for command in [
      ["ps", "-p", "4000"], ["pmap", "4000"], ["malloc-draw", "4000"], ["pgrep", "nothing"],
    ] {
      let run = try Checkout.ring3(["run", "--fast"] + command)
      #expect(run.status != 0, "\(command): \(run)")
    }
  }
}
