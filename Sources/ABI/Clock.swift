/// A clock that `clock_gettime` reads.
public enum Clock: UInt32, NamedNumber {
  case realtime = 0
  case monotonic = 1
  case processTime = 2
  case threadTime = 3
  case monotonicRaw = 4
  case realtimeCoarse = 5
  case monotonicCoarse = 6
  case bootTime = 7

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .realtime: "CLOCK_REALTIME"
    case .monotonic: "CLOCK_MONOTONIC"
    case .processTime: "CLOCK_PROCESS_CPUTIME_ID"
    case .threadTime: "CLOCK_THREAD_CPUTIME_ID"
    case .monotonicRaw: "CLOCK_MONOTONIC_RAW"
    case .realtimeCoarse: "CLOCK_REALTIME_COARSE"
    case .monotonicCoarse: "CLOCK_MONOTONIC_COARSE"
    case .bootTime: "CLOCK_BOOTTIME"
    }
  }
}
