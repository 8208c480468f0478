/// A time in seconds and nanoseconds: `struct timespec`, 16 bytes.
public struct TimeSpec: SharedStructure, StructMember {
  /// Whole seconds.
  public var seconds: Int64
  /// Nanoseconds, 0 to 999,999,999 in a valid time.
  public var nanoseconds: Int64

  /// A time of whole seconds and nanoseconds.
  public init(seconds: Int64 = 0, nanoseconds: Int64 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "timespec", "A time in seconds and nanoseconds.", [("long", "tv_sec", 8), ("long", "tv_nsec", 8)])

  /// The bytes that a program finds in its buffer.
  public var encoded: [UInt8] {
    TimeSpec.layout.encode(seconds, nanoseconds)
  }

  /// The time in a program's buffer, or nil if that has fewer than 16 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(TimeSpec.layout, bytes) else { return nil }
    self.init(seconds: reader.next(), nanoseconds: reader.next())
  }
}
