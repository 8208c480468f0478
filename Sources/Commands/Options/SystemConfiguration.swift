import Assembler
import Kernel
import Machine
import Toolchain

/// What a program runs on: a machine, and how the kernel is to share it out.
struct SystemConfiguration {
  var machine = MachineConfiguration()
  /// The scheduling policy as it was written: its times may need the clock, which may be set after it.
  private var schedulerText: String?
  /// Which pages make room for others.
  var replacement = ReplacementOptions()
  /// Whether programs can be promised more memory than there is.
  var overcommit = Overcommit.always

  /// Sets what `path` names, as in machine files, to what `text` says.
  mutating func set(_ path: [String], to text: String) throws(SettingError) {
    switch path {
    case ["scheduler"]:
      schedulerText = text
      _ = try scheduler
    case ["replacement"]: replacement.choice = try ReplacementChoice(named: text)
    case ["frames"]:
      guard let count = Int(text), count > 0 else {
        throw SettingError("'\(text)' is not a number of frames")
      }
      replacement.frameLimit = count
    case ["overcommit"]:
      guard let choice = Overcommit(rawValue: text) else {
        throw SettingError("overcommit is always, heuristic or never, not '\(text)'")
      }
      overcommit = choice
    default: try machine.set(path, to: text)
    }
  }

  /// The machine, with a swap disk where pages have to leave memory and nobody said how large it is.
  var wholeMachine: MachineConfiguration {
    var machine = machine
    if replacement.frameLimit != nil && machine.swapSize == 0 { machine.swapSize = Self.impliedSwap }
    return machine
  }

  private static let impliedSwap: UInt64 = 16 << 20

  /// The policy that was asked for, or else the standard one.
  var scheduler: SchedulerChoice {
    get throws(SettingError) {
      guard let schedulerText else { return .standard }
      return try SchedulerChoice(schedulerText, clock: machine.cyclesPerMicrosecond)
    }
  }
}

extension ReplacementChoice {
  /// The policy of that name; `optimal:FILE` reads what an earlier run has recorded.
  init(named text: String) throws(SettingError) {
    if text.hasPrefix("optimal:") {
      let path = String(text.dropFirst("optimal:".count))
      let bytes: [UInt8]
      do throws(HostFile.Failure) { bytes = try HostFile.read(path) } catch {
        throw SettingError("'\(path)' cannot be read: \(error)")
      }
      guard let recording = ReferenceString(text: String(decoding: bytes, as: UTF8.self)) else {
        throw SettingError("'\(path)' is no recording of --record-references")
      }
      self = .optimal(recording)
      return
    }
    if text == "optimal" {
      throw SettingError(
        "optimal needs the references of an earlier run: optimal:FILE, from --record-references FILE")
    }
    guard let choice = ReplacementChoice(text) else {
      throw SettingError(unknown: text, what: "replacement policy", known: Self.names)
    }
    self = choice
  }
}
