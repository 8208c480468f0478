/// The fenced blocks of a page that mean something to the tests, in their order.
///
/// A block `console` holds commands, each on a line that begins with `$ `, and what they print. A block whose
/// opening line has a file's name after the language, as in "```c crash.c", is a file that the commands after it find.
struct Transcript {
  /// One line of input and what is printed for it.
  struct Command {
    let line: String
    /// The page's lines that hold the output.
    let place: Range<Int>
    let expected: [String]
  }

  enum Step {
    case file(name: String, text: String)
    case command(Command)
  }

  private(set) var steps: [Step] = []

  var commands: [Command] {
    steps.compactMap { step in
      if case .command(let command) = step { command } else { nil }
    }
  }

  init(of lines: [String]) {
    var next = 0
    while next < lines.count {
      let opening = lines[next]
      next += 1
      guard opening.hasPrefix("```") else { continue }
      let end = lines[next...].firstIndex { $0.hasPrefix("```") } ?? lines.count
      let words = opening.dropFirst(3).split(separator: " ")
      if words.first == "console" {
        addCommands(in: next..<end, of: lines)
      } else if words.count == 2 {
        steps.append(
          .file(name: String(words[1]), text: lines[next..<end].map { $0 + "\n" }.joined()))
      }
      next = end + 1
    }
  }

  private mutating func addCommands(in block: Range<Int>, of lines: [String]) {
    let starts = block.filter { lines[$0].hasPrefix("$ ") }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : block.upperBound
      let place = start + 1..<end
      steps.append(
        .command(
          Command(line: String(lines[start].dropFirst(2)), place: place, expected: Array(lines[place]))))
    }
  }
}

/// Whether lines are what a page says. There, a line `…` stands for any lines and `…` in a line for any characters;
/// blanks at the ends of lines do not count.
func agrees(_ actual: ArraySlice<String>, with expected: ArraySlice<String>) -> Bool {
  guard let first = expected.first else { return actual.allSatisfy { $0.withoutEnd.isEmpty } }
  if first.withoutEnd == "…" {
    if agrees(actual, with: expected.dropFirst()) { return true }
    return !actual.isEmpty && agrees(actual.dropFirst(), with: expected)
  }
  guard let line = actual.first, line.fits(first) else { return false }
  return agrees(actual.dropFirst(), with: expected.dropFirst())
}

extension String {
  /// The line without the blanks at its end.
  var withoutEnd: Substring {
    var line = self[...]
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Whether the line is the pattern, in which `…` stands for any characters.
  fileprivate func fits(_ pattern: String) -> Bool {
    let parts = pattern.withoutEnd.split(separator: "…", omittingEmptySubsequences: false)
    var rest = withoutEnd
    guard parts.count > 1 else { return rest == parts[0] }
    guard rest.hasPrefix(parts[0]) else { return false }
    rest = rest.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
