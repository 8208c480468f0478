import Kernel
import RandomPrograms
import Testing

/// Proportional shares against the bounds that their inventors give.
@Suite("Proportional shares") struct SchedulingShareTests {
  /// Jobs that never end, with so many tickets each (1 to 40).
  private static func jobs(tickets: [Int]) -> [Job] {
    tickets.enumerated().map { Job("\($0)", 1_000_000, nice: 20 - $1) }
  }

  private static let ticketSets = [
    [10, 5, 25], [3, 2, 1], [1, 1], [40, 1], [7, 3], [20, 20, 20, 20], [13, 7, 5, 3, 2],
  ]

  @Test("OSTEP figure 9.3: stride with 100, 50 and 250 tickets runs A B C C C A C C")
  func strideTrace() {
    // 2, 1 and 5 tickets: the same ratios.
    let progress = SchedulingSimulator.progress(
      Self.jobs(tickets: [2, 1, 5]), .stride(quantum: SchedulingSimulator.unit), over: 8)
    var last = [0.0, 0, 0]
    var trace = ""
    for shares in progress {
      trace += zip("ABC", zip(shares, last)).filter { $0.1.0 > $0.1.1 }.map { String($0.0) }.joined()
      last = shares
    }
    #expect(trace == "ABCCCACC")
  }

  @Test(
    "stride: of any two clients, neither is ever more than a quantum away from its share of what both had",
    arguments: ticketSets)
  func strideError(tickets: [Int]) {
    let progress = SchedulingSimulator.progress(
      Self.jobs(tickets: tickets), .stride(quantum: SchedulingSimulator.unit), over: 500)
    for shares in progress {
      for (a, b) in pairs(tickets.count) {
        let fair = (shares[a] + shares[b]) * Double(tickets[a]) / Double(tickets[a] + tickets[b])
        #expect(abs(shares[a] - fair) <= 1.0001, "\(shares)")
      }
    }
  }

  @Test(
    "lottery: after n quanta a client has its share, within four standard deviations", arguments: ticketSets)
  func lotteryError(tickets: [Int]) {
    let n = 4000
    let total = Double(tickets.reduce(0, +))
    for seed in 1...3 as ClosedRange<UInt64> {
      let shares = SchedulingSimulator.shares(
        Self.jobs(tickets: tickets), .lottery(quantum: SchedulingSimulator.unit), after: n,
        seed: Amount.seed &+ seed)
      for (share, own) in zip(shares, tickets) {
        let p = Double(own) / total
        // Waldspurger and Weihl 1994, section 2: n lotteries are a binomial distribution, σ² = np(1 − p).
        let deviation = (Double(n) * p * (1 - p)).squareRoot()
        #expect(abs(share - Double(n) * p) <= 4 * deviation, "\(shares)")
      }
    }
  }

  @Test("lottery: a client that uses a fifth of each quantum has as many turns more (Waldspurger 1994, 3.4)")
  func compensationTickets() {
    let quantum = SchedulingSimulator.unit * 5
    let shares = SchedulingSimulator.shares(
      [Job("A", 1_000_000), Job("B", 1_000_000, nice: 0, waitsEvery: 1, waits: 0)],
      .lottery(quantum: quantum), after: 10_000
    )
    // Of equally many tickets, equal shares: 5000 units each; σ by turns of five units.
    #expect(abs(shares[0] - 5000) < 600, "\(shares)")
  }

  @Test("The same seed draws the same winners, another one draws others")
  func lotterySeed() {
    let jobs = ["A", "B", "C"].map { Job($0, 50) }
    let charts = [1, 1, 2].map { seed in
      SchedulingSimulator.run(jobs, .lottery(quantum: SchedulingSimulator.unit), seed: seed).chart
    }
    #expect(charts[0] == charts[1])
    #expect(charts[0] != charts[2])
  }

  private static let niceSets = [
    [0, 0], [0, 5], [-5, 0, 5], [0, 0, 0, 10], [-20, 19], [3, 1, 4, 1, 5, 9, 2, 6],
  ]

  @Test("cfs: nobody is further from its share than a period", arguments: niceSets)
  func fairShares(nices: [Int]) {
    var options = SchedulerChoice.FairOptions()
    options.latency = 6 * SchedulingSimulator.unit
    options.granularity = SchedulingSimulator.unit / 4
    checkLag(of: nices, under: .completelyFair(options), bound: 6, after: 12)
  }

  @Test(
    "eevdf: lag is never more than a request, nor less than minus a request (Stoica 1995, theorem 1)",
    arguments: niceSets)
  func deadlineShares(nices: [Int]) {
    var options = SchedulerChoice.DeadlineOptions()
    options.slice = SchedulingSimulator.unit
    checkLag(of: nices, under: .earliestDeadline(options), bound: 1.001, after: 0)
  }

  /// Runs endless jobs and compares what each had with what it should have had by its weight.
  private func checkLag(of nices: [Int], under choice: SchedulerChoice, bound: Double, after start: Int) {
    let jobs = nices.enumerated().map { Job("\($0)", 1_000_000, nice: $1) }
    let weights = nices.map(Self.weight)
    let total = weights.reduce(0, +)
    let progress = SchedulingSimulator.progress(jobs, choice, over: 400)
    for (time, shares) in progress.enumerated() where time >= start {
      for (share, weight) in zip(shares, weights) {
        let lag = Double(time + 1) * weight / total - share
        #expect(abs(lag) <= bound, "after \(time + 1): \(shares)")
      }
    }
  }

  /// Linux's weights, as its documentation gives them: 1024 at nice 0, and a factor of about 1.25 for each step.
  private static func weight(_ nice: Int) -> Double {
    let known: [Int: Double] = [
      -20: 88761, -5: 3121, 0: 1024, 1: 820, 2: 655, 3: 526, 4: 423, 5: 335, 6: 272, 9: 137, 10: 110, 19: 15,
    ]
    return known[nice]!
  }

  @Test("eevdf: the example of the paper's figure 1: requests of 2 and 1, weights of 2 and 2")
  func deadlinePaper() {
    var options = SchedulerChoice.DeadlineOptions()
    options.quantum = SchedulingSimulator.unit
    let schedule = SchedulingSimulator.run(
      [Job("1", 2), Job("2", at: 1, 1)], .earliestDeadline(options))
    // Client 2 comes at V = 1/2 with a request of 1, due at 1: as client 1's request of 2, which goes on.
    #expect(schedule.chart == "1 2 2 3")
  }

  @Test("eevdf: three equal threads take turns, whose lags are −20, 10, 10, then −10, −10, 20 (LWN 925371)")
  func deadlineTurns() {
    var options = SchedulerChoice.DeadlineOptions()
    options.slice = 30 * SchedulingSimulator.unit
    let progress = SchedulingSimulator.progress(
      ["A", "B", "C"].map { Job($0, 30) }, .earliestDeadline(options), over: 60)
    #expect(progress[29] == [30, 0, 0])
    #expect(progress[59] == [30, 30, 0])
  }

  @Test(
    "cfs: one that sleeps and wakes takes the hart at once from one that computes; alike in eevdf",
    arguments: [
      .completelyFair(SchedulerChoice.FairOptions()), .earliestDeadline(SchedulerChoice.DeadlineOptions()),
    ] as [SchedulerChoice])
  func wakeUpPreemption(choice: SchedulerChoice) {
    // A unit is 1000 cycles: the sleeper runs for 100 of every 10,000 units.
    let schedule = SchedulingSimulator.run(
      [Job("A", 60_000), Job("B", 500, waitsEvery: 100, waits: 9900)], choice, until: 50_000)
    let waiting = schedule.waiting[1]
    #expect(waiting < 5 * 1000, "\(schedule.chart)")
  }

  @Test(
    "A long sleep is not saved up: whoever wakes up does not keep the hart for as long as it slept",
    arguments: [
      .completelyFair(SchedulerChoice.FairOptions()), .earliestDeadline(SchedulerChoice.DeadlineOptions()),
      .stride(quantum: 1_000_000),
    ] as [SchedulerChoice])
  func sleepers(choice: SchedulerChoice) {
    let jobs = [Job("A", 1_000_000), Job("B", 1_000_000, waitsEvery: 10, waits: 100_000)]
    let shares = SchedulingSimulator.shares(jobs, choice, after: 100_010 + 40_000)
    // After it has come back at 100,010 it computes for 10 units and sleeps again.
    #expect(shares[1] <= 30)
    let late = SchedulingSimulator.shares(
      [Job("A", 1_000_000), Job("B", at: 100_000, 1_000_000)], choice, after: 120_000)
    #expect(abs(late[1] - 10_000) < 4000, "\(late)")
  }

  private func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { a in (0..<count).filter { $0 != a }.map { (a, $0) } }
  }
}
