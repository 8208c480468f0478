import ABI
import Machine

/// A thread: what a hart can execute.
struct Thread {
  /// The process that the thread belongs to.
  let process: Int
  /// Where its registers are saved while it does not run.
  let trapFrame: TrapFrame
  /// What it is doing. Changed by `change(_:to:because:at:)` alone.
  var state = ThreadState.new
  /// What the scheduler knows of it, while it is not in a run queue.
  var scheduling: SchedulingEntity
  /// SCHED_OTHER, or what the program chose.
  var schedulingClass = SchedulingClass.other
  /// What it waits for, if it does.
  var wait: Wait?
  /// The timer that ends its wait.
  var waitTimer: Timers.Handle?
  /// The system call that it is in the middle of, having had to wait.
  var pending: PendingCall?
  /// When its system call began, while calls are recorded.
  var callBegan: UInt64 = 0
  /// An open file that its system call works on, so that it stays while the call waits.
  var heldFile: OpenFileNumber?
  /// When a call that takes several messages ends, as soon as one has come.
  var batchEnd: UInt64?
  /// The lock on a file that it waits for.
  var awaitedLock: AwaitedFileLock?
  /// Whether a signal may have come that it has not looked at yet.
  var hasSignalsToSee = false
  /// The signals that it waits for in `sigtimedwait`, though it blocks them.
  var awaitedSignals: SignalSet?
  /// A call that a signal interrupted, until it is clear whether a handler runs.
  var interruptedCall: InterruptedCall?
  /// The child that `vfork` has made, while it waits for that.
  var vforkChild = 0
  /// Signals to it alone, its mask and its signal stack.
  var signals = ThreadSignals()
  /// Where a zero is stored, and a futex woken, when it ends (CLONE_CHILD_CLEARTID).
  var clearChildTID = UserPointer(0)
  /// Its list of robust futexes.
  var robustList = UserPointer(0)
  /// What it waits for and what others wait for that it has.
  var futexes = ThreadFutexes()
  /// The set of System V semaphores that it sleeps at.
  var awaitedSemaphores: Int?
  /// The name that `ps` shows, up to 15 bytes.
  var name: String
  /// Cycles that it has spent in the program and in the kernel.
  var userCycles: UInt64 = 0
  var kernelCycles: UInt64 = 0
  /// When it last crossed between the two, while it runs.
  var accountedUntil: UInt64 = 0
  /// Cycles that it has waited in run queues, how often a hart took it up, and how often another one than before.
  var readyCycles: UInt64 = 0
  var dispatches: UInt64 = 0
  var migrations: UInt64 = 0
  /// How often it gave the hart away, and how often it was taken from it.
  var voluntarySwitches: UInt64 = 0
  var involuntarySwitches: UInt64 = 0
}

extension Thread {
  /// Whether the end of its system call has something to clear up.
  var callHoldsSomething: Bool { pending != nil || heldFile != nil || awaitedLock != nil }

  /// It enters the kernel, or another thread wants to know: the time since it left was the program's.
  mutating func accountUserTime(until now: UInt64) {
    userCycles += now.saturating(subtracting: accountedUntil)
    accountedUntil = max(accountedUntil, now)
  }

  /// It leaves the kernel, or somebody wants to know: the time since it entered was the kernel's.
  mutating func accountKernelTime(until now: UInt64) {
    // Another hart, whose clock is behind, may end the thread.
    kernelCycles += now.saturating(subtracting: accountedUntil)
    accountedUntil = max(accountedUntil, now)
  }

  /// It leaves its hart: of its own will if it waits, and otherwise not, unless it has to go for good.
  mutating func countSwitch(_ cause: SwitchCause) {
    switch cause {
    case .blocked, .pageFault: voluntarySwitches += 1
    case .sliceEnded, .preempted, .yielded, .changed, .migrated: involuntarySwitches += 1
    case .stopped, .exited: break
    }
  }

  /// Whether signals may have something to do before it goes on in its program.
  var mayHaveSignals: Bool {
    hasSignalsToSee || interruptedCall != nil || signals.savedMask != nil || !signals.pending.set.isEmpty
  }
}

/// What becomes of a call that was interrupted by a signal whose handler runs.
enum InterruptedCall {
  /// It is made again if the handler has SA_RESTART.
  case restartable
  /// It fails with EINTR.
  case once
}

/// A system call that waits, or waited a moment ago.
struct PendingCall {
  /// The system call's number, and its arguments as they were.
  let arguments: Arguments
  /// What ended the wait; nil while it lasts.
  var wake: WakeReason?
  /// When the whole call times out: computed once, when it is first made.
  var deadline: UInt64?
  /// What the call has moved so far, in bytes or whatever it counts.
  var done: UInt64 = 0
}
