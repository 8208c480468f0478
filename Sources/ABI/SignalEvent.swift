/// How a timer or a queue tells of an event: `sigev_notify`.
public enum NotificationKind: UInt32, NamedNumber {
  /// SIGEV_SIGNAL: by a signal.
  case signal = 0
  /// SIGEV_NONE: not at all.
  case none = 1
  /// SIGEV_THREAD: by a call of the library.
  case thread = 2
  /// SIGEV_THREAD_ID: by a signal to one thread.
  case threadSignal = 4

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .signal: "SIGEV_SIGNAL"
    case .none: "SIGEV_NONE"
    case .thread: "SIGEV_THREAD"
    case .threadSignal: "SIGEV_THREAD_ID"
    }
  }
}

/// How a timer or a queue tells of an event: `struct sigevent`, 64 bytes.
public struct SignalEvent: SharedStructure {
  /// What the signal carries.
  public var value: UInt64
  /// The signal's number.
  public var signal: Int32
  /// A `NotificationKind`.
  public var notify: Int32
  /// The number of the thread that is told, with SIGEV_THREAD_ID: the first member of the union at the end.
  public var thread: Int32

  /// A structure of these members.
  public init(value: UInt64 = 0, signal: Int32 = 0, notify: Int32 = 0, thread: Int32 = 0) {
    self.value = value
    self.signal = signal
    self.notify = notify
    self.thread = thread
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "sigevent", "How a timer or a queue tells of an event.",
    [
      ("union sigval", "sigev_value", 8), ("int", "sigev_signo", 4), ("int", "sigev_notify", 4),
      (
        "union { int sigev_tid; struct { void (*sigev_notify_function)(union sigval); void *sigev_notify_attributes; }; int __pad1[12]; }",
        "", 48
      ),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    var bytes = SignalEvent.layout.encode(value, signal, notify)
    bytes.replaceSubrange(16..<20, with: withUnsafeBytes(of: thread.littleEndian) { Array($0) })
    return bytes
  }

  /// The structure in these bytes, or nil if there are fewer than 64.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SignalEvent.layout, bytes) else { return nil }
    value = reader.next()
    signal = reader.next()
    notify = reader.next()
    thread = Int32(member: Array(bytes.dropFirst(16).prefix(4))[...])
  }
}
