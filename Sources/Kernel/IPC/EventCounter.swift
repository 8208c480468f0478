import ABI
import Machine

/// A number that processes add to and take from: what `eventfd` makes.
struct EventCounter {
  var value: UInt64
  /// Whether each read takes one, as from a semaphore, and not all.
  let isSemaphore: Bool

  /// The greatest value: adding more waits.
  static let maximum = UInt64.max - 1

  var readiness: PollEvents {
    let input: PollEvents = value > 0 ? .input : []
    return value < Self.maximum ? input.union(.output) : input
  }
}

/// Reading and writing event counters.
extension Kernel {
  /// Takes what the counter has, or one of it; waits while that is nothing.
  mutating func readCounter(
    _ number: Int, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count >= 8 else { throw .invalidArgument }
    let counter = eventCounters[number]
    guard counter.value > 0 else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.counterReadable(number)))
    }
    let taken = counter.isSemaphore ? 1 : counter.value
    eventCounters[number].value -= taken
    wake(.counterWritable(number), context)
    try copyOut(taken.bytes[...], to: buffer, at: 0, context)
    return .done(8)
  }

  /// Adds to the counter; waits while it would become too great.
  mutating func writeCounter(
    _ number: Int, _ file: Int, from buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count >= 8 else { throw .invalidArgument }
    let added = try copyIn(buffer, from: 0, count: 8, context).littleEndian64(at: 0)
    guard added <= EventCounter.maximum else { throw .invalidArgument }
    guard added <= EventCounter.maximum - eventCounters[number].value else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.counterWritable(number)))
    }
    eventCounters[number].value += added
    if added > 0 { wake(.counterReadable(number), context) }
    return .done(8)
  }
}
