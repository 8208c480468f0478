import ABI
import Machine

/// The system calls that wait until one of several descriptors is ready.
extension Kernel {
  mutating func sysPpoll(
    _ pointer: UserPointer, _ count: UInt32, _ timeout: UserPointer, _ mask: UserPointer,
    _ maskSize: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let deadline = try deadline(timeout, context)
    let mask = try waitingMask(mask, maskSize, context)
    let size = UInt64(PollDescriptor.layout.size)
    guard UInt64(count) <= processes[context.process].limits[.openFiles].soft,
      count <= DescriptorTable.limit
    else { throw .invalidArgument }
    let buffer = UserBuffer(start: pointer, count: UInt64(count) * size)
    return try waitForReadiness(until: deadline, left: timeout, mask, context) {
      (kernel, isLast) throws(Errno) in
      try kernel.look(at: buffer, isLast: isLast, context)
    }
  }

  /// Looks at each descriptor that a program gave `poll`, and tells it what was found, if anything was or this was the
  /// last look.
  private mutating func look(
    at buffer: UserBuffer, isLast: Bool, _ context: Context
  ) throws(Errno) -> (Int, [WaitChannel]) {
    var bytes = try copyIn(buffer, context)
    var count = 0
    var channels: [WaitChannel] = []
    for place in stride(from: 0, to: bytes.count, by: PollDescriptor.layout.size) {
      guard var row = PollDescriptor(decoding: bytes[place...]) else { break }
      row.found = row.descriptor < 0 ? [] : look(at: row.descriptor, for: row.events, &channels, context)
      if !row.found.isEmpty { count += 1 }
      bytes.replaceSubrange(place..<place + PollDescriptor.layout.size, with: row.encoded)
    }
    if count > 0 || isLast { try copyOut(bytes, to: buffer.start, context) }
    return (count, channels)
  }

  /// What one descriptor has of some events, and of those that nobody need ask for.
  private mutating func look(
    at descriptor: Int32, for events: PollEvents, _ channels: inout [WaitChannel], _ context: Context
  ) -> PollEvents {
    guard let file = try? openFile(UInt64(descriptor), context) else { return .invalid }
    channels += self.channels(of: file, for: events, context)
    return readiness(of: file, context).intersection(events.union([.error, .hangup]))
  }

  // MARK: select

  mutating func sysPselect6(
    _ count: Int32, _ sets: [UserPointer], _ timeout: UserPointer, _ mask: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var signals: SignalSet?
    if mask.address.rawValue != 0 {
      let bytes = try copyIn(UserBuffer(start: mask, count: 16), context)
      signals = try waitingMask(
        UserPointer(bytes.littleEndian64(at: 0)), bytes.littleEndian64(at: 8), context)
    }
    let deadline = try deadline(timeout, context)
    guard count >= 0 else { throw .invalidArgument }
    let words = (min(Int(count), DescriptorTable.limit) + 63) / 64
    return try waitForReadiness(until: deadline, left: timeout, signals, context) {
      (kernel, isLast) throws(Errno) in
      try kernel.look(in: sets, count: Int(count), words: words, isLast: isLast, context)
    }
  }

  /// Looks at each descriptor that is in one of the three sets of `select`: for reading, writing and exceptions.
  private mutating func look(
    in pointers: [UserPointer], count: Int, words: Int, isLast: Bool, _ context: Context
  ) throws(Errno) -> (Int, [WaitChannel]) {
    var sets: [[UInt8]] = []
    for pointer in pointers {
      sets.append(
        pointer.address.rawValue == 0
          ? [] : try copyIn(UserBuffer(start: pointer, count: UInt64(words * 8)), context))
    }
    var results = sets.map { [UInt8](repeating: 0, count: $0.count) }
    var total = 0
    var channels: [WaitChannel] = []
    for number in 0..<min(count, words * 64) {
      let (byte, bit) = (number / 8, UInt8(1) << UInt8(number % 8))
      let asked = sets.indices.filter { !sets[$0].isEmpty && sets[$0][byte] & bit != 0 }
      guard !asked.isEmpty else { continue }
      let file = try openFile(UInt64(number), context)
      let events = asked.reduce(into: PollEvents()) { $0.formUnion(Self.selected[$1]) }
      channels += self.channels(of: file, for: events, context)
      let ready = readiness(of: file, context)
      for set in asked where !ready.isDisjoint(with: Self.selected[set]) {
        results[set][byte] |= bit
        total += 1
      }
    }
    if total > 0 || isLast {
      for (pointer, result) in zip(pointers, results) where !result.isEmpty {
        try copyOut(result, to: pointer, context)
      }
    }
    return (total, channels)
  }

  /// What puts a descriptor into each of the three sets.
  private static let selected: [PollEvents] = [
    [.input, .normalInput, .bandInput, .hangup, .error],
    [.output, .normalOutput, .bandOutput, .error],
    [.urgent],
  ]

  // MARK: What all have in common

  /// The signals that are blocked while a call waits; nil if the program leaves that as it is.
  mutating func waitingMask(
    _ pointer: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SignalSet? {
    guard pointer.address.rawValue != 0 else { return nil }
    guard size == 8 else { throw .invalidArgument }
    return try signalSet(pointer, context)
  }

  /// Waits until a look finds something, the time is over or a signal comes.
  ///
  /// - Parameters:
  ///   - left: where the time that was left is stored, if the program has said how long to wait.
  ///   - mask: the signals that are blocked meanwhile. Those that it lets through count only if the wait ends by them.
  ///   - look: what was found, and what to wait for if that is nothing; it is told whether it is the last look.
  mutating func waitForReadiness(
    until deadline: UInt64?, left: UserPointer = UserPointer(0), _ mask: SignalSet?, _ context: Context,
    _ look: (inout Kernel, _ isLast: Bool) throws(Errno) -> (Int, [WaitChannel])
  ) throws(Errno) -> SyscallOutcome {
    if context.wake == nil, let mask {
      threads[context.thread].signals.savedMask = threads[context.thread].signals.mask
      threads[context.thread].signals.mask = mask
    }
    let isLast = context.wake == .timeout || deadline.map { $0 <= context.hart.cycles } ?? false
    do throws(Errno) {
      let (count, channels) = try look(&self, isLast)
      if count > 0 || isLast || context.wake == .signal { tellTimeLeft(until: deadline, left, context) }
      guard count > 0 || isLast else { return .block(Wait(channels, until: deadline, restarts: false)) }
      restoreMask(context)
      return .done(count)
    } catch {
      restoreMask(context)
      throw error
    }
  }

  private mutating func restoreMask(_ context: Context) {
    guard let mask = threads[context.thread].signals.savedMask else { return }
    threads[context.thread].signals.savedMask = nil
    threads[context.thread].signals.mask = mask
  }

  /// Tells a program how much of its time was left; where it cannot be told, it is not.
  private mutating func tellTimeLeft(until deadline: UInt64?, _ pointer: UserPointer, _ context: Context) {
    guard let deadline, pointer.address.rawValue != 0 else { return }
    let left = TimeSpec(
      nanoseconds: options.nanoseconds(deadline.saturating(subtracting: context.hart.cycles)))
    try? copyOut(left.encoded, to: pointer, context)
  }
}
