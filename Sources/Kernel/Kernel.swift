import ABI
import Bytecode
import Machine

/// The operating system: one value, whose rows are processes, threads, files and frames.
///
/// A copy of a kernel, together with a copy of its machine, is a checkpoint.
public struct Kernel {
  /// The files that programs can open.
  public var files = FileSystem()
  /// What the kernel did since boot.
  public internal(set) var statistics = KernelStatistics()

  var options: KernelOptions
  /// What was changed of it while it runs.
  var tuning = Tuning()
  // Who there is.
  var processes = NumberedTable<Process>()
  var threads = NumberedTable<Thread>()
  /// How many processes have a number as their group or session.
  var groupSizes: [Int: Int] = [:]
  /// The number that a thread got last.
  var lastNumber = Kernel.firstProcess
  /// How the first process ended, once it has.
  var ending: ExitStatus? {
    didSet { hasNews = true }
  }
  /// Whether something has happened for which `run` may have to come back.
  var hasNews = true

  // What they have.
  var spaces = Table<AddressSpace>()
  var descriptorTables = Table<DescriptorTable>()
  var workingPlaces = Table<WorkingPlace>()
  var openFiles = Table<OpenFile>()
  var pipes = Table<Pipe>(from: 1)
  /// Inodes that only memory refers to: they go when that is given back.
  var unnamedMappedInodes: [InodeNumber] = []
  var pool: MemoryPool
  var asids: ASIDAllocator
  /// The frame of the code that signal handlers return to.
  let trampoline: FrameNumber

  /// What the first process has referenced, if that is recorded and its memory is gone already.
  var references = ReferenceString()

  /// What `getrandom` draws from.
  ///
  /// That this can be any generator is worth more than it seems: a kernel is handed over by its address then. One of
  /// nothing but plain fields would be copied, 1.6 KB, for each call of a function that only reads it.
  var random: any RandomNumberGenerator & Sendable

  // Who runs and who waits.
  var processors = Rows<Processor>()
  var cutTurn: CutTurn?
  var waitQueues = WaitQueues()
  /// The locks that lend priority and that somebody waits for.
  var priorityLocks: [FutexKey: PriorityLock] = [:]

  // What processes leave behind for each other.
  var semaphoreSets = SystemVTable<SemaphoreSet>(limit: SemaphoreSetStatus.maximumSets)
  /// Semaphores of all sets together.
  var semaphoreCount = 0
  var segments = SystemVTable<SharedSegment>(limit: SharedMemorySegment.maximumSegments)
  /// Segments that were removed and are still attached.
  var removedSegments = 0
  var messageQueues = SystemVTable<MessageQueue>(limit: MessageQueueStatus.maximumQueues)
  var posixQueues = Table<PosixQueue>(from: 1)
  var posixQueueNames: [String: Int] = [:]
  /// Bytes of all messages together, with what the kernel keeps for each.
  var messageBytes = 0

  // What processes say to each other.
  var sockets = Table<LocalSocket>(from: 1)
  /// Which socket has an abstract name.
  var abstractNames: [[UInt8]: Int] = [:]
  /// Bytes in the queues of all sockets, with what the kernel keeps for each message.
  var socketBytes = 0
  /// Bytes of all texts of /proc that open files keep.
  var snapshotBytes = 0
  /// How many open files are under way in messages, and those that are being given up.
  var descriptorsInFlight = 0
  var dropped: [OpenFileNumber] = []
  var isDropping = false

  /// The console and the pseudo terminals.
  var terminals = Table<Terminal>()

  // What descriptors name beside files.
  var eventCounters = Table<EventCounter>(from: 1)
  var descriptorTimers = Table<DescriptorTimer>(from: 1)
  var epollSets = Table<EpollSet>(from: 1)
  /// Which epoll sets are to be told when a channel is woken, and how many places in sets there are.
  var watches: [WaitChannel: [Watch]] = [:]
  var watchCount = 0
  /// The timers of `timer_create`, by process.
  var processTimers: [Int: ProcessTimers] = [:]
  /// The locks on files, and how many there are.
  var fileLocks: [InodeNumber: FileLocks] = [:]
  var fileLockCount = 0
  /// How much input had come when those who wait for it were last woken.
  var noticedInput: UInt64 = 0
  var timers = Timers()

  // What there is to tell.
  var log = KernelLog()
  var load: LoadAverage
  var events: [KernelEvent] = []
  var crashes: [CrashReport] = []
  private var reports: [KernelReport] = []

  /// A kernel that owns all memory of a machine and has no processes yet.
  public init(_ options: KernelOptions, machine: Machine) {
    self.options = options
    self.options.cyclesPerMicrosecond = machine.configuration.cyclesPerMicrosecond
    machine.console.terminals = options.terminals
    load = LoadAverage(cyclesPerMicrosecond: machine.configuration.cyclesPerMicrosecond)
    _ = terminals.insert(Terminal(.console, window: options.windowSize))
    pool = MemoryPool(frameCount: machine.frameCount, slots: machine.disk.slots)
    random = RandomNumbers(seed: machine.configuration.seed)
    asids = ASIDAllocator(count: options.asidCount)
    trampoline = pool.frames.allocate()!
    Self.writeTrampoline(to: trampoline, machine)
    let seed = machine.configuration.seed
    for hart in machine.harts {
      processors.append(Processor(queue: options.scheduler.makeRunQueue(seed: seed &+ UInt64(hart.id))))
    }
    files.bootTime = options.bootTime &* 1_000_000_000
    files.capacity = Int(machine.configuration.memorySize)
    logBoot(machine)
  }

  /// The code that signal handlers return to: `li a7, 139; ecall`, the call rt_sigreturn.
  private static func writeTrampoline(to frame: FrameNumber, _ machine: Machine) {
    machine.clear(frame)
    let code: [Instruction] = [
      Instruction(.addi, rd: 17, immediate: Int32(Syscall.rtSigreturn.rawValue)), Instruction(.ecall),
    ]
    machine.store64(UInt64(code[0].word) | UInt64(code[1].word) << 32, at: frame.address)
  }

  /// When to stop the run; once a limit was reached, a higher one lets the run go on.
  public var limits: RunLimits {
    get { options.limits }
    set { options.limits = newValue }
  }

  /// The cycle at which the run pauses though there is nothing to say: so its caller can look for keys.
  var pauseTime: UInt64?

  /// How many frames of physical memory nobody owns.
  public var freeFrames: Int { frames.freeCount }

  /// How many pages of the swap disk nobody owns.
  public var freeSwapSlots: Int { pool.swap.freeCount }

  /// What happened to pages since boot, beside the faults.
  public var memoryCounters: MemoryCounters { pool.counters }

  /// Who owns which frame.
  var frames: FrameTable {
    get { pool.frames }
    _modify { yield &pool.frames }
  }

  /// What the user should know, since this was last asked.
  public mutating func takeReports() -> [KernelReport] {
    defer { reports = [] }
    return reports
  }

  /// Who waits for what, a line for each thread.
  public var waitingThreads: [String] {
    threads.numbers.compactMap { number in
      let row = threads[number]
      guard let wait = row.wait else { return nil }
      return
        "thread \(number) of process \(row.process) (\(row.name)) waits for \(wait.channels.map(\.description).joined(separator: " or "))"
    }
  }

  /// The crashes of processes other than the first, since this was last asked.
  public mutating func takeCrashes() -> [CrashReport] {
    defer { crashes = [] }
    return crashes
  }

  /// The error for a call that Linux has and this kernel has not; it is reported once.
  mutating func missing(_ call: Syscall, _ context: Context) -> Errno {
    report(.missingCall(name: call.name, number: call.rawValue), context)
    return .notImplemented
  }

  /// The error for a call that nobody knows; it is reported once.
  mutating func unknown(_ number: UInt64, _ context: Context) -> Errno {
    report(.missingCall(name: nil, number: number), context)
    return .notImplemented
  }

  mutating func report(_ report: KernelReport, _ context: Context) {
    guard reported.count < Self.reportLimit, reported.insert(report).inserted else { return }
    log(report.level, report.description, context)
    reports.append(report)
  }

  private var reported: Set<KernelReport> = []
  /// A program can ask for any number of calls that do not exist: after so many the user knows.
  private static let reportLimit = 20
}

/// How a kernel is to behave.
public struct KernelOptions: Sendable {
  /// When to stop a run.
  public var limits = RunLimits()
  /// Which of the streams 0, 1 and 2 are a terminal on the host.
  public var terminals: Set<Int> = []
  /// Whether standard input comes from a terminal key by key, and what goes to it is shown as it is: then the kernel
  /// does all that a terminal does for programs, and time passes as the host says.
  public var hasKeyboard = false
  /// The size of the terminal on the host.
  public var windowSize = WindowSize()
  /// The file that standard input was redirected from; nil if it is a stream, which `Console` asks for as it is read.
  public var standardInput: InputFile?
  /// Whether `run` pauses for output after each write, as a terminal wants it, or after 64 KiB.
  public var flushEveryWrite = false
  /// Who runs next.
  public var scheduler = SchedulerChoice.standard
  /// Whether programs can be promised more memory than there is.
  public var overcommit = Overcommit.always
  /// Which pages make room for others.
  public var replacement = ReplacementOptions()
  /// What is recorded for a trace.
  public var recording: Recording = []
  /// How many bytes of a text or a buffer are recorded, and how many elements of an array.
  public var recordedBytes = 32
  /// How many threads there can be in all.
  public var threadLimit = 4096
  /// How many numbers the TLBs have for address spaces.
  public var asidCount: UInt16 = .max
  /// Bytes that a stack may grow to.
  public var stackLimit: UInt64 = 8 << 20
  /// The time at boot, in seconds since 1970. It is fixed, so that each run sees the same clock.
  public var bootTime: Int64 = 1_767_225_600

  /// Cycles in a clock tick of 10 ms, in which programs are told how much time was used.
  public var cyclesPerTick: UInt64 { cyclesPerMicrosecond * 10_000 }
  /// The clock frequency of the machine, in MHz; the kernel takes it from there.
  var cyclesPerMicrosecond: UInt64 = 1000

  /// The defaults.
  public init() {}
}

/// A file on standard input: the program can seek in it and ask for its size.
public struct InputFile: Sendable {
  let bytes: [UInt8]
  let offset: Int

  /// A file of these bytes, read from `offset` on.
  public init(bytes: [UInt8], offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }
}

/// When to stop a run, whatever the program does.
public struct RunLimits: Sendable {
  /// After so many instructions on all harts.
  public var instructions: UInt64?
  /// After so many microseconds of virtual time.
  public var microseconds: UInt64?
  /// After so many bytes on standard output and error.
  public var outputBytes: UInt64?

  /// No limits.
  public init() {}
}

/// A limit that was reached.
public enum RunLimit: Equatable, Sendable, CustomStringConvertible {
  case instructions(UInt64)
  case time(microseconds: UInt64)
  case output(bytes: UInt64)

  /// The limit in words.
  public var description: String {
    switch self {
    case .instructions(let count): "the limit of \(count) instructions"
    case .time(let microseconds): "the limit of \(microseconds) µs of virtual time"
    case .output(let bytes): "the limit of \(bytes) bytes of output"
    }
  }
}

/// Something that the user should know and the program does not tell.
public enum KernelReport: Hashable, Sendable, CustomStringConvertible {
  /// There was no memory left, and the process that had most of it was ended, of so many.
  case killedForMemory(PID, name: String, resident: Int, swapped: Int, processes: Int)
  /// The program made a system call that the kernel does not have.
  case missingCall(name: String?, number: UInt64)

  /// How bad it is.
  var level: LogLevel {
    switch self {
    case .killedForMemory: .error
    case .missingCall: .warning
    }
  }

  /// The report in a line.
  public var description: String {
    switch self {
    case .killedForMemory(let pid, let name, let resident, let swapped, let processes):
      "out of memory: killed \(name) (pid \(pid)), which had most of \(processes) processes: "
        + "\(resident) pages in memory, \(swapped) on the disk"
    case .missingCall(let name?, let number): "system call \(number) (\(name)) is not there: ENOSYS"
    case .missingCall(nil, let number): "system call \(number) does not exist: ENOSYS"
    }
  }
}
