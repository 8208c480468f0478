import Kernel

/// A job of a textbook: when it comes, how long it computes, and now and then it waits for a device.
struct Job: Sendable {
  var name: String
  var arrival: Int
  var burst: Int
  var nice = 0
  /// After how many units of computing the job waits; never if 0.
  var waitsEvery = 0
  /// For how many units; if 0, it only gives the hart away.
  var waits = 0

  init(_ name: String, at arrival: Int = 0, _ burst: Int, nice: Int = 0, waitsEvery: Int = 0, waits: Int = 0)
  {
    (self.name, self.arrival, self.burst, self.nice) = (name, arrival, burst, nice)
    (self.waitsEvery, self.waits) = (waitsEvery, waits)
  }
}

/// What became of the jobs.
struct Schedule: Equatable {
  /// Who ran until when: `A 3 B 9 - 10 A 12`; a dash where nobody did.
  var chart = ""
  /// By job: from arrival to the first cycle.
  var response: [Int] = []
  /// By job: from arrival to the end.
  var turnaround: [Int] = []
  /// By job: how long it was ready and did not run.
  var waiting: [Int] = []
}

/// One hart without a machine: it runs jobs over the run queue of a policy as the kernel does, in units of 1000 cycles.
struct SchedulingSimulator {
  static let unit: UInt64 = 1000

  private struct State {
    let job: Job
    var left: UInt64
    var untilWait: UInt64
    var firstRun: UInt64?
    var end: UInt64 = 0
    var waited: UInt64 = 0
    var entity: SchedulingEntity
  }

  private var queue: any SchedulingPolicy
  private let arrivalsFirst: Bool
  private var states: [State]
  /// Who becomes ready when, in the order in which that was settled.
  private var arrivals: [(time: UInt64, job: Int, cause: ReadyCause)]
  private var running: Int?
  private var sliceEnd = UInt64.max
  private var now: UInt64 = 0
  private var runs: [(job: Int?, end: UInt64)] = []

  /// Runs the jobs to their end.
  ///
  /// - Parameter arrivalsFirst: whether, of a job that comes and one whose slice ends at the same time, that which
  ///   comes is put into the queue first.
  static func run(
    _ jobs: [Job], _ choice: SchedulerChoice, arrivalsFirst: Bool = true, until limit: Int = .max,
    seed: UInt64 = 1
  ) -> Schedule {
    var simulator = SchedulingSimulator(jobs, choice.makeQueue(seed: seed), arrivalsFirst: arrivalsFirst)
    simulator.run(until: limit == .max ? .max : UInt64(limit) * unit)
    return simulator.schedule
  }

  /// - Parameter hints: whether the policy is told how long the jobs are.
  private init(
    _ jobs: [Job], _ queue: any SchedulingPolicy, arrivalsFirst: Bool, hints: Bool = true
  ) {
    (self.queue, self.arrivalsFirst) = (queue, arrivalsFirst)
    states = jobs.enumerated().map { index, job in
      var entity = SchedulingEntity(thread: TID(Int32(index + 1)))
      entity.nice = job.nice
      if hints { entity.burstHint = UInt64(job.burst) * Self.unit }
      let untilWait = job.waitsEvery == 0 ? .max : UInt64(job.waitsEvery) * Self.unit
      return State(job: job, left: UInt64(job.burst) * Self.unit, untilWait: untilWait, entity: entity)
    }
    arrivals = jobs.enumerated().map { (UInt64($1.arrival) * Self.unit, $0, .created) }
    arrivals.sort { ($0.time, $0.job) < ($1.time, $1.job) }
  }

  private mutating func run(until limit: UInt64) {
    while now < limit {
      if arrivalsFirst { admit() }
      settle()
      if !arrivalsFirst { admit() }
      if running == nil { dispatch() }
      guard let next = nextEvent() else { return }
      advance(to: min(next, limit))
    }
  }

  /// Puts in those that are ready by now.
  private mutating func admit() {
    let count = queue.count
    while let first = arrivals.first, first.time <= now {
      arrivals.removeFirst()
      queue.add(states[first.job].entity, because: first.cause, at: now)
    }
    guard queue.count > count, let job = running, states[job].left > 0, now < sliceEnd else { return }
    if queue.preempts(states[job].entity, at: now) { requeue(job, because: .preempted) }
  }

  /// Deals with the end of a job, of its computing, or of its slice.
  private mutating func settle() {
    guard let job = running else { return }
    if states[job].left > 0, states[job].untilWait == 0, states[job].job.waits == 0 {
      states[job].untilWait = UInt64(states[job].job.waitsEvery) * Self.unit
      requeue(job, because: .yielded)
    } else if states[job].left == 0 || states[job].untilWait == 0 {
      queue.leave(&states[job].entity, endsBurst: true, at: now)
      running = nil
      if states[job].left == 0 { return states[job].end = now }
      states[job].untilWait = UInt64(states[job].job.waitsEvery) * Self.unit
      let back = now + UInt64(states[job].job.waits) * Self.unit
      let place = arrivals.firstIndex { $0.time > back } ?? arrivals.count
      arrivals.insert((back, job, .woken), at: place)
    } else if now >= sliceEnd {
      if queue.sliceEnded(&states[job].entity, at: now), queue.count > 0 {
        requeue(job, because: .sliceEnded)
      } else {
        beginSlice(of: job)
      }
    }
  }

  private mutating func requeue(_ job: Int, because cause: ReadyCause) {
    queue.add(states[job].entity, because: cause, at: now)
    running = nil
  }

  private mutating func dispatch() {
    guard let entity = queue.next(at: now) else { return }
    let job = Int(entity.thread.rawValue) - 1
    states[job].entity = entity
    states[job].waited += now - entity.readySince
    if states[job].firstRun == nil { states[job].firstRun = now }
    running = job
    beginSlice(of: job)
  }

  private mutating func beginSlice(of job: Int) {
    let (end, overflow) = now.addingReportingOverflow(queue.slice(of: states[job].entity, at: now) ?? .max)
    sliceEnd = overflow ? .max : end
  }

  private func nextEvent() -> UInt64? {
    var times = arrivals.first.map { [$0.time] } ?? []
    if let running { times += [now + min(states[running].left, states[running].untilWait), sliceEnd] }
    return times.min()
  }

  private mutating func advance(to time: UInt64) {
    let cycles = time - now
    now = time
    if let job = running {
      states[job].left -= cycles
      if states[job].untilWait < .max { states[job].untilWait -= cycles }
      queue.charge(&states[job].entity, cycles: cycles, at: now)
    }
    if cycles == 0 { return }
    if let last = runs.last, last.job == running {
      runs[runs.count - 1].end = now
    } else {
      runs.append((running, now))
    }
  }

  private var schedule: Schedule {
    func units(_ cycles: UInt64) -> Int { Int(cycles / Self.unit) }
    return Schedule(
      chart: runs.map { "\($0.job.map { states[$0].job.name } ?? "-") \(units($0.end))" }.joined(
        separator: " "),
      response: states.map { units($0.firstRun ?? 0) - $0.job.arrival },
      turnaround: states.map { units($0.end) - $0.job.arrival }, waiting: states.map { units($0.waited) })
  }

  /// How long each job has run after so many units, if none of them ends.
  static func shares(
    _ jobs: [Job], _ choice: SchedulerChoice, after units: Int, seed: UInt64 = 1
  ) -> [Double] {
    var simulator = SchedulingSimulator(
      jobs, choice.makeQueue(seed: seed), arrivalsFirst: true, hints: false)
    simulator.run(until: UInt64(units) * unit)
    return simulator.states.map { Double($0.entity.runtime) / Double(unit) }
  }

  /// How long each job has run after each of so many units.
  static func progress(
    _ jobs: [Job], _ choice: SchedulerChoice, over units: Int, seed: UInt64 = 1
  ) -> [[Double]] {
    var simulator = SchedulingSimulator(
      jobs, choice.makeQueue(seed: seed), arrivalsFirst: true, hints: false)
    return (1...units).map { time in
      simulator.run(until: UInt64(time) * unit)
      return simulator.states.map { Double($0.entity.runtime) / Double(unit) }
    }
  }
}
