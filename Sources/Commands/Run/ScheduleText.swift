import Kernel

/// A schedule as `ring3 stat --sched` prints it: a table of the threads and a Gantt chart, or the same as JSON.
struct ScheduleText {
  let record: ScheduleRecord
  let scheduler: SchedulerChoice
  /// Cycles in a microsecond.
  let clock: UInt64
  /// When the run ended, in cycles.
  let end: UInt64

  /// The table, the causes of switches, and the chart.
  var table: String {
    let rows = record.rows.filter(\.hasRun)
    var lines = [" Threads under \(scheduler.name), in milliseconds:", "", Self.heading]
    lines += rows.prefix(Self.tableLimit).map(line)
    if rows.count > Self.tableLimit { lines.append("   … and \(rows.count - Self.tableLimit) more") }
    lines += ["", " Switches: " + record.causes.map { "\($0.name) \($0.count)" }.joined(separator: ", "), ""]
    return (lines + chart).joined(separator: "\n") + "\n\n"
  }

  /// Two members of a JSON object: the threads, and who ran where from when to when, in cycles.
  var jsonFields: [String] {
    let threads = record.rows.filter(\.hasRun).map { row in
      let times: [(String, UInt64?)] = [
        ("arrival", row.arrival), ("response", row.response), ("turnaround", row.turnaround),
        ("ran", row.ran), ("waited", row.waited), ("slices", UInt64(row.slices)),
        ("migrations", UInt64(row.migrations)),
      ]
      return "    {\"thread\": \(row.thread), \"process\": \(row.process), "
        + times.map { "\"\($0.0)\": \($0.1.map { String($0) } ?? "null")" }.joined(separator: ", ") + "}"
    }
    let runs = record.spans.compactMap { span in
      span.hart.map {
        "    {\"thread\": \(record.rows[span.row].thread), \"hart\": \($0), \"start\": \(span.start), "
          + "\"end\": \(span.end)}"
      }
    }
    return [
      "\"threads\": [\n\(threads.joined(separator: ",\n"))\n  ]",
      "\"runs\": [\n\(runs.joined(separator: ",\n"))\n  ]",
    ]
  }

  // MARK: The table

  private static let heading =
    "  thread process     arrival    response  turnaround         ran      waited  slices  migrations"

  private func line(_ row: ScheduleRecord.Row) -> String {
    let times = [row.arrival, row.response, row.turnaround, row.ran, row.waited].map { time in
      padded(time.map(milliseconds) ?? "-", 12)
    }
    return padded("\(row.thread)", 8) + padded("\(row.process)", 8) + times.joined()
      + padded("\(row.slices)", 8) + padded("\(row.migrations)", 12)
  }

  /// `12.345`.
  private func milliseconds(_ cycles: UInt64) -> String {
    let microseconds = cycles / clock
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  // MARK: The chart

  /// A line a thread, a column a moment: the hart that it ran on, a dot where it waited for one.
  private var chart: [String] {
    let rows = record.rows.indices.filter { record.rows[$0].hasRun }.prefix(Self.chartLimit)
    let step = max(1, (end + Self.columns - 1) / Self.columns)
    var cells = [Int: [Cell]]()
    for row in rows { cells[row] = Array(repeating: Cell(), count: Int(Self.columns)) }
    for span in record.spans where cells[span.row] != nil {
      for column in span.start / step...(span.end - 1) / step where column < Self.columns {
        let time = min(span.end, (column + 1) * step) - max(span.start, column * step)
        cells[span.row]![Int(column)].add(time, hart: span.hart)
      }
    }
    let lines = rows.map { row in
      padded("\(record.rows[row].thread)", 8) + " |" + String(cells[row]!.map { $0.symbol(of: step) })
    }
    return [" Gantt chart, \(milliseconds(step)) ms a column; a digit is the hart, a dot means ready:", ""]
      + lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  /// What a thread did in the time of a column.
  private struct Cell {
    private var running: UInt64 = 0
    private var ready: UInt64 = 0
    private var hart = 0

    mutating func add(_ time: UInt64, hart: Int?) {
      if let hart {
        running += time
        self.hart = hart
      } else {
        ready += time
      }
    }

    /// What it did for the longest.
    func symbol(of step: UInt64) -> Character {
      let away = step - min(step, running + ready)
      if running >= max(ready, away), running > 0 { return Cell.harts[hart % Cell.harts.count] }
      return ready >= away && ready > 0 ? "." : " "
    }

    private static let harts = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-")
  }

  private static let columns: UInt64 = 80
  private static let chartLimit = 64
  private static let tableLimit = 200
}
