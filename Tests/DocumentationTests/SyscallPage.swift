import ABI
import Foundation
import Kernel

/// The table of `docs/syscalls.md`: what the kernel's own table of calls has, in its order.
enum SyscallPage {
  /// Lines of the table's source that say something: a section, the calls of a line, what performs them.
  private struct Source {
    let sections: [(title: String, rows: [(calls: [Syscall], function: String?)])]

    init() throws {
      let names = Dictionary(uniqueKeysWithValues: Syscall.allCases.map { ("\($0)", $0) })
      var sections: [(title: String, rows: [(calls: [Syscall], function: String?)])] = []
      for line in try text("Sources/Kernel/Syscalls/SyscallTable.swift").components(separatedBy: "\n") {
        if let title = line.wholeMatch(of: /\ {4}\/\/ (.*)/) {
          sections.append((String(title.1), []))
        } else if let row = line.firstMatch(of: /^    case ((?:\.\w+(?:, )?)+):/), !sections.isEmpty {
          let calls = row.1.matches(of: /\.(\w+)/).compactMap { names[String($0.1)] }
          sections[sections.count - 1].rows.append((calls, nil))
        }
        if let function = line.firstMatch(of: /\b(sys[A-Z]\w*)\(/),
          let last = sections.last?.rows.indices.last,
          sections[sections.count - 1].rows[last].function == nil
        {
          sections[sections.count - 1].rows[last].function = String(function.1)
        }
      }
      self.sections = sections
    }
  }

  /// The table in Markdown, and the calls that are not in it.
  static func table() throws -> String {
    let source = try Source()
    let files = try filesOfFunctions()
    var present: Set<Syscall> = []
    var lines: [String] = []
    for section in source.sections {
      lines += ["", "### \(section.title)", "", "| number | call | in |", "|---|---|---|"]
      for (calls, function) in section.rows {
        present.formUnion(calls)
        let file = function.flatMap { files[$0] }
        let place = file.map { "[`\($0.name)`](../\($0.path))" } ?? "[the table](../\(tablePath))"
        lines += calls.map { "| \($0.rawValue) | `\(signature(of: $0))` | \(place) |" }
      }
    }
    let missing = Syscall.allCases.filter { !present.contains($0) }
    lines += [
      "", "\(present.count) calls are there. Linux has \(missing.count) more, which answer ENOSYS:",
      missing.map { "`\($0.name)`" }.joined(separator: ", ") + ".", "",
    ]
    return lines.joined(separator: "\n")
  }

  private static let tablePath = "Sources/Kernel/Syscalls/SyscallTable.swift"

  private static func signature(of call: Syscall) -> String {
    "\(call.name)(\(call.format.arguments.map(\.name).joined(separator: ", ")))"
  }

  /// Where each function that performs a call is written.
  private static func filesOfFunctions() throws -> [String: (name: String, path: String)] {
    let folder = "Sources/Kernel"
    let names = FileManager.default.enumerator(atPath: Page.root.path + "/" + folder)?.allObjects ?? []
    var files: [String: (name: String, path: String)] = [:]
    for case let name as String in names where name.hasSuffix(".swift") {
      let path = "\(folder)/\(name)"
      for function in try text(path).matches(of: /func (sys[A-Z]\w*)\(/) {
        files[String(function.1)] = (URL(fileURLWithPath: name).lastPathComponent, path)
      }
    }
    return files
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Page.root.appendingPathComponent(path), encoding: .utf8)
  }
}
