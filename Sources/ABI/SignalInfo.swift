/// What a handler and a waiter learn about a signal: `siginfo_t`, 128 bytes.
///
///     0 signo | 4 errno | 8 code | 16 pid, uid  | 24 status | 32 utime | 40 stime    SIGCHLD
///                                | 16 pid, uid  | 24 value                          kill, sigqueue
///                                | 16 timer, overrun | 24 value                     timers
///                                | 16 address                                       faults
///                                | 16 band      | 24 descriptor                     SIGIO
public struct SignalInfo: Sendable, Equatable {
  /// What the signal's cause adds.
  public enum Detail: Sendable, Equatable {
    /// Nothing.
    case none
    /// Sent by a process, with a value if by `sigqueue`.
    case sender(pid: Int32, uid: UInt32, value: UInt64 = 0)
    /// A child ended, stopped or went on; times in clock ticks.
    case child(pid: Int32, uid: UInt32, status: Int32, userTime: Int64, systemTime: Int64)
    /// An access or an instruction failed at this address.
    case fault(address: UInt64)
    /// A timer expired.
    case timer(id: Int32, overrun: Int32, value: UInt64)
    /// A descriptor is ready.
    case poll(band: Int64, descriptor: Int32)
    /// A call was refused by a filter.
    case call(address: UInt64, number: Int32, architecture: UInt32)
  }

  /// The signal's number.
  public var number: Int32
  /// An errno, which Linux leaves 0.
  public var error: Int32 = 0
  /// Why it was sent.
  public var code: SignalCode
  /// What the cause adds.
  public var detail: Detail

  /// A signal with its cause.
  public init(_ signal: Signal, _ code: SignalCode, _ detail: Detail = .none) {
    number = signal.rawValue
    self.code = code
    self.detail = detail
  }

  /// Bytes of the structure.
  public static let size = 128

  /// The bytes that a program finds.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for word in [number, error, code.rawValue, 0] { word.append(to: &bytes) }
    detail.append(to: &bytes)
    return bytes + repeatElement(0, count: SignalInfo.size - bytes.count)
  }

  /// What a program says to `rt_sigqueueinfo`, or nil if there are fewer than 128 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count >= SignalInfo.size else { return nil }
    let bytes = Array(bytes.prefix(SignalInfo.size))
    number = Int32(member: bytes[0..<4])
    error = Int32(member: bytes[4..<8])
    code = SignalCode(member: bytes[8..<12])
    detail = Detail(bytes, of: Signal(rawValue: number), code)
  }
}

extension SignalInfo.Detail {
  func append(to bytes: inout [UInt8]) {
    func append<each Member: StructMember>(_ members: repeat each Member) {
      for member in repeat each members { member.append(to: &bytes) }
    }
    switch self {
    case .none: break
    case .sender(let pid, let uid, let value): append(pid, uid, value)
    case .child(let pid, let uid, let status, let userTime, let systemTime):
      append(pid, uid, status, UInt32(0), userTime, systemTime)
    case .fault(let address): append(address)
    case .timer(let id, let overrun, let value): append(id, overrun, value)
    case .poll(let band, let descriptor): append(band, descriptor)
    case .call(let address, let number, let architecture): append(address, number, architecture)
    }
  }

  /// What signal and code say about which members count.
  init(_ bytes: [UInt8], of signal: Signal?, _ code: SignalCode) {
    let (low, high) = (Int32(member: bytes[16..<20]), Int32(member: bytes[20..<24]))
    let (word, value) = (UInt64(member: bytes[16..<24]), UInt64(member: bytes[24..<32]))
    switch (signal, code) {
    case (_, .timer): self = .timer(id: low, overrun: high, value: value)
    case (_, .kernel): self = .none
    case _ where code.rawValue <= 0: self = .sender(pid: low, uid: UInt32(bitPattern: high), value: value)
    case (.child, _):
      self = .child(
        pid: low, uid: UInt32(bitPattern: high), status: Int32(truncatingIfNeeded: value),
        userTime: Int64(member: bytes[32..<40]), systemTime: Int64(member: bytes[40..<48]))
    case (.illegalInstruction, _), (.arithmetic, _), (.segmentationViolation, _), (.bus, _), (.trap, _):
      self = .fault(address: word)
    case (.inputOutput, _):
      self = .poll(band: Int64(bitPattern: word), descriptor: Int32(truncatingIfNeeded: value))
    case (.badSystemCall, _):
      self = .call(
        address: word, number: Int32(truncatingIfNeeded: value),
        architecture: UInt32(truncatingIfNeeded: value >> 32))
    default: self = .none
    }
  }
}

extension SignalInfo {
  /// The C declaration; the union's members stand at the offsets that the drawing above shows.
  static let declaration = """
    // A value that goes with a signal.
    union sigval {
      int sival_int;
      void *sival_ptr;
    };
    typedef union sigval sigval_t;

    // What a handler and a waiter learn about a signal.
    typedef struct siginfo {
      int si_signo;
      int si_errno;
      int si_code;
      int __pad0;
      union {
        struct {
          int si_pid;
          unsigned int si_uid;
        };
        struct {
          int si_timerid;
          int si_overrun;
        };
        void *si_addr;
        long si_band;
        void *si_call_addr;
      };
      union {
        int si_status;
        union sigval si_value;
        int si_fd;
        struct {
          int si_syscall;
          unsigned int si_arch;
        };
      };
      long si_utime;
      long si_stime;
      long __reserved[10];
    } siginfo_t;
    _Static_assert(__builtin_offsetof(siginfo_t, si_pid) == 16, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_uid) == 20, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_addr) == 16, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_status) == 24, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_value) == 24, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_arch) == 28, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_utime) == 32, "siginfo_t");
    _Static_assert(__builtin_offsetof(siginfo_t, si_stime) == 40, "siginfo_t");
    _Static_assert(sizeof(siginfo_t) == 128, "siginfo_t");
    #define si_int si_value.sival_int
    #define si_ptr si_value.sival_ptr
    """
}
