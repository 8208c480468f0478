/// Why a signal was sent: `si_code`, whose meaning depends on the signal.
public struct SignalCode: RawRepresentable, StructMember, Hashable, Sendable {
  /// The number in `si_code`.
  public let rawValue: Int32

  /// A code by its number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  init(member bytes: ArraySlice<UInt8>) { rawValue = Int32(member: bytes) }

  /// SI_USER: sent by `kill`.
  public static let user = SignalCode(rawValue: 0)
  /// SI_KERNEL: sent by the kernel, for no more particular reason.
  public static let kernel = SignalCode(rawValue: 0x80)
  /// SI_QUEUE: sent by `sigqueue`.
  public static let queue = SignalCode(rawValue: -1)
  /// SI_TIMER: a POSIX timer expired.
  public static let timer = SignalCode(rawValue: -2)
  /// SI_MESGQ: a message came to an empty POSIX queue.
  public static let messageQueue = SignalCode(rawValue: -3)
  /// SI_ASYNCIO: asynchronous input or output is done.
  public static let asynchronousIO = SignalCode(rawValue: -4)
  /// SI_SIGIO: a queued SIGIO.
  public static let queuedIO = SignalCode(rawValue: -5)
  /// SI_TKILL: sent by `tgkill`.
  public static let threadKill = SignalCode(rawValue: -6)
  /// ILL_ILLOPC: no such instruction.
  public static let illegalOpcode = SignalCode(rawValue: 1)
  /// ILL_ILLOPN: an operand that the instruction does not take.
  public static let illegalOperand = SignalCode(rawValue: 2)
  /// ILL_ILLADR: an addressing mode that there is not.
  public static let illegalAddressing = SignalCode(rawValue: 3)
  /// ILL_ILLTRP: a trap that there is not.
  public static let illegalTrap = SignalCode(rawValue: 4)
  /// ILL_PRVOPC: an instruction that only the kernel may use.
  public static let privilegedOpcode = SignalCode(rawValue: 5)
  /// ILL_PRVREG: a register that only the kernel may use.
  public static let privilegedRegister = SignalCode(rawValue: 6)
  /// ILL_COPROC: a coprocessor failed.
  public static let coprocessorError = SignalCode(rawValue: 7)
  /// ILL_BADSTK: the processor's own stack overflowed.
  public static let badInternalStack = SignalCode(rawValue: 8)
  /// FPE_INTDIV: an integer was divided by zero.
  public static let integerDivision = SignalCode(rawValue: 1)
  /// FPE_INTOVF: an integer overflowed.
  public static let integerOverflow = SignalCode(rawValue: 2)
  /// FPE_FLTDIV: a floating-point number was divided by zero.
  public static let floatDivision = SignalCode(rawValue: 3)
  /// FPE_FLTOVF: a floating-point result was too large.
  public static let floatOverflow = SignalCode(rawValue: 4)
  /// FPE_FLTUND: a floating-point result was too small.
  public static let floatUnderflow = SignalCode(rawValue: 5)
  /// FPE_FLTRES: a floating-point result was inexact.
  public static let floatInexact = SignalCode(rawValue: 6)
  /// FPE_FLTINV: an invalid floating-point operation.
  public static let floatInvalid = SignalCode(rawValue: 7)
  /// FPE_FLTSUB: a subscript out of range.
  public static let subscriptRange = SignalCode(rawValue: 8)
  /// SEGV_MAPERR: nothing is mapped at the address.
  public static let notMapped = SignalCode(rawValue: 1)
  /// SEGV_ACCERR: the mapping does not permit the access.
  public static let accessDenied = SignalCode(rawValue: 2)
  /// SEGV_BNDERR: a bounds check failed.
  public static let boundsError = SignalCode(rawValue: 3)
  /// SEGV_PKUERR: a memory protection key forbids the access.
  public static let keyError = SignalCode(rawValue: 4)
  /// BUS_ADRALN: the address is not aligned as the access needs it.
  public static let misaligned = SignalCode(rawValue: 1)
  /// BUS_ADRERR: no memory is behind the address, as past a mapped file's end.
  public static let noPhysicalAddress = SignalCode(rawValue: 2)
  /// BUS_OBJERR: the memory itself failed.
  public static let hardwareError = SignalCode(rawValue: 3)
  /// TRAP_BRKPT: an `ebreak` instruction.
  public static let breakpoint = SignalCode(rawValue: 1)
  /// TRAP_TRACE: a single step was made.
  public static let trace = SignalCode(rawValue: 2)
  /// TRAP_BRANCH: a branch was taken.
  public static let branch = SignalCode(rawValue: 3)
  /// TRAP_HWBKPT: a watched address was touched.
  public static let hardwareBreakpoint = SignalCode(rawValue: 4)
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
  /// POLL_IN: there is input.
  public static let inputReady = SignalCode(rawValue: 1)
  /// POLL_OUT: there is room for output.
  public static let outputReady = SignalCode(rawValue: 2)
  /// POLL_MSG: there is a message.
  public static let messageReady = SignalCode(rawValue: 3)
  /// POLL_ERR: an error.
  public static let inputOutputError = SignalCode(rawValue: 4)
  /// POLL_PRI: there is urgent input.
  public static let urgentInput = SignalCode(rawValue: 5)
  /// POLL_HUP: the other end is gone.
  public static let hungUp = SignalCode(rawValue: 6)

  /// Every code under its C name; the same number means different things with different signals.
  public static let constants: [NamedConstant] = [
    ("SI_USER", user), ("SI_KERNEL", kernel), ("SI_QUEUE", queue), ("SI_TIMER", timer),
    ("SI_MESGQ", messageQueue), ("SI_ASYNCIO", asynchronousIO), ("SI_SIGIO", queuedIO),
    ("SI_TKILL", threadKill), ("ILL_ILLOPC", illegalOpcode), ("ILL_ILLOPN", illegalOperand),
    ("ILL_ILLADR", illegalAddressing), ("ILL_ILLTRP", illegalTrap), ("ILL_PRVOPC", privilegedOpcode),
    ("ILL_PRVREG", privilegedRegister), ("ILL_COPROC", coprocessorError), ("ILL_BADSTK", badInternalStack),
    ("FPE_INTDIV", integerDivision), ("FPE_INTOVF", integerOverflow), ("FPE_FLTDIV", floatDivision),
    ("FPE_FLTOVF", floatOverflow), ("FPE_FLTUND", floatUnderflow), ("FPE_FLTRES", floatInexact),
    ("FPE_FLTINV", floatInvalid), ("FPE_FLTSUB", subscriptRange), ("SEGV_MAPERR", notMapped),
    ("SEGV_ACCERR", accessDenied), ("SEGV_BNDERR", boundsError), ("SEGV_PKUERR", keyError),
    ("BUS_ADRALN", misaligned), ("BUS_ADRERR", noPhysicalAddress), ("BUS_OBJERR", hardwareError),
    ("TRAP_BRKPT", breakpoint), ("TRAP_TRACE", trace), ("TRAP_BRANCH", branch),
    ("TRAP_HWBKPT", hardwareBreakpoint), ("CLD_EXITED", exited), ("CLD_KILLED", killed),
    ("CLD_DUMPED", dumped), ("CLD_TRAPPED", trapped), ("CLD_STOPPED", stopped), ("CLD_CONTINUED", continued),
    ("POLL_IN", inputReady), ("POLL_OUT", outputReady), ("POLL_MSG", messageReady),
    ("POLL_ERR", inputOutputError), ("POLL_PRI", urgentInput), ("POLL_HUP", hungUp),
  ].map { NamedConstant($0.0, Int64($0.1.rawValue)) }

  /// The code's C name where it comes with this signal, or nil if it has none.
  public func cName(with signal: Signal) -> String? {
    let prefixes: [Signal: String] = [
      .illegalInstruction: "ILL_", .arithmetic: "FPE_", .segmentationViolation: "SEGV_", .bus: "BUS_",
      .trap: "TRAP_", .child: "CLD_", .inputOutput: "POLL_",
    ]
    let prefix = rawValue > 0 && rawValue < SignalCode.kernel.rawValue ? prefixes[signal] : "SI_"
    return prefix.flatMap { prefix in
      SignalCode.constants.first { $0.value == Int64(rawValue) && $0.name.hasPrefix(prefix) }?.name
    }
  }
}
