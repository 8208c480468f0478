public import Machine

/// A machine that can be named instead of described; the files beside this one hold their descriptions.
public enum MachinePreset: String, CaseIterable, Sendable {
  /// Caches and TLBs that can be drawn on a blackboard.
  case teaching
  /// What runs when nothing is said.
  case `default`
  /// The memory system of a current laptop.
  case laptop

  /// The description in YAML, as `ring3 machine` prints it.
  public var description: String {
    switch self {
    case .teaching: teachingMachine
    case .default: defaultMachine
    case .laptop: laptopMachine
    }
  }

  /// The machine that the description describes.
  public func configuration() throws -> MachineConfiguration {
    try system().machine
  }

  /// The machine, and how it is shared out.
  func system() throws -> SystemConfiguration {
    try MachineFile(text: description, path: "preset '\(rawValue)'").configuration
  }
}
