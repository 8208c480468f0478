/// Which ends and stops `wait4` and `waitid` report, and whether they wait for one.
public struct WaitOptions: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// WNOHANG: do not wait.
  public static let noHang = WaitOptions(rawValue: 1)
  /// WUNTRACED: report stopped children; `waitid` calls it WSTOPPED.
  public static let stopped = WaitOptions(rawValue: 2)
  /// WEXITED: report ended children; to `waitid` only, `wait4` always does.
  public static let exited = WaitOptions(rawValue: 4)
  /// WCONTINUED: report children that went on.
  public static let continued = WaitOptions(rawValue: 8)
  /// WNOWAIT: leave the child to be waited for again.
  public static let noReap = WaitOptions(rawValue: 0x1000000)
  /// __WNOTHREAD: only children of this thread.
  public static let noThread = WaitOptions(rawValue: 0x20000000)
  /// __WALL: children of every kind.
  public static let all = WaitOptions(rawValue: 0x40000000)
  /// __WCLONE: only children that send another signal than SIGCHLD, or none.
  public static let clone = WaitOptions(rawValue: 0x80000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: WaitOptions)] = [
    ("WNOHANG", .noHang), ("WEXITED", .exited), ("WSTOPPED", .stopped), ("WUNTRACED", .stopped),
    ("WCONTINUED", .continued), ("WNOWAIT", .noReap), ("__WCLONE", .clone), ("__WALL", .all),
    ("__WNOTHREAD", .noThread),
  ]
}

/// Which children `waitid` waits for.
public enum WaitTarget: UInt32, NamedNumber {
  /// P_ALL: any child.
  case all = 0
  /// P_PID: the child of this process id.
  case process = 1
  /// P_PGID: any child of this process group.
  case processGroup = 2
  /// P_PIDFD: the child that this descriptor stands for.
  case pidDescriptor = 3

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .all: "P_ALL"
    case .process: "P_PID"
    case .processGroup: "P_PGID"
    case .pidDescriptor: "P_PIDFD"
    }
  }
}

/// What `wait4` stores about a child: the word that `WIFEXITED` and its kin take apart.
///
///     15         8 7      0
///     |  status   |   0    |  ended by itself
///     |    0      |c| signal| ended by a signal, c: left a core
///     |  signal   |  0x7f  |  stopped
///     |      0xffff        |  went on
public enum WaitStatus: Sendable, Equatable {
  /// The child ended with this status, of which 8 bits count.
  case exited(UInt8)
  /// A signal of this number ended the child.
  case signaled(Int32, core: Bool)
  /// A signal of this number stopped the child.
  case stopped(Int32)
  /// The stopped child went on.
  case continued

  /// The word as the program finds it.
  public var word: UInt32 {
    switch self {
    case .exited(let status): UInt32(status) << 8
    case .signaled(let signal, let core): UInt32(signal & 0x7f) | (core ? 0x80 : 0)
    case .stopped(let signal): UInt32(signal & 0xff) << 8 | 0x7f
    case .continued: 0xffff
    }
  }

  /// What a word says.
  public init(word: UInt32) {
    switch word & 0x7f {
    case 0: self = .exited(UInt8(word >> 8 & 0xff))
    case 0x7f: self = word == 0xffff ? .continued : .stopped(Int32(word >> 8 & 0xff))
    case let signal: self = .signaled(Int32(signal), core: word & 0x80 != 0)
    }
  }

  /// The C macros that take the word apart.
  static let macros = """
    #define WEXITSTATUS(status) (((status) & 0xff00) >> 8)
    #define WTERMSIG(status) ((status) & 0x7f)
    #define WSTOPSIG(status) WEXITSTATUS(status)
    #define WIFEXITED(status) (WTERMSIG(status) == 0)
    #define WIFSIGNALED(status) ((signed char)(WTERMSIG(status) + 1) >> 1 > 0)
    #define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
    #define WIFCONTINUED(status) ((status) == 0xffff)
    #define WCOREDUMP(status) ((status) & 0x80)
    """
}
