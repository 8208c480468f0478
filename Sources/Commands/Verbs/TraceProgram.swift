import ArgumentParser
import Kernel
import Toolchain
import Trace

/// `ring3 trace`: runs a program and prints its system calls and signals, as strace does.
struct TraceProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Run a program and print its system calls, signals and faults.",
    usage: "ring3 trace [options] PROGRAM [arguments…]",
    discussion: """
      The program runs as with 'ring3 run'. The trace has strace's format and goes to standard error, or to the file \
      of -o. All times are virtual. Tracing changes nothing: the program makes the same calls in the same cycles \
      without it.

      Examples:
        ring3 trace hello.c
        ring3 trace -f -e trace=process,signal shell.c
        ring3 trace -f --faults --switches fork.c
        ring3 trace -c sort.c < numbers.txt
        ring3 trace -r -T -o trace.txt wc README.md
        ring3 trace --json -f server.c 2> events.json
      """)

  @Flag(name: .customShort("f"), help: "Trace children and threads too.")
  var follow = false

  @Option(
    name: .customShort("e"),
    help: ArgumentHelp(
      """
      Trace only these: trace=NAME,… of calls or of the sets file, desc, process, memory, signal, network, ipc, \
      creds, clock; signal=NAME,…; '!' before the names: all but these. May be repeated.
      """, valueName: "expression"))
  var expression: [String] = []

  @Flag(
    name: .customShort("c"), help: "Only count the calls, their errors and their time, and print a table.")
  var count = false

  @Flag(name: .customShort("T"), help: "Print the time that each call took.")
  var durations = false

  @Flag(name: .customShort("r"), help: "Print the time since the line before.")
  var relative = false

  @Flag(name: .customShort("t"), help: "Print the time of day; twice: with microseconds.")
  var timeOfDay: Int

  @Option(
    name: .customShort("s"),
    help: ArgumentHelp("Print so many bytes of a text or a buffer.", valueName: "bytes"))
  var textLimit = 32

  @Option(
    name: .customShort("o"), help: ArgumentHelp("Write the trace to this file.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Print each page fault, and how it ended.")
  var faults = false

  @Flag(help: "Print each switch of a hart from one thread to another, and its cause.")
  var switches = false

  @Flag(help: "Print each change of a thread's state, and its cause.")
  var states = false

  @Flag(help: "Print each event as an object in JSON; docs/trace-schema.json describes them.")
  var json = false

  @OptionGroup
  var guest: GuestOptions

  func validate() throws {
    guard (0...(1 << 20)).contains(textLimit) else {
      throw ValidationError("-s takes a number of bytes from 0 to 1048576.")
    }
    _ = try filter()
  }

  func run() throws {
    var options = try traceOptions()
    var run = try guest.boot(recording: GuestRecording(what: options.recording, bytes: textLimit))
    options.cyclesPerMicrosecond = run.machine.configuration.cyclesPerMicrosecond
    options.bootTime = KernelOptions().bootTime
    let descriptor = try ResultFile.open(output)
    try run.lockDown(writable: [descriptor])
    var tracer = Tracer(options)
    let ending = try run.run { events in try write(tracer.trace(events), to: descriptor) }
    try write(tracer.finish(), to: descriptor)
    throw RunEnded(status: try run.explain(ending))
  }

  private func traceOptions() throws -> TraceOptions {
    var options = TraceOptions()
    options.followsForks = follow
    options.filter = try filter()
    options.timestamps =
      relative ? .relative : timeOfDay == 0 ? .none : timeOfDay == 1 ? .seconds : .microseconds
    options.showsDurations = durations
    options.limit = textLimit
    options.isFile = output != nil
    options.isJSON = json
    options.countsOnly = count
    (options.showsFaults, options.showsSwitches, options.showsStates) = (faults, switches, states)
    return options
  }

  private func filter() throws -> CallFilter {
    var filter = CallFilter.all
    for expression in expression {
      do throws(FilterError) {
        try filter.restrict(expression)
      } catch {
        throw ValidationError("-e \(expression): \(error).")
      }
    }
    return filter
  }

  private func write(_ text: String, to descriptor: Int32) throws {
    do throws(HostFile.Failure) {
      try HostFile.writeAll(text.utf8, to: descriptor)
    } catch {
      throw Failure("the trace cannot be written: \(error)")
    }
  }
}
