import Kernel
import Machine

/// What a program runs on: a machine, and how the kernel is to share it out.
struct SystemConfiguration {
  var machine = MachineConfiguration()
  /// The scheduling policy as it was written: its times may need the clock, which may be set after it.
  private var schedulerText: String?

  /// Sets what `path` names, as in machine files, to what `text` says.
  mutating func set(_ path: [String], to text: String) throws(SettingError) {
    guard path == ["scheduler"] else { return try machine.set(path, to: text) }
    schedulerText = text
    _ = try scheduler
  }

  /// The policy that was asked for, or else the standard one.
  var scheduler: SchedulerChoice {
    get throws(SettingError) {
      guard let schedulerText else { return .standard }
      return try SchedulerChoice(schedulerText, clock: machine.cyclesPerMicrosecond)
    }
  }
}
