/// Finds the known name that a misspelt one was probably meant to be.
public enum Suggestion {
  /// " (did you mean …?)", or nothing if no name is near.
  static func text(for name: String, among names: some Sequence<String>) -> String {
    nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The name with the fewest edits from `name`, the first in alphabetical order among equals; nil if all are far.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8.prefix(64))
    let limit = wanted.count < 3 ? 1 : wanted.count < 6 ? 2 : 3
    var best: (distance: Int, name: String)?
    for candidate in names where candidate != name && abs(candidate.utf8.count - wanted.count) <= limit {
      let distance = distance(wanted, Array(candidate.lowercased().utf8))
      guard distance <= limit, distance < wanted.count else { continue }
      if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  /// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other.
  static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for (row, byte) in first.enumerated() {
      var next = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = min(last[column + 1] + 1, next[column] + 1, last[column] + (byte == other ? 0 : 1))
        if row > 0 && column > 0 && byte == second[column - 1] && first[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        next.append(cost)
      }
      (beforeLast, last) = (last, next)
    }
    return last[second.count]
  }
}
