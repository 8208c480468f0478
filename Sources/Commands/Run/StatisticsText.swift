import ABI
import Kernel
import Machine

/// The counters of a run as `ring3 stat` prints them: for people, or as JSON.
struct StatisticsText {
  let name: String
  let ending: GuestRun.Ending
  let kernel: Kernel
  let machine: Machine
  /// What the scheduler did, if that is wanted.
  var schedule: ScheduleText?

  /// The layout of `perf stat`: value, name, and what the value amounts to.
  var table: String {
    var lines = ["", " Counters of '\(name)':", ""]
    for group in CounterTable(kernel, machine).groups {
      lines += group.map(line) + [""]
    }
    if machine.configuration.isModelled { lines += [timeLine, ""] }
    return lines.joined(separator: "\n") + "\n" + (schedule?.table ?? "")
  }

  /// One object: how the program ended, and every counter by its name.
  var json: String {
    var fields = ["\"program\": \(quoted(name))", "\"ending\": \(endingText)"]
    if machine.configuration.isModelled {
      fields.append("\"virtual_seconds\": \(decimal(microseconds: virtualMicroseconds))")
    }
    let counters = CounterTable(kernel, machine).groups.joined().map { "    \(quoted($0.key)): \($0.value)" }
    fields.append("\"counters\": {\n\(counters.joined(separator: ",\n"))\n  }")
    let calls = kernel.statistics.systemCalls.sorted { $0.key < $1.key }
      .map { "    \(quoted(Syscall(rawValue: $0.key)?.name ?? "unknown")): \($0.value)" }
    fields.append("\"system_calls\": {\n\(calls.joined(separator: ",\n"))\n  }")
    fields += schedule?.jsonFields ?? []
    return "{\n" + fields.map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
  }

  private func line(_ row: CounterTable.Row) -> String {
    let value = grouped(row.value)
    let title = row.title + String(repeating: " ", count: max(0, 26 - row.title.count))
    let note = row.note.isEmpty ? "" : "  #  \(row.note)"
    let text = String(repeating: " ", count: max(0, 18 - value.count)) + value + "      " + title + note
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  private var timeLine: String {
    let text = decimal(microseconds: virtualMicroseconds)
    let clock = machine.configuration.cyclesPerMicrosecond
    return String(repeating: " ", count: max(0, 18 - text.count)) + text
      + "      seconds of virtual time at \(clock) MHz"
  }

  private var virtualMicroseconds: UInt64 {
    (machine.harts.map(\.cycles).max() ?? 0) / machine.configuration.cyclesPerMicrosecond
  }

  private var endingText: String {
    switch ending {
    case .program(.exited(let status)): "{\"exited\": \(status)}"
    case .program(.signaled(let signal, _)): "{\"signal\": \(quoted(signal.cName))}"
    case .limit(let limit): "{\"limit\": \(quoted(limit.description))}"
    case .deadlock: "{\"deadlock\": true}"
    case .hostSignal(let number): "{\"hostSignal\": \(number)}"
    }
  }

  private func decimal(microseconds: UInt64) -> String {
    let digits = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// `1,234,567`.
  private func grouped(_ value: UInt64) -> String {
    var text = ""
    for (index, digit) in String(value).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// A JSON string (RFC 8259, section 7).
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..."\u{1f}": result += "\\u" + hexadecimal(UInt64(scalar.value), 4)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
