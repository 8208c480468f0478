/// A Gantt chart in text: a line a thread, a column a moment.
///
/// A character says what the thread did for most of the column's time: a hart's digit while it ran there, a dot while it
/// was ready, a dash while it waited for something, a blank before it came and after it ended.
struct ScheduleChart {
  private let record: ScheduleRecord
  private let clock: UInt64
  /// How many cycles a column stands for.
  private let step: UInt64
  private let columns: Int

  /// A chart of the whole run.
  ///
  /// - Parameter clock: cycles in a microsecond.
  init(_ record: ScheduleRecord, clock: UInt64) {
    self.record = record
    self.clock = clock
    let end = max(1, record.end)
    step = Self.roundStep(end.dividedUp(by: Self.mostColumns).dividedUp(by: clock)) * clock
    columns = Int(end.dividedUp(by: step))
  }

  /// The chart's lines, the first of which says how to read it.
  var lines: [String] {
    let rows = record.rows.indices.filter { record.rows[$0].hasRun }.prefix(Self.mostRows)
    var cells = Dictionary(
      uniqueKeysWithValues: rows.map { ($0, Array(repeating: Cell(), count: columns)) })
    for span in record.spans where cells[span.row] != nil {
      for column in span.start / step...(span.end - 1) / step where column < columns {
        let time = min(span.end, (column + 1) * step) - max(span.start, column * step)
        cells[span.row]![Int(column)].add(time, span.activity)
      }
    }
    let chart = rows.map { row in
      "\(record.rows[row].thread)".leftPadded(to: 8) + " |" + String(cells[row]!.map { $0.symbol(of: step) })
    }
    let title =
      " Gantt chart, \(step.milliseconds(clock: clock)) ms a column: a digit is the hart, "
      + ". ready, - waiting"
    return [title, ""] + axis + chart.map(\.withoutTrailingBlanks)
  }

  /// The times, in milliseconds, at every tenth column, and a mark below each.
  private var axis: [String] {
    let marks = Array(stride(from: 0, to: columns, by: 10))
    let labels = marks.map { mark in
      let label = (UInt64(mark) * step).milliseconds(clock: clock)
      return label + String(repeating: " ", count: max(1, 10 - label.count))
    }
    let indent = String(repeating: " ", count: 10)
    return [indent + labels.joined(), indent + marks.map { _ in "|         " }.joined()].map(
      \.withoutTrailingBlanks)
  }

  /// The next of 1, 2, 5, 10, 20, 50, …
  private static func roundStep(_ least: UInt64) -> UInt64 {
    var power: UInt64 = 1
    while power * 10 <= least { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least } ?? power
  }

  /// What a thread did in the time of a column.
  private struct Cell {
    private var running: UInt64 = 0
    private var ready: UInt64 = 0
    private var waiting: UInt64 = 0
    private var hart = 0

    mutating func add(_ time: UInt64, _ activity: ScheduleRecord.Activity) {
      switch activity {
      case .running(let hart):
        running += time
        self.hart = hart
      case .ready: ready += time
      case .waiting: waiting += time
      }
    }

    /// What it did for the longest.
    func symbol(of step: UInt64) -> Character {
      let absent = step - min(step, running + ready + waiting)
      let most = max(running, ready, waiting, absent)
      if running == most { return Self.harts[hart % Self.harts.count] }
      return ready == most ? "." : waiting == most ? "-" : " "
    }

    private static let harts = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+*")
  }

  private static let mostColumns: UInt64 = 80
  private static let mostRows = 64
}

extension UInt64 {
  /// The quotient, rounded up.
  fileprivate func dividedUp(by divisor: UInt64) -> UInt64 { (self + divisor - 1) / divisor }

  /// Cycles as milliseconds: `12.345`.
  func milliseconds(clock: UInt64) -> String {
    let microseconds = self / clock
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

extension String {
  /// The text with blanks before it, so that it ends at a column.
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

  /// The text without the blanks at its end.
  fileprivate var withoutTrailingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}
