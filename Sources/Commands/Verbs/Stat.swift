import ArgumentParser
import Toolchain

/// `ring3 stat`: runs a program and prints what was counted.
struct Stat: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a program and print its counters.",
    usage: "ring3 stat [options] PROGRAM [arguments…]",
    discussion: """
      The program runs as with 'ring3 run'. When it has ended, the counters go to standard error, so that they do \
      not mix with what it prints. Each of them was counted where the event happened.

      Examples:
        ring3 stat wc README.md
        ring3 stat --machine laptop sort.c < numbers.txt
        ring3 stat --cache l1d:size=16K,ways=4 --tlb stlb:none matrix.c
        ring3 stat --sched --scheduler mlfq jobs.c
        ring3 stat --json -o counters.json primes 1000
      """)

  @Flag(help: "Print one JSON object instead of a table.")
  var json = false

  @Flag(help: "Print what the scheduler did with each thread, and a Gantt chart, too.")
  var sched = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the counters to this file instead.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup
  var guest: GuestOptions

  func run() throws {
    let recording = GuestRecording(what: [.switches, .states, .lifecycle], bytes: 0)
    var run = try guest.boot(recording: sched ? recording : nil)
    let descriptor = try ResultFile.open(output)
    try run.lockDown(writable: [descriptor])
    var schedule = ScheduleRecord()
    let ending = try run.run { schedule.add($0) }
    let status = try run.explain(ending)
    let text = StatisticsText(
      name: ([guest.program] + guest.arguments).joined(separator: " "), ending: ending, kernel: run.kernel,
      machine: run.machine, schedule: sched ? ScheduleText(schedule, of: run) : nil)
    do throws(HostFile.Failure) {
      try HostFile.writeAll((json ? text.json : text.table).utf8, to: descriptor)
    } catch {
      throw Failure("the counters cannot be written: \(error)")
    }
    throw RunEnded(status: status)
  }
}
