import ABI
import Machine

/// How a process ended.
public enum ExitStatus: Equatable, Sendable {
  /// It called `exit`; the status is its low eight bits.
  case exited(UInt8)
  /// A signal ended it; the report says why if it was the process's own fault.
  case signaled(Signal, CrashReport?)
}

/// Everything that is known when a process is ended for what it did.
public struct CrashReport: Equatable, Sendable {
  /// The signal.
  public let signal: Signal
  /// What the process did.
  public let reason: Reason
  /// The process's number and name.
  public let pid: PID
  /// The name of its executable.
  public let name: String
  /// The address of the instruction.
  public let pc: UInt64
  /// The machine word there; nil if that cannot be read.
  public let word: UInt32?
  /// The registers x0…x31.
  public let registers: [UInt64]
  /// The areas of its memory.
  public let areas: [VMA]

  /// What a process can do wrong.
  public enum Reason: Equatable, Sendable {
    /// It touched memory that is not its own.
    case violation(SegmentationViolation, PageFault)
    /// It touched a part of a file mapping that the file does not have.
    case beyondFile(PageFault)
    /// It made an access that must be aligned and was not.
    case misaligned(PageFault)
    /// It tried to execute a word that is no instruction.
    case illegalInstruction(UInt32)
    /// It executed `ebreak`.
    case breakpoint
    /// It wanted memory and there is none left.
    case outOfMemory(PageFault)
  }
}
