/// A signal; the raw value is Linux's number for it.
public enum Signal: Int32, CaseIterable, Sendable {
  case hangup = 1
  case interrupt = 2
  case quit = 3
  case illegalInstruction = 4
  case trap = 5
  case abort = 6
  case bus = 7
  case arithmetic = 8
  case kill = 9
  case user1 = 10
  case segmentationViolation = 11
  case user2 = 12
  case pipe = 13
  case alarm = 14
  case terminate = 15
  case stackFault = 16
  case child = 17
  case `continue` = 18
  case stop = 19
  case terminalStop = 20
  case terminalInput = 21
  case terminalOutput = 22
  case urgent = 23
  case cpuLimit = 24
  case fileSizeLimit = 25
  case virtualAlarm = 26
  case profiling = 27
  case windowChange = 28
  case inputOutput = 29
  case powerFailure = 30
  case badSystemCall = 31
}

extension Signal {
  /// The C macro's name, such as `SIGSEGV`.
  public var cName: String { text.cName }

  /// The message that glibc's `strsignal` has for it, such as `Segmentation fault`.
  public var message: String { text.message }

  /// Second names that C gives to the same numbers.
  public static let aliases: [(alias: String, of: Signal)] = [("SIGIOT", .abort), ("SIGPOLL", .inputOutput)]

  private var text: (cName: String, message: String) {
    switch self {
    case .hangup: ("SIGHUP", "Hangup")
    case .interrupt: ("SIGINT", "Interrupt")
    case .quit: ("SIGQUIT", "Quit")
    case .illegalInstruction: ("SIGILL", "Illegal instruction")
    case .trap: ("SIGTRAP", "Trace/breakpoint trap")
    case .abort: ("SIGABRT", "Aborted")
    case .bus: ("SIGBUS", "Bus error")
    case .arithmetic: ("SIGFPE", "Floating point exception")
    case .kill: ("SIGKILL", "Killed")
    case .user1: ("SIGUSR1", "User defined signal 1")
    case .segmentationViolation: ("SIGSEGV", "Segmentation fault")
    case .user2: ("SIGUSR2", "User defined signal 2")
    case .pipe: ("SIGPIPE", "Broken pipe")
    case .alarm: ("SIGALRM", "Alarm clock")
    case .terminate: ("SIGTERM", "Terminated")
    case .stackFault: ("SIGSTKFLT", "Stack fault")
    case .child: ("SIGCHLD", "Child exited")
    case .continue: ("SIGCONT", "Continued")
    case .stop: ("SIGSTOP", "Stopped (signal)")
    case .terminalStop: ("SIGTSTP", "Stopped")
    case .terminalInput: ("SIGTTIN", "Stopped (tty input)")
    case .terminalOutput: ("SIGTTOU", "Stopped (tty output)")
    case .urgent: ("SIGURG", "Urgent I/O condition")
    case .cpuLimit: ("SIGXCPU", "CPU time limit exceeded")
    case .fileSizeLimit: ("SIGXFSZ", "File size limit exceeded")
    case .virtualAlarm: ("SIGVTALRM", "Virtual timer expired")
    case .profiling: ("SIGPROF", "Profiling timer expired")
    case .windowChange: ("SIGWINCH", "Window changed")
    case .inputOutput: ("SIGIO", "I/O possible")
    case .powerFailure: ("SIGPWR", "Power failure")
    case .badSystemCall: ("SIGSYS", "Bad system call")
    }
  }
}

/// Why a signal was sent: `si_code`, whose meaning depends on the signal.
public struct SignalCode: RawRepresentable, Hashable, Sendable {
  /// The number in `si_code`.
  public let rawValue: Int32

  /// A code by its number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// SI_USER: sent by `kill`.
  public static let user = SignalCode(rawValue: 0)
  /// SI_KERNEL: sent by the kernel, for no more particular reason.
  public static let kernel = SignalCode(rawValue: 0x80)
  /// SI_QUEUE: sent by `sigqueue`.
  public static let queue = SignalCode(rawValue: -1)
  /// SI_TIMER: a POSIX timer expired.
  public static let timer = SignalCode(rawValue: -2)
  /// SI_TKILL: sent by `tgkill`.
  public static let threadKill = SignalCode(rawValue: -6)
  /// SEGV_MAPERR: nothing is mapped at the address.
  public static let notMapped = SignalCode(rawValue: 1)
  /// SEGV_ACCERR: the mapping does not permit the access.
  public static let accessDenied = SignalCode(rawValue: 2)
  /// BUS_ADRALN: the address is not aligned as the access needs it.
  public static let misaligned = SignalCode(rawValue: 1)
  /// BUS_ADRERR: no memory is behind the address, as past a mapped file's end.
  public static let noPhysicalAddress = SignalCode(rawValue: 2)
  /// ILL_ILLOPC: no such instruction.
  public static let illegalOpcode = SignalCode(rawValue: 1)
  /// ILL_PRVOPC: an instruction that only the kernel may use.
  public static let privilegedOpcode = SignalCode(rawValue: 5)
  /// TRAP_BRKPT: an `ebreak` instruction.
  public static let breakpoint = SignalCode(rawValue: 1)
  /// TRAP_TRACE: a single step was made.
  public static let trace = SignalCode(rawValue: 2)
  /// CLD_EXITED: the child called `exit`.
  public static let exited = SignalCode(rawValue: 1)
  /// CLD_KILLED: a signal ended the child.
  public static let killed = SignalCode(rawValue: 2)
  /// CLD_DUMPED: a signal ended the child, and it left a core.
  public static let dumped = SignalCode(rawValue: 3)
  /// CLD_TRAPPED: the traced child has trapped.
  public static let trapped = SignalCode(rawValue: 4)
  /// CLD_STOPPED: a signal stopped the child.
  public static let stopped = SignalCode(rawValue: 5)
  /// CLD_CONTINUED: the stopped child goes on.
  public static let continued = SignalCode(rawValue: 6)

  /// Every code under its C name; the same number means different things with different signals.
  public static let constants: [NamedConstant] = [
    ("SI_USER", user), ("SI_KERNEL", kernel), ("SI_QUEUE", queue), ("SI_TIMER", timer),
    ("SI_TKILL", threadKill), ("SEGV_MAPERR", notMapped), ("SEGV_ACCERR", accessDenied),
    ("BUS_ADRALN", misaligned), ("BUS_ADRERR", noPhysicalAddress), ("ILL_ILLOPC", illegalOpcode),
    ("ILL_PRVOPC", privilegedOpcode), ("TRAP_BRKPT", breakpoint), ("TRAP_TRACE", trace),
    ("CLD_EXITED", exited), ("CLD_KILLED", killed), ("CLD_DUMPED", dumped), ("CLD_TRAPPED", trapped),
    ("CLD_STOPPED", stopped), ("CLD_CONTINUED", continued),
  ].map { NamedConstant($0.0, Int64($0.1.rawValue)) }
}
