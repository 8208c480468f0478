/// Rows under numbers that somebody else hands out, as processes and threads have them.
///
/// The rows lie side by side, however far apart their numbers are, and are used where they lie: a row is hundreds of
/// bytes, and the trap path asks for some of its fields many times.
struct NumberedTable<Row> {
  /// For each number the place of its row, or -1.
  private var places = Rows<Int32>()
  private var rows = Rows<Row>()
  /// The number of each row.
  private var rowNumbers: [Int32] = []

  /// How many rows there are.
  var count: Int { rows.count }

  /// The row with a number.
  ///
  /// - Precondition: there is one; use `find` or `contains` where that is in question.
  subscript(number: Int) -> Row {
    @inline(__always) unsafeAddress { address(of: number) }
    @inline(__always) unsafeMutableAddress { addressForWriting(of: number) }
  }

  /// Where a row lies, until the table changes; for those that are built on this table.
  @inline(__always) func address(of number: Int) -> UnsafePointer<Row> {
    rows.address(of: Int(places[number]))
  }

  /// The same, to change it there.
  @inline(__always) mutating func addressForWriting(of number: Int) -> UnsafeMutablePointer<Row> {
    rows.addressForWriting(of: Int(places[number]))
  }

  /// Whether there is a row with this number.
  func contains(_ number: Int) -> Bool { places.indices.contains(number) && places[number] >= 0 }

  /// Whether there is a row that is so; none is copied.
  func contains(where isWanted: (borrowing Row) -> Bool) -> Bool {
    rows.indices.contains { isWanted(rows[$0]) }
  }

  /// The row with a number, if there is one.
  func find(_ number: Int) -> Row? { contains(number) ? self[number] : nil }

  /// Puts a row under a number.
  ///
  /// - Precondition: no row has it.
  mutating func insert(_ row: Row, at number: Int) {
    precondition(!contains(number), "number \(number) is taken")
    while number >= places.count { places.append(-1) }
    places[number] = Int32(rows.count)
    rows.append(row)
    rowNumbers.append(Int32(number))
  }

  /// Takes a row out; the last one takes its place.
  @discardableResult mutating func remove(_ number: Int) -> Row {
    let place = Int(places[number])
    places[Int(rowNumbers[rows.count - 1])] = Int32(place)
    places[number] = -1
    rowNumbers.swapAt(place, rowNumbers.count - 1)
    rowNumbers.removeLast()
    return rows.removeBySwapping(at: place)
  }

  /// The numbers that are in use, in order.
  var numbers: [Int] { rowNumbers.map(Int.init).sorted() }
}
