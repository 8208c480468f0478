import Kernel

/// A schedule as `ring3 stat --sched` prints it: a table of the threads and a Gantt chart, or the same as JSON.
struct ScheduleText {
  private let record: ScheduleRecord
  private let scheduler: SchedulerChoice
  /// Cycles in a microsecond.
  private let clock: UInt64
  /// How often harts left threads for each cause, as the kernel counted them.
  private let switches: [(name: String, count: UInt64)]

  /// The schedule of a run that is over.
  init(_ record: ScheduleRecord, of run: GuestRun) {
    let end = run.machine.harts.reduce(0) { max($0, $1.cycles) }
    var record = record
    record.finish(at: end)
    self.record = record
    scheduler = run.scheduler
    clock = run.machine.configuration.cyclesPerMicrosecond
    switches = run.kernel.statistics.switches
  }

  /// The table, the causes of switches, and the chart.
  var table: String {
    let rows = record.rows.filter(\.hasRun)
    var lines = [" Threads under \(scheduler.name), in milliseconds:", "", Self.heading]
    lines += rows.prefix(Self.tableLimit).map(line)
    if rows.count > Self.tableLimit { lines.append("   … and \(rows.count - Self.tableLimit) more") }
    lines += ["", " Switches: " + switches.map { "\($0.name) \($0.count)" }.joined(separator: ", "), ""]
    return (lines + ScheduleChart(record, clock: clock).lines).joined(separator: "\n") + "\n\n"
  }

  /// Members of a JSON object: the threads, who ran where from when to when, in cycles, and the causes of switches.
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
      if case .running(let hart) = span.activity {
        "    {\"thread\": \(record.rows[span.row].thread), \"hart\": \(hart), \"start\": \(span.start), "
          + "\"end\": \(span.end)}"
      } else {
        nil
      }
    }
    return [
      "\"threads\": [\n\(threads.joined(separator: ",\n"))\n  ]",
      "\"runs\": [\n\(runs.joined(separator: ",\n"))\n  ]",
      "\"switches\": {" + switches.map { "\"\($0.name)\": \($0.count)" }.joined(separator: ", ") + "}",
    ]
  }

  // MARK: The table

  private static let heading =
    "  thread process     arrival    response  turnaround         ran      waited  slices  migrations"

  private func line(_ row: ScheduleRecord.Row) -> String {
    let times = [row.arrival, row.response, row.turnaround, row.ran, row.waited].map { time in
      (time.map { $0.milliseconds(clock: clock) } ?? "-").leftPadded(to: 12)
    }
    return "\(row.thread)".leftPadded(to: 8) + "\(row.process)".leftPadded(to: 8) + times.joined()
      + "\(row.slices)".leftPadded(to: 8) + "\(row.migrations)".leftPadded(to: 12)
  }

  private static let tableLimit = 200
}
