import ABI
import Machine

/// Something that the kernel did, with the time and place: what a trace prints.
public struct KernelEvent: Sendable {
  /// The cycle counter of the hart.
  public let time: UInt64
  /// The hart; 0 for what happened while all were idle.
  public let hart: Int
  /// The process that it is about.
  public let process: PID
  /// The thread that it is about.
  public let thread: TID
  /// What happened.
  public let kind: Kind

  /// What can happen.
  public enum Kind: Sendable {
    /// A thread made a system call.
    case callEntered(CallRecord)
    /// A system call returned, or ended the thread.
    case callReturned(CallRecord)
    /// A page fault was resolved, or not.
    case pageFault(PageFault, FaultResolution, area: VMA?, pc: UInt64, cycles: UInt64)
    /// A hart went on to the thread, from the one that it executed last; nil for the first.
    case switchedIn(from: TID?)
    /// A hart stopped executing the thread.
    case switchedOut(SwitchCause)
    /// The thread's state changed.
    case stateChanged(from: ThreadState, to: ThreadState, StateCause)
    /// A signal was delivered to the thread.
    case signal(SignalInfo, SignalDelivery)
    /// The thread ended; the process with it where `isLast`.
    case exited(ExitStatus, isLast: Bool)
    /// The thread was made; `process` is its own.
    case created(parent: PID)
  }
}

/// A system call as a trace shows it.
public struct CallRecord: Sendable, Equatable {
  /// The call's number, from a7.
  public let number: UInt64
  /// The six argument registers as they were at the call.
  public let arguments: [UInt64]
  /// The stack pointer at the call.
  public let stackPointer: UInt64
  /// What it returned; nil before it did, and if it never will.
  public internal(set) var result: Result?
  /// Cycles from the call to the return.
  public internal(set) var cycles: UInt64 = 0
  /// What the arguments point to: inputs when the call was made, outputs when it returned.
  public internal(set) var memory = MemorySnapshot()

  /// How a call ended.
  public enum Result: Sendable, Equatable {
    /// It returned this in a0; errors are negative.
    case returned(Int64)
    /// A signal came while it waited, and it is made again after the signal, unless that has a handler that wants
    /// EINTR.
    case interrupted
  }

  /// The call, if Linux has one of that number.
  public var call: Syscall? { Syscall(rawValue: number) }
}

/// What is recorded for a trace. What is not asked for costs a test of one bit.
public struct Recording: OptionSet, Sendable {
  /// A bit for each kind of event.
  public let rawValue: UInt8
  /// The kinds of events of these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// System calls.
  public static let calls = Recording(rawValue: 1 << 0)
  /// Page faults.
  public static let faults = Recording(rawValue: 1 << 1)
  /// What harts switch to and from.
  public static let switches = Recording(rawValue: 1 << 2)
  /// Changes of threads' states.
  public static let states = Recording(rawValue: 1 << 3)
  /// Signals delivered, and how threads and processes began and ended.
  public static let lifecycle = Recording(rawValue: 1 << 4)
}

extension Kernel {
  /// Whether something is to be recorded.
  @inline(__always) func records(_ what: Recording) -> Bool { options.recording.contains(what) }

  /// Records an event about a thread.
  mutating func record(_ kind: KernelEvent.Kind, of thread: Int, at time: UInt64, hart: Int) {
    guard let row = threads.find(thread) else { return }
    hasNews = true
    events.append(
      KernelEvent(
        time: time, hart: hart, process: PID(Int32(row.process)), thread: TID(Int32(thread)), kind: kind))
  }

  /// What was recorded since this was last asked, in order.
  public mutating func takeEvents() -> [KernelEvent] {
    defer { events = [] }
    return events
  }
}
