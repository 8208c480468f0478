// Scheduling policies as people write them: `fcfs`, `rr:quantum=10ms`, `mlfq:quantum=1ms/2ms/4ms,boost=1s`.
extension SchedulerChoice {
  /// The policy that a text names.
  ///
  /// - Parameter clock: cycles in a microsecond, for times that are not given in cycles.
  public init(parsing text: String, clock: UInt64) throws(SchedulerTextError) {
    let name = String(text.prefix { $0 != ":" })
    guard let policy = Self.policies.first(where: { $0.name == name }) else {
      throw SchedulerTextError.unknown(name, what: "scheduler", known: Self.names)
    }
    self = try policy.make(SchedulerParameters(text.dropFirst(name.count), of: policy, clock: clock))
  }

  /// The names of the policies.
  public static let names = policies.map(\.name)

  /// The policy as it is written, with all its parameters and times in cycles: what `init(parsing:clock:)` takes.
  public var text: String {
    let parameters = parameters.map { "\($0)=\($1)" }.joined(separator: ",")
    return parameters.isEmpty ? name : "\(name):\(parameters)"
  }

  private var parameters: [(String, String)] {
    func cycles(_ time: UInt64?) -> String { time.map { String($0) } ?? "none" }
    switch self {
    case .firstComeFirstServed: return []
    case .shortestJobFirst(let prediction): return prediction.parameters
    case .shortestRemainingTimeFirst(let prediction, let tick):
      return prediction.parameters + [("tick", cycles(tick))]
    case .roundRobin(let quantum), .lottery(let quantum), .stride(let quantum):
      return [("quantum", cycles(quantum))]
    case .priority(let preemptive, let quantum, let ageing):
      return [
        ("preemptive", preemptive ? "yes" : "no"), ("quantum", cycles(quantum)), ("ageing", cycles(ageing)),
      ]
    case .multilevelFeedback(let options):
      return [
        ("queues", String(options.quanta.count)),
        ("quantum", options.quanta.map { String($0) }.joined(separator: "/")),
        ("allotment", String(options.allotment)), ("boost", cycles(options.boost == 0 ? nil : options.boost)),
        ("forgive", options.forgives ? "yes" : "no"),
      ]
    case .completelyFair(let options):
      return [
        ("latency", cycles(options.latency)), ("granularity", cycles(options.granularity)),
        ("wakeup", cycles(options.wakeup)),
      ]
    case .earliestDeadline(let options):
      return [("slice", cycles(options.slice)), ("quantum", cycles(options.quantum))]
    }
  }

  /// A policy, the names of its parameters, and how they make a choice of it.
  struct Policy: Sendable {
    let name: String
    let keys: [String]
    let make: @Sendable (SchedulerParameters) throws(SchedulerTextError) -> SchedulerChoice
  }

  private static let policies: [Policy] = [
    Policy(name: "fcfs", keys: []) { (_) throws(SchedulerTextError) in .firstComeFirstServed },
    Policy(name: "sjf", keys: ["burst", "alpha"]) { (given) throws(SchedulerTextError) in
      .shortestJobFirst(try given.prediction())
    },
    Policy(name: "srtf", keys: ["burst", "alpha", "tick"]) { (given) throws(SchedulerTextError) in
      .shortestRemainingTimeFirst(try given.prediction(), tick: try given.cycles("tick") ?? 1)
    },
    Policy(name: "rr", keys: ["quantum"]) { (given) throws(SchedulerTextError) in
      .roundRobin(quantum: try given.cycles("quantum") ?? standardQuantum)
    },
    Policy(name: "priority", keys: ["preemptive", "quantum", "ageing"]) {
      (given) throws(SchedulerTextError) in
      .priority(
        preemptive: try given.flag("preemptive") ?? true,
        quantum: try given.cyclesOrNone("quantum", otherwise: standardQuantum),
        ageing: try given.cyclesOrNone("ageing", otherwise: 10 * standardQuantum))
    },
    Policy(name: "mlfq", keys: ["queues", "quantum", "allotment", "boost", "forgive"]) {
      (given) throws(SchedulerTextError) in .multilevelFeedback(try given.feedback())
    },
    Policy(name: "lottery", keys: ["quantum"]) { (given) throws(SchedulerTextError) in
      .lottery(quantum: try given.cycles("quantum") ?? standardQuantum)
    },
    Policy(name: "stride", keys: ["quantum"]) { (given) throws(SchedulerTextError) in
      .stride(quantum: try given.cycles("quantum") ?? standardQuantum)
    },
    Policy(name: "cfs", keys: ["latency", "granularity", "wakeup"]) { (given) throws(SchedulerTextError) in
      var options = FairOptions()
      options.latency = try given.cycles("latency") ?? options.latency
      options.granularity = try given.cycles("granularity") ?? options.granularity
      options.wakeup = try given.cycles("wakeup") ?? options.wakeup
      return .completelyFair(options)
    },
    Policy(name: "eevdf", keys: ["slice", "quantum"]) { (given) throws(SchedulerTextError) in
      var options = DeadlineOptions()
      options.slice = try given.cycles("slice") ?? options.slice
      options.quantum = try given.cyclesOrNone("quantum", otherwise: nil)
      return .earliestDeadline(options)
    },
  ]
}

/// The parameters of one policy, as they were written.
struct SchedulerParameters {
  private let policy: String
  private let clock: UInt64
  private var values: [String: String] = [:]

  /// Takes `:key=value,key=value` apart; an empty text has no parameters.
  init(_ text: Substring, of policy: SchedulerChoice.Policy, clock: UInt64) throws(SchedulerTextError) {
    (self.policy, self.clock) = (policy.name, clock)
    if text.isEmpty { return }
    guard !policy.keys.isEmpty else {
      throw SchedulerTextError.wrong("\(policy.name) has no parameters, so '\(text)' cannot be set")
    }
    for part in text.dropFirst().split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard halves.count == 2 else {
        throw SchedulerTextError.wrong("a scheduler is NAME:KEY=VALUE,…; '\(part)' has no '='")
      }
      guard policy.keys.contains(halves[0]) else {
        throw SchedulerTextError.unknown(halves[0], what: "parameter of \(policy.name)", known: policy.keys)
      }
      guard values.updateValue(halves[1], forKey: halves[0]) == nil else {
        throw SchedulerTextError.wrong("'\(halves[0])' of \(policy.name) is given twice")
      }
    }
  }

  /// A time of at least one cycle, or nil if it is not given.
  func cycles(_ key: String) throws(SchedulerTextError) -> UInt64? {
    guard let text = values[key] else { return nil }
    return try cycles(text, key)
  }

  /// A time, or nil for `none`.
  func cyclesOrNone(_ key: String, otherwise standard: UInt64?) throws(SchedulerTextError) -> UInt64? {
    values[key] == "none" ? nil : try cycles(key) ?? standard
  }

  /// Yes or no, or nil if it is not given.
  func flag(_ key: String) throws(SchedulerTextError) -> Bool? {
    switch values[key] {
    case nil: return nil
    case "yes"?: return true
    case "no"?: return false
    case let text?: throw wrong(text, key, "yes or no")
    }
  }

  /// How sjf and srtf know the length of bursts.
  func prediction() throws(SchedulerTextError) -> BurstPrediction {
    switch values["burst"] ?? "average" {
    case "average": return .average(permille: try permille("alpha") ?? 500)
    case "hint" where values["alpha"] == nil: return .hint
    case "hint":
      throw SchedulerTextError.wrong("'alpha' of \(policy) is for burst=average, not for burst=hint")
    case let text: throw wrong(text, "burst", "hint or average")
    }
  }

  /// The queues of mlfq: one quantum for all of them, or one for each, from the most favoured one down.
  func feedback() throws(SchedulerTextError) -> SchedulerChoice.FeedbackOptions {
    var options = SchedulerChoice.FeedbackOptions()
    if let text = values["quantum"] {
      options.quanta = []
      for part in text.split(separator: "/", omittingEmptySubsequences: false) {
        options.quanta.append(try cycles(String(part), "quantum"))
      }
      if options.quanta.count == 1 { options.quanta = Array(repeating: options.quanta[0], count: 3) }
    }
    if let queues = try count("queues", in: 1...64) {
      let isOne = Set(options.quanta).count == 1
      guard values["quantum"] == nil || isOne || options.quanta.count == queues else {
        throw SchedulerTextError.wrong("mlfq has \(queues) queues, but \(options.quanta.count) quanta")
      }
      let last = options.quanta[options.quanta.count - 1]
      options.quanta = (0..<queues).map { $0 < options.quanta.count ? options.quanta[$0] : last }
    }
    if let allotment = try count("allotment", in: 1...1000) { options.allotment = UInt64(allotment) }
    options.boost = try cyclesOrNone("boost", otherwise: options.boost) ?? 0
    options.forgives = try flag("forgive") ?? false
    return options
  }

  private func count(_ key: String, in range: ClosedRange<Int>) throws(SchedulerTextError) -> Int? {
    guard let text = values[key] else { return nil }
    guard let count = Int(text), range.contains(count) else {
      throw wrong(text, key, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return count
  }

  /// A number from 0 to 1 with at most three decimals, in thousandths.
  private func permille(_ key: String) throws(SchedulerTextError) -> UInt64? {
    guard let text = values[key] else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : "0"
    let zeros = String(repeating: "0", count: max(0, 6 - decimals.utf8.count))
    guard let whole = UInt64(parts[0]), whole <= 1, (1...6).contains(decimals.utf8.count),
      let fraction = UInt64(decimals + zeros), fraction % 1000 == 0, whole * 1000 + fraction / 1000 <= 1000
    else { throw wrong(text, key, "a number from 0 to 1 such as 0.5 or 0.125") }
    return whole * 1000 + fraction / 1000
  }

  private func cycles(_ text: String, _ key: String) throws(SchedulerTextError) -> UInt64 {
    let units: [(String, UInt64)] = [("us", 1), ("µs", 1), ("ms", 1000), ("s", 1_000_000)]
    let unit = units.first { text.hasSuffix($0.0) }
    let number = unit.map { String(text.dropLast($0.0.count)) } ?? text
    if let count = Self.count(number), count > 0 {
      let (cycles, overflow) = count.multipliedReportingOverflow(by: unit.map { $0.1 * clock } ?? 1)
      if !overflow { return cycles }
    }
    throw wrong(text, key, "a time in cycles such as 10000 or 1M, or with a unit: 50us, 10ms, 1s")
  }

  /// A count: digits, perhaps with `_` between them and K, M or G for powers of 1000.
  private static func count(_ text: String) -> UInt64? {
    let digits = text.filter { $0 != "_" }
    let factors: [Character: UInt64] = ["K": 1000, "M": 1_000_000, "G": 1_000_000_000]
    let factor = digits.last.flatMap { factors[Character($0.uppercased())] }
    guard let number = UInt64(factor == nil ? digits : String(digits.dropLast())) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
    return overflow ? nil : product
  }

  private func wrong(_ text: String, _ key: String, _ expected: String) -> SchedulerTextError {
    .wrong("'\(key)' of \(policy) is \(expected), not '\(text)'")
  }
}

extension BurstPrediction {
  fileprivate var parameters: [(String, String)] {
    switch self {
    case .hint: return [("burst", "hint")]
    case .average(let permille):
      let fraction = String(permille % 1000)
      let zeros = String(repeating: "0", count: 3 - fraction.utf8.count)
      return [("burst", "average"), ("alpha", "\(permille / 1000).\(zeros)\(fraction)")]
    }
  }
}

/// What is wrong with the text of a policy.
public enum SchedulerTextError: Error {
  /// There is nothing of that name; there are others.
  case unknown(String, what: String, known: [String])
  /// Something else, in words.
  case wrong(String)
}
