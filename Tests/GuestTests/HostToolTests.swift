import Foundation
import Testing

/// The rule of `userprogs/tests/tools/README.md`: the tools, built for the host, print what its own print.
@Suite("The tools, built for the host")
struct HostToolTests {
  static let folder = "\(Checkout.userPrograms)/tests/tools"

  /// What `compare` knows cases by: the first words of the command lines, and the scripts.
  static let names: [String] = {
    let lines = ["cases.txt", "lines.txt"].flatMap { file -> [Substring] in
      (try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8))?.split(separator: "\n") ?? []
    }
    let tools = lines.map { line in String(line.prefix { $0 != " " }) }
    let scripts = Checkout.names(in: "tests/tools/scripts", endingWith: ".sh").map { String($0.dropLast(3)) }
    return Set(tools + scripts).sorted()
  }()

  /// The folder with the tools.
  static let tools = Result {
    let folder = "\(Checkout.cache)/host-tools"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (tool, sources) in Checkout.tools {
      let flags = ["-std=gnu17", "-O1", "-w", "-o", "\(folder)/\(tool)"]
      let compiler = try HostCommand(["/usr/bin/cc"] + flags + sources, in: Checkout.userPrograms)
      try #require(compiler.status == 0, "\(compiler)")
    }
    return folder
  }

  @Test("print what the host's print", arguments: names)
  func sameAsHost(name: String) throws {
    let command = HostCommand.withSignals(["/bin/sh", "\(Self.folder)/compare", name])
    let run = try HostCommand(command, environment: ["TOOLS": Self.tools.get()])
    #expect(run.status == 0, "\(run)")
  }

  /// Debian has no `cal` unless it is asked for, and Python's calendar is always there.
  @Test("cal shows the years of Python's calendar", arguments: [1753, 1900, 2000, 2024, 2026, 9998], [6, 0])
  func calendar(year: Int, firstWeekday: Int) throws {
    let script =
      "import calendar; print(calendar.TextCalendar(\(firstWeekday)).formatyear(\(year), 2, 1, 2, 3))"
    let expected = try HostCommand(["/usr/bin/env", "python3", "-c", script])
    let options = firstWeekday == 0 ? ["-m"] : []
    let ours = try HostCommand(["\(Self.tools.get())/cal"] + options + ["\(year)"])
    try #require(expected.status == 0 && ours.status == 0, "\(expected)\n\(ours)")
    #expect(Self.rows(of: ours) == Self.rows(of: expected))
  }

  /// The lines with something in them; in titles, only the words count.
  private static func rows(of run: HostCommand) -> [String] {
    String(decoding: run.output, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      let isTitle = words.count == 1 || line.contains(where: \.isLetter)
      let text =
        isTitle ? words.joined(separator: " ") : String(line.reversed().drop { $0 == " " }.reversed())
      return text.isEmpty ? nil : text
    }
  }

  @Test("tell what they are for", arguments: Checkout.tools.keys.sorted())
  func help(tool: String) throws {
    let run = try HostCommand(["\(Self.tools.get())/\(tool)", "--help"])
    #expect(run.status == (tool == "false" ? 1 : 0), "\(run)")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(text.hasPrefix("Usage: \(tool)"), "\(run)")
    #expect(text.contains("\nExample: "), "\(run)")
  }
}
