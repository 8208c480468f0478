import Kernel
import RandomPrograms
import Testing

/// What every run queue keeps to, whatever is done to it.
@Suite("A run queue") struct SchedulingPropertyTests {
  /// Every policy, with parameters that make it do all that it can.
  static let choices: [SchedulerChoice] = {
    var feedback = SchedulerChoice.FeedbackOptions()
    feedback.quanta = [100, 200, 400]
    feedback.boost = 5000
    var exhausted = SchedulerChoice.FeedbackOptions()
    (exhausted.quanta, exhausted.allotment, exhausted.boost) = ([0, .max], .max, 1)
    var fair = SchedulerChoice.FairOptions()
    (fair.latency, fair.granularity, fair.wakeup) = (.max, .max, .max)
    var deadline = SchedulerChoice.DeadlineOptions()
    (deadline.slice, deadline.quantum) = (.max, 1)
    return [
      .firstComeFirstServed, .shortestJobFirst(.hint), .shortestJobFirst(.average(permille: 500)),
      .shortestRemainingTimeFirst(.hint), .shortestRemainingTimeFirst(.average(permille: .max)),
      .shortestRemainingTimeFirst(.hint, tick: 100), .shortestRemainingTimeFirst(.hint, tick: .max),
      .roundRobin(quantum: 100), .roundRobin(quantum: 0), .roundRobin(quantum: .max),
      .priority(preemptive: true, quantum: 100, ageing: 1000),
      .priority(preemptive: true, quantum: nil, ageing: .max),
      .priority(preemptive: false, quantum: 0, ageing: 0), .multilevelFeedback(feedback),
      .multilevelFeedback(exhausted), .lottery(quantum: 100), .lottery(quantum: .max), .stride(quantum: 100),
      .stride(quantum: .max), .completelyFair(SchedulerChoice.FairOptions()), .completelyFair(fair),
      .earliestDeadline(SchedulerChoice.DeadlineOptions()), .earliestDeadline(deadline),
    ]
  }()

  /// A kernel that does at random what kernels do, and remembers who must be where.
  private struct Driver {
    private(set) var queue: any SchedulingPolicy
    private var random: SplitMix64
    private let isHostile: Bool
    private var away: [SchedulingEntity]
    private var running: SchedulingEntity?
    private var ready: Set<TID> = []
    private var now: UInt64 = 0

    init(_ choice: SchedulerChoice, seed: UInt64, isHostile: Bool) {
      queue = choice.makeQueue(seed: seed)
      random = SplitMix64(seed: seed)
      self.isHostile = isHostile
      away = (1...12).map { SchedulingEntity(thread: TID($0)) }
    }

    private mutating func chance(_ share: Int) -> Bool { Int.random(in: 0..<share, using: &random) == 0 }

    private mutating func number() -> UInt64 {
      isHostile && chance(3)
        ? cornerValues.randomElement(using: &random)! : UInt64.random(in: 0...500, using: &random)
    }

    /// Does one thing, and returns who was chosen to run, if somebody was.
    mutating func step() -> TID? {
      now =
        isHostile && chance(20)
        ? number() : chance(4) ? now : now.addingReportingOverflow(number()).partialValue
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: return arrive()
      case 2: return chooseNext()
      case 3: charge()
      case 4: giveUp()
      default: takeOut()
      }
      return nil
    }

    private mutating func arrive() -> TID? {
      guard !away.isEmpty else { return nil }
      var entity = away.remove(at: Int.random(in: 0..<away.count, using: &random))
      change(&entity)
      let causes: [ReadyCause] = [.created, .woken, .migrated, .continued, .changed]
      queue.add(entity, because: causes.randomElement(using: &random)!, at: now)
      ready.insert(entity.thread)
      if let running, queue.preempts(running, at: now) { putBack(.preempted) }
      return nil
    }

    private mutating func change(_ entity: inout SchedulingEntity) {
      entity.nice = isHostile && chance(4) ? [Int.min, .max, -21, 20].randomElement(using: &random)! : 0
      if !isHostile { entity.nice = Int.random(in: -20...19, using: &random) }
      entity.realtimePriority = chance(4) ? Int.random(in: 1...99, using: &random) : 0
      entity.realtimeQuantum = chance(2) ? number() : nil
      entity.burstHint = chance(2) ? number() : nil
      if isHostile {
        if chance(6) { entity.affinity = 0 }
        if chance(6) { entity.virtualTime = number() }
        if chance(6) { entity.burstEstimate = number() }
      }
    }

    private mutating func chooseNext() -> TID? {
      if running != nil { putBack([.sliceEnded, .yielded].randomElement(using: &random)!) }
      let wasEmpty = queue.count == 0
      running = queue.next(at: now)
      #expect((running == nil) == wasEmpty, "somebody is next exactly if somebody waits")
      guard let running else { return nil }
      #expect(ready.remove(running.thread) != nil, "who comes out was put in")
      #expect(queue.slice(of: running, at: now) != 0, "a slice takes time")
      return running.thread
    }

    private mutating func charge() {
      guard var entity = running else { return }
      queue.charge(&entity, cycles: number(), at: now)
      if queue.sliceEnded(&entity, at: now) {
        #expect(queue.count > 0, "a thread makes room for others only")
        running = entity
        putBack(.sliceEnded)
      } else {
        running = entity
        if chance(5) { running!.realtimePriority = chance(2) ? 0 : 50 }
      }
    }

    private mutating func putBack(_ cause: ReadyCause) {
      queue.add(running!, because: cause, at: now)
      ready.insert(running!.thread)
      running = nil
    }

    private mutating func giveUp() {
      guard var entity = running else { return }
      queue.leave(&entity, endsBurst: true, at: now)
      away.append(entity)
      running = nil
    }

    private mutating func takeOut() {
      let thread = TID(Int32.random(in: 1...13, using: &random))
      let removed = queue.remove(thread)
      #expect(
        removed?.thread == (ready.contains(thread) ? thread : nil), "exactly those that wait can be removed")
      if let removed {
        ready.remove(thread)
        away.append(removed)
      }
    }

    /// Whether the queue holds exactly those that were put in and did not come out.
    func check() {
      #expect(queue.count == ready.count)
      let waiting = queue.waiting.map(\.thread)
      #expect(waiting.count == ready.count && Set(waiting) == ready)
    }

    /// Takes all out that are left.
    mutating func drain() {
      giveUp()
      while chooseNext() != nil { giveUp() }
      #expect(queue.count == 0 && queue.waiting.isEmpty && ready.isEmpty)
    }
  }

  @Test("gives back each thread exactly once, whatever happens", arguments: choices, [false, true])
  func conservation(choice: SchedulerChoice, isHostile: Bool) {
    for round in 0..<UInt64(Amount.of("RING3_QUEUE_ROUNDS", ordinarily: 20)) {
      var driver = Driver(choice, seed: Amount.seed &+ round, isHostile: isHostile)
      for step in 0..<500 {
        _ = driver.step()
        if step % 20 == 0 { driver.check() }
      }
      driver.drain()
    }
  }

  @Test("is a value: a copy goes on by itself, and in the same way", arguments: choices, [false, true])
  func copies(choice: SchedulerChoice, isHostile: Bool) {
    var driver = Driver(choice, seed: Amount.seed, isHostile: isHostile)
    for _ in 0..<200 { _ = driver.step() }
    let before = driver.queue.waiting
    var copy = driver
    let first = (0..<200).map { _ in copy.step() }
    #expect(driver.queue.waiting == before)
    let second = (0..<200).map { _ in driver.step() }
    #expect(first == second)
    #expect(copy.queue.waiting == driver.queue.waiting)
  }

  @Test("lets real-time threads go first, the highest priority before the others", arguments: choices)
  func realtime(choice: SchedulerChoice) {
    var queue = choice.makeQueue(seed: 1)
    for (index, priority) in [0, 10, 99, 0, 50, 99, 1].enumerated() {
      var entity = SchedulingEntity(thread: TID(Int32(index + 1)))
      entity.realtimePriority = priority
      queue.add(entity, because: .created, at: UInt64(index))
    }
    var order: [Int] = []
    while let entity = queue.next(at: 10) { order.append(entity.realtimePriority) }
    #expect(order == [99, 99, 50, 10, 1, 0, 0])
  }

  @Test(
    "lets a real-time thread take the hart from any other, and not the other way round", arguments: choices)
  func realtimePreemption(choice: SchedulerChoice) {
    var queue = choice.makeQueue(seed: 1)
    let ordinary = SchedulingEntity(thread: TID(1))
    var realtime = SchedulingEntity(thread: TID(2))
    realtime.realtimePriority = 1
    queue.add(ordinary, because: .created, at: 0)
    let running = queue.next(at: 0)!
    queue.add(realtime, because: .created, at: 0)
    #expect(queue.preempts(running, at: 0))
    queue.add(running, because: .preempted, at: 0)
    let urgent = queue.next(at: 0)!
    #expect(urgent.thread == TID(2))
    #expect(!queue.preempts(urgent, at: 1_000_000_000))
  }

  @Test(
    "keeps the turn of a thread that only a real-time thread interrupted",
    arguments: [
      .firstComeFirstServed, .shortestJobFirst(.hint), .roundRobin(quantum: 1000), .lottery(quantum: 1000),
      .priority(preemptive: true, quantum: 1000, ageing: nil),
      .multilevelFeedback(SchedulerChoice.FeedbackOptions()),
    ] as [SchedulerChoice])
  func interruption(choice: SchedulerChoice) {
    var queue = choice.makeQueue(seed: 1)
    for thread in 1...20 { queue.add(SchedulingEntity(thread: TID(Int32(thread))), because: .created, at: 0) }
    var running = queue.next(at: 0)!
    queue.charge(&running, cycles: 400, at: 400)
    let left = queue.slice(of: running, at: 400)
    queue.add(running, because: .preempted, at: 400)
    let again = queue.next(at: 500)!
    #expect(again.thread == running.thread)
    #expect(queue.slice(of: again, at: 500) == left)
  }

  @Test("SCHED_RR: threads of one priority take turns; SCHED_FIFO: they do not")
  func realtimeTurns() {
    var queue = SchedulerChoice.standard.makeQueue(seed: 1)
    for thread in [1, 2] as [Int32] {
      var entity = SchedulingEntity(thread: TID(thread))
      entity.realtimePriority = 5
      entity.realtimeQuantum = thread == 1 ? 100 : nil
      queue.add(entity, because: .created, at: 0)
    }
    var first = queue.next(at: 0)!
    #expect(queue.slice(of: first, at: 0) == 100)
    queue.charge(&first, cycles: 100, at: 100)
    #expect(queue.sliceEnded(&first, at: 100))
    queue.add(first, because: .sliceEnded, at: 100)
    let second = queue.next(at: 100)!
    #expect(second.thread == TID(2))
    #expect(queue.slice(of: second, at: 100) == nil)
  }
}
