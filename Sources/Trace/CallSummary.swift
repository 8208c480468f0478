import Kernel

/// How often each call was made, and how long it took: what `-c` prints.
struct CallSummary: Sendable {
  private var rows: [String: Row] = [:]

  private struct Row: Sendable {
    var calls = 0
    var errors = 0
    var cycles: UInt64 = 0
  }

  /// Counts a call that has returned.
  mutating func count(_ name: String, _ result: CallRecord.Result?, cycles: UInt64) {
    rows[name, default: Row()].calls += 1
    rows[name]!.cycles &+= cycles
    if case .returned(let value)? = result, (-4095..<0).contains(value) { rows[name]!.errors += 1 }
  }

  /// The table that strace prints, longest time first; times are those from a call to its return.
  func table(_ clock: TraceClock) -> String {
    let total = rows.values.reduce(into: Row()) { sum, row in
      sum.calls += row.calls
      sum.errors += row.errors
      sum.cycles &+= row.cycles
    }
    let rule = "------ ----------- ----------- --------- --------- ----------------\n"
    var text = "% time     seconds  usecs/call     calls    errors syscall\n" + rule
    for (name, row) in rows.sorted(by: { ($1.value.cycles, $0.key) < ($0.value.cycles, $1.key) }) {
      text += line(row, of: total, name, clock)
    }
    return text + rule + line(total, of: total, "total", clock)
  }

  private func line(_ row: Row, of total: Row, _ name: String, _ clock: TraceClock) -> String {
    let nanoseconds = clock.nanoseconds(row.cycles)
    let share = total.cycles == 0 ? 0 : Int((Double(row.cycles) * 10000 / Double(total.cycles)).rounded())
    let seconds = "\(nanoseconds / 1_000_000_000).\(zeros(Int(nanoseconds / 1000 % 1_000_000), 6))"
    let columns = [
      right("\(share / 100).\(zeros(share % 100, 2))", 6), right(seconds, 11),
      right(String(row.calls == 0 ? 0 : nanoseconds / 1000 / UInt64(row.calls)), 11),
      right(String(row.calls), 9),
      right(row.errors == 0 ? "" : String(row.errors), 9), name,
    ]
    return columns.joined(separator: " ") + "\n"
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func zeros(_ value: Int, _ digits: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
