import ArgumentParser
import Toolchain

/// `ring3 bench`: how fast Ring3 is, beside other programs that do something comparable.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how fast Ring3 is, beside others.",
    discussion: """
      Runs four programs from userprogs/bench: 'run --fast' beside the Swift toolchain's WebAssembly interpreter, \
      and 'run' with its TLBs and caches beside cachegrind, which simulates caches too. The same C is built for \
      each. All take turns, and the best turn of each counts. What is not installed is left out. Takes about two \
      minutes; close other programs first.

      Examples:
        ring3 bench
        ring3 bench --quick
        ring3 bench --json > today.json
      """)

  @Flag(help: "Print one JSON object instead of tables.")
  var json = false

  @Flag(help: "Less work and one turn: the numbers are rough.")
  var quick = false

  func run() throws {
    let (tools, folder) = (try BenchTools(), try BenchFolder())
    let repetitions = quick ? 1 : 4
    let start = try StartBench(tools, in: folder, repetitions: quick ? 5 : 20)
    let assembly = try AssemblyBench(tools, in: folder, repetitions: repetitions, isQuick: quick)
    let speed = try SpeedBench(tools, in: folder, repetitions: repetitions, isQuick: quick)
    let missing = BenchPeer.allCases.compactMap { peer in
      peer.missing(tools).map { "\(peer.title): \($0)" }
    }
    let report = BenchReport(
      speed: speed, start: start, assembly: assembly, missing: missing, repetitions: repetitions)
    var output = ResultOutput()
    try output.text(json ? report.json : report.table)
    try output.flush()
  }
}
