public import Kernel

/// What a trace shows, and how.
public struct TraceOptions: Sendable {
  /// Whether children and threads are traced as well.
  public var followsForks = false
  /// Which calls and signals are shown.
  public var filter = CallFilter.all
  /// What stands before each line.
  public var timestamps = Timestamps.none
  /// Whether the time that each call took stands behind it.
  public var showsDurations = false
  /// How many bytes of a text, and how many elements of an array, are shown.
  public var limit = 32
  /// Whether the trace goes to a file: then each line begins with a thread's number if there can be several.
  public var isFile = false
  /// Whether each event is an object in JSON.
  public var isJSON = false
  /// Whether the calls are only counted.
  public var countsOnly = false
  /// Whether page faults are shown.
  public var showsFaults = false
  /// Whether it is shown when harts switch between threads.
  public var showsSwitches = false
  /// Whether changes of threads' states are shown.
  public var showsStates = false
  /// The machine's clock frequency, in MHz.
  public var cyclesPerMicrosecond: UInt64 = 1000
  /// The time at boot, in seconds since 1970.
  public var bootTime: Int64 = 0

  /// The time that stands before each line.
  public enum Timestamps: Sendable { case none, relative, seconds, microseconds }

  /// A trace of the first process's calls and signals.
  public init() {}

  /// What the kernel has to record for it.
  public var recording: Recording {
    var recording: Recording = [.calls, .lifecycle]
    if showsFaults { recording.insert(.faults) }
    if showsSwitches { recording.insert(.switches) }
    if showsStates { recording.insert(.states) }
    return recording
  }
}
