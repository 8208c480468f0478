import ABI
import Kernel
import Machine

/// A page fault as text.
struct FaultText: Sendable {
  let fault: PageFault
  let resolution: FaultResolution
  let area: VMA?
  let pc: UInt64
  let cycles: UInt64

  /// The line of a trace.
  var line: String {
    let place = area.map { "in \($0.purpose.rawValue) \($0.permissions)" } ?? "in no area"
    return
      "*** page fault: \(access) at \(Names.address(fault.address.rawValue)) \(place), \(resolution.words), "
      + "\(cycles) cycles ***"
  }

  /// What the program wanted to do.
  var access: String {
    switch fault.access {
    case .load: "load"
    case .store: "store"
    case .fetch: "fetch"
    }
  }
}

extension VMA {
  /// The rights as `/proc/PID/maps` shows them.
  var permissions: String {
    [(MemoryProtection.read, "r"), (.write, "w"), (.execute, "x")].map { protection.contains($0) ? $1 : "-" }
      .joined()
      + (isShared ? "s" : "p")
  }
}

/// What is named by its case: `childOf(3)` becomes `child of 3`.
private func words(of value: some Any) -> String {
  var text = ""
  for character in String(describing: value) {
    switch character {
    case "(": text += " "
    case ")", "\"": break
    case _ where character.isUppercase && text.last?.isLowercase == true: text += " " + character.lowercased()
    default: text.append(character)
    }
  }
  return text.split(separator: " ").map { $0.hasSuffix(":") ? String($0.dropLast()) : String($0) }
    .joined(separator: " ")
}

extension FaultResolution {
  /// How it ended, in words.
  var words: String {
    switch self {
    case .segmentationViolation(.notMapped): "segmentation violation: not mapped"
    case .segmentationViolation(.notPermitted(let protection)):
      "segmentation violation: only \(Names.flags(UInt64(protection.rawValue), MemoryProtection.constants))"
    case .segmentationViolation(.stackOverflow(let limit)):
      "segmentation violation: beyond the stack's limit of \(limit) bytes"
    default: Trace.words(of: self)
    }
  }
}

extension SwitchCause {
  /// The cause in words.
  var words: String {
    if case .blocked(let channel) = self { return "waits for \(channel)" }
    return name
  }
}

extension ThreadState {
  /// The state in words.
  var words: String {
    if case .running(let hart) = self { return "running on hart \(hart)" }
    return name
  }
}

extension StateCause {
  /// The cause in words.
  var words: String {
    switch self {
    case .ready(let cause): cause.rawValue
    case .waits(let channel): "waits for \(channel)"
    case .stopSignal(let signal): signal.cName
    default: Trace.words(of: self)
    }
  }
}

extension ExitStatus {
  /// How it ended, as strace says it.
  var words: String {
    switch self {
    case .exited(let status): "exited with \(status)"
    case .signaled(let signal, _): "killed by \(signal.cName)"
    }
  }
}
