/// A time in seconds and microseconds: `struct timeval`, 16 bytes.
public struct TimeValue: SharedStructure, StructMember {
  /// Whole seconds.
  public var seconds: Int64
  /// Microseconds, 0 to 999,999 in a valid time.
  public var microseconds: Int64

  /// A time of whole seconds and microseconds.
  public init(seconds: Int64 = 0, microseconds: Int64 = 0) {
    self.seconds = seconds
    self.microseconds = microseconds
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "timeval", "A time in seconds and microseconds.",
    [
      ("long", "tv_sec", 8), ("long", "tv_usec", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    TimeValue.layout.encode(seconds, microseconds)
  }

  /// The structure in these bytes, or nil if there are fewer than 16.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(TimeValue.layout, bytes) else { return nil }
    seconds = reader.next()
    microseconds = reader.next()
  }
}
