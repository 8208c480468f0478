/// Rows by number, the way a kernel keeps its open files and pipes: small numbers, the lowest free one first.
struct Table<Row> {
  private var rows = NumberedTable<Row>()
  private let first: Int
  /// No number below this one is free.
  private var lowestFree: Int

  /// A table whose lowest number is `first`.
  init(from first: Int = 0) {
    self.first = first
    lowestFree = first
  }

  /// How many rows there are.
  var count: Int { rows.count }

  /// The row with a number.
  ///
  /// - Precondition: there is one; use `find` where that is in question.
  subscript(number: Int) -> Row {
    @inline(__always) unsafeAddress { rows.address(of: number) }
    @inline(__always) unsafeMutableAddress { rows.addressForWriting(of: number) }
  }

  /// The row with a number, if there is one.
  func find(_ number: Int) -> Row? { number >= first ? rows.find(number) : nil }

  /// Puts a row at the lowest free number and returns that.
  mutating func insert(_ row: Row) -> Int {
    while rows.contains(lowestFree) { lowestFree += 1 }
    rows.insert(row, at: lowestFree)
    lowestFree += 1
    return lowestFree - 1
  }

  /// Takes a row out.
  @discardableResult mutating func remove(_ number: Int) -> Row {
    lowestFree = min(lowestFree, number)
    return rows.remove(number)
  }

  /// The numbers that are in use, in order.
  var numbers: [Int] { rows.numbers }
}
