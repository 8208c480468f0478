import Toolchain

/// How fast the kernel does what programs ask of it, beside the host's own kernel; by time on the clock.
///
/// The same C runs under both, one after the other, several times; the best turn of each counts. From it, the best
/// run that does a thing not once is subtracted: starting is no part of it.
struct SystemBench {
  /// The best times of one thing, in nanoseconds each; nil for the host where there is no clang.
  struct Times {
    let ring3: Double
    let host: Double?

    /// How many times as fast Ring3 is; above 1 is better.
    var ratio: Double? { host.map { $0 / ring3 } }
  }

  /// What was measured.
  private(set) var times: [SystemOperation: Times] = [:]

  init(_ tools: BenchTools, in folder: BenchFolder, repetitions: Int, isQuick: Bool) throws {
    let commands = try Commands(tools, in: folder)
    for operation in SystemOperation.allCases {
      Terminal.progress("\(operation.title), \(repetitions) times with each kernel")
      let count = isQuick ? operation.count / 4 : operation.count
      times[operation] = try Self.measure(operation, count, commands, folder, repetitions)
    }
  }

  /// Nanoseconds for one operation, under both kernels in turns.
  private static func measure(
    _ operation: SystemOperation, _ count: Int, _ commands: Commands, _ folder: BenchFolder,
    _ repetitions: Int
  ) throws -> Times {
    let kernels = [commands.ring3, commands.host].compactMap { $0 }
    var best = [Double](repeating: .infinity, count: kernels.count)
    var empty = best
    for _ in 0..<repetitions {
      for (index, kernel) in kernels.enumerated() {
        let run = try folder.run(kernel + [operation.rawValue, String(count)])
        best[index] = min(best[index], run.wallSeconds)
        let base = try folder.run(kernel + [operation.base, String(operation.base == "null" ? 0 : count)])
        empty[index] = min(empty[index], base.wallSeconds)
      }
    }
    let each = zip(best, empty).map { max($0 - $1, 1e-9) * 1e9 / Double(count) }
    return Times(ring3: each[0], host: each.count > 1 ? each[1] : nil)
  }

  /// How the program is started under each kernel.
  private struct Commands {
    let ring3: [String]
    let host: [String]?

    init(_ tools: BenchTools, in folder: BenchFolder) throws {
      let source = tools.source(of: "system")
      let program = try tools.toolchain.program(source, options: BuildOptions(optimization: .two))
      let guest = try folder.write(program.bytes, as: "system.elf", executable: true)
      ring3 = [tools.ring3, "run", "--fast", guest]
      guard let clang = tools.clang else {
        host = nil
        return
      }
      let binary = folder.file("system.native")
      _ = try folder.run([clang, "-O2", "-pthread", "-o", binary, source])
      host = [binary]
    }
  }
}

/// One of the things that `userprogs/bench/system.c` does so many times.
enum SystemOperation: String, CaseIterable {
  case nullCall = "null"
  case fork
  case thread
  case contextSwitch = "switch"
  case pingPong = "pingpong"
  case fault
  case copyOnWrite = "cow"
  case pipe

  /// What the table calls it.
  var title: String {
    switch self {
    case .nullCall: "null call"
    case .fork: "fork+exit+wait"
    case .thread: "thread create+join"
    case .contextSwitch: "context switch"
    case .pingPong: "pipe ping-pong"
    case .fault: "anonymous fault"
    case .copyOnWrite: "copy on write"
    case .pipe: "64 KiB by pipe"
    }
  }

  /// How often it is done, so that it takes some tenths of a second.
  var count: Int {
    switch self {
    case .nullCall: 1_000_000
    case .contextSwitch: 400_000
    case .fault: 102_400
    case .copyOnWrite: 40_960
    case .pingPong: 40_000
    case .thread: 20_000
    case .fork: 4_000
    case .pipe: 4_000
    }
  }

  /// The run whose time is subtracted: one that does nothing, or for copying on write one that only forks.
  var base: String { self == .copyOnWrite ? "cow-base" : "null" }

  /// The most nanoseconds that it should take under Ring3; nil where it should take no longer than on the host.
  var goal: Double? {
    switch self {
    case .nullCall: 100
    case .contextSwitch: 200
    case .fault, .copyOnWrite: 500
    case .fork, .thread, .pingPong, .pipe: nil
    }
  }
}
