import ABI
import Machine

// When there is no frame left, and nothing can make room.
extension Kernel {
  /// Ends the process that has most memory, so that the others can go on: the out-of-memory killer.
  ///
  /// The thread that wanted a frame tries again, unless it was its own process that had to go.
  mutating func killForMemory(_ fault: PageFault, _ context: Context) {
    let victim = worstProcess(context)
    pool.counters.kills += 1
    if processes.count > 1 { reportKill(of: victim, context) }
    if processes[victim].space == context.space { return end(context, .kill, .outOfMemory(fault)) }
    let space = processes[victim].space
    for process in processes.numbers
    where processes.contains(process) && processes[process].ending == nil && processes[process].space == space
    {
      exit(process, .signaled(.kill, nil), context)
    }
  }

  /// The process whose memory has most pages, in frames and on the disk; of several the youngest.
  private func worstProcess(_ context: Context) -> Int {
    let living = processes.numbers.filter {
      processes[$0].ending == nil && processes[$0].oomAdjustment > -1000
    }
    return living.max { (badness(of: $0), $0) < (badness(of: $1), $1) } ?? context.process
  }

  /// Pages that a process has, and those that it counts as having besides.
  func badness(of process: Int) -> Int {
    let space = spaces[processes[process].space]
    guard processes[process].oomAdjustment > -1000 else { return .min }
    let total = frames.count + pool.swap.count
    return space.residentPages + space.swappedPages + processes[process].oomAdjustment * total / 1000
  }

  private mutating func reportKill(of victim: Int, _ context: Context) {
    let space = spaces[processes[victim].space]
    report(
      .killedForMemory(
        PID(Int32(victim)), name: processes[victim].name, resident: space.residentPages,
        swapped: space.swappedPages, processes: processes.count), context)
  }

  /// Sees to it that a program is not promised what there is not, where overcommit is switched off.
  ///
  /// What counts is private memory that may be written, and shared memory without a file.
  /// - Throws: `outOfMemory` if frames and swap disk together do not have so many pages more.
  func commit(_ pages: UInt64) throws(Errno) {
    switch options.overcommit {
    case .always: return
    case .heuristic:
      guard pages <= UInt64(pool.frames.count + pool.swap.count) else { throw .outOfMemory }
      return
    case .never: break
    }
    let owned = spaces.numbers.reduce(UInt64(0)) { $0 + spaces[$1].privatePages }
    let (sum, overflow) = (owned + pool.cache.sharedPages).addingReportingOverflow(pages)
    guard !overflow, sum <= commitLimit else { throw .outOfMemory }
  }

  /// How many pages can be promised where overcommit is off.
  var commitLimit: UInt64 {
    UInt64(pool.frames.count * tuning.overcommitRatio / 100 + pool.swap.count)
  }
}

/// Whether programs can be promised more memory than there is.
public enum Overcommit: String, Sendable, CaseIterable {
  /// They can: most do not use what they ask for, and when the frames run out somebody is killed.
  case always
  /// They can, but not more at a time than there is in all.
  case heuristic
  /// They cannot: brk, mmap and fork fail instead.
  case never

  /// The number that vm.overcommit_memory has for it.
  var number: Int {
    switch self {
    case .heuristic: 0
    case .always: 1
    case .never: 2
    }
  }
}

extension AddressSpace {
  /// Pages that the process alone could write to.
  var privatePages: UInt64 {
    areas.reduce(0) { $1.isPromised ? $0 + $1.pages : $0 }
  }
}

extension VMA {
  /// Whether each of its pages may need a frame of its own.
  var isPromised: Bool { !isShared && protection.contains(.write) }
}
