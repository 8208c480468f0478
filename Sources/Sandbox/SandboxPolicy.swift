import Glibc

/// What a locked process may still do.
///
/// It always may compute, use memory that is not executable, read the clock, ask for random bytes, and end.
/// Beyond that it may read and write descriptors that were open before, each of them named here.
public struct SandboxPolicy: Sendable {
  /// Descriptors that may be read and positioned.
  public var readable: [Int32]

  /// Descriptors that may be written.
  public var writable: [Int32]

  /// Whether the process may read and change the settings of the terminal on standard input.
  public var controlsTerminal: Bool

  /// How many bytes of address space the process may take beyond what it has when it is locked; nil for no limit.
  public var additionalMemory: Int?

  /// Open folders in which files may be made, replaced and removed, and nowhere else.
  public var folders: [Int32] = []

  /// Whether threads that already run are locked too.
  public var locksEveryThread: Bool

  /// The policy of a run: standard input is read, standard output and standard error are written.
  public init(
    readable: [Int32] = [STDIN_FILENO], writable: [Int32] = [STDOUT_FILENO, STDERR_FILENO],
    controlsTerminal: Bool = false, additionalMemory: Int? = nil, locksEveryThread: Bool = true
  ) {
    self.readable = readable
    self.writable = writable
    self.controlsTerminal = controlsTerminal
    self.additionalMemory = additionalMemory
    self.locksEveryThread = locksEveryThread
  }
}

extension SandboxPolicy {
  /// The policy of the process that writes folders back: it is told what to do on standard input.
  public static func writingFolders(_ folders: [Int32]) -> SandboxPolicy {
    var policy = SandboxPolicy()
    policy.folders = folders
    return policy
  }

  /// The allow-list. Whatever is not in it kills the process.
  ///
  /// The first group was found by removing one call after the other from a synchronous Swift process until it
  /// died; the second is what a run does with its descriptors.
  var rules: [SystemCallRule] {
    let memoryAndExit = [
      SystemCallRule("exit_group"),
      SystemCallRule("exit"),
      SystemCallRule("brk"),
      SystemCallRule("munmap"),
      SystemCallRule("madvise"),
      SystemCallRule("mremap"),
      SystemCallRule("mmap", where: .argument(2, hasNoneOf: PROT_EXEC), .argument(4, isInt: -1)),
      SystemCallRule("mprotect", where: .argument(2, hasNoneOf: PROT_EXEC)),
      SystemCallRule("futex"),
      SystemCallRule("poll"),
      SystemCallRule("getrandom"),
      SystemCallRule("clock_gettime"),
      SystemCallRule("rt_sigreturn"),
      SystemCallRule("restart_syscall"),
    ]
    let reads = readable.flatMap { descriptor in
      ["read", "readv", "pread64", "lseek"].map {
        SystemCallRule($0, where: .argument(0, isInt: descriptor))
      }
    }
    let writes = writable.flatMap { descriptor in
      ["write", "writev"].map { SystemCallRule($0, where: .argument(0, isInt: descriptor)) }
    }
    let requests = [TCGETS, TCSETS, TCSETSW, TIOCGWINSZ]
    let controls = requests.filter { _ in controlsTerminal }.map {
      SystemCallRule("ioctl", where: .argument(0, isInt: STDIN_FILENO), .argument(1, isInt: Int32($0)))
    }
    return memoryAndExit + reads + writes + controls + (folders.isEmpty ? [] : folderRules)
  }

  /// What changing folders takes. That names lead nowhere else is not for these rules, which see no paths: `openat2` is
  /// asked for it, and Landlock holds even if it is not.
  private var folderRules: [SystemCallRule] {
    [
      "openat2", "close", "write", "fsync", "fchmod", "utimensat", "unlinkat", "mkdirat", "symlinkat",
      "renameat", "renameat2", "getpid",
    ].map { SystemCallRule($0) }
  }
}
