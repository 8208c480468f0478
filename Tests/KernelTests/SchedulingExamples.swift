import Kernel
import Testing

/// A worked example: jobs, a policy, and the schedule that its source publishes.
struct SchedulingExample: Sendable, CustomTestStringConvertible {
  let source: String
  let choice: SchedulerChoice
  let jobs: [Job]
  /// Who runs until when.
  var chart: String?
  var response: [Int]?
  var turnaround: [Int]?
  var waiting: [Int]?

  var testDescription: String { source }
}

/// Examples of textbooks with their published schedules, in their units of time.
enum SchedulingExamples {
  static let all = silberschatz + silberschatzExercises + stallings + ostep + tanenbaum

  // MARK: Silberschatz, Galvin and Gagne, Operating System Concepts, 10th edition

  private static let silberschatz = [
    SchedulingExample(
      source: "Silberschatz 5.3.1: FCFS in the order P1, P2, P3", choice: .firstComeFirstServed,
      jobs: [Job("P1", 24), Job("P2", 3), Job("P3", 3)], chart: "P1 24 P2 27 P3 30", waiting: [0, 24, 27]),
    SchedulingExample(
      source: "Silberschatz 5.3.1: FCFS in the order P2, P3, P1", choice: .firstComeFirstServed,
      jobs: [Job("P2", 3), Job("P3", 3), Job("P1", 24)], chart: "P2 3 P3 6 P1 30", waiting: [0, 3, 6]),
    SchedulingExample(
      source: "Silberschatz 5.3.2: SJF", choice: .shortestJobFirst(.hint),
      jobs: [Job("P1", 6), Job("P2", 8), Job("P3", 7), Job("P4", 3)],
      chart: "P4 3 P1 9 P3 16 P2 24", waiting: [3, 16, 9, 0]),
    SchedulingExample(
      source: "Silberschatz 5.3.2: preemptive SJF", choice: .shortestRemainingTimeFirst(.hint),
      jobs: [Job("P1", 8), Job("P2", at: 1, 4), Job("P3", at: 2, 9), Job("P4", at: 3, 5)],
      chart: "P1 1 P2 5 P4 10 P1 17 P3 26", waiting: [9, 0, 15, 2]),
    SchedulingExample(
      source: "Silberschatz 5.3.2: the same without preemption, 7.75 on average",
      choice: .shortestJobFirst(.hint),
      jobs: [Job("P1", 8), Job("P2", at: 1, 4), Job("P3", at: 2, 9), Job("P4", at: 3, 5)],
      chart: "P1 8 P2 12 P4 17 P3 26", waiting: [0, 7, 15, 9]),
    SchedulingExample(
      source: "Silberschatz 5.3.3: RR, quantum 4", choice: rr(4),
      jobs: [Job("P1", 24), Job("P2", 3), Job("P3", 3)], chart: "P1 4 P2 7 P3 10 P1 30", waiting: [6, 4, 7]),
    SchedulingExample(
      source: "Silberschatz 5.3.4: priority", choice: .priority(preemptive: false, quantum: nil, ageing: nil),
      jobs: [
        Job("P1", 10, nice: 3), Job("P2", 1, nice: 1), Job("P3", 2, nice: 4), Job("P4", 1, nice: 5),
        Job("P5", 5, nice: 2),
      ], chart: "P2 1 P5 6 P1 16 P3 18 P4 19", waiting: [6, 0, 16, 18, 1]),
    SchedulingExample(
      source: "Silberschatz 5.3.4: priority with RR, quantum 2",
      choice: .priority(preemptive: true, quantum: units(2), ageing: nil),
      jobs: [
        Job("P1", 4, nice: 3), Job("P2", 5, nice: 2), Job("P3", 8, nice: 2), Job("P4", 7, nice: 1),
        Job("P5", 3, nice: 3),
      ],
      chart: "P4 7 P2 9 P3 11 P2 13 P3 15 P2 16 P3 20 P1 22 P5 24 P1 26 P5 27"),
  ]

  /// The published solutions of the practice exercises.
  private static let silberschatzExercises: [SchedulingExample] = {
    // A larger number means a higher priority here.
    let five = [
      Job("P1", 2, nice: -2), Job("P2", 1, nice: -1), Job("P3", 8, nice: -4), Job("P4", 4, nice: -2),
      Job("P5", 5, nice: -3),
    ]
    return [
      SchedulingExample(
        source: "Silberschatz exercise 5.4: FCFS", choice: .firstComeFirstServed, jobs: five,
        turnaround: [2, 3, 11, 15, 20], waiting: [0, 2, 3, 11, 15]),
      SchedulingExample(
        source: "Silberschatz exercise 5.4: SJF", choice: .shortestJobFirst(.hint), jobs: five,
        turnaround: [3, 1, 20, 7, 12], waiting: [1, 0, 12, 3, 7]),
      SchedulingExample(
        source: "Silberschatz exercise 5.4: priority, not preemptive",
        choice: .priority(preemptive: false, quantum: nil, ageing: nil), jobs: five,
        turnaround: [15, 20, 8, 19, 13], waiting: [13, 19, 0, 15, 8]),
      SchedulingExample(
        source: "Silberschatz exercise 5.4: RR, quantum 2", choice: rr(2), jobs: five,
        turnaround: [2, 3, 20, 13, 18], waiting: [0, 2, 12, 9, 13]),
      SchedulingExample(
        source: "Silberschatz exercise 5.5: preemptive priority with RR, quantum 10",
        choice: .priority(preemptive: true, quantum: units(10), ageing: nil),
        jobs: [
          Job("P1", 20, nice: -8), Job("P2", at: 25, 25, nice: -6), Job("P3", at: 30, 25, nice: -6),
          Job("P4", at: 60, 15, nice: -7), Job("P5", at: 100, 10, nice: 0), Job("P6", at: 105, 10, nice: -1),
        ],
        chart: "P1 20 - 25 P2 35 P3 45 P2 55 P3 60 P4 75 P2 80 P3 90 - 100 P5 105 P6 115 P5 120",
        turnaround: [20, 55, 60, 15, 20, 10], waiting: [0, 30, 35, 0, 10, 0]),
      // In tenths of its unit of time.
      SchedulingExample(
        source: "Silberschatz exercise 5.3: FCFS, 10.53 on average", choice: .firstComeFirstServed,
        jobs: [Job("P1", 80), Job("P2", at: 4, 40), Job("P3", at: 10, 10)], turnaround: [80, 116, 120]),
      SchedulingExample(
        source: "Silberschatz exercise 5.3: SJF, 9.53 on average", choice: .shortestJobFirst(.hint),
        jobs: [Job("P1", 80), Job("P2", at: 4, 40), Job("P3", at: 10, 10)], turnaround: [80, 126, 80]),
    ]
  }()

  // MARK: Stallings, Operating Systems: Internals and Design Principles, 9th edition, tables 9.4 and 9.5

  private static let stallings: [SchedulingExample] = {
    let jobs = [Job("A", 3), Job("B", at: 2, 6), Job("C", at: 4, 4), Job("D", at: 6, 5), Job("E", at: 8, 2)]
    let rows: [(String, SchedulerChoice, [Int])] = [
      ("FCFS", .firstComeFirstServed, [3, 7, 9, 12, 12]),
      ("RR, quantum 1", rr(1), [4, 16, 13, 14, 7]),
      ("RR, quantum 4", rr(4), [3, 15, 7, 14, 11]),
      ("SPN", .shortestJobFirst(.hint), [3, 7, 11, 14, 3]),
      ("SRT", .shortestRemainingTimeFirst(.hint), [3, 13, 4, 14, 2]),
      ("feedback, quantum 2^i", mlfq([1, 2, 4, 8, 16]), [4, 15, 14, 14, 6]),
    ]
    return rows.map { name, choice, turnaround in
      SchedulingExample(
        source: "Stallings table 9.5: \(name)", choice: choice, jobs: jobs, turnaround: turnaround)
    }
  }()

  // MARK: Arpaci-Dusseau, Operating Systems: Three Easy Pieces, version 1.10

  private static let ostep = [
    SchedulingExample(
      source: "OSTEP figure 7.1: FIFO", choice: .firstComeFirstServed,
      jobs: [Job("A", 10), Job("B", 10), Job("C", 10)], turnaround: [10, 20, 30]),
    SchedulingExample(
      source: "OSTEP figure 7.2: FIFO and a long job", choice: .firstComeFirstServed,
      jobs: [Job("A", 100), Job("B", 10), Job("C", 10)], turnaround: [100, 110, 120]),
    SchedulingExample(
      source: "OSTEP figure 7.3: SJF", choice: .shortestJobFirst(.hint),
      jobs: [Job("A", 100), Job("B", 10), Job("C", 10)], chart: "B 10 C 20 A 120", turnaround: [120, 10, 20]),
    SchedulingExample(
      source: "OSTEP figure 7.4: SJF with late arrivals", choice: .shortestJobFirst(.hint),
      jobs: [Job("A", 100), Job("B", at: 10, 10), Job("C", at: 10, 10)], turnaround: [100, 100, 110]),
    SchedulingExample(
      source: "OSTEP figure 7.5: STCF", choice: .shortestRemainingTimeFirst(.hint),
      jobs: [Job("A", 100), Job("B", at: 10, 10), Job("C", at: 10, 10)], chart: "A 10 B 20 C 30 A 120",
      turnaround: [120, 10, 20]),
    SchedulingExample(
      source: "OSTEP figure 7.6: SJF, response", choice: .shortestJobFirst(.hint),
      jobs: [Job("A", 5), Job("B", 5), Job("C", 5)], response: [0, 5, 10]),
    SchedulingExample(
      source: "OSTEP figure 7.7: RR, quantum 1", choice: rr(1),
      jobs: [Job("A", 5), Job("B", 5), Job("C", 5)], response: [0, 1, 2], turnaround: [13, 14, 15]),
    SchedulingExample(
      source: "OSTEP homework cpu-sched: FIFO -s 100", choice: .firstComeFirstServed,
      jobs: [Job("0", 1), Job("1", 4), Job("2", 7)], chart: "0 1 1 5 2 12", response: [0, 1, 5],
      turnaround: [1, 5, 12], waiting: [0, 1, 5]),
    SchedulingExample(
      source: "OSTEP homework cpu-sched, question 3: RR, quantum 1", choice: rr(1),
      jobs: [Job("0", 100), Job("1", 200), Job("2", 300)], response: [0, 1, 2], turnaround: [298, 499, 600],
      waiting: [198, 299, 300]),
  ]

  // MARK: Tanenbaum and Bos, Modern Operating Systems, 4th edition

  private static let tanenbaum = [
    SchedulingExample(
      source: "Tanenbaum figure 2-41a: in the order of arrival, 14 on average", choice: .firstComeFirstServed,
      jobs: [Job("A", 8), Job("B", 4), Job("C", 4), Job("D", 4)], turnaround: [8, 12, 16, 20]),
    SchedulingExample(
      source: "Tanenbaum figure 2-41b: shortest job first, 11 on average", choice: .shortestJobFirst(.hint),
      jobs: [Job("A", 8), Job("B", 4), Job("C", 4), Job("D", 4)], turnaround: [20, 4, 8, 12]),
  ]

  // MARK: Policies in units of time

  static func units(_ count: Int) -> UInt64 { UInt64(count) * SchedulingSimulator.unit }

  static func rr(_ quantum: Int) -> SchedulerChoice { .roundRobin(quantum: units(quantum)) }

  static func mlfq(
    _ quanta: [Int], allotment: UInt64 = 1, boost: Int = 0, forgives: Bool = false
  ) -> SchedulerChoice {
    var options = SchedulerChoice.FeedbackOptions()
    options.quanta = quanta.map(units)
    options.allotment = allotment
    options.boost = units(boost)
    options.forgives = forgives
    return .multilevelFeedback(options)
  }
}
