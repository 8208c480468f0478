/// How a signal is handled: `sa_flags`.
public struct ActionFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt64

  /// The flags that a program passed.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// SA_NOCLDSTOP: of SIGCHLD: not when a child stops or goes on.
  public static let noChildStop = ActionFlags(rawValue: 1)
  /// SA_NOCLDWAIT: of SIGCHLD: children leave no zombies.
  public static let noChildWait = ActionFlags(rawValue: 2)
  /// SA_SIGINFO: the handler gets three arguments.
  public static let information = ActionFlags(rawValue: 4)
  /// SA_UNSUPPORTED: never set by the kernel: programs probe with it.
  public static let unsupported = ActionFlags(rawValue: 0x400)
  /// SA_EXPOSE_TAGBITS: keep the tag bits of a fault's address.
  public static let exposeTags = ActionFlags(rawValue: 0x800)
  /// SA_ONSTACK: the handler runs on the alternate stack.
  public static let onStack = ActionFlags(rawValue: 0x8000000)
  /// SA_RESTART: calls that the handler interrupted go on.
  public static let restart = ActionFlags(rawValue: 0x10000000)
  /// SA_NODEFER: the signal is not blocked in its own handler.
  public static let noDefer = ActionFlags(rawValue: 0x40000000)
  /// SA_RESETHAND: the action is the default one again before the handler runs.
  public static let resetHandler = ActionFlags(rawValue: 0x80000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: ActionFlags)] = [
    ("SA_ONSTACK", .onStack), ("SA_RESTART", .restart), ("SA_NODEFER", .noDefer),
    ("SA_RESETHAND", .resetHandler), ("SA_SIGINFO", .information), ("SA_NOCLDSTOP", .noChildStop),
    ("SA_NOCLDWAIT", .noChildWait), ("SA_UNSUPPORTED", .unsupported), ("SA_EXPOSE_TAGBITS", .exposeTags),
  ]
}

/// What a signal does: the kernel's `struct sigaction` on 64-bit RISC-V, 24 bytes, which has no restorer.
public struct SignalAction: SharedStructure {
  /// The handler's address, or `defaultHandler` or `ignoreHandler`.
  public var handler: UInt64
  /// How it is handled.
  public var flags: ActionFlags
  /// What is blocked while the handler runs.
  public var mask: SignalSet

  /// An action; without arguments the default one.
  public init(handler: UInt64 = SignalAction.defaultHandler, flags: ActionFlags = [], mask: SignalSet = []) {
    self.handler = handler
    self.flags = flags
    self.mask = mask
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "sigaction", "What a signal does: the kernel's layout.",
    [
      ("unsigned long", "sa_handler", 8), ("unsigned long", "sa_flags", 8), ("sigset_t", "sa_mask", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SignalAction.layout.encode(handler, flags.rawValue, mask.rawValue)
  }

  /// The structure in these bytes, or nil if there are fewer than 24.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SignalAction.layout, bytes) else { return nil }
    handler = reader.next()
    flags = ActionFlags(rawValue: reader.next())
    mask = SignalSet(rawValue: reader.next())
  }

  /// SIG_DFL, in the place of a handler.
  public static let defaultHandler: UInt64 = 0
  /// SIG_IGN, in the place of a handler.
  public static let ignoreHandler: UInt64 = 1

  /// The C declaration, in which the handler has two types.
  static let declaration = """
    // What a signal does, as the kernel lays it out: there is no restorer.
    struct sigaction {
      union {
        void (*sa_handler)(int);
        void (*sa_sigaction)(int, siginfo_t *, void *);
      };
      unsigned long sa_flags;
      sigset_t sa_mask;
    };
    _Static_assert(__builtin_offsetof(struct sigaction, sa_flags) == 8, "struct sigaction");
    _Static_assert(__builtin_offsetof(struct sigaction, sa_mask) == 16, "struct sigaction");
    _Static_assert(sizeof(struct sigaction) == 24, "struct sigaction");
    """
}

/// What `rt_sigprocmask` does with the set it is given.
public enum MaskOperation: UInt32, NamedNumber {
  /// SIG_BLOCK: the set is blocked too.
  case block = 0
  /// SIG_UNBLOCK: the set is no longer blocked.
  case unblock = 1
  /// SIG_SETMASK: exactly the set is blocked.
  case setMask = 2

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .block: "SIG_BLOCK"
    case .unblock: "SIG_UNBLOCK"
    case .setMask: "SIG_SETMASK"
    }
  }
}
