import Foundation
import Testing

/// Ring3's trace of a program is what strace prints of the same source on the host.
@Suite struct StraceTests {
  @Test(
    "A trace says what strace says, but for addresses and process numbers",
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/strace")),
    arguments: ["files", "signals", "processes"])
  func agrees(name: String) throws {
    let (native, host, guest) = (scratch(name), scratch("\(name).host"), scratch("\(name).guest"))
    #expect(try Command("gcc", "-w", "-o", native, program(name)).status == 0)
    _ = try Command("strace", "-o", host, native)
    _ = try Command(executable, "trace", "-o", guest, program(name))
    let (expected, found) = (try lines(of: host), try lines(of: guest))
    #expect(expected.count > 15)
    #expect(found == expected)
  }

  /// The lines between the program's marks, with what differs from run to run replaced.
  private func lines(of path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let all = text.split(separator: "\n").map(String.init)
    let marks = all.indices.filter { all[$0].hasPrefix("close(-1000)") }
    try #require(marks.count == 2)
    var numbers: [String: String] = [:]
    return all[marks[0]...marks[1]].map { line in
      let line = line.replacing(/0x[0-9a-f]{5,}/, with: "ADDRESS").replacing(#/ +=/#, with: " =")
      return renumbered(line, &numbers)
    }
  }

  /// Processes by the order in which they are met.
  private func renumbered(_ line: String, _ numbers: inout [String: String]) -> String {
    if let match = line.firstMatch(of: /^(?:clone|getpid)\(.*= ([0-9]+)$/) {
      let number = String(match.1)
      if numbers[number] == nil { numbers[number] = "P\(numbers.count)" }
    }
    var line = line
    for (number, name) in numbers {
      if line.contains(#/^(clone|getpid|wait4)/#), line.hasSuffix("= " + number) {
        line = line.dropLast(number.count) + name
      }
      for before in ["si_pid=", "kill(", "wait4(", "P_PID, ", "tgkill(\(name), "] {
        line = line.replacingOccurrences(of: before + number + ",", with: before + name + ",")
      }
    }
    return line
  }
}
