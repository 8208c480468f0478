/// What a read from a signalfd finds: `struct signalfd_siginfo`, 128 bytes.
public struct SignalDescriptorInfo: SharedStructure {
  /// The signal's number.
  public var signal: UInt32 = 0
  /// An errno, always 0.
  public var error: Int32 = 0
  /// Why it was sent: a `SignalCode`.
  public var code: Int32 = 0
  /// Who sent it.
  public var pid: UInt32 = 0
  /// Whose process sent it.
  public var uid: UInt32 = 0
  /// Of SIGIO: the descriptor.
  public var descriptor: Int32 = 0
  /// Of a timer: which.
  public var timer: UInt32 = 0
  /// Of SIGIO: what happened.
  public var band: UInt32 = 0
  /// Of a timer: expiries that were missed.
  public var overrun: UInt32 = 0
  /// Of a fault: the trap's number.
  public var trap: UInt32 = 0
  /// Of SIGCHLD: the exit status or signal.
  public var status: Int32 = 0
  /// What `sigqueue` sent, as a number.
  public var integer: Int32 = 0
  /// What `sigqueue` sent, as a pointer.
  public var pointer: UInt64 = 0
  /// Of SIGCHLD: time in user mode.
  public var userTime: UInt64 = 0
  /// Of SIGCHLD: time in the kernel.
  public var systemTime: UInt64 = 0
  /// Of a fault: where.
  public var address: UInt64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "signalfd_siginfo", "What a read from a signalfd finds.",
    [
      ("unsigned int", "ssi_signo", 4), ("int", "ssi_errno", 4), ("int", "ssi_code", 4),
      ("unsigned int", "ssi_pid", 4), ("unsigned int", "ssi_uid", 4), ("int", "ssi_fd", 4),
      ("unsigned int", "ssi_tid", 4), ("unsigned int", "ssi_band", 4), ("unsigned int", "ssi_overrun", 4),
      ("unsigned int", "ssi_trapno", 4), ("int", "ssi_status", 4), ("int", "ssi_int", 4),
      ("unsigned long", "ssi_ptr", 8), ("unsigned long", "ssi_utime", 8), ("unsigned long", "ssi_stime", 8),
      ("unsigned long", "ssi_addr", 8), ("unsigned char", "__pad[48]", 48),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SignalDescriptorInfo.layout.encode(
      signal, error, code, pid, uid, descriptor, timer, band, overrun, trap, status, integer, pointer,
      userTime, systemTime, address)
  }

  /// The structure in these bytes, or nil if there are fewer than 128.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SignalDescriptorInfo.layout, bytes) else { return nil }
    signal = reader.next()
    error = reader.next()
    code = reader.next()
    pid = reader.next()
    uid = reader.next()
    descriptor = reader.next()
    timer = reader.next()
    band = reader.next()
    overrun = reader.next()
    trap = reader.next()
    status = reader.next()
    integer = reader.next()
    pointer = reader.next()
    userTime = reader.next()
    systemTime = reader.next()
    address = reader.next()
  }
}
