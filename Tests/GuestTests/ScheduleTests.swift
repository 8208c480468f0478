import Foundation
import Testing

/// Schedules of real processes, seen from outside: by what they print and by what `ring3 stat --sched` says.
@Suite("A schedule of real processes") struct ScheduleTests {
  private static let folder = "\(Checkout.userPrograms)/tests/sched"

  /// How long each job took until it first ran and until it ended, in units, in the order of the arguments.
  private func run(
    _ scheduler: String, _ jobs: String, options: [String] = ["--fast"]
  ) throws -> (response: [Int], turnaround: [Int]) {
    let arguments = jobs.split(separator: " ").map(String.init)
    let command =
      ["run", "--limit-instructions", "2G"] + options
      + ["--scheduler", scheduler, "\(Self.folder)/jobs.c"] + arguments
    let run = try Checkout.ring3(command)
    try #require(run.status == 0, "\(run)")
    var times: [String: [Int]] = [:]
    for line in String(decoding: run.output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      times[String(words[0])] = words.dropFirst().compactMap { Int($0) }
    }
    let names = arguments.filter { $0.contains(":") }.map { String($0.prefix { $0 != ":" }) }
    let found = try names.map { name in try #require(times[name], "\(run)") }
    return (found.map { $0[0] }, found.map { $0[1] })
  }

  @Test("is the one that is published, to the unit of time", arguments: ScheduleExample.all)
  func published(example: ScheduleExample) throws {
    let schedule = try run(example.scheduler, example.jobs)
    if let response = example.response { #expect(schedule.response == response) }
    #expect(schedule.turnaround == example.turnaround)
  }

  @Test("is the same on the machine with TLBs and caches")
  func modelled() throws {
    let schedule = try run("fcfs", "A:0:3 B:2:6 C:4:4 D:6:5 E:8:2", options: [])
    #expect(schedule.turnaround == [3, 7, 9, 12, 12])
  }

  @Test("has a queue a hart: nine equal jobs on four harts end in three rounds")
  func rounds() throws {
    let jobs = (1...9).map { "J\($0):0:4" }.joined(separator: " ")
    let schedule = try run("fcfs", jobs, options: ["--fast", "--harts", "4"])
    #expect(schedule.turnaround.sorted() == [4, 4, 4, 4, 8, 8, 8, 8, 12])
  }

  @Test("of a lottery depends on the seed, and on nothing else")
  func lotterySeed() throws {
    let schedules = try ["1", "1", "2"].map { seed in
      try run(
        "lottery:quantum=1005us", "A:0:10 B:0:10 C:0:10 D:0:10", options: ["--fast", "--seed", seed]
      ).turnaround
    }
    #expect(schedules[0] == schedules[1])
    #expect(schedules[0] != schedules[2])
  }

  @Test("of a lottery with 15 and 5 tickets is fair within four standard deviations", arguments: 1...3)
  func lotteryShare(seed: Int) throws {
    let schedule = try run(
      "lottery:quantum=100us", "A:0:30:5 B:0:30:15", options: ["--fast", "--seed", "\(seed)"])
    // A needs 300 wins of probability 3/4: 400 quanta, σ² = 300 · (1/4) / (3/4)², or 11.5 quanta: 1.15 units.
    #expect((35...45).contains(schedule.turnaround[0]))
    #expect(schedule.turnaround[1] == 60)
  }

  // MARK: What stat --sched says

  /// What `--json` says of a run, as far as these tests read it.
  private struct Counters: Decodable {
    let threads: [Thread]
    let runs: [Run]
    let switches: [String: Int]

    struct Thread: Decodable {
      let thread, slices, migrations: Int
      let arrival, response, turnaround, ran, waited: Int
    }

    struct Run: Decodable {
      let thread, hart, start, end: Int
    }
  }

  private func statistics(_ options: [String], _ program: String, _ arguments: [String] = []) throws
    -> Counters
  {
    try Scratch.use { scratch in
      let file = scratch.path("counters.json")
      let run = try Checkout.ring3(
        ["stat", "--sched", "--json", "-o", file, "--fast"] + options + ["\(Self.folder)/\(program)"]
          + arguments)
      try #require(run.status == 0, "\(run)")
      return try JSONDecoder().decode(Counters.self, from: Data(contentsOf: scratch.url("counters.json")))
    }
  }

  @Test(
    "adds up: no hart runs two threads at once, no thread on two harts, and nothing is lost",
    arguments: [1, 4])
  func sums(harts: Int) throws {
    let jobs = ["A:0:3", "B:2:6:0:1:1", "C:4:4", "D:6:5", "E:8:2", "F:8:3"]
    let counters = try statistics(["--harts", "\(harts)", "--scheduler", "rr:quantum=500us"], "jobs.c", jobs)
    for key in [\Counters.Run.hart, \.thread] {
      for (_, runs) in Dictionary(grouping: counters.runs, by: { $0[keyPath: key] }) {
        let runs = runs.sorted { $0.start < $1.start }
        #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.end <= $1.start })
      }
    }
    for thread in counters.threads {
      let runs = counters.runs.filter { $0.thread == thread.thread }
      #expect(runs.reduce(0) { $0 + $1.end - $1.start } == thread.ran)
      #expect(thread.ran + thread.waited <= thread.turnaround)
    }
    // The jobs' times in milliseconds are what they asked for, and a few microseconds to begin and to end.
    let ran = counters.threads.dropFirst().map { $0.ran / 1_000_000 }
    #expect(ran == [3, 6, 4, 5, 2, 3])
  }

  @Test("keeps to affinity, and counts each move to another hart")
  func affinity() throws {
    let counters = try statistics(["--harts", "4", "--scheduler", "cfs"], "pinned.c")
    #expect(counters.switches["migrated"] ?? 0 >= 12)
    for thread in counters.threads.dropFirst() { #expect((4...5).contains(thread.migrations), "\(thread)") }
    let run = try Checkout.ring3(["run", "--harts", "4", "\(Self.folder)/pinned.c"])
    #expect(String(decoding: run.output, as: UTF8.self) == "0 times on a wrong hart\n")
  }

  @Test("is balanced: a hart that has nothing to do takes a thread that waits elsewhere")
  func balancing() throws {
    // Two long jobs come to one hart each, six short ones behind them; when these have ended, no hart idles while a
    // job waits.
    let jobs = ["A:0:20", "B:0:20"] + (1...6).map { "S\($0):0:5" }
    let counters = try statistics(["--harts", "4", "--scheduler", "fcfs"], "jobs.c", jobs)
    let last = counters.runs.map(\.end).max() ?? 0
    // 70 units of work for four harts; 20 at the least for the longest, 10 units after the boot.
    #expect((30_000_000...31_000_000).contains(last), "\(last)")
    #expect(counters.threads.map(\.migrations).reduce(0, +) > 0)
  }

  @Test("tells why each switch was made")
  func causes() throws {
    let counters = try statistics(["--scheduler", "rr:quantum=1ms"], "causes.c")
    let causes = ["slice ended", "preempted", "yielded", "class changed", "blocked", "stopped", "exited"]
    for cause in causes { #expect(counters.switches[cause] ?? 0 > 0, "\(cause): \(counters.switches)") }
    try Scratch.use { scratch in
      let run = try Checkout.ring3([
        "trace", "-f", "-e", "trace=none", "--switches", "-o", scratch.path("trace"), "--fast", "--scheduler",
        "rr:quantum=1ms", "\(Self.folder)/causes.c",
      ])
      #expect(run.status == 0, "\(run)")
      let trace = try String(contentsOf: scratch.url("trace"), encoding: .utf8)
      for cause in causes where cause != "blocked" { #expect(trace.contains(cause), "\(cause)") }
      #expect(trace.contains("waits for"))
    }
  }

  // MARK: Every policy

  private static let policies = [
    "fcfs", "sjf", "sjf:burst=hint", "srtf", "srtf:burst=hint,tick=1ms", "rr:quantum=50us", "priority",
    "priority:preemptive=no,quantum=none,ageing=none", "mlfq:quantum=20us/50us,boost=1ms",
    "lottery:quantum=50us",
    "stride:quantum=50us", "cfs:latency=100us,granularity=20us,wakeup=10us", "eevdf:slice=50us",
  ]

  /// Programs whose output is determined, whoever runs when.
  private static let determined = [
    "fork_tree.c", "pipe_sieve.c", "thread_merge_sort.c", "thread_philosophers.c", "signal_restart.c",
    "shell_pipeline.c",
    "sched_yield_turns.c",
  ]

  @Test("changes nothing of what a program prints whose output is determined", arguments: determined)
  func sameOutput(program: String) throws {
    let path = "\(Checkout.userPrograms)/tests/kernel/\(program)"
    let first = try Checkout.ring3(["run", "--fast", "--scheduler", "fcfs", path])
    #expect(!first.output.isEmpty)
    for policy in Self.policies {
      for harts in ["1", "4"] {
        let run = try Checkout.ring3(["run", "--fast", "--harts", harts, "--scheduler", policy, path])
        #expect(run.output == first.output && run.status == first.status, "\(policy), \(harts) harts: \(run)")
      }
    }
  }
}
