import ABI
import Machine

/// A process: an address space, open files, children, signals. Its threads are rows of their own.
struct Process {
  /// Who made it; its orphans go to process 1.
  var parent: Int
  /// The processes that it has made and not yet waited for, in order.
  var children: [Int] = []
  /// Its threads, the first one first.
  var threads: [Int] = []
  /// Its process group and session, by the number of the process that began them.
  var group: Int
  var session: Int
  /// The terminal that controls its session, unless it has left that.
  var terminal: Int?
  /// If it leads a session whose terminal went: who was in the foreground then.
  var lostForeground: Int?
  /// The name of its executable, up to 15 bytes.
  var name: String
  /// The path that its program was called by.
  var executable: FilePath
  /// Its memory; `vfork` lends it to a child for a while.
  var space: Int
  /// Its open files, by descriptor.
  var descriptors: Int
  /// Where its relative paths begin, and its umask.
  var workingPlace: Int
  /// Signals to the process as a whole, and what it does about signals.
  var signals = ProcessSignals()
  /// How much of everything it may have.
  var limits = ResourceLimits()
  /// The users and groups that it acts for.
  var credentials = Credentials()
  /// How it ended, once it has: it is a zombie then.
  var ending: ExitStatus?
  /// Stops and continuations that its parent was not told of yet.
  var news: ChildNews?
  /// Whether it was stopped by a signal.
  var isStopped = false
  /// The signal that its parent gets when it ends; nil for none.
  var exitSignal: Signal? = .child
  /// The signal that it gets when its parent ends (PR_SET_PDEATHSIG).
  var parentDeathSignal: Signal?
  /// Whether orphans among its descendants become its children (PR_SET_CHILD_SUBREAPER).
  var adoptsOrphans = false
  /// Whether its parent is to be let go on when it gives the borrowed memory back.
  var borrowsMemory = false
  /// Whether nobody will ask how it ended: its parent ended before it.
  var isReapedByKernel = false
  /// Whether it has called exec since it was made.
  var hasExecuted = false
  /// When it was made, in cycles.
  let startTime: UInt64
  /// Which it is of all that were ever made, so far as 24 bits tell: another one may have its number later.
  var serial: UInt32 = 0
  /// How much more, in thousandths of all memory, the out-of-memory killer is to think that it has; -1000 spares it.
  var oomAdjustment = 0
  /// What it has read and written.
  var transfers = Transfers()
  /// What its ended threads, and the children that it waited for, have used.
  var endedThreadsUsage = Usage()
  var childrenUsage = Usage()
  var usage = Usage()
  /// What its end is to add to System V semaphores (SEM_UNDO), by set and semaphore.
  var semaphoreUndo: [Int: [Int: Int]] = [:]
  /// Timers of the time that it runs.
  var cpuTimers = CPUTimers()
  /// The real-time interval timer.
  var intervalTimer: Timers.Handle?
  var intervalExpiry: UInt64 = 0
  var intervalPeriod: UInt64 = 0
}

extension Process {
  /// Whether something is to happen after it has run for some time.
  var watchesCPUTime: Bool { !cpuTimers.areOff || limits.boundCPUTime }
}

/// What a process did that its parent may be waiting for, short of ending.
enum ChildNews: Equatable {
  case stopped(signal: Signal)
  case continued
}

/// What a process has used.
struct Usage: Equatable {
  var userCycles: UInt64 = 0
  var kernelCycles: UInt64 = 0
  /// Page faults without and with reading from a disk.
  var minorFaults: UInt64 = 0
  var majorFaults: UInt64 = 0
  var voluntarySwitches: UInt64 = 0
  var involuntarySwitches: UInt64 = 0
  /// The most frames that were resident at a time.
  var maximumResident: Int = 0

  static func += (a: inout Usage, b: Usage) {
    a.userCycles += b.userCycles
    a.kernelCycles += b.kernelCycles
    a.minorFaults += b.minorFaults
    a.majorFaults += b.majorFaults
    a.voluntarySwitches += b.voluntarySwitches
    a.involuntarySwitches += b.involuntarySwitches
    a.maximumResident = max(a.maximumResident, b.maximumResident)
  }
}

/// What a process has moved by `read` and `write` and their like.
struct Transfers: Equatable {
  var bytesRead: UInt64 = 0
  var bytesWritten: UInt64 = 0
  /// How many calls.
  var reads: UInt64 = 0
  var writes: UInt64 = 0
  /// Pages that had to be read from a file's store or the swap disk for it.
  var pagesFetched: UInt64 = 0
}
