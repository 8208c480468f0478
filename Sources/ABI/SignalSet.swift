/// A set of signals: the kernel's `sigset_t`, 64 bits of which bit n - 1 stands for signal n.
public struct SignalSet: OptionSet, StructMember, Hashable, Sendable {
  /// The word as memory holds it.
  public let rawValue: UInt64

  /// The set in a word.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The set of one signal.
  public init(_ signal: Signal) { rawValue = 1 << UInt64(signal.rawValue - 1) }

  /// Every signal.
  public static let all = SignalSet(rawValue: ~0)
  /// The two that can be neither caught, nor blocked, nor ignored.
  public static let unstoppable: SignalSet = [SignalSet(.kill), SignalSet(.stop)]
  /// The ones that an instruction of the thread itself causes; they are delivered before all others.
  public static let synchronous: SignalSet = [
    SignalSet(.segmentationViolation), SignalSet(.bus), SignalSet(.illegalInstruction), SignalSet(.trap),
    SignalSet(.arithmetic), SignalSet(.badSystemCall),
  ]
  /// The ones that stop a process, all of which a SIGCONT takes back.
  public static let stopping: SignalSet = [
    SignalSet(.stop), SignalSet(.terminalStop), SignalSet(.terminalInput), SignalSet(.terminalOutput),
  ]

  /// Whether the signal is in the set.
  public func contains(_ signal: Signal) -> Bool { contains(SignalSet(signal)) }

  /// The signal of the lowest number, or nil if the set is empty.
  public var first: Signal? { Signal(rawValue: Int32(truncatingIfNeeded: rawValue.trailingZeroBitCount + 1)) }

  /// The signals in the order of their numbers.
  public var signals: [Signal] { Signal.allCases.filter(contains) }
}
