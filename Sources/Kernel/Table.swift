/// Rows by number, the way a kernel keeps its processes and open files: small numbers, used again when free.
struct Table<Row> {
  private var rows: [Row?] = []
  private let first: Int

  /// A table whose lowest number is `first`.
  init(from first: Int = 0) { self.first = first }

  /// The row with a number.
  ///
  /// - Precondition: there is one; use `find` where that is in question.
  subscript(number: Int) -> Row {
    get { rows[number - first]! }
    _modify { yield &rows[number - first]! }
  }

  /// The row with a number, if there is one.
  func find(_ number: Int) -> Row? {
    rows.indices.contains(number - first) ? rows[number - first] : nil
  }

  /// Puts a row at the lowest free number and returns that.
  mutating func insert(_ row: Row) -> Int {
    if let free = rows.firstIndex(where: { $0 == nil }) {
      rows[free] = row
      return free + first
    }
    rows.append(row)
    return rows.count - 1 + first
  }

  /// Puts a row at the next number that was never used.
  mutating func append(_ row: Row) -> Int {
    rows.append(row)
    return rows.count - 1 + first
  }

  /// Takes a row out.
  mutating func remove(_ number: Int) { rows[number - first] = nil }

  /// The numbers that are in use, in order.
  var numbers: [Int] { rows.indices.filter { rows[$0] != nil }.map { $0 + first } }
}
