import ABI
import Kernel

/// What a call returned, as text.
struct ResultText {
  let call: CallRecord
  let returned: CallRecord
  let arguments: [SyscallFormat.Argument]
  let kind: ResultKind
  let limit: Int

  /// The number, or the error, and what strace adds to it.
  func text(_ value: Int64) -> String {
    if (-4095..<0).contains(value) { return "-1 " + error(Int32(-value)) }
    let word = UInt64(bitPattern: value)
    let number =
      switch kind {
      case .decimal: String(value)
      case .address: Names.hexadecimal(word)
      case .octal: word == 0 ? "0" : Names.octal(word)
      case .openFlags: fileControl(word)
      }
    return number + remark(value)
  }

  private func error(_ number: Int32) -> String {
    guard let errno = Errno(rawValue: number) else { return "Unknown error \(number)" }
    return "\(errno.cName) (\(errno.message))"
  }

  /// What `fcntl` returns depends on its command.
  private func fileControl(_ word: UInt64) -> String {
    switch FileControl(rawValue: UInt32(truncatingIfNeeded: call.arguments[1])) {
    case .getStatusFlags: "\(Names.hexadecimal(word)) (flags \(Names.openFlags(word)))"
    case .getDescriptorFlags where word != 0:
      "\(Names.hexadecimal(word)) (flags \(Names.flags(word, DescriptorFlags.constants)))"
    default: String(word)
    }
  }

  private func remark(_ value: Int64) -> String {
    switch call.call {
    case .ppoll: value == 0 ? " (Timeout)" : found(PollText(call, returned).ready)
    case .pselect6: value == 0 ? " (Timeout)" : found(selected)
    case .schedGetscheduler:
      SchedulingClass(rawValue: UInt32(truncatingIfNeeded: value)).map { " (\($0.cName))" } ?? ""
    case .rtSigtimedwait: " (\(Names.signal(value)))"
    default: ""
    }
  }

  /// What was found, and how much of the time is left.
  private func found(_ parts: [String]) -> String {
    var parts = parts
    let timeout = call.call == .ppoll ? 2 : 4
    let bytes = returned.memory.bytes(at: call.arguments[timeout], count: 16)
    if call.arguments[timeout] != 0, let left = TimeSpec(decoding: bytes) {
      parts.append("left " + StructureText.text(of: left, call: nil))
    }
    return parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
  }

  private var selected: [String] {
    ["in", "out", "except"].enumerated().compactMap { index, name in
      let address = call.arguments[index + 1]
      guard address != 0,
        let set = DescriptorSet(returned.memory, at: address, Int(clamping: call.arguments[0])),
        !set.members.isEmpty
      else { return nil }
      return "\(name) \(set.text)"
    }
  }
}

/// What `ppoll` found.
private struct PollText {
  let ready: [String]

  init(_ call: CallRecord, _ returned: CallRecord) {
    let size = PollDescriptor.layout.size
    let bytes = returned.memory.bytes(
      at: call.arguments[0], count: min(Int(clamping: call.arguments[1]), 4096) * size)
    let all = stride(from: bytes.startIndex, to: bytes.endIndex, by: size).compactMap {
      PollDescriptor(decoding: bytes[$0...])
    }
    let found = all.filter { !$0.found.isEmpty }.map {
      "{fd=\($0.descriptor), revents=\(Names.flags(UInt64($0.found.rawValue), PollEvents.constants))}"
    }
    ready = ["[" + found.joined(separator: ", ") + "]"]
  }
}
