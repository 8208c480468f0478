import ABI

/// What a system call says to the trap path: what the scheduler has to do next.
enum SyscallOutcome: Equatable {
  /// The call is done and returns this in a0. Errors are thrown instead.
  case done(UInt64)
  /// The thread waits, and the call is made again when it is woken; until then it has moved so many bytes.
  case block(Wait, done: UInt64 = 0)
  /// The registers are others now: the call has no result.
  case replaced
  /// The thread has ended; there is nothing to return to.
  case exited

  /// The call is done and returns a count.
  static func done(_ count: Int) -> SyscallOutcome { .done(UInt64(bitPattern: Int64(count))) }
}
