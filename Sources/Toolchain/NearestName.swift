/// The name that `name` was most probably meant to be, or nil if none is near.
///
/// Near is an edit distance of at most a third of the longer name; ties go to the first.
public func nearest(to name: String, in names: [String]) -> String? {
  let best = names.map { ($0, editDistance(Array(name.utf8), Array($0.utf8))) }.min { $0.1 < $1.1 }
  guard let (candidate, distance) = best, distance <= max(name.utf8.count, candidate.utf8.count) / 3 else {
    return nil
  }
  return candidate
}

/// How many bytes must be inserted, removed, replaced or swapped with their neighbour (optimal string alignment).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
