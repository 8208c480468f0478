/// The scheduling policy that a user chose: a name and parameters, as in `rr:quantum=10000`. Times are in cycles.
public enum SchedulerChoice: Equatable, Sendable {
  /// First come, first served.
  case firstComeFirstServed
  /// Shortest job first.
  case shortestJobFirst(BurstPrediction)
  /// Shortest remaining time first, which is compared in ticks of so many cycles.
  case shortestRemainingTimeFirst(BurstPrediction, tick: UInt64 = 1)
  /// Round robin.
  case roundRobin(quantum: UInt64)
  /// Priority by nice value; nil for no turns among equals, and for no ageing.
  case priority(preemptive: Bool, quantum: UInt64?, ageing: UInt64?)
  /// Multi-level feedback queue.
  case multilevelFeedback(FeedbackOptions)
  /// Lottery.
  case lottery(quantum: UInt64)
  /// Stride.
  case stride(quantum: UInt64)
  /// The Completely Fair Scheduler.
  case completelyFair(FairOptions)
  /// Earliest Eligible Virtual Deadline First.
  case earliestDeadline(DeadlineOptions)

  /// What runs where nobody chooses.
  public static let standard = SchedulerChoice.roundRobin(quantum: standardQuantum)

  /// The quantum where nobody chooses one: a millisecond at 1000 cycles a microsecond.
  public static let standardQuantum: UInt64 = 1_000_000

  /// The name on the command line.
  public var name: String {
    switch self {
    case .firstComeFirstServed: "fcfs"
    case .shortestJobFirst: "sjf"
    case .shortestRemainingTimeFirst: "srtf"
    case .roundRobin: "rr"
    case .priority: "priority"
    case .multilevelFeedback: "mlfq"
    case .lottery: "lottery"
    case .stride: "stride"
    case .completelyFair: "cfs"
    case .earliestDeadline: "eevdf"
    }
  }

  /// An empty run queue of one hart; `seed` is for policies that draw lots.
  public func makeQueue(seed: UInt64) -> any SchedulingPolicy { makeRunQueue(seed: seed) }

  /// The same, as the kernel uses it: in place.
  func makeRunQueue(seed: UInt64) -> RealtimeFirst { RealtimeFirst(makePolicy(seed: seed)) }

  private func makePolicy(seed: UInt64) -> any SchedulingPolicy {
    switch self {
    case .firstComeFirstServed: FirstComeFirstServed()
    case .shortestJobFirst(let prediction): ShortestJobFirst(prediction)
    case .shortestRemainingTimeFirst(let prediction, let tick):
      ShortestRemainingTimeFirst(prediction, tick: tick)
    case .roundRobin(let quantum): RoundRobin(quantum: quantum)
    case .priority(let preemptive, let quantum, let ageing):
      PriorityScheduling(preemptive: preemptive, quantum: quantum, ageing: ageing)
    case .multilevelFeedback(let parameters): MultilevelFeedback(parameters)
    case .lottery(let quantum): Lottery(quantum: quantum, seed: seed)
    case .stride(let quantum): Stride(quantum: quantum)
    case .completelyFair(let parameters): CompletelyFair(parameters)
    case .earliestDeadline(let parameters): EarliestDeadline(parameters)
    }
  }

  /// What can be chosen of mlfq.
  public struct FeedbackOptions: Equatable, Sendable {
    /// The quantum of each queue in cycles, the most favoured one first: so many queues there are.
    public var quanta: [UInt64] = [1_000_000, 2_000_000, 4_000_000]
    /// After how many quanta in a queue a thread goes down.
    public var allotment: UInt64 = 1
    /// After how many cycles all go back to the first queue; 0 for never.
    public var boost: UInt64 = 100_000_000
    /// Whether waiting gives a thread a new allotment: OSTEP's older rule 4b, which programs can exploit.
    public var forgives = false

    /// The defaults: three queues whose quanta double, and a boost after every 100 million cycles.
    public init() {}
  }

  /// What can be chosen of cfs; the defaults are Linux's on one processor, at 1000 cycles a microsecond.
  public struct FairOptions: Equatable, Sendable {
    /// The period in cycles, as long as not too many are ready.
    public var latency: UInt64 = 6_000_000
    /// The shortest share in cycles: with more threads than it allows, the period becomes longer.
    public var granularity: UInt64 = 750_000
    /// How far a thread that wakes up must be behind the running one to take the hart from it.
    public var wakeup: UInt64 = 1_000_000

    /// The defaults.
    public init() {}
  }

  /// What can be chosen of eevdf; the default is Linux 6.6's on one processor, at 1000 cycles a microsecond.
  public struct DeadlineOptions: Equatable, Sendable {
    /// The length of a request in cycles; a thread may ask for another one (`SchedulingEntity.burstHint`).
    public var slice: UInt64 = 750_000
    /// How often it is decided anew, in cycles, while a request is served; nil to serve it to its end.
    public var quantum: UInt64?

    /// The default.
    public init() {}
  }
}
