/// Virtual time as a trace shows it.
struct TraceClock: Sendable {
  private let timestamps: TraceOptions.Timestamps
  private let cyclesPerMicrosecond: UInt64
  private let bootTime: Int64

  init(_ options: TraceOptions) {
    timestamps = options.timestamps
    cyclesPerMicrosecond = max(1, options.cyclesPerMicrosecond)
    bootTime = options.bootTime
  }

  /// What stands before a line: nothing, the time since the line before it, or the time of day.
  func stamp(_ time: UInt64, after last: UInt64?) -> String {
    switch timestamps {
    case .none: return ""
    case .relative:
      let passed = seconds(time - min(time, last ?? time))
      return String(repeating: " ", count: max(0, 16 - passed.count)) + passed + " "
    case .seconds: return timeOfDay(time / cyclesPerMicrosecond) + " "
    case .microseconds:
      let microseconds = time / cyclesPerMicrosecond
      return timeOfDay(microseconds) + "." + padded(microseconds % 1_000_000, 6) + " "
    }
  }

  private func timeOfDay(_ microseconds: UInt64) -> String {
    let second = Int64(microseconds / 1_000_000) + bootTime
    return [second / 3600 % 24, second / 60 % 60, second % 60].map { padded(UInt64($0), 2) }.joined(
      separator: ":")
  }

  /// A number of cycles in seconds, to the nanosecond.
  func seconds(_ cycles: UInt64) -> String {
    let nanoseconds = self.nanoseconds(cycles)
    return "\(nanoseconds / 1_000_000_000).\(padded(nanoseconds % 1_000_000_000, 9))"
  }

  /// A number of cycles in nanoseconds.
  func nanoseconds(_ cycles: UInt64) -> UInt64 {
    cycles / cyclesPerMicrosecond * 1000 + cycles % cyclesPerMicrosecond * 1000 / cyclesPerMicrosecond
  }

  private func padded(_ value: UInt64, _ digits: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
