/// The files that a compiler says it read, from the makefile rules that it wrote.
enum DependencyFile {
  /// All prerequisites of all rules, each once, in the order in which they appear.
  static func prerequisites(in rules: [UInt8]) -> [String] {
    var seen: Set<String> = []
    var result: [String] = []
    for rule in logicalLines(rules) {
      let words = words(in: rule)
      guard let colon = words.firstIndex(where: { $0.hasSuffix(":") }) else { continue }
      for word in words[(colon + 1)...] where seen.insert(word).inserted { result.append(word) }
    }
    return result
  }

  /// Lines, with those joined that end in a backslash.
  private static func logicalLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.last == UInt8(ascii: "\\") {
        lines[lines.count - 1] += line.dropLast() + [UInt8(ascii: " ")]
      } else {
        lines[lines.count - 1] += line
        lines.append([])
      }
    }
    return lines
  }

  /// The words between spaces; a backslash keeps the character after it, `$$` stands for one `$`.
  private static func words(in line: [UInt8]) -> [String] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var index = 0
    while index < line.count {
      let byte = line[index]
      let next = index + 1 < line.count ? line[index + 1] : 0
      if byte == UInt8(ascii: " ") {
        words.append(word)
        word = []
      } else if byte == UInt8(ascii: "\\") && [UInt8(ascii: " "), UInt8(ascii: "#")].contains(next)
        || byte == UInt8(ascii: "$") && next == byte
      {
        word.append(next)
        index += 1
      } else {
        word.append(byte)
      }
      index += 1
    }
    words.append(word)
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }
}
