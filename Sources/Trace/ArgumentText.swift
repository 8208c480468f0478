import ABI
import Kernel

/// One argument as text.
struct ArgumentText {
  /// The call as it was made.
  let call: CallRecord
  /// The call at the moment whose memory counts: when it was made, or when it returned.
  let record: CallRecord
  /// How many bytes of a text, and how many elements of an array, are shown.
  let limit: Int

  private var isReturn: Bool { record.result != nil }

  /// Whether the kernel has written what it was to write.
  private var succeeded: Bool {
    guard case .returned(let value)? = record.result else { return false }
    return !(-4095..<0).contains(value)
  }

  /// The text of the argument in a register.
  func text(_ kind: ArgumentKind, _ register: Int) -> String {
    let value = call.arguments[register]
    return switch kind {
    case .absent, .depends: ""
    case .int, .descriptor: String(Int32(truncatingIfNeeded: value))
    case .unsigned: String(UInt32(truncatingIfNeeded: value))
    case .long: String(Int64(bitPattern: value))
    case .size: String(value)
    case .hexadecimal: Names.hexadecimal(value)
    case .mode: Names.octal(value & 0xffff_ffff, digits: 2)
    case .fileMode: Names.mode(FileMode(rawValue: UInt32(truncatingIfNeeded: value)))
    case .address: Names.address(value)
    case .directory: directory(value)
    case .signal: Names.signal(Int64(Int32(truncatingIfNeeded: value)))
    case .flags(let constants): Names.flags(value & 0xffff_ffff, constants)
    case .value(let constants): Names.value(value, constants)
    case .openFlags: Names.openFlags(value)
    case .cloneFlags: Names.cloneFlags(value)
    case .futexOperation: Names.futexOperation(value)
    case .socketType: Names.socketType(value)
    case .ipcFlags(let constants): Names.ipcFlags(value, constants)
    case .ipcKey: value & 0xffff_ffff == 0 ? "IPC_PRIVATE" : Names.hexadecimal(value & 0xffff_ffff)
    default: pointee(kind, value) ?? Names.address(value)
    }
  }

  private func directory(_ value: UInt64) -> String {
    let descriptor = Int32(truncatingIfNeeded: value)
    return descriptor == PathFlags.currentDirectory ? "AT_FDCWD" : String(descriptor)
  }

  /// What lies at an address; nil if that was not to be read.
  private func pointee(_ kind: ArgumentKind, _ address: UInt64) -> String? {
    guard address != 0 else { return nil }
    switch kind {
    case .path: return string(at: address, limit: 4096)
    case .text: return string(at: address, limit: limit)
    case .texts: return texts(at: address)
    case .environment: return environment(at: address)
    case .data(_, let count): return data(at: address, amount(count))
    case .pointer(let pointee, let direction): return pointer(pointee, direction, at: address)
    case .array(let pointee, let direction, let count):
      if direction == .out && !succeeded { return nil }
      return array(pointee, at: address, amount(count))
    case .vectors(_, let count):
      return vectors(at: address, amount(.argument(count)), filled: isReturn ? amount(.result) : .max)
    case .message: return message(at: address)
    case .socketAddress(let direction, let length):
      if direction == .out && !succeeded { return nil }
      return socketAddress(at: address, amount(isReturn ? .pointer(length) : .argument(length)))
    case .queueMessage(let direction, let count):
      if direction == .out && !succeeded { return nil }
      return queueMessage(at: address, amount(count))
    case .descriptorSet(let count):
      return DescriptorSet(record.memory, at: address, amount(.argument(count)))?.text
    case .directoryEntries: return succeeded ? directoryEntries(at: address) : nil
    default: return nil
    }
  }

  func amount(_ count: Count) -> Int {
    switch count {
    case .fixed(let count): return count
    case .argument(let index): return max(0, Int(clamping: Int64(bitPattern: call.arguments[index])))
    case .pointer(let index):
      return Int(UInt32(truncatingIfNeeded: record.memory.bytes(at: call.arguments[index], count: 4).word))
    case .result:
      guard case .returned(let value)? = record.result, value >= 0 else { return 0 }
      return Int(value)
    case .pages(let index):
      return min(amount(.argument(index)), .max - 4095) / 4096
        + (amount(.argument(index)) % 4096 == 0 ? 0 : 1)
    }
  }

  // MARK: Texts

  private func string(at address: UInt64, limit: Int) -> String? {
    let bytes = record.memory.bytes(at: address, count: limit + 1)
    if bytes.isEmpty { return nil }
    let text = bytes.prefix { $0 != 0 }
    return Quote.text(text, limit: limit, hasMore: text.count > limit)
  }

  private func texts(at address: UInt64) -> String? {
    guard let pointers = pointers(at: address) else { return nil }
    let shown = pointers.prefix(limit).map { string(at: $0, limit: limit) ?? Names.address($0) }
    return "[" + (shown + (pointers.count > limit ? ["..."] : [])).joined(separator: ", ") + "]"
  }

  private func environment(at address: UInt64) -> String? {
    guard let pointers = pointers(at: address) else { return nil }
    return "\(Names.address(address)) /* \(pointers.count) var\(pointers.count == 1 ? "" : "s") */"
  }

  private func pointers(at address: UInt64) -> [UInt64]? {
    let bytes = record.memory.bytes(at: address, count: .max)
    guard bytes.count >= 8 else { return nil }
    let words = stride(from: bytes.startIndex, to: bytes.endIndex - 7, by: 8).map { bytes[$0..<$0 + 8].word }
    return Array(words.prefix { $0 != 0 })
  }

  private func data(at address: UInt64, _ count: Int) -> String? {
    if isReturn && !succeeded { return nil }
    let bytes = record.memory.bytes(at: address, count: min(count, limit))
    if bytes.isEmpty && count > 0 { return nil }
    if call.call == .getrandom { return Quote.hexadecimal(bytes, limit: limit, hasMore: count > limit) }
    // What is a text, but lies in a buffer.
    let isText = call.call == .getcwd || call.call == .prctl
    return Quote.text(
      isText ? bytes.prefix { $0 != 0 } : bytes, limit: limit, hasMore: count > bytes.count && count > limit)
  }

  // MARK: Things

  private func pointer(_ pointee: Pointee, _ direction: Direction, at address: UInt64) -> String? {
    switch direction {
    case .out where !succeeded || isUnwritten(pointee): return nil
    case .updated where !succeeded: return nil
    case .interrupted where succeeded || !wasInterrupted: return nil
    default: break
    }
    guard let new = thing(pointee, at: address, record) else { return nil }
    guard direction == .updated else { return bracketed(new, pointee) }
    let old = thing(pointee, at: address, call) ?? new
    if case .long = pointee { return old == new ? "[\(new)]" : "[\(old)] => [\(new)]" }
    return old == new ? "[\(new)]" : "[\(old) => \(new)]"
  }

  private var wasInterrupted: Bool {
    record.result == .interrupted || record.result == .returned(-Int64(Errno.interrupted.rawValue))
  }

  /// A `wait4` that found nobody has written nothing.
  private func isUnwritten(_ pointee: Pointee) -> Bool {
    call.call == .wait4 && record.result == .returned(0)
  }

  /// Single numbers are shown in brackets.
  private func bracketed(_ text: String, _ pointee: Pointee) -> String {
    switch pointee {
    case .int
    where call.call == .prctl && call.arguments[0] == UInt64(ProcessControl.getParentDeathSignal.rawValue):
      "[\(Names.signal(Int64(text) ?? 0))]"
    case .int, .long,
      .bits where call.call == .getRobustList, .waitStatus:
      "[\(text)]"
    default: text
    }
  }

  private func array(_ pointee: Pointee, at address: UInt64, _ count: Int) -> String? {
    var elements: [String] = []
    for index in 0..<min(count, limit) {
      guard let element = thing(pointee, at: address &+ UInt64(index * pointee.size), record) else { break }
      elements.append(element)
    }
    if elements.isEmpty && count > 0 { return nil }
    return "[" + (elements + (count > limit ? ["..."] : [])).joined(separator: ", ") + "]"
  }

  private func thing(_ pointee: Pointee, at address: UInt64, _ record: CallRecord) -> String? {
    let bytes = record.memory.bytes(at: address, count: pointee.size)
    guard bytes.count == pointee.size else { return nil }
    switch pointee {
    case .structure(let type):
      return type.init(decoding: bytes).map { StructureText.text(of: $0, call: call.call) }
    case .int: return String(Int32(truncatingIfNeeded: bytes.word))
    case .byte: return String(bytes.word)
    case .long: return String(Int64(bitPattern: bytes.word))
    case .bits: return call.call == .getRobustList ? Names.address(bytes.word) : bits(bytes.word)
    case .waitStatus: return WaitStatus(word: UInt32(bytes.word)).text
    case .signalSet: return Names.signals(SignalSet(rawValue: bytes.word))
    case .signalInfo: return SignalInfo(decoding: bytes)?.text
    case .descriptorPair:
      return "[\(Int32(truncatingIfNeeded: bytes.word)), \(Int32(truncatingIfNeeded: bytes.word >> 32))]"
    }
  }

  /// The numbers of the bits that are set: a set of processors.
  private func bits(_ word: UInt64) -> String {
    "[" + (0..<64).filter { word >> UInt64($0) & 1 != 0 }.map(String.init).joined(separator: " ") + "]"
  }

  private func directoryEntries(at address: UInt64) -> String {
    var rest = record.memory.bytes(at: address, count: amount(.result))
    var count = 0
    while let entry = DirectoryEntry(decoding: rest) {
      count += 1
      rest = rest.dropFirst(entry.recordLength)
    }
    return "\(Names.address(address)) /* \(count) \(count == 1 ? "entry" : "entries") */"
  }

  private func queueMessage(at address: UInt64, _ count: Int) -> String? {
    let type = record.memory.bytes(at: address, count: 8)
    guard type.count == 8 else { return nil }
    let text = record.memory.bytes(at: address &+ 8, count: min(count, limit))
    return
      "{mtype=\(Int64(bitPattern: type.word)), mtext=\(Quote.text(text, limit: limit, hasMore: count > limit))}"
  }
}

/// The descriptors of a set, as `pselect6` has it.
struct DescriptorSet {
  /// The descriptors in it.
  let members: [Int]

  init?(_ memory: MemorySnapshot, at address: UInt64, _ count: Int) {
    let count = min(count, 1024)
    let bytes = Array(memory.bytes(at: address, count: (count + 63) / 64 * 8))
    if bytes.isEmpty && count > 0 { return nil }
    members = (0..<min(count, bytes.count * 8)).filter { bytes[$0 / 8] >> UInt8($0 % 8) & 1 != 0 }
  }

  /// The descriptors in brackets.
  var text: String { "[" + members.map(String.init).joined(separator: " ") + "]" }
}
