import ABI
import Kernel

/// A system call as text, in the two parts that strace prints: up to the first argument that the kernel writes when
/// the call is made, and the rest when it returns.
struct CallText {
  /// The call's name.
  let name: String
  private let call: CallRecord
  private let arguments: [SyscallFormat.Argument]
  private let result: ResultKind
  private let limit: Int

  /// The text of a call that was just made.
  init(_ call: CallRecord, limit: Int) {
    self.call = call
    self.limit = limit
    name = call.call?.name ?? "syscall_\(Names.hexadecimal(call.number))"
    if let format = call.call?.format {
      arguments = format.arguments(for: call.arguments)
      result = format.result
    } else {
      arguments = (0..<6).map { SyscallFormat.Argument.unknown($0) }
      result = .decimal
    }
  }

  /// Arguments that are known when the call is made.
  private var early: ArraySlice<SyscallFormat.Argument> {
    if call.call == .clone { return arguments.prefix(2) }
    return arguments.prefix { argument in
      switch argument.kind.direction {
      case .in, .both, nil: true
      case .out, .updated, .interrupted: false
      }
    }
  }

  /// `name(` and the arguments that are known.
  var entry: String {
    let text = early.map { shown($0, call) }.joined(separator: ", ")
    let goesOn = early.count < arguments.count && !early.isEmpty && call.call != .clone
    return name + "(" + text + (goesOn ? ", " : "")
  }

  /// The arguments that the kernel wrote, and the closing parenthesis.
  func rest(_ returned: CallRecord?) -> String {
    let late = arguments.dropFirst(early.count)
    guard let returned else { return late.map { bare($0) }.joined(separator: ", ") + ")" }
    let isContinued = call.call == .clone && !late.isEmpty && !early.isEmpty
    return (isContinued ? ", " : "") + late.map { shown($0, returned) }.joined(separator: ", ")
      + (call.call == .rtSigreturn ? mask : "") + ")"
  }

  /// Each argument by its name, for a program that reads the trace.
  func argumentTexts(_ returned: CallRecord?) -> [(name: String, value: UInt64, text: String)] {
    arguments.enumerated().map { index, argument in
      let record = index < early.count ? call : returned
      let text = record.map { self.text(of: argument, $0) } ?? bare(argument)
      return (argument.name, call.arguments[argument.register], text)
    }
  }

  private var mask: String {
    let bytes = call.memory.bytes(at: call.maskAddress, count: 8)
    return bytes.count == 8 ? "{mask=\(Names.signals(SignalSet(rawValue: bytes.word)))}" : ""
  }

  private func shown(_ argument: SyscallFormat.Argument, _ record: CallRecord) -> String {
    (argument.isLabelled ? argument.name + "=" : "") + text(of: argument, record)
  }

  private func bare(_ argument: SyscallFormat.Argument) -> String {
    Names.address(call.arguments[argument.register])
  }

  private func text(of argument: SyscallFormat.Argument, _ record: CallRecord) -> String {
    // What the program wrote is known from the beginning, even if it is shown later.
    let record = argument.kind.direction == .in ? call : record
    return ArgumentText(call: call, record: record, limit: limit).text(argument.kind, argument.register)
  }

  /// Whether the call never returns.
  var isExit: Bool { call.call == .exit || call.call == .exitGroup }

  /// What stands behind the equals sign.
  func result(_ returned: CallRecord?) -> String {
    switch returned?.result {
    case .returned(let value)?:
      ResultText(call: call, returned: returned!, arguments: arguments, kind: result, limit: limit).text(
        value)
    case .interrupted?: "? " + restart
    case nil: "?"
    }
  }

  /// What Linux calls it when a signal comes before the call is done.
  private var restart: String {
    switch call.call {
    case .nanosleep, .clockNanosleep: "ERESTART_RESTARTBLOCK (Interrupted by signal)"
    case .rtSigsuspend, .ppoll, .pselect6, .msgrcv, .msgsnd: "ERESTARTNOHAND (To be restarted if no handler)"
    case .futex where call.arguments[3] != 0: "ERESTART_RESTARTBLOCK (Interrupted by signal)"
    default: "ERESTARTSYS (To be restarted if SA_RESTART is set)"
    }
  }
}

extension SyscallFormat.Argument {
  /// A register of a call that nobody knows.
  fileprivate static func unknown(_ register: Int) -> SyscallFormat.Argument {
    SyscallFormat.Argument(name: "arg\(register)", register: register, kind: .hexadecimal, isLabelled: false)
  }
}

extension Collection where Element == UInt8 {
  /// The bytes as a number, the lowest first.
  var word: UInt64 { reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
