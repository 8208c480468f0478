/// What parent and child share, and what `clone` does besides: an argument of `clone`, `clone3` and
/// `unshare`.
///
/// The lowest byte of `clone`'s word is no flag but the signal that tells the parent of the end:
/// `exitSignalMask`.
public struct CloneFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt64

  /// The flags that a program passed.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// CLONE_VM: the memory is shared, not copied.
  public static let memory = CloneFlags(rawValue: 0x100)
  /// CLONE_FS: root, current directory and umask are shared.
  public static let fileSystem = CloneFlags(rawValue: 0x200)
  /// CLONE_FILES: the table of descriptors is shared.
  public static let files = CloneFlags(rawValue: 0x400)
  /// CLONE_SIGHAND: the signal actions are shared; needs CLONE_VM.
  public static let signalActions = CloneFlags(rawValue: 0x800)
  /// CLONE_PIDFD: the parent gets a descriptor of the child.
  public static let pidDescriptor = CloneFlags(rawValue: 0x1000)
  /// CLONE_PTRACE: a traced parent's tracer traces the child too.
  public static let traced = CloneFlags(rawValue: 0x2000)
  /// CLONE_VFORK: the parent waits until the child execs or exits.
  public static let vfork = CloneFlags(rawValue: 0x4000)
  /// CLONE_PARENT: the child's parent is the caller's parent.
  public static let sameParent = CloneFlags(rawValue: 0x8000)
  /// CLONE_THREAD: the child is a thread of the caller's process; needs CLONE_SIGHAND.
  public static let thread = CloneFlags(rawValue: 0x10000)
  /// CLONE_NEWNS: a mount namespace of its own.
  public static let newMounts = CloneFlags(rawValue: 0x20000)
  /// CLONE_SYSVSEM: the list of SEM_UNDO adjustments is shared.
  public static let semaphoreUndo = CloneFlags(rawValue: 0x40000)
  /// CLONE_SETTLS: the child's thread pointer is the argument `tls`.
  public static let setTLS = CloneFlags(rawValue: 0x80000)
  /// CLONE_PARENT_SETTID: the child's thread id is stored where the parent says.
  public static let setParentTID = CloneFlags(rawValue: 0x100000)
  /// CLONE_CHILD_CLEARTID: at its end a word of the child is cleared and woken as a futex.
  public static let clearChildTID = CloneFlags(rawValue: 0x200000)
  /// CLONE_DETACHED: ignored since Linux 2.6.
  public static let detached = CloneFlags(rawValue: 0x400000)
  /// CLONE_UNTRACED: CLONE_PTRACE cannot be forced on the child.
  public static let untraced = CloneFlags(rawValue: 0x800000)
  /// CLONE_CHILD_SETTID: the child's thread id is stored in the child's memory.
  public static let setChildTID = CloneFlags(rawValue: 0x1000000)
  /// CLONE_NEWCGROUP: a cgroup namespace of its own.
  public static let newControlGroup = CloneFlags(rawValue: 0x2000000)
  /// CLONE_NEWUTS: a UTS namespace of its own.
  public static let newSystemName = CloneFlags(rawValue: 0x4000000)
  /// CLONE_NEWIPC: an IPC namespace of its own.
  public static let newIPC = CloneFlags(rawValue: 0x8000000)
  /// CLONE_NEWUSER: a user namespace of its own.
  public static let newUsers = CloneFlags(rawValue: 0x10000000)
  /// CLONE_NEWPID: a PID namespace of its own.
  public static let newPIDs = CloneFlags(rawValue: 0x20000000)
  /// CLONE_NEWNET: a network namespace of its own.
  public static let newNetwork = CloneFlags(rawValue: 0x40000000)
  /// CLONE_IO: the I/O context is shared.
  public static let inputOutput = CloneFlags(rawValue: 0x80000000)
  /// CLONE_CLEAR_SIGHAND: every handled signal has its default action in the child; `clone3` only.
  public static let clearSignalActions = CloneFlags(rawValue: 0x100000000)
  /// CLONE_INTO_CGROUP: the child starts in another cgroup; `clone3` only.
  public static let intoControlGroup = CloneFlags(rawValue: 0x200000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: CloneFlags)] = [
    ("CLONE_VM", .memory), ("CLONE_FS", .fileSystem), ("CLONE_FILES", .files),
    ("CLONE_SIGHAND", .signalActions), ("CLONE_PIDFD", .pidDescriptor), ("CLONE_PTRACE", .traced),
    ("CLONE_VFORK", .vfork), ("CLONE_PARENT", .sameParent), ("CLONE_THREAD", .thread),
    ("CLONE_NEWNS", .newMounts), ("CLONE_SYSVSEM", .semaphoreUndo), ("CLONE_SETTLS", .setTLS),
    ("CLONE_PARENT_SETTID", .setParentTID), ("CLONE_CHILD_CLEARTID", .clearChildTID),
    ("CLONE_DETACHED", .detached), ("CLONE_UNTRACED", .untraced), ("CLONE_CHILD_SETTID", .setChildTID),
    ("CLONE_NEWCGROUP", .newControlGroup), ("CLONE_NEWUTS", .newSystemName), ("CLONE_NEWIPC", .newIPC),
    ("CLONE_NEWUSER", .newUsers), ("CLONE_NEWPID", .newPIDs), ("CLONE_NEWNET", .newNetwork),
    ("CLONE_IO", .inputOutput), ("CLONE_CLEAR_SIGHAND", .clearSignalActions),
    ("CLONE_INTO_CGROUP", .intoControlGroup),
  ]

  /// CSIGNAL, the part of `clone`'s word that is the exit signal.
  public static let exitSignalMask: UInt64 = 0xff
}

/// What `clone3` is asked to do: `struct clone_args`, 88 bytes.
///
/// A program may pass fewer bytes, down to 64; the rest counts as zero.
public struct CloneArguments: SharedStructure {
  /// What is shared, without an exit signal.
  public var flags: CloneFlags = []
  /// Where CLONE_PIDFD stores the descriptor.
  public var pidDescriptor: UInt64 = 0
  /// Where the child finds its thread id.
  public var childTID: UInt64 = 0
  /// Where the parent finds the child's thread id.
  public var parentTID: UInt64 = 0
  /// The signal that tells the parent of the end.
  public var exitSignal: UInt64 = 0
  /// The lowest address of the child's stack.
  public var stack: UInt64 = 0
  /// Bytes of the child's stack.
  public var stackSize: UInt64 = 0
  /// The child's thread pointer.
  public var tls: UInt64 = 0
  /// An array of ids that the child shall have.
  public var setTID: UInt64 = 0
  /// How many ids that array has.
  public var setTIDCount: UInt64 = 0
  /// The descriptor of the child's cgroup.
  public var controlGroup: UInt64 = 0

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "clone_args", "What clone3 is asked to do.",
    [
      ("unsigned long", "flags", 8), ("unsigned long", "pidfd", 8), ("unsigned long", "child_tid", 8),
      ("unsigned long", "parent_tid", 8), ("unsigned long", "exit_signal", 8), ("unsigned long", "stack", 8),
      ("unsigned long", "stack_size", 8), ("unsigned long", "tls", 8), ("unsigned long", "set_tid", 8),
      ("unsigned long", "set_tid_size", 8), ("unsigned long", "cgroup", 8),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    CloneArguments.layout.encode(
      flags.rawValue, pidDescriptor, childTID, parentTID, exitSignal, stack, stackSize, tls, setTID,
      setTIDCount, controlGroup)
  }

  /// The structure in these bytes, or nil if there are fewer than 88.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(CloneArguments.layout, bytes) else { return nil }
    flags = CloneFlags(rawValue: reader.next())
    pidDescriptor = reader.next()
    childTID = reader.next()
    parentTID = reader.next()
    exitSignal = reader.next()
    stack = reader.next()
    stackSize = reader.next()
    tls = reader.next()
    setTID = reader.next()
    setTIDCount = reader.next()
    controlGroup = reader.next()
  }

  /// CLONE_ARGS_SIZE_VER0: the least that a program may pass.
  public static let minimumSize = 64
}
