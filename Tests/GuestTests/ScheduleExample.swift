import Testing

/// A worked example of scheduling, for real processes: `userprogs/tests/sched/jobs.c` runs its jobs.
///
/// A quantum is written a little longer than the example's: a job comes, computes and ends in the time that the book
/// gives it, and whoever comes when a quantum ends comes first, although a real process also takes some microseconds to
/// begin and to end.
struct ScheduleExample: Sendable, CustomTestStringConvertible {
  let source: String
  /// What `--scheduler` says.
  let scheduler: String
  /// What `jobs` is told: `NAME:ARRIVAL:BURST[:NICE[:EVERY:WAIT]]`.
  let jobs: String
  /// By job, in units: from arrival to the first instruction, where the source says so.
  var response: [Int]?
  /// By job, in units: from arrival to the end.
  let turnaround: [Int]

  var testDescription: String { source }

  init(
    _ source: String, _ scheduler: String, _ jobs: String, response: [Int]? = nil, turnaround: [Int]
  ) {
    (self.source, self.scheduler, self.jobs) = (source, scheduler, jobs)
    (self.response, self.turnaround) = (response, turnaround)
  }
}

extension ScheduleExample {
  static let all = silberschatz + stallings + ostep + tanenbaum + byHand

  // MARK: Silberschatz, Galvin and Gagne, Operating System Concepts, 10th edition

  private static let silberschatz: [ScheduleExample] = {
    let srtf = "P1:0:8 P2:1:4 P3:2:9 P4:3:5"
    // A larger number means a higher priority in exercise 5.4.
    let five = "P1:0:2:-2 P2:0:1:-1 P3:0:8:-4 P4:0:4:-2 P5:0:5:-3"
    return [
      ScheduleExample(
        "Silberschatz 5.3.1: FCFS in the order P1, P2, P3", "fcfs", "P1:0:24 P2:0:3 P3:0:3",
        response: [0, 24, 27], turnaround: [24, 27, 30]),
      ScheduleExample(
        "Silberschatz 5.3.1: FCFS in the order P2, P3, P1", "fcfs", "P2:0:3 P3:0:3 P1:0:24",
        response: [0, 3, 6], turnaround: [3, 6, 30]),
      ScheduleExample(
        "Silberschatz 5.3.2: SJF", "sjf:burst=hint", "P1:0:6 P2:0:8 P3:0:7 P4:0:3",
        response: [3, 16, 9, 0], turnaround: [9, 24, 16, 3]),
      ScheduleExample(
        "Silberschatz 5.3.2: preemptive SJF", "srtf:burst=hint,tick=1ms", srtf,
        response: [0, 0, 15, 2], turnaround: [17, 4, 24, 7]),
      ScheduleExample(
        "Silberschatz 5.3.2: the same without preemption", "sjf:burst=hint", srtf,
        response: [0, 7, 15, 9], turnaround: [8, 11, 24, 14]),
      ScheduleExample(
        "Silberschatz 5.3.3: RR, quantum 4", "rr:quantum=4005us", "P1:0:24 P2:0:3 P3:0:3",
        response: [0, 4, 7], turnaround: [30, 7, 10]),
      ScheduleExample(
        "Silberschatz 5.3.4: priority", "priority:preemptive=no,quantum=none,ageing=none",
        "P1:0:10:3 P2:0:1:1 P3:0:2:4 P4:0:1:5 P5:0:5:2",
        response: [6, 0, 16, 18, 1], turnaround: [16, 1, 18, 19, 6]),
      ScheduleExample(
        "Silberschatz 5.3.4: priority with RR, quantum 2", "priority:quantum=2005us,ageing=none",
        "P1:0:4:3 P2:0:5:2 P3:0:8:2 P4:0:7:1 P5:0:3:3",
        response: [20, 7, 9, 0, 22], turnaround: [26, 16, 20, 7, 27]),
      ScheduleExample("Silberschatz exercise 5.4: FCFS", "fcfs", five, turnaround: [2, 3, 11, 15, 20]),
      ScheduleExample(
        "Silberschatz exercise 5.4: SJF", "sjf:burst=hint", five, turnaround: [3, 1, 20, 7, 12]),
      ScheduleExample(
        "Silberschatz exercise 5.4: priority, not preemptive",
        "priority:preemptive=no,quantum=none,ageing=none", five, turnaround: [15, 20, 8, 19, 13]),
      ScheduleExample(
        "Silberschatz exercise 5.4: RR, quantum 2", "rr:quantum=2005us", five,
        turnaround: [2, 3, 20, 13, 18]),
      ScheduleExample(
        "Silberschatz exercise 5.5: preemptive priority with RR, quantum 10",
        "priority:quantum=10005us,ageing=none",
        "P1:0:20:-8 P2:25:25:-6 P3:30:25:-6 P4:60:15:-7 P5:100:10:0 P6:105:10:-1",
        turnaround: [20, 55, 60, 15, 20, 10]),
    ]
  }()

  // MARK: Stallings, Operating Systems: Internals and Design Principles, 9th edition, table 9.5

  private static let stallings: [ScheduleExample] = {
    let rows = [
      ("FCFS", "fcfs", [3, 7, 9, 12, 12]), ("RR, quantum 1", "rr:quantum=1005us", [4, 16, 13, 14, 7]),
      ("RR, quantum 4", "rr:quantum=4005us", [3, 15, 7, 14, 11]),
      ("SPN", "sjf:burst=hint", [3, 7, 11, 14, 3]),
      ("SRT", "srtf:burst=hint,tick=1ms", [3, 13, 4, 14, 2]),
    ]
    return rows.map { name, scheduler, turnaround in
      ScheduleExample(
        "Stallings table 9.5: \(name)", scheduler, "A:0:3 B:2:6 C:4:4 D:6:5 E:8:2", turnaround: turnaround)
    }
  }()

  // MARK: Arpaci-Dusseau, Operating Systems: Three Easy Pieces, version 1.10

  private static let ostep: [ScheduleExample] = [
    ScheduleExample(
      "OSTEP figure 7.1: FIFO", "fcfs", "A:0:10 B:0:10 C:0:10", turnaround: [10, 20, 30]),
    ScheduleExample(
      "OSTEP figure 7.3: SJF", "sjf:burst=hint", "A:0:100 B:0:10 C:0:10", turnaround: [120, 10, 20]),
    ScheduleExample(
      "OSTEP figure 7.4: SJF with late arrivals", "sjf:burst=hint", "A:0:100 B:10:10 C:10:10",
      turnaround: [100, 100, 110]),
    ScheduleExample(
      "OSTEP figure 7.5: STCF", "srtf:burst=hint,tick=1ms", "A:0:100 B:10:10 C:10:10",
      turnaround: [120, 10, 20]),
    ScheduleExample(
      "OSTEP figure 7.7: RR, quantum 1", "rr:quantum=1005us", "A:0:5 B:0:5 C:0:5", response: [0, 1, 2],
      turnaround: [13, 14, 15]),
    ScheduleExample(
      "OSTEP homework cpu-sched: FIFO -s 100", "fcfs", "0:0:1 1:0:4 2:0:7", response: [0, 1, 5],
      turnaround: [1, 5, 12]),
    ScheduleExample(
      "OSTEP figure 8.3: a short job comes along a long one", "mlfq:quantum=10ms,boost=none",
      "A:0:180 B:100:20", response: [0, 0], turnaround: [200, 20]),
    ScheduleExample(
      "OSTEP figure 8.6: waiting before the quantum is over pays under the old rules",
      "mlfq:quantum=10ms,boost=none,forgive=yes", "A:0:120 B:100:50:0:9:1", turnaround: [170, 55]),
    ScheduleExample(
      "OSTEP figure 8.6: it does not under the new ones", "mlfq:quantum=10ms,boost=none",
      "A:0:120 B:100:50:0:9:1", turnaround: [147, 72]),
    // With 2, 1 and 5 tickets, a fiftieth of the book's.
    ScheduleExample(
      "OSTEP figure 9.3: stride runs A B C C C A C C", "stride:quantum=1005us", "A:0:2:18 B:0:1:19 C:0:5:15",
      response: [0, 1, 2], turnaround: [6, 2, 8]),
  ]

  // MARK: Tanenbaum and Bos, Modern Operating Systems, 4th edition, figure 2-41

  private static let tanenbaum: [ScheduleExample] = [
    ScheduleExample(
      "Tanenbaum figure 2-41a: in the order of arrival", "fcfs", "A:0:8 B:0:4 C:0:4 D:0:4",
      turnaround: [8, 12, 16, 20]),
    ScheduleExample(
      "Tanenbaum figure 2-41b: shortest job first", "sjf:burst=hint", "A:0:8 B:0:4 C:0:4 D:0:4",
      turnaround: [20, 4, 8, 12]),
  ]

  // MARK: By hand, from the rules of the policies

  private static let byHand: [ScheduleExample] = [
    // The guesses are all 0 at first. X computes 0–2, waits until 3, and is guessed at 1; Y computes 2–12, since nobody
    // has less than nothing left, and is guessed at 5. X: 12–14, then guessed at 1.5. Y: from 14 on, and at 15, when it
    // has 4 left of its guess, X comes with 1.5.
    ScheduleExample(
      "SRTF with exponential averaging, α = 1/2, τ₀ = 0", "srtf:burst=average,alpha=0.5",
      "X:0:6:0:2:1 Y:0:20:0:10:1", turnaround: [17, 26]),
    // The same, but Y keeps the processor from 14 to 24.
    ScheduleExample(
      "SJF with exponential averaging, α = 1/2, τ₀ = 0", "sjf:burst=average,alpha=0.5",
      "X:0:6:0:2:1 Y:0:20:0:10:1", turnaround: [26, 24]),
    // C is nine steps behind A, of three units each, and has to be a step ahead: that is so after 30.
    ScheduleExample(
      "Ageing: a step every 3 units brings the lowest priority to the processor",
      "priority:quantum=5ms,ageing=3ms", "A:0:60:0 C:0:5:9", response: [0, 30], turnaround: [65, 35]),
    ScheduleExample(
      "Without ageing it starves", "priority:quantum=5ms,ageing=none", "A:0:60:0 C:0:5:9",
      response: [0, 60], turnaround: [60, 65]),
    // B and C take turns of 5 and leave nothing for A, which has sunk, until the boosts at 190 and 240: there, at the
    // next end of a turn, it gets the 10 units of the first queue's quantum, and then what it still needs. (The jobs start ten units after the boot,
    // and boosts come every 50 units after it.)
    ScheduleExample(
      "MLFQ with a boost every 50 units", "mlfq:quantum=10ms,boost=50ms,forgive=yes",
      "A:62:119:0 B:162:50:0:5:5 C:162:50:0:5:5", turnaround: [189, 114, 119]),
    ScheduleExample(
      "MLFQ without a boost: A starves beside them", "mlfq:quantum=10ms,boost=none,forgive=yes",
      "A:62:119:0 B:162:50:0:5:5 C:162:50:0:5:5", turnaround: [219, 95, 100]),
    ScheduleExample(
      "Stride with 15 and 5 tickets: three quarters until the first has ended", "stride:quantum=1005us",
      "A:0:30:5 B:0:30:15", response: [0, 1], turnaround: [40, 60]),
    // Weights of 1024 and 335: 30 · 1359 / 1024 = 39.8.
    ScheduleExample(
      "CFS with nice 0 and 5: shares of 75.4 and 24.6 %", "cfs:latency=1ms,granularity=100us",
      "--no-hints A:0:30:0 B:0:30:5", turnaround: [40, 60]),
    ScheduleExample(
      "EEVDF with nice 0 and 5: the same shares", "eevdf:slice=100us", "--no-hints A:0:30:0 B:0:30:5",
      turnaround: [40, 60]),
    // B waits for the end of A's share of 3 when it comes. Then it sleeps 9 of 10 units, and takes the processor at once
    // when it wakes up: 5 bursts of 1 and 4 sleeps of 9.
    ScheduleExample(
      "CFS: who wakes up takes the processor from who computes", "cfs", "--no-hints A:0:100:0 B:0:5:0:1:9",
      response: [0, 3], turnaround: [105, 44]),
    ScheduleExample(
      "FCFS: who wakes up waits for who computes", "fcfs", "A:0:100:0 B:0:5:0:1:9", turnaround: [100, 141]),
  ]
}
