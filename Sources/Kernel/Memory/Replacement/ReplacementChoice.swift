/// The replacement policy that a user chose: a name and parameters, as in `lru:exact`.
public enum ReplacementChoice: Equatable, Sendable {
  case fifo
  case clock
  case leastRecentlyUsed(isExact: Bool)
  case leastFrequentlyUsed(isExact: Bool)
  case ageing
  case workingSet(window: UInt64)
  case random
  case optimal(ReferenceString)

  /// What makes room where nobody chooses.
  public static let standard = ReplacementChoice.clock

  /// The names, as `init(_:)` takes them; `optimal` needs a recording besides.
  public static let names = ["fifo", "clock", "lru", "lfu", "ageing", "working-set", "random", "optimal"]

  /// The choice that a text names, such as `clock`, `lru:exact` or `working-set:window=100000`; nil if there is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let parameter = parts.count > 1 ? parts[1] : nil
    switch (parts.first, parameter) {
    case ("fifo", nil): self = .fifo
    case ("clock", nil): self = .clock
    case ("lru", nil), ("lru", "exact"): self = .leastRecentlyUsed(isExact: parameter != nil)
    case ("lfu", nil), ("lfu", "exact"): self = .leastFrequentlyUsed(isExact: parameter != nil)
    case ("ageing", nil): self = .ageing
    case ("working-set", nil): self = .workingSet(window: 1_000_000)
    case ("working-set", let parameter?):
      guard parameter.hasPrefix("window="), let window = UInt64(parameter.dropFirst(7)) else { return nil }
      self = .workingSet(window: window)
    case ("random", nil): self = .random
    default: return nil
    }
  }

  /// The text that names the choice; a recording has none.
  public var text: String {
    switch self {
    case .fifo: "fifo"
    case .clock: "clock"
    case .leastRecentlyUsed(let isExact): isExact ? "lru:exact" : "lru"
    case .leastFrequentlyUsed(let isExact): isExact ? "lfu:exact" : "lfu"
    case .ageing: "ageing"
    case .workingSet(let window): "working-set:window=\(window)"
    case .random: "random"
    case .optimal: "optimal"
    }
  }

  /// Whether the policy has to be told of each reference.
  var isExact: Bool {
    switch self {
    case .leastRecentlyUsed(let isExact), .leastFrequentlyUsed(let isExact): isExact
    case .optimal: true
    case .fifo, .clock, .ageing, .workingSet, .random: false
    }
  }

  /// The policy of a process that has no pages in memory yet.
  func makePolicy(seed: UInt64) -> any ReplacementPolicy {
    switch self {
    case .fifo: FirstInFirstOut()
    case .clock: SecondChance()
    case .leastRecentlyUsed(isExact: true): ExactLeastRecentlyUsed()
    case .leastRecentlyUsed(isExact: false): LeastRecentlyUsed()
    case .leastFrequentlyUsed(let isExact): LeastFrequentlyUsed(isExact: isExact)
    case .ageing: Ageing()
    case .workingSet(let window): WorkingSet(window: window)
    case .random: RandomReplacement(seed: seed)
    case .optimal(let recording): Optimal(recording)
    }
  }
}
