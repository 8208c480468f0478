/// Rows by number, the way a kernel keeps its open files and pipes: small numbers, the lowest free one first.
struct Table<Row> {
  private var rows: [Row?] = []
  private let first: Int
  /// No row below this place is free.
  private var lowestFree = 0
  /// How many rows there are.
  private(set) var count = 0

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
    while lowestFree < rows.count, rows[lowestFree] != nil { lowestFree += 1 }
    if lowestFree == rows.count { rows.append(row) } else { rows[lowestFree] = row }
    lowestFree += 1
    count += 1
    return lowestFree - 1 + first
  }

  /// Takes a row out.
  @discardableResult mutating func remove(_ number: Int) -> Row {
    let row = rows[number - first]!
    rows[number - first] = nil
    lowestFree = min(lowestFree, number - first)
    count -= 1
    return row
  }

  /// The numbers that are in use, in order.
  var numbers: [Int] { rows.indices.filter { rows[$0] != nil }.map { $0 + first } }
}
