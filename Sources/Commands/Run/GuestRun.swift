import ABI
import ELF
import Glibc
import Kernel
import Machine
import Sandbox
import Toolchain

/// One program on one machine, from boot to its end, and the streams that it reads and writes.
///
/// The order is what makes it safe: everything that the run needs is read first, then this process is locked down,
/// and then the first instruction of the program is executed.
struct GuestRun {
  var kernel: Kernel
  let machine: Machine
  private let program: Program
  private let elf: ELFFile
  private let limits: LimitOptions
  private let sources: SourceLines
  private var outputLeft: UInt64
  /// Where the program's references are written to, if they are recorded.
  private let references: Int32?
  /// Who writes folders back, if any are.
  private let writeBack: WriteBackProcess?
  /// What tells of the signals that end Ring3, where it has something to write back first.
  let endingSignals: SignalPipe?
  private var failedToWriteBack = false
  /// The terminal that the program has, if a person sits before it.
  let terminal: HostTerminal?
  var slice = Slice()
  /// Whether its clock goes on when the host is too slow for the machine.
  let keepsWallTime: Bool
  /// Who decides who runs.
  let scheduler: SchedulerChoice

  /// How a run ended.
  enum Ending {
    case program(ExitStatus)
    case limit(RunLimit)
    /// Every thread waits for something that cannot happen any more.
    case deadlock
    /// Somebody on the host wants Ring3 to end.
    case hostSignal(Int32)
  }

  /// Boots the machine with the program; nothing of it has been executed yet.
  init(
    _ program: Program, arguments: [String], on system: SystemConfiguration, files: GrantedFiles,
    limits: LimitOptions, recording: GuestRecording? = nil, references: String? = nil,
    terminal: HostTerminal? = nil, bootTime: Int64? = nil, keepsWallTime: Bool = false,
    environment: [String] = Self.environment
  ) throws {
    self.terminal = terminal
    self.keepsWallTime = keepsWallTime && terminal != nil
    self.program = program
    self.limits = limits
    outputLeft = limits.limitOutput ?? .max
    let path = program.reference.firstPath
    do {
      elf = try ELFFile(executable: program.bytes)
    } catch {
      throw Failure("'\(path)' cannot be run: it is \(error)")
    }
    sources = SourceLines(of: program.reference)
    self.references = try references.map { try ResultFile.open($0) }
    machine = Machine(system.wholeMachine)
    var options = Self.options(limits, recording)
    do throws(SettingError) { scheduler = try system.scheduler } catch { throw Failure(error.message) }
    if terminal != nil {
      options.hasKeyboard = true
      if let bootTime { options.bootTime = bootTime }
    }
    options.scheduler = scheduler
    options.replacement = system.replacement
    options.overcommit = system.overcommit
    kernel = Kernel(options, machine: machine)
    try files.install(in: &kernel.files)
    let writable = files.folders.filter { $0.mount.access == .writeBack }
    writeBack = writable.isEmpty ? nil : try WriteBackProcess(writable)
    endingSignals = writable.isEmpty ? nil : terminal?.signals ?? SignalPipe()
    endingSignals?.catch(SignalPipe.endings)
    let name = program.reference.name
    do {
      try kernel.start(
        elf, path: "/bin/\(name)", arguments: [name] + arguments,
        environment: environment + (terminal == nil ? [] : Self.terminalKind), on: machine)
    } catch {
      throw Failure("'\(path)' cannot be run: \(error)")
    }
    kernel.files.noteSaved()
  }

  /// What programs find in their environment.
  static let environment = ["HOME=/home", "PATH=/bin", "PWD=/home"]

  /// How programs may talk to the terminal: as it is here.
  private static var terminalKind: [String] {
    getenv("TERM").map { ["TERM=" + String(cString: $0)] } ?? []
  }

  private static func options(_ limits: LimitOptions, _ recording: GuestRecording?) -> KernelOptions {
    var options = KernelOptions()
    if let recording {
      options.recording = recording.what
      options.recordedBytes = recording.bytes
    }
    options.limits.instructions = limits.limitInstructions
    options.limits.microseconds = limits.limitTime
    options.limits.outputBytes = limits.limitOutput
    options.standardInput = StandardInput.file()
    options.terminals = Set((0...2).filter { isatty(Int32($0)) == 1 })
    options.windowSize = HostTerminal.size
    options.flushEveryWrite = options.terminals.contains(1) || options.terminals.contains(2)
    return options
  }

  /// Locks this process down, as far as the options and the system have it.
  ///
  /// - Parameter writable: descriptors that are written besides the standard streams.
  func lockDown(writable: [Int32] = []) throws {
    // Asked for now: a locked process cannot find out what standard error is.
    _ = Terminal.errorStyle
    if limits.noSandbox { return }
    // Decoded code takes twice its size, files that the program writes as much as the memory has, and an array that
    // grows is there twice.
    let memory =
      8 * Int(machine.configuration.memorySize) + 2 * Int(machine.configuration.swapSize) + (512 << 20)
    let policy = SandboxPolicy(
      readable: (terminal?.readable ?? [STDIN_FILENO]) + (writeBack.map { [$0.answers] } ?? [])
        + (endingSignals.map { [$0.output] } ?? []),
      writable: [STDOUT_FILENO, STDERR_FILENO] + writable + (references.map { [$0] } ?? [])
        + (terminal?.writable ?? []) + (writeBack.map { [$0.requests] } ?? [])
        + (endingSignals.map { [$0.input] } ?? []),
      controlsTerminal: terminal != nil, additionalMemory: memory)
    do throws(SandboxError) {
      try Sandbox.lockDown(policy)
    } catch {
      if limits.requireSandbox {
        throw Failure(
          "this process cannot be locked down: \(error)", advice: "'ring3 doctor' says more about it.")
      }
      let warning = Terminal.errorStyle.yellow("warning:")
      Terminal.printError("ring3: \(warning) the program runs unlocked: \(error)\n")
    }
  }

  /// Executes the program to its end, and tells the user how that was.
  mutating func runToEnd() throws -> RunEnded {
    do {
      let ending = try run()
      return RunEnded(status: try explain(ending))
    } catch is UserLeft {
      Terminal.printError("\nring3: the run was ended by ^]\n")
      return RunEnded(status: Ring3Status.killed(bySignal: SIGKILL))
    }
  }

  /// Executes the program to its end.
  ///
  /// - Parameter observe: takes what was recorded, if something is; it comes before what the program has written since.
  mutating func run(observe: ([KernelEvent]) throws -> Void = { _ in }) throws -> Ending {
    terminal?.take()
    defer { terminal?.giveBack() }
    do {
      return try goOn(observe)
    } catch let end as EndedByHost {
      return .hostSignal(end.signal)
    } catch {
      // What the program changed on the host is not lost because Ring3 cannot go on.
      writeFoldersBack()
      throw error
    }
  }

  private mutating func goOn(_ observe: ([KernelEvent]) throws -> Void) throws -> Ending {
    beginSlice()
    while true {
      if terminal == nil, let signal = endingSignals?.take().first { return .hostSignal(signal) }
      let pause = kernel.run(on: machine)
      let events = kernel.takeEvents()
      if !events.isEmpty { try observe(events) }
      try passOnOutput()
      if kernel.hasFolderChanges { writeFoldersBack() }
      for report in kernel.takeReports() { tell("ring3: \(report)\n") }
      for crash in kernel.takeCrashes() { tell(CrashText(crash, elf: elf, sources: sources).text) }
      switch pause {
      case .output, .events: continue
      case .input: supplyInput()
      case .time: try endSlice()
      case .idle(let time): try wait(until: time)
      case .ended(let status): return .program(status)
      case .limit(let limit): return .limit(limit)
      case .deadlock: return .deadlock
      }
    }
  }

  /// Writes what the program has written, up to the limit: it is reached in the middle of a write, as a rule.
  private mutating func passOnOutput() throws {
    for chunk in machine.console.takeOutput() {
      let bytes = chunk.bytes.prefix(Int(clamping: outputLeft))
      outputLeft -= UInt64(bytes.count)
      do throws(HostFile.Failure) {
        if chunk.stream == Console.terminal {
          try terminal?.show(bytes)
        } else {
          try HostFile.writeAll(bytes, to: Int32(chunk.stream))
        }
      } catch {
        let stream = ["the terminal", "standard output", "standard error"][chunk.stream]
        throw Failure("\(stream) cannot be written: \(error)")
      }
    }
  }

  /// Has what the program changed in folders of the host done there, and waits until that is so.
  private mutating func writeFoldersBack() {
    guard let writeBack else { return }
    let changes = kernel.takeFolderChanges(on: machine)
    if changes.isEmpty { return }
    for folder in changes where folder.isTooLarge {
      warnOfLoss("\(folder.source): it has too many names, or too long ones")
    }
    do throws(HostFile.Failure) {
      for failure in try writeBack.apply(changes) { warnOfLoss(failure) }
    } catch {
      warnOfLoss("a folder: the process that writes it has failed (\(error))")
    }
  }

  private mutating func warnOfLoss(_ what: String) {
    failedToWriteBack = true
    tell("ring3: \(Terminal.errorStyle.yellow("warning:")) not written back: \(what)\n")
  }

  /// Tells the user something while the program runs, whose screen may be the same.
  private func tell(_ text: String) {
    let isShared = terminal?.isTaken ?? false
    Terminal.printError(isShared ? text.replacing("\n", with: "\r\n") : text)
  }

  /// Waits for something on standard input, or for its end.
  private mutating func supplyInput() {
    if let endingSignals, endingSignals.comesBefore(inputOf: STDIN_FILENO) { return }
    do throws(HostFile.Failure) {
      let bytes = try HostFile.readSome(from: STDIN_FILENO)
      if bytes.isEmpty { machine.console.endInput() } else { machine.console.supplyInput(bytes) }
    } catch {
      Terminal.printError("ring3: standard input cannot be read: \(error)\n")
      machine.console.endInput()
    }
  }

  /// Tells the user why a run ended, unless the program itself ended it, and returns the exit status for it.
  ///
  /// What the program left in folders that are written back gets there first, however it ended.
  mutating func explain(_ ending: Ending) throws -> Int32 {
    try writeReferences()
    writeFoldersBack()
    let status = tell(ending)
    return failedToWriteBack ? Ring3Status.ring3Failed.rawValue : status
  }

  private func tell(_ ending: Ending) -> Int32 {
    switch ending {
    case .program(.exited(let status)): return Int32(status)
    case .program(.signaled(let signal, let report)):
      if let report {
        Terminal.printError(CrashText(report, elf: elf, sources: sources).text)
      } else {
        Terminal.printError("ring3: the program was killed by \(signal.cName): \(signal.message)\n")
      }
      if case .outOfMemory? = report?.reason {
        return endedByLimit("the limit of \(machine.configuration.memorySize >> 10) KiB of memory")
      }
      return Ring3Status.killed(bySignal: signal.rawValue)
    case .limit(let limit): return endedByLimit(limit.description)
    case .deadlock:
      Terminal.printError(
        "ring3: the run was ended: every thread waits for something that cannot happen any more\n")
      for line in kernel.waitingThreads { Terminal.printError("ring3:   \(line)\n") }
      return Ring3Status.limitReached.rawValue
    case .hostSignal(let number):
      Terminal.printError("ring3: the run was ended by \(Signal(rawValue: number)?.cName ?? "a signal")\n")
      return Ring3Status.killed(bySignal: number)
    }
  }

  private func writeReferences() throws {
    guard let references else { return }
    do throws(HostFile.Failure) {
      try HostFile.writeAll(kernel.referenceString.text.utf8, to: references)
    } catch {
      throw Failure("the references cannot be written: \(error)")
    }
  }

  private func endedByLimit(_ limit: String) -> Int32 {
    Terminal.printError("ring3: the run was ended: \(limit) was reached\n")
    return Ring3Status.limitReached.rawValue
  }
}

/// What a run is to record, for a trace.
struct GuestRecording {
  let what: Recording
  /// How many bytes of a text are kept.
  let bytes: Int
}

/// Ends Ring3 with this status; everything that was to be said has been said.
struct RunEnded: Error {
  let status: Int32
}
