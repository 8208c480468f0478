import ABI
import Kernel

/// Events as JSON, one object a line; `docs/trace-schema.json` describes them.
enum TraceJSON {
  /// What an object tells, but for calls.
  enum Fact {
    case signal(SignalInfo, SignalDelivery)
    case created(PID)
    case exited(ExitStatus, isLast: Bool)
    case fault(FaultText)
    case switchedIn(TID?)
    case switchedOut(SwitchCause)
    case state(ThreadState, ThreadState, StateCause)
  }

  /// A value in JSON.
  enum Value {
    case null
    case number(Int64)
    case unsigned(UInt64)
    case text(String)
    case bool(Bool)
    case array([Value])
    case object([(String, Value)])

    var json: String {
      switch self {
      case .null: "null"
      case .number(let value): String(value)
      case .unsigned(let value): String(value)
      case .text(let text): quoted(text)
      case .bool(let value): String(value)
      case .array(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
      case .object(let members):
        "{" + members.map { quoted($0.0) + ":" + $0.1.json }.joined(separator: ",") + "}"
      }
    }

    private func quoted(_ text: String) -> String {
      var json = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": json += "\\\""
        case "\\": json += "\\\\"
        case _ where scalar.value < 32:
          json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: json.unicodeScalars.append(scalar)
        }
      }
      return json + "\""
    }
  }

  /// The object of a call that has returned, or never will.
  static func call(
    _ text: CallText, _ call: CallRecord, _ returned: CallRecord?, began: UInt64, _ event: KernelEvent
  ) -> String {
    var (result, error, outcome): (Value, Value, String) = (.null, .null, "unfinished")
    switch returned?.result {
    case .returned(let value)? where (-4095..<0).contains(value):
      (result, outcome) = (.number(-1), "failed")
      error = .text(Errno(rawValue: Int32(-value))?.cName ?? String(-value))
    case .returned(let value)?: (result, outcome) = (.number(value), "returned")
    case .interrupted?: outcome = "interrupted"
    case nil: break
    }
    let arguments = text.argumentTexts(returned).map { argument in
      Value.object([
        ("name", .text(argument.name)), ("value", .text(Names.hexadecimal(argument.value))),
        ("text", .text(argument.text)),
      ])
    }
    return line(
      "call", event,
      [
        ("name", .text(text.name)), ("number", .unsigned(call.number)), ("arguments", .array(arguments)),
        ("outcome", .text(outcome)), ("result", result), ("error", error),
        ("text", .text(text.result(returned))),
        ("began", .unsigned(began)), ("cycles", .unsigned(event.time &- began)),
      ])
  }

  /// The object of any other event.
  static func line(_ fact: Fact, _ event: KernelEvent) -> String {
    switch fact {
    case .signal(let info, let delivery):
      line(
        "signal", event,
        [
          ("signal", .text(Names.signal(Int64(info.number)))), ("info", .text(info.text)),
          ("delivery", .text(String(describing: delivery))),
        ])
    case .created(let parent): line("created", event, [("parent", .number(Int64(parent.rawValue)))])
    case .exited(let status, let isLast):
      line("exited", event, [("status", .text(status.words)), ("processEnded", .bool(isLast))])
    case .fault(let fault): line("fault", event, members(of: fault))
    case .switchedIn(let from):
      line("switchedIn", event, [("from", from.map { .number(Int64($0.rawValue)) } ?? .null)])
    case .switchedOut(let cause): line("switchedOut", event, [("cause", .text(cause.words))])
    case .state(let old, let new, let cause):
      line(
        "state", event,
        [("from", .text(old.name)), ("to", .text(new.name)), ("cause", .text(cause.words))])
    }
  }

  private static func members(of text: FaultText) -> [(String, Value)] {
    let area = text.area.map { area in
      Value.object([
        ("start", .text(Names.hexadecimal(area.start.rawValue))),
        ("end", .text(Names.hexadecimal(area.end.rawValue))),
        ("permissions", .text(area.permissions)), ("name", .text(area.purpose.rawValue)),
      ])
    }
    return [
      ("address", .text(Names.hexadecimal(text.fault.address.rawValue))), ("access", .text(text.access)),
      ("area", area ?? .null), ("resolution", .text(text.resolution.words)),
      ("pc", .text(Names.hexadecimal(text.pc))), ("cycles", .unsigned(text.cycles)),
    ]
  }

  private static func line(_ kind: String, _ event: KernelEvent, _ members: [(String, Value)]) -> String {
    let common: [(String, Value)] = [
      ("event", .text(kind)), ("time", .unsigned(event.time)), ("hart", .number(Int64(event.hart))),
      ("pid", .number(Int64(event.process.rawValue))), ("tid", .number(Int64(event.thread.rawValue))),
    ]
    return Value.object(common + members).json + "\n"
  }
}
