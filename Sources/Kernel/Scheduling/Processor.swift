/// What the kernel knows of a hart: what it runs and who waits for it.
struct Processor {
  /// The thread that runs; nil while the hart is idle.
  var running: Int?
  /// The threads that are ready to run here.
  var queue: RealtimeFirst {
    didSet { waitingCount = queue.count }
  }
  /// How many they are: looking at the queue itself would copy it.
  private(set) var waitingCount = 0
  /// The cycle at which the timer ends the slice of the running thread.
  var sliceEnd = UInt64.max
  /// The cycle at which a timer of the running process's own time may expire.
  var cpuDeadline = UInt64.max
  /// Up to which cycle the running thread's time has been charged to it.
  var chargedUntil: UInt64 = 0
  /// Whether the running thread has to make room as soon as it can.
  var mustReschedule = false
  /// Why.
  var rescheduleCause = SwitchCause.preempted
  /// How the hart has spent its time, up to when the running thread got it.
  private var times = HartTimes()
  /// Cycles that passed though it stood still.
  private(set) var stolen: UInt64 = 0
  /// What the running thread had used of its own when it got the hart.
  private var timesBefore = (user: UInt64(0), kernel: UInt64(0))
  /// How long it was idle while one of its threads waited for the disk.
  var diskWait = DiskWait()
  /// How often its timer and other harts have interrupted it.
  var timerInterrupts: UInt64 = 0
  var softwareInterrupts: UInt64 = 0
  /// The thread that ran last, whose address space may still be in place.
  var lastThread: Int?
  /// The number that it had, if it has ended since.
  var endedThread: Int?

  init(queue: RealtimeFirst) { self.queue = queue }

  /// Takes the thread that runs next out of the queue: its number, or nil if none waits. `begin` gives it the hart.
  mutating func takeNext(at now: UInt64) -> Int? {
    guard queue.takeNext(at: now) else { return nil }
    return Int(queue.taken.thread.rawValue)
  }

  /// Gives the hart to the thread that came out of the queue; true if that ran on another one the last time.
  mutating func begin(_ thread: inout Thread, on hart: Int, at now: UInt64) -> Bool {
    let isNew = queue.taken.isNew(on: hart)
    thread.scheduling = queue.taken
    thread.scheduling.lastHart = hart
    if isNew { thread.migrations += 1 }
    thread.readyCycles += now.saturating(subtracting: thread.scheduling.readySince)
    thread.dispatches += 1
    thread.accountedUntil = now
    timesBefore = (thread.userCycles, thread.kernelCycles)
    running = Int(thread.scheduling.thread.rawValue)
    chargedUntil = now
    mustReschedule = false
    beginSlice(of: thread.scheduling, at: now)
    return isNew
  }

  /// Charges the hart's time to the thread that runs.
  mutating func charge(_ thread: inout Thread, until now: UInt64) {
    guard now > chargedUntil else { return }
    let cycles = now - chargedUntil
    chargedUntil = now
    queue.charge(&thread.scheduling, cycles: cycles, at: now)
  }

  /// Takes the hart from the thread that runs, which goes away or only makes room.
  mutating func end(_ thread: inout Thread, _ cause: SwitchCause, at now: UInt64) {
    charge(&thread, until: now)
    thread.accountKernelTime(until: now)
    times = times(with: thread)
    thread.countSwitch(cause)
    if cause.endsTurn { queue.leave(&thread.scheduling, endsBurst: cause.endsBurst, at: now) }
    lastThread = running
    running = nil
    sliceEnd = .max
    mustReschedule = false
  }

  /// Lets time pass for which the thread that runs is not charged, and which its slice does not count.
  mutating func standStill(for cycles: UInt64) {
    stolen += cycles
    chargedUntil += cycles
    sliceEnd = sliceEnd.saturating(adding: cycles)
    cpuDeadline = cpuDeadline.saturating(adding: cycles)
  }

  /// How the hart has spent its time, with that of the thread that runs.
  func times(with thread: Thread?) -> HartTimes {
    guard let thread else { return times }
    var times = times
    let user = thread.userCycles - timesBefore.user
    if thread.scheduling.nice > 0 { times.nice += user } else { times.user += user }
    times.kernel += thread.kernelCycles - timesBefore.kernel
    return times
  }

  /// Sets the time at which the timer interrupts the thread that begins to run or goes on.
  mutating func beginSlice(of entity: SchedulingEntity, at now: UInt64) {
    let slice = queue.slice(of: entity, at: now) ?? .max
    sliceEnd = now.saturating(adding: max(slice, Self.shortestSlice))
  }

  /// A slice is not shorter than what it takes to enter and leave the kernel on the slowest of machines: nobody would
  /// get on.
  private static let shortestSlice: UInt64 = 10_000

  /// Lets the running thread make room if a thread that has come to the queue goes before it.
  mutating func letPreempt(_ entity: SchedulingEntity, at now: UInt64) {
    if queue.preempts(entity, at: now) { takeBack(.preempted) }
  }

  /// Notes that the running thread has to make room; that it has to go through a run queue is not forgotten for a
  /// weaker reason.
  mutating func takeBack(_ cause: SwitchCause) {
    if mustReschedule && rescheduleCause.endsTurn && cause != .migrated { return }
    mustReschedule = true
    rescheduleCause = cause
  }
}

/// Cycles that a hart has spent in programs, in those with a positive nice value, and in the kernel for them.
struct HartTimes {
  var user: UInt64 = 0
  var nice: UInt64 = 0
  var kernel: UInt64 = 0
}
