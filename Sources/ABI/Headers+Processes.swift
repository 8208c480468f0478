extension ABI {
  /// What every program needs.
  static var basics: [Header] {
    [
      (
        "syscall", "System calls: the numbers that a program puts into a7.",
        [defines(Syscall.allCases.map { NamedConstant("SYS_\($0.name)", Int64($0.rawValue)) })]
      ),
      (
        "errno", "Why a system call failed, and what strerror says about it.",
        [
          defines(
            Errno.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }
              + Errno.aliases.map { NamedConstant($0.alias, Int64($0.of.rawValue)) }),
          "// Each error with its message.\n"
            + list("__ERRNO_MESSAGES", Errno.allCases.map { ($0.cName, $0.message) }),
        ]
      ),
      (
        "auxv", "Keys of the auxiliary vector, which a program finds on its first stack.",
        [defines(AuxiliaryType.constants)]
      ),
    ]
  }

  /// Processes, threads, their signals, times and limits.
  static var processes: [Header] {
    [
      (
        "sched", "How threads are made and scheduled.",
        [
          defines(
            CloneFlags.constants + [NamedConstant("CSIGNAL", Int64(CloneFlags.exitSignalMask), .hexadecimal)]),
          declaration(CloneArguments.layout),
          defines(
            SchedulingClass.constants
              + [NamedConstant("SCHED_RESET_ON_FORK", Int64(SchedulingClass.resetOnFork), .hexadecimal)]),
          declaration(SchedulingParameters.layout),
          declaration(SchedulingAttributes.layout),
        ]
      ),
      (
        "wait", "How a process waits for its children.",
        [defines(WaitOptions.constants), defines(WaitTarget.constants), WaitStatus.macros]
      ),
      ("signal", "Signals, why they were sent, and how they are handled.", signals),
      (
        "resource", "What a process may use, and what it has used.",
        [
          "#include <bits/timeval.h>", defines(Resource.constants), "#define RLIM_INFINITY (~0UL)",
          declaration(ResourceLimit.layout), defines(UsageTarget.constants),
          declaration(ResourceUsage.layout),
          defines(
            PriorityTarget.constants + [NamedConstant("PRIO_MIN", -20), NamedConstant("PRIO_MAX", 20)]),
        ]
      ),
      ("times", "Processor times in clock ticks.", [declaration(ProcessTimes.layout)]),
      (
        "time", "Times, clocks and timers.",
        [
          defines(Clock.constants), defines(TimerFlags.constants), declaration(TimeSpec.layout),
          declaration(TimerSpec.layout),
        ]
      ),
      (
        "timeval", "Times in microseconds, and the timers that count in them.",
        [
          declaration(TimeValue.layout), defines(IntervalTimerKind.constants),
          declaration(IntervalTimerValue.layout),
        ]
      ),
    ]
  }

  private static var signals: [String] {
    [
      defines(
        Signal.named.map { NamedConstant($0.cName, Int64($0.rawValue)) }
          + Signal.aliases.map { NamedConstant($0.alias, Int64($0.of.rawValue)) }
          + [
            NamedConstant("SIGRTMIN", Int64(Signal.libraryRealTimeMinimum)), NamedConstant("SIGRTMAX", 64),
            NamedConstant("_NSIG", 65), NamedConstant("NSIG", 65),
          ]),
      defines(SignalCode.constants),
      "// A set of signals: bit n - 1 stands for signal n.\n"
        + "typedef struct {\n  unsigned long __bits;\n} sigset_t;",
      SignalInfo.declaration,
      "#define SIG_ERR ((void (*)(int))-1)\n#define SIG_DFL ((void (*)(int))0)\n#define SIG_IGN ((void (*)(int))1)",
      SignalAction.declaration,
      defines(ActionFlags.constants), defines(MaskOperation.constants),
      defines(
        StackFlags.constants
          + [
            NamedConstant("MINSIGSTKSZ", Int64(SignalStack.minimumSize)),
            NamedConstant("SIGSTKSZ", Int64(SignalStack.usualSize)),
          ]),
      declaration(SignalStack.layout), declaration(SignalContext.layout), declaration(UserContext.layout),
      "typedef struct ucontext ucontext_t;", defines(NotificationKind.constants),
      declaration(SignalEvent.layout),
      "#define sigev_notify_thread_id sigev_tid",
      "// Each signal with its message.\n"
        + list("__SIGNAL_MESSAGES", Signal.named.map { ($0.cName, $0.message) }),
    ]
  }
}
