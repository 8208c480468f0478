/// Finds the known name that a misspelt one was probably meant to be.
public enum Suggestion {
  /// " (did you mean …?)", or nothing if no name is near.
  static func text(for name: String, among names: some Sequence<String>) -> String {
    nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The name that is nearest to `name`, the first in alphabetical order among equals; nil if all
  /// are far.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8.prefix(64))
    let limit = wanted.count < 3 ? 3 : wanted.count < 6 ? 5 : 7
    var best: (distance: Int, name: String)?
    for candidate in names where candidate != name && abs(candidate.utf8.count - wanted.count) <= 3 {
      let distance = distance(wanted, Array(candidate.lowercased().utf8))
      guard distance <= limit, distance < wanted.count * 2 else { continue }
      if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  /// What it costs to come from one to the other: 2 for a letter more or less or two swapped, 3 for a wrong
  /// one.
  static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = (0...second.count).map { 2 * $0 }
    for (row, byte) in first.enumerated() {
      var next = [2 * row + 2]
      for (column, other) in second.enumerated() {
        var cost = min(last[column + 1] + 2, next[column] + 2, last[column] + (byte == other ? 0 : 3))
        if row > 0 && column > 0 && byte == second[column - 1] && first[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 2)
        }
        next.append(cost)
      }
      (beforeLast, last) = (last, next)
    }
    return last[second.count]
  }
}
