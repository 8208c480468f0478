import ABI
import ELF
import Machine

/// The operating system: one value, whose rows are processes, threads, files and frames.
///
/// A copy of a kernel, together with a copy of its machine, is a checkpoint.
public struct Kernel {
  /// The files that programs can open.
  public var files = FileSystem()
  /// What the kernel did since boot.
  public internal(set) var statistics = KernelStatistics()

  let options: KernelOptions
  var processes = Table<Process>(from: 1)
  var threads = Table<Thread>(from: 1)
  var openFiles = Table<OpenFile>()
  var frames: FrameTable
  /// How the first process ended, once it has.
  var ending: ExitStatus?
  private var reports: [KernelReport] = []

  /// A kernel that owns all memory of a machine and has no processes yet.
  public init(_ options: KernelOptions, machine: Machine) {
    self.options = options
    machine.console.terminals = options.terminals
    frames = FrameTable(count: machine.frameCount)
    files.capacity = Int(machine.configuration.memorySize)
  }

  /// How many frames of physical memory nobody owns.
  public var freeFrames: Int { frames.freeCount }

  /// What the user should know, since this was last asked.
  public mutating func takeReports() -> [KernelReport] {
    defer { reports = [] }
    return reports
  }

  /// The error for a call that Linux has and this kernel has not; it is reported once.
  mutating func missing(_ call: Syscall) -> Errno {
    report(.missingCall(name: call.name, number: call.rawValue))
    return .notImplemented
  }

  /// The error for a call that nobody knows; it is reported once.
  mutating func unknown(_ number: UInt64) -> Errno {
    report(.missingCall(name: nil, number: number))
    return .notImplemented
  }

  private mutating func report(_ report: KernelReport) {
    guard reported.count < Self.reportLimit, reported.insert(report).inserted else { return }
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
  /// The file that standard input was redirected from; nil if it is a stream, which `Console` asks for as it is read.
  public var standardInput: InputFile?
  /// Whether `run` pauses for output after each write, as a terminal wants it, or after 64 KiB.
  public var flushEveryWrite = false
  /// Bytes that a stack may grow to.
  public var stackLimit: UInt64 = 8 << 20
  /// The time at boot, in seconds since 1970. It is fixed, so that each run sees the same clock.
  public var bootTime: Int64 = 1_767_225_600

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
  /// The program made a system call that the kernel does not have.
  case missingCall(name: String?, number: UInt64)

  /// The report in a line.
  public var description: String {
    switch self {
    case .missingCall(let name?, let number): "system call \(number) (\(name)) is not there: ENOSYS"
    case .missingCall(nil, let number): "system call \(number) does not exist: ENOSYS"
    }
  }
}
