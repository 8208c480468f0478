/// A signal; the raw value is Linux's number for it.
public enum Signal: Int32, NamedNumber {
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
  // The real-time signals: 32 to 64, delivered in the order of their numbers, and queued.
  case realTime0 = 32
  case realTime1, realTime2, realTime3, realTime4, realTime5, realTime6, realTime7, realTime8
  case realTime9, realTime10, realTime11, realTime12, realTime13, realTime14, realTime15, realTime16
  case realTime17, realTime18, realTime19, realTime20, realTime21, realTime22, realTime23, realTime24
  case realTime25, realTime26, realTime27, realTime28, realTime29, realTime30, realTime31, realTime32

  /// Whether it is one of the 33 real-time signals, of which every one sent is delivered.
  public var isRealTime: Bool { rawValue >= Signal.realTime0.rawValue }
}

extension Signal {
  /// What a signal does to a process that has said nothing about it.
  public enum DefaultAction: Sendable { case terminate, dumpCore, ignore, stop, resume }

  /// What it does unless the process chose otherwise; signal(7).
  public var defaultAction: DefaultAction {
    switch self {
    case .quit, .illegalInstruction, .trap, .abort, .bus, .arithmetic, .segmentationViolation, .cpuLimit,
      .fileSizeLimit, .badSystemCall:
      .dumpCore
    case .child, .urgent, .windowChange: .ignore
    case .stop, .terminalStop, .terminalInput, .terminalOutput: .stop
    case .continue: .resume
    default: .terminate
    }
  }
}

extension Signal {
  /// The signals that have names of their own, 1 to 31.
  public static let named = allCases.filter { !$0.isRealTime }

  /// The C macro's name, such as `SIGSEGV`; of a real-time signal what strace calls it, such as `SIGRT_2`.
  public var cName: String { text.cName }

  /// The message that glibc's `strsignal` has for it, such as `Segmentation fault`.
  public var message: String { text.message }

  /// Second names that C gives to the same numbers.
  public static let aliases: [(alias: String, of: Signal)] = [("SIGIOT", .abort), ("SIGPOLL", .inputOutput)]

  /// What C programs know as SIGRTMIN: glibc keeps the first two real-time signals to itself.
  public static let libraryRealTimeMinimum: Int32 = 34

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
    case .realTime0: ("SIGRTMIN", "Unknown signal 32")
    case .realTime1: ("SIGRT_1", "Unknown signal 33")
    default: ("SIGRT_\(rawValue - 32)", "Real-time signal \(rawValue - Signal.libraryRealTimeMinimum)")
    }
  }
}
