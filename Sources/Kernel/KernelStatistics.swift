import ABI

/// What the kernel did since boot.
public struct KernelStatistics: Equatable, Sendable {
  /// How often each system call was made, by number.
  public var systemCalls: [UInt64: UInt64] {
    var calls: [UInt64: UInt64] = [:]
    for (number, count) in callCounts.enumerated() where count > 0 {
      calls[number == callCounts.count - 1 ? .max : UInt64(number)] = count
    }
    return calls
  }
  /// By number; the last place is for all that Linux does not have.
  private var callCounts = [UInt64](repeating: 0, count: 512)
  /// How many page faults ended in each way, by the place of the way in `FaultKind`.
  private var faultCounts = [UInt64](repeating: 0, count: FaultKind.allCases.count)
  /// How often a hart's timer interrupted a program.
  public internal(set) var timerInterrupts: UInt64 = 0
  /// How often the kernel refilled a TLB.
  public internal(set) var tlbRefills: UInt64 = 0
  /// How often a hart went from one thread to another.
  public internal(set) var contextSwitches: UInt64 = 0

  /// How often one hart asked another one to look up: to make room, or to see a signal.
  public internal(set) var softwareInterrupts: UInt64 = 0
  /// How often a thread ran on another hart than the time before.
  public internal(set) var migrations: UInt64 = 0
  /// Bytes that were copied between programs and the kernel, or from place to place in the kernel.
  public internal(set) var bytesCopied: UInt64 = 0
  /// Pages that got into a pipe without being copied: `splice`, `tee`, `vmsplice`, `sendfile`.
  public internal(set) var pagesMoved: UInt64 = 0
  /// How many threads and processes were made.
  public internal(set) var forks: UInt64 = 0
  /// How many signals took effect.
  public internal(set) var signals: UInt64 = 0
  /// How often threads left harts, by the place of the cause's kind.
  private var switchCounts = [UInt64](repeating: 0, count: SwitchCause.Kind.allCases.count)

  mutating func count(_ cause: SwitchCause) { switchCounts[cause.kind.rawValue] += 1 }

  /// How often a thread left a hart for each cause that there was.
  public var switches: [(name: String, count: UInt64)] {
    SwitchCause.Kind.allCases.map { ($0.name, switchCounts[$0.rawValue]) }.filter { $0.1 > 0 }
  }

  /// Calls in all.
  public var systemCallCount: UInt64 { callCounts.reduce(0, +) }
  /// Faults in all.
  public var pageFaultCount: UInt64 { faultCounts.reduce(0, +) }
  /// How many page faults ended in each way; a way that none ended in is left out.
  public var pageFaults: [FaultKind: UInt64] {
    let counts = FaultKind.allCases.map { ($0, faultCounts[$0.place]) }
    return Dictionary(uniqueKeysWithValues: counts.filter { $0.1 > 0 })
  }

  mutating func count(call number: UInt64, isKnown: Bool) {
    // A program can ask for any number: those that Linux does not have share a row.
    callCounts[isKnown ? Int(number) : callCounts.count - 1] += 1
  }

  mutating func count(_ resolution: FaultResolution) { faultCounts[resolution.kind.place] += 1 }
}

/// The ways in which a page fault can end.
public enum FaultKind: String, Sendable, CaseIterable {
  case zeroFilled = "zero-filled"
  case readFromFile = "read-from-file"
  case foundInCache = "found-in-cache"
  case swappedIn = "swapped-in"
  case waitsForDisk = "waits-for-disk"
  case referenceSeen = "reference-seen"
  case copied = "copied"
  case writeRestored = "write-restored"
  case stackGrown = "stack-grown"
  case spurious = "spurious"
  case segmentationViolation = "segmentation-violation"
  case busError = "bus-error"
  case outOfMemory = "out-of-memory"

  /// The place of the way among all of them.
  fileprivate var place: Int {
    switch self {
    case .zeroFilled: 0
    case .readFromFile: 1
    case .foundInCache: 2
    case .swappedIn: 3
    case .waitsForDisk: 4
    case .referenceSeen: 5
    case .copied: 6
    case .writeRestored: 7
    case .stackGrown: 8
    case .spurious: 9
    case .segmentationViolation: 10
    case .busError: 11
    case .outOfMemory: 12
    }
  }
}

extension FaultResolution {
  /// The way in which the fault ended, without the details.
  public var kind: FaultKind {
    switch self {
    case .zeroFilled: .zeroFilled
    case .readFromFile: .readFromFile
    case .foundInCache: .foundInCache
    case .swappedIn: .swappedIn
    case .waitsForDisk: .waitsForDisk
    case .referenceSeen: .referenceSeen
    case .copied: .copied
    case .writeRestored: .writeRestored
    case .stackGrown: .stackGrown
    case .spurious: .spurious
    case .segmentationViolation: .segmentationViolation
    case .busError: .busError
    case .outOfMemory: .outOfMemory
    }
  }
}
