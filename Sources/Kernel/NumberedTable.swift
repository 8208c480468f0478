/// Rows under numbers that somebody else hands out, as processes and threads have them.
///
/// The rows lie side by side however far apart their numbers are.
struct NumberedTable<Row> {
  /// For each number the place of its row, or -1.
  private var places: [Int32] = []
  private var rows: [Row?] = []
  private var free: [Int32] = []

  /// How many rows there are.
  var count: Int { rows.count - free.count }

  /// The row with a number.
  ///
  /// - Precondition: there is one; use `find` where that is in question.
  subscript(number: Int) -> Row {
    get { rows[Int(places[number])]! }
    _modify { yield &rows[Int(places[number])]! }
  }

  /// Whether there is a row with this number.
  func contains(_ number: Int) -> Bool { places.indices.contains(number) && places[number] >= 0 }

  /// The row with a number, if there is one.
  func find(_ number: Int) -> Row? { contains(number) ? self[number] : nil }

  /// Puts a row under a number.
  ///
  /// - Precondition: no row has it.
  mutating func insert(_ row: Row, at number: Int) {
    precondition(!contains(number), "number \(number) is taken")
    if number >= places.count {
      places.append(contentsOf: repeatElement(-1, count: number + 1 - places.count))
    }
    if let place = free.popLast() {
      places[number] = place
      rows[Int(place)] = row
    } else {
      places[number] = Int32(rows.count)
      rows.append(row)
    }
  }

  /// Takes a row out.
  @discardableResult mutating func remove(_ number: Int) -> Row {
    let place = places[number]
    let row = rows[Int(place)]!
    rows[Int(place)] = nil
    free.append(place)
    places[number] = -1
    return row
  }

  /// The numbers that are in use, in order.
  var numbers: [Int] { places.indices.filter { places[$0] >= 0 } }
}
