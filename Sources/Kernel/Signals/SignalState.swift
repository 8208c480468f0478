import ABI

extension SignalAction {
  var isDefault: Bool { handler == Self.defaultHandler }
  var isIgnored: Bool { handler == Self.ignoreHandler }
}

extension SignalSet {
  /// The signal that lets stopped processes go on.
  static let continuing = SignalSet(.continue)
}

/// What became of a signal when it was delivered.
public enum SignalDelivery: Equatable, Sendable {
  /// The program's handler runs.
  case handler
  /// The default action: the process ends.
  case ends
  /// The default action: the process stops.
  case stops
  /// The process goes on.
  case continues
  /// Nothing happens.
  case ignored
}

/// Signals that were sent and not delivered yet. Those below 32 are there or not; the others queue up.
struct PendingSignals: Equatable {
  private(set) var set: SignalSet = []
  private(set) var queue: [SignalInfo] = []
  /// How many instances of the queueing signals may wait.
  static let limit = 1024

  /// How many wait.
  var count: Int { queue.count }

  /// Adds a signal; false if there is no room for another of its kind.
  mutating func add(_ info: SignalInfo) -> Bool {
    guard let signal = info.signal else { return true }
    // A timer counts on its own signal being taken: it is kept beside another one of the same number.
    if !signal.isRealTime && set.contains(signal) && info.code != .timer { return true }
    guard queue.count < Self.limit else { return false }
    set.insert(SignalSet(signal))
    queue.append(info)
    return true
  }

  /// Takes out the first instance of the signal with the lowest number among some; synchronous ones come first.
  mutating func take(from candidates: SignalSet) -> SignalInfo? {
    let ready = set.intersection(candidates)
    guard let signal = ready.intersection(.synchronous).first ?? ready.first,
      let index = queue.firstIndex(where: { $0.signal == signal })
    else { return nil }
    let info = queue.remove(at: index)
    if !queue.contains(where: { $0.signal == signal }) { set.remove(SignalSet(signal)) }
    return info
  }

  /// Forgets all of some signals.
  mutating func remove(_ signals: SignalSet) {
    guard !set.isDisjoint(with: signals) else { return }
    removeAll { $0.signal.map(signals.contains) ?? false }
  }

  /// Forgets those of which something is so.
  mutating func removeAll(where isUnwanted: (SignalInfo) -> Bool) {
    queue.removeAll(where: isUnwanted)
    set = queue.reduce(into: []) { $0.formUnion($1.signal.map { SignalSet($0) } ?? []) }
  }
}

extension SignalInfo {
  /// The signal.
  public var signal: Signal? { Signal(rawValue: number) }
}

/// Signals as a thread sees them.
struct ThreadSignals {
  /// Signals that have to wait.
  var mask: SignalSet = []
  /// The mask to go back to after `sigsuspend` and its like, once a handler was called.
  var savedMask: SignalSet?
  var pending = PendingSignals()
  /// The stack for handlers that ask for it: `sigaltstack`.
  var stack = SignalStack()
}

extension SignalStack {
  var isEnabled: Bool { !flags.contains(.disabled) && size > 0 }

  func contains(_ stackPointer: UInt64) -> Bool { stackPointer > base && stackPointer &- base <= size }

  /// The stack as a program is told of it, which runs at some stack pointer.
  func seen(from stackPointer: UInt64) -> SignalStack {
    guard isEnabled else { return SignalStack() }
    var stack = self
    if contains(stackPointer) { stack.flags.insert(.onStack) }
    return stack
  }
}

/// Signals as a process sees them: shared by its threads.
struct ProcessSignals {
  var actions = [SignalAction](repeating: SignalAction(), count: 64)
  var pending = PendingSignals()

  subscript(signal: Signal) -> SignalAction {
    get { actions[Int(signal.rawValue) - 1] }
    set { actions[Int(signal.rawValue) - 1] = newValue }
  }

  /// Whether a signal would do nothing if it were delivered now.
  func ignores(_ signal: Signal) -> Bool {
    let action = self[signal]
    return action.isIgnored || action.isDefault && signal.defaultAction == .ignore
  }

  /// After exec there are no handlers any more; what was ignored stays so.
  mutating func resetHandlers() {
    for index in actions.indices where !actions[index].isIgnored { actions[index] = SignalAction() }
  }
}
