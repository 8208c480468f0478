import Machine

/// A thread: what a hart can execute.
struct Thread {
  /// The process that the thread belongs to.
  let process: Int
  /// Whether it runs, could run, or waits.
  var state: ThreadState
  /// Where its registers are saved while it does not run.
  let trapFrame: TrapFrame
}

/// Whether a thread runs, could run, or waits.
enum ThreadState: Equatable {
  /// It waits for a hart.
  case ready
  /// A hart executes it.
  case running(hart: Int)
  /// It waits for something to happen.
  case blocked(WaitChannel)
}

/// What a thread can wait for.
enum WaitChannel: Equatable {
  /// Bytes from the host's standard input.
  case consoleInput
}
