import Machine

/// What must hold of a kernel between any two instructions, whatever programs do.
///
/// Every count of owners in the kernel is kept by hand where something is taken and given back. Here each is counted
/// anew, from those who own: a path that forgets to give back, or gives back twice, is found at once and not when
/// something else breaks. `Invariants+…` has the rules, a file for each part of the kernel.
struct Invariants {
  let kernel: Kernel
  let machine: Machine
  /// What does not hold, a line each.
  private(set) var violations: [String] = []

  init(_ kernel: Kernel, _ machine: Machine) {
    self.kernel = kernel
    self.machine = machine
  }

  /// Notes a rule that does not hold.
  mutating func require(_ condition: Bool, _ rule: @autoclosure () -> String) {
    if !condition { violations.append(rule()) }
  }

  /// How many processes that have not ended have each of some things that can be shared.
  func livingProcesses(by thing: KeyPath<Process, Int>) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for number in kernel.processes.numbers where kernel.processes[number].ending == nil {
      counts[kernel.processes[number][keyPath: thing], default: 0] += 1
    }
    return counts
  }

  /// Notes where a count differs from what was counted.
  mutating func require(_ what: @autoclosure () -> String, counts count: Int, asKept kept: Int) {
    if count != kept { violations.append("\(what()): \(count) were counted, \(kept) are on record") }
  }
}

extension Kernel {
  /// Which of the kernel's own rules do not hold, a line each; none, unless the kernel has a bug.
  ///
  /// - Precondition: `machine` is the one that the kernel was made for, or its copy.
  public func violatedInvariants(on machine: Machine) -> [String] {
    var invariants = Invariants(self, machine)
    invariants.checkFrames()
    invariants.checkSpaces()
    invariants.checkTLBs()
    invariants.checkProcesses()
    invariants.checkScheduling()
    invariants.checkLocks()
    invariants.checkOpenFiles()
    invariants.checkInodes()
    invariants.checkMounts()
    invariants.checkPipes()
    invariants.checkSockets()
    invariants.checkQueues()
    invariants.checkWatches()
    invariants.checkDescriptorObjects()
    invariants.checkFileLocks()
    return invariants.violations
  }

  /// What programs have of the kernel now. At the end of a run, what is left of it has leaked.
  public var holdings: Holdings {
    Holdings(
      processes: processes.count, threads: threads.count, spaces: spaces.count,
      areas: spaces.numbers.reduce(0) { $0 + spaces[$1].areas.count },
      frames: frames.count - frames.freeCount, swapSlots: pool.swap.count - pool.swap.freeCount,
      inodes: files.count, mounts: files.mounts.count, descriptorTables: descriptorTables.count,
      openFiles: openFiles.count,
      pipes: pipes.count, sockets: sockets.count,
      eventDescriptors: eventCounters.count + descriptorTimers.count + epollSets.count, timers: timers.count,
      waiters: waitQueues.count)
  }
}

/// How many there are of each thing that programs can have of the kernel.
public struct Holdings: Equatable, Sendable {
  /// Who there is, and their address spaces with the areas in all of them.
  public var processes, threads, spaces, areas: Int
  /// What they have of the machine.
  public var frames, swapSlots: Int
  /// Their files, and what they use as files.
  public var inodes, mounts, descriptorTables, openFiles, pipes, sockets, eventDescriptors: Int
  /// What they wait for.
  public var timers, waiters: Int
}
