import ABI
import Kernel

/// Which calls and signals a trace shows: what `-e` says.
public struct CallFilter: Sendable {
  private var calls = Set(Syscall.allCases)
  private var hasUnknownCalls = true
  private var signals = SignalSet.all

  /// Everything.
  public static let all = CallFilter()

  /// Whether a call is shown.
  public func shows(_ call: CallRecord) -> Bool {
    call.call.map { calls.contains($0) } ?? hasUnknownCalls
  }

  /// Whether a signal is shown.
  public func shows(_ signal: SignalInfo) -> Bool {
    Signal(rawValue: signal.number).map { signals.contains($0) } ?? true
  }

  /// Restricts the filter by an expression of strace's: `[trace=|signal=][!]NAME,…`, where NAME is a call, a set of
  /// calls such as `file` or `%file`, a signal, `all` or `none`.
  public mutating func restrict(_ expression: String) throws(FilterError) {
    let parts = expression.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let (qualifier, list) = parts.count == 2 ? (String(parts[0]), parts[1]) : ("trace", parts[0])
    let isNegated = list.hasPrefix("!")
    let names = list.dropFirst(isNegated ? 1 : 0).split(separator: ",").map(String.init)
    if names.isEmpty { throw .empty(expression) }
    switch qualifier {
    case "trace", "t": try restrictCalls(names, isNegated)
    case "signal", "signals", "s": try restrictSignals(names, isNegated)
    default: throw .unknownQualifier(qualifier)
    }
  }

  private mutating func restrictCalls(_ names: [String], _ isNegated: Bool) throws(FilterError) {
    var named = Set<Syscall>()
    for name in names { named.formUnion(try Self.calls(named: name)) }
    calls = isNegated ? Set(Syscall.allCases).subtracting(named) : named
    hasUnknownCalls = isNegated || names == ["all"]
  }

  private static func calls(named name: String) throws(FilterError) -> Set<Syscall> {
    let plain = name.hasPrefix("?") || name.hasPrefix("%") ? String(name.dropFirst()) : name
    if plain == "all" { return Set(Syscall.allCases) }
    if plain == "none" { return [] }
    if let set = SyscallClasses.names.first(where: { $0.name == plain })?.set {
      return Set(Syscall.allCases.filter { !$0.format.classes.isDisjoint(with: set) })
    }
    if !name.hasPrefix("%"), let call = Syscall.allCases.first(where: { $0.name == plain }) { return [call] }
    if name.hasPrefix("?") { return [] }
    throw .unknownCall(name)
  }

  private mutating func restrictSignals(_ names: [String], _ isNegated: Bool) throws(FilterError) {
    var named = SignalSet()
    for name in names where name != "none" {
      if name == "all" {
        named = .all
      } else if let signal = Signal.allCases.first(where: { [name, "SIG" + name].contains($0.cName) }) {
        named.insert(SignalSet(signal))
      } else {
        throw .unknownSignal(name)
      }
    }
    signals = isNegated ? SignalSet(rawValue: ~named.rawValue) : named
  }
}

/// An expression after `-e` that means nothing.
public enum FilterError: Error, Equatable, CustomStringConvertible {
  case empty(String)
  case unknownQualifier(String)
  case unknownCall(String)
  case unknownSignal(String)

  /// What is wrong, in a line.
  public var description: String {
    switch self {
    case .empty(let expression): "'\(expression)' names nothing to trace"
    case .unknownQualifier(let name): "'\(name)=' is neither 'trace=' nor 'signal='"
    case .unknownCall(let name): "'\(name)' is neither a system call of 64-bit RISC-V Linux nor a set of them"
    case .unknownSignal(let name): "'\(name)' is no signal"
    }
  }
}
