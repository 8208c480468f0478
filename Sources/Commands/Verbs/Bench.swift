import ArgumentParser
import Toolchain

/// `ring3 bench`: how fast Ring3 is, beside other programs that do something comparable.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how fast Ring3 is, beside others.",
    discussion: """
      start: a program that says hello, and a shell. assembly: a large source, beside clang's assembler. speed: four programs \
      from userprogs/bench, 'run --fast' beside the Swift toolchain's WebAssembly interpreter, and 'run' with its \
      TLBs and caches beside cachegrind, which simulates caches too. system: what the kernel does, beside the \
      host's own kernel. The same C is built for each. All take turns, and the best turn of each counts. What is \
      not installed is left out. Takes about three minutes; close other programs first.

      Examples:
        ring3 bench
        ring3 bench --only system
        ring3 bench --quick
        ring3 bench --json > today.json
      """)

  @Flag(help: "Print one JSON object instead of tables.")
  var json = false

  @Option(help: ArgumentHelp("Measure this part alone: \(BenchPart.names).", valueName: "part"))
  var only: BenchPart?

  @Flag(help: "Less work and one turn: the numbers are rough.")
  var quick = false

  func run() throws {
    let (tools, folder) = (try BenchTools(), try BenchFolder())
    let repetitions = quick ? 1 : 4
    var report = BenchReport(repetitions: repetitions)
    if measures(.start) { report.start = try StartBench(tools, in: folder, repetitions: quick ? 5 : 20) }
    if measures(.assembly) {
      report.assembly = try AssemblyBench(tools, in: folder, repetitions: repetitions, isQuick: quick)
    }
    if measures(.speed) {
      report.speed = try SpeedBench(tools, in: folder, repetitions: repetitions, isQuick: quick)
      report.missing = BenchPeer.allCases.compactMap { peer in
        peer.missing(tools).map { "\(peer.title): \($0)" }
      }
    }
    if measures(.system) {
      report.system = try SystemBench(tools, in: folder, repetitions: repetitions, isQuick: quick)
    }
    var output = ResultOutput()
    try output.text(json ? report.json : report.table)
    try output.flush()
  }

  private func measures(_ part: BenchPart) -> Bool { only == nil || only == part }
}

/// What can be measured alone.
enum BenchPart: String, ExpressibleByArgument, CaseIterable {
  case start
  case assembly
  case speed
  case system

  /// Their names, as the help has them.
  static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
