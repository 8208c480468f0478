import ABI
import Machine

/// Bytes of a program's memory as they were at one moment: what a call's arguments point to, as far as it was readable.
public struct MemorySnapshot: Sendable, Equatable {
  private var pieces: [Piece] = []

  private struct Piece: Sendable, Equatable {
    let address: UInt64
    let bytes: [UInt8]
  }

  /// Up to `count` bytes at an address: fewer if fewer were recorded.
  public func bytes(at address: UInt64, count: Int) -> ArraySlice<UInt8> {
    for piece in pieces {
      let (offset, isBefore) = address.subtractingReportingOverflow(piece.address)
      guard !isBefore, offset < UInt64(piece.bytes.count) else { continue }
      return piece.bytes[Int(offset)...].prefix(count)
    }
    return []
  }

  /// Whether nothing was readable.
  public var isEmpty: Bool { pieces.isEmpty }

  fileprivate mutating func add(_ bytes: [UInt8], at address: UInt64) {
    if !bytes.isEmpty { pieces.append(Piece(address: address, bytes: bytes)) }
  }
}

extension Kernel {
  /// Records that a thread makes a system call.
  mutating func recordEntry(_ arguments: Arguments, _ context: Context) {
    threads[context.thread].callBegan = context.hart.cycles
    var call = callRecord(arguments, context)
    call.memory = snapshot(of: call, at: .entry, context)
    record(.callEntered(call), of: context.thread, at: context.hart.cycles, hart: context.hart.id)
  }

  /// Records that a system call has returned, or will be made again.
  mutating func recordReturn(_ result: CallRecord.Result, _ arguments: Arguments, _ context: Context) {
    var call = callRecord(arguments, context)
    call.result = result
    call.cycles = context.hart.cycles - min(context.hart.cycles, threads[context.thread].callBegan)
    call.memory = snapshot(of: call, at: .return, context)
    record(.callReturned(call), of: context.thread, at: context.hart.cycles, hart: context.hart.id)
  }

  private func callRecord(_ arguments: Arguments, _ context: Context) -> CallRecord {
    CallRecord(
      number: arguments.number, arguments: arguments.all,
      stackPointer: threads[context.thread].trapFrame.register(2, context.machine))
  }

  private enum Moment { case entry, `return` }

  /// What the arguments of a call point to, of what counts at this moment.
  private func snapshot(of call: CallRecord, at moment: Moment, _ context: Context) -> MemorySnapshot {
    guard let format = call.call?.format else { return MemorySnapshot() }
    var camera = MemoryCamera(kernel: self, context: context, call: call, limit: options.recordedBytes)
    for argument in format.arguments(for: call.arguments) {
      guard let direction = argument.kind.direction else { continue }
      let address = call.arguments[argument.register]
      if shows(direction, at: moment, call.result) {
        camera.take(argument.kind, at: address)
      } else if direction == .out {
        camera.takeOutline(argument.kind, at: address)
      }
    }
    if call.call == .rtSigreturn { camera.take(.pointer(.signalSet, .in), at: call.maskAddress) }
    return camera.snapshot
  }

  private func shows(_ direction: Direction, at moment: Moment, _ result: CallRecord.Result?) -> Bool {
    let interrupted = -Int64(Errno.interrupted.rawValue)
    return switch (direction, moment, result) {
    case (.in, .entry, _), (.both, .entry, _), (.updated, .entry, _): true
    case (.out, .return, .returned(let value)?), (.both, .return, .returned(let value)?),
      (.updated, .return, .returned(let value)?):
      value >= 0 || value < -4095
    case (.interrupted, .return, .interrupted?): true
    case (.interrupted, .return, .returned(let value)?): value == interrupted
    default: false
    }
  }

  /// Up to `count` bytes of a program's memory, without any effect on the run: no page is faulted in, no cache is
  /// touched and no time passes. A page that has no frame yet shows what it will have.
  func peek(_ address: UInt64, count: Int, _ context: Context) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let place = VirtualAddress(address &+ UInt64(bytes.count))
      let wanted = min(count - bytes.count, Int(Page.size - place.offset))
      guard place < AddressSpace.end, let piece = peek(at: place, wanted, context) else { break }
      bytes += piece
    }
    return bytes
  }

  /// Bytes within one page.
  private func peek(at address: VirtualAddress, _ count: Int, _ context: Context) -> [UInt8]? {
    guard let area = spaces[context.space].area(containing: address), area.protection != [] else {
      return nil
    }
    let page = address.pageBase
    let entry = spaces[context.space].entry(of: page, machine: context.machine)
    var bytes = [UInt8](repeating: 0, count: count)
    if entry.isValid {
      bytes.withUnsafeMutableBytes { context.machine.read(entry.frame.address + address.offset, into: $0) }
    } else if let slot = entry.slot {
      replace(&bytes, by: context.machine.disk.contents(of: slot), from: address.offset)
    } else if let source = area.source(of: page) {
      replace(&bytes, by: peek(source, context.machine), from: address.offset)
    }
    return bytes
  }

  /// What a page of a file or of shared memory shows.
  private func peek(_ source: PageSource, _ machine: Machine) -> [UInt8] {
    if let page = pool.cache.page(source.index, of: source.object) {
      var bytes = [UInt8](repeating: 0, count: Int(source.count))
      bytes.withUnsafeMutableBytes { machine.read(page.frame.address, into: $0) }
      return bytes
    }
    guard case .file(let inode) = source.object else { return [] }
    return files.stored(in: inode, at: source.index &* Page.size, count: source.count)
  }

  private func replace(_ bytes: inout [UInt8], by contents: [UInt8], from offset: UInt64) {
    for (index, byte) in contents.dropFirst(Int(offset)).prefix(bytes.count).enumerated() {
      bytes[index] = byte
    }
  }
}

/// Takes pictures of what a call's arguments point to.
private struct MemoryCamera {
  let kernel: Kernel
  let context: Context
  let call: CallRecord
  /// How many bytes of a text, and how many elements of an array, a trace shows.
  let limit: Int
  private(set) var snapshot = MemorySnapshot()

  init(kernel: Kernel, context: Context, call: CallRecord, limit: Int) {
    self.kernel = kernel
    self.context = context
    self.call = call
    self.limit = limit
  }

  mutating func take(_ kind: ArgumentKind, at address: UInt64) {
    guard address != 0 else { return }
    switch kind {
    case .path: takeText(at: address, limit: Self.pathLimit)
    case .text: takeText(at: address, limit: limit + 1)
    case .texts:
      for text in takePointers(at: address).prefix(limit + 1) { takeText(at: text, limit: limit + 1) }
    case .environment: _ = takePointers(at: address)
    case .data(_, let count): take(min(amount(count), limit + 1), at: address)
    case .pointer(let pointee, _): take(pointee.size, at: address)
    case .array(let pointee, _, let count): take(min(amount(count), limit + 1) * pointee.size, at: address)
    case .vectors(_, let count): takeVectors(at: address, count: amount(.argument(count)))
    case .message: takeMessage(at: address)
    case .socketAddress(_, let length): takeAddress(at: address, length: length)
    case .queueMessage(_, let count): take(8 + min(amount(count), limit + 1), at: address)
    case .descriptorSet(let count): take((min(amount(.argument(count)), 1024) + 63) / 64 * 8, at: address)
    case .directoryEntries: take(min(amount(.result), Self.directoryLimit), at: address)
    default: break
    }
  }

  /// Takes what says where the kernel is to write, of a call that has not written yet, or has failed.
  mutating func takeOutline(_ kind: ArgumentKind, at address: UInt64) {
    switch kind {
    case .vectors(_, let count):
      take(min(amount(.argument(count)), limit + 1) * IOVector.layout.size, at: address)
    case .message: take(MessageHeader.layout.size, at: address)
    default: break
    }
  }

  private func amount(_ count: Count) -> Int {
    switch count {
    case .fixed(let count): count
    case .argument(let index): Int(clamping: Int64(bitPattern: call.arguments[index])).clamped
    case .pointer(let index): word(at: call.arguments[index]) ?? 0
    case .pages(let index): (amount(.argument(index)).clampedToPages + Int(Page.size) - 1) / Int(Page.size)
    case .result:
      if case .returned(let value)? = call.result { Int(clamping: value).clamped } else { 0 }
    }
  }

  private func word(at address: UInt64) -> Int? {
    let bytes = kernel.peek(address, count: 4, context)
    return bytes.count == 4 ? Int(bytes.littleEndian32(at: 0)) : nil
  }

  @discardableResult
  private mutating func take(_ count: Int, at address: UInt64) -> [UInt8] {
    let bytes = kernel.peek(address, count: count, context)
    snapshot.add(bytes, at: address)
    return bytes
  }

  /// Takes a text with its zero, if that comes within the limit.
  private mutating func takeText(at address: UInt64, limit: Int) {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let piece = kernel.peek(address &+ UInt64(bytes.count), count: min(64, limit - bytes.count), context)
      if let end = piece.firstIndex(of: 0) {
        bytes += piece[...end]
        break
      }
      bytes += piece
      if piece.count < 64 { break }
    }
    snapshot.add(bytes, at: address)
  }

  /// Takes an array of pointers with its null pointer.
  private mutating func takePointers(at address: UInt64) -> [UInt64] {
    var pointers: [UInt64] = []
    while pointers.count < Self.pointerLimit {
      let bytes = kernel.peek(address &+ UInt64(pointers.count * 8), count: 8, context)
      guard bytes.count == 8, bytes.littleEndian64(at: 0) != 0 else { break }
      pointers.append(bytes.littleEndian64(at: 0))
    }
    take((pointers.count + 1) * 8, at: address)
    return pointers
  }

  private mutating func takeVectors(at address: UInt64, count: Int) {
    let size = IOVector.layout.size
    let bytes = take(min(count, limit + 1) * size, at: address)
    for start in stride(from: 0, to: bytes.count, by: size) {
      guard let vector = IOVector(decoding: bytes[start...]) else { return }
      take(min(Int(clamping: vector.length), limit + 1), at: vector.base)
    }
  }

  private mutating func takeMessage(at address: UInt64) {
    guard let header = MessageHeader(decoding: take(MessageHeader.layout.size, at: address)) else { return }
    take(min(Int(header.nameLength), Self.addressLimit), at: header.name)
    takeVectors(at: header.vectors, count: Int(clamping: header.vectorCount))
    take(min(Int(clamping: header.controlLength), Self.controlLimit), at: header.control)
  }

  private mutating func takeAddress(at address: UInt64, length: Int) {
    let register = call.arguments[length]
    let length = call.result == nil ? Int(clamping: register) : word(at: register) ?? 0
    take(min(length, Self.addressLimit), at: address)
  }

  private static let pathLimit = 4096
  private static let pointerLimit = 4096
  private static let directoryLimit = 65536
  private static let addressLimit = 128
  private static let controlLimit = 256
}

extension Int {
  /// The number, or 0 if it is negative.
  fileprivate var clamped: Int { Swift.max(0, self) }
  /// The number, or the largest that can be rounded up to a page.
  fileprivate var clampedToPages: Int { Swift.min(self, .max - Int(Page.size)) }
}

extension CallRecord {
  /// Where `rt_sigreturn` finds the signals that will be blocked.
  public var maskAddress: UInt64 {
    stackPointer &+ SignalFrame.contextOffset &+ UInt64(UserContext.layout.offset(of: "uc_sigmask"))
  }
}
