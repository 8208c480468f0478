import ABI

/// What a system call says to the trap path: what the scheduler has to do next.
enum SyscallOutcome: Equatable {
  /// The call is done and returns this in a0. Errors are thrown instead.
  case done(UInt64)
  /// The thread waits, and makes the same call again when it is woken.
  case block(WaitChannel)
  /// The process has ended; there is nothing to return to.
  case exited

  /// The call is done and returns a count.
  static func done(_ count: Int) -> SyscallOutcome { .done(UInt64(bitPattern: Int64(count))) }
}
