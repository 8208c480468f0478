import Toolchain

/// What it takes to start a program that does next to nothing, and a shell: wall time and memory.
struct StartBench {
  /// Milliseconds of a set of runs.
  struct Times {
    let best: Double
    let median: Double

    init(seconds: [Double]) {
      let sorted = seconds.sorted()
      best = sorted[0] * 1000
      median = sorted[sorted.count / 2] * 1000
    }
  }

  /// An already built hello, from the command to its end.
  let hello: Times
  /// The most memory that one of its runs had at once, in MiB.
  let helloMebibytes: Double
  /// A hello.s of a hundred lines that was changed since it was last run, from the command to its end.
  let changedSource: Times
  /// A shell that does nothing, from the command to its end.
  let shell: Times
  /// A shell on a terminal, from the command to its prompt.
  let prompt: Times

  init(_ tools: BenchTools, in folder: BenchFolder, repetitions: Int) throws {
    Terminal.progress("hello, \(repetitions) times")
    let text = Self.source(variant: 0).utf8
    let source = try folder.write(text, as: "hello.s")
    let program = try tools.toolchain.program(source, options: BuildOptions())
    let elf = try folder.write(program.bytes, as: "hello.elf", executable: true)
    var (helloRuns, changedRuns): ([MeasuredProcess], [MeasuredProcess]) = ([], [])
    for repetition in 1...repetitions {
      helloRuns.append(try folder.run([tools.ring3, "run", elf]))
      let changed = try folder.write(Self.source(variant: repetition).utf8, as: "hello.s")
      changedRuns.append(try folder.run([tools.ring3, "run", changed]))
    }
    Terminal.progress("a shell, \(repetitions) times")
    // The first time it may have to be built.
    _ = try folder.run([tools.ring3, "shell", "--fast", "-c", "true"])
    let shellRuns = try (0..<repetitions).map { _ in
      try folder.run([tools.ring3, "shell", "--fast", "-c", "true"])
    }
    let prompts = try (0..<repetitions).map { _ in try PromptBench(ring3: tools.ring3) }
    shell = Times(seconds: shellRuns.map(\.wallSeconds))
    prompt = Times(seconds: prompts.map(\.seconds))
    hello = Times(seconds: helloRuns.map(\.wallSeconds))
    helloMebibytes = Double(helloRuns.map(\.residentBytes).max()!) / Double(1 << 20)
    changedSource = Times(seconds: changedRuns.map(\.wallSeconds))
  }

  /// A hundred lines that print hello and add a few numbers; each variant has others.
  private static func source(variant: Int) -> String {
    let sums = (0..<87).map { "        addi s0, s0, \(($0 + variant) % 2048)\n" }
    return """
              .text
              .globl _start
      _start:
      \(sums.joined())
              li a0, 1
              la a1, text
              li a2, 14
              li a7, 64
              ecall
              li a0, 0
              li a7, 93
              ecall
              .data
      text:   .ascii "Hello, world!\\n"

      """
  }
}
