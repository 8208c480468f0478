import ABI
import Machine

/// wait4 and waitid: a process learns what its children did.
extension Kernel {
  /// Which children a process asks about.
  enum ChildSelection {
    case any
    case process(Int)
    case group(Int)
  }

  mutating func sysWait4(
    _ number: Int32, _ status: UserPointer, _ options: WaitOptions, _ usage: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let known: WaitOptions = [.noHang, .stopped, .continued, .noThread, .all, .clone]
    guard options.isSubset(of: known) else { throw .invalidArgument }
    guard number != .min else { throw .noSuchProcess }
    let selection: ChildSelection =
      switch number {
      case -1: .any
      case 0: .group(processes[context.process].group)
      case ..<0: .group(Int(-number))
      default: .process(Int(number))
      }
    guard let child = try child(selection, options.union(.exited), context) else {
      return options.contains(.noHang) ? .done(0) : .block(Wait(.children(of: context.process)))
    }
    let word = waitStatus(of: child).word
    let used = self.usage(of: child)
    consume(child, context)
    if status.address.rawValue != 0 { try copyOut(word.bytes, to: status, context) }
    if usage.address.rawValue != 0 { try copyOut(used.encoded(self.options), to: usage, context) }
    return .done(child)
  }

  mutating func sysWaitid(
    _ kind: WaitTarget?, _ number: Int32, _ information: UserPointer, _ options: WaitOptions,
    _ usage: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let wanted: WaitOptions = [.exited, .stopped, .continued]
    let known = wanted.union([.noHang, .noReap, .noThread, .all, .clone])
    guard options.isSubset(of: known), !options.isDisjoint(with: wanted) else { throw .invalidArgument }
    let selection: ChildSelection
    switch (kind, number) {
    case (.all?, _): selection = .any
    case (.process?, 1...): selection = .process(Int(number))
    case (.processGroup?, 0...):
      selection = .group(number == 0 ? processes[context.process].group : Int(number))
    default: throw .invalidArgument
    }
    guard let child = try child(selection, options, context) else {
      guard options.contains(.noHang) else { return .block(Wait(.children(of: context.process))) }
      if information.address.rawValue != 0 {
        try copyOut([UInt8](repeating: 0, count: 128), to: information, context)
      }
      return .done(0)
    }
    let info = childInfo(of: child, signal: .child)
    let used = self.usage(of: child)
    if !options.contains(.noReap) { consume(child, context) }
    if information.address.rawValue != 0 { try copyOut(info.encoded, to: information, context) }
    if usage.address.rawValue != 0 { try copyOut(used.encoded(self.options), to: usage, context) }
    return .done(0)
  }

  /// The first child that has something to tell; nil if there are children, but none has.
  private func child(
    _ selection: ChildSelection, _ options: WaitOptions, _ context: Context
  ) throws(Errno) -> Int? {
    var hasChildren = false
    for child in processes[context.process].children {
      switch selection {
      case .any: break
      case .process(let number): guard child == number else { continue }
      case .group(let group): guard processes[child].group == group else { continue }
      }
      let row = processes[child]
      // A child that ends with another signal than SIGCHLD is waited for by those who ask for such children.
      let endsWithOther = row.exitSignal != .child
      guard options.contains(.all) || endsWithOther == options.contains(.clone) else { continue }
      hasChildren = true
      if row.ending != nil {
        if options.contains(.exited) { return child }
        continue
      }
      switch row.news {
      case .stopped?: if options.contains(.stopped) { return child }
      case .continued?: if options.contains(.continued) { return child }
      case nil: break
      }
    }
    guard hasChildren else { throw .noChildren }
    return nil
  }

  /// What the status word says of a child that has something to tell.
  private func waitStatus(of child: Int) -> WaitStatus {
    let row = processes[child]
    switch (row.ending, row.news) {
    case (.exited(let status)?, _): return .exited(status)
    case (.signaled(let signal, _)?, _): return .signaled(signal.rawValue, core: false)
    case (nil, .stopped(let signal)?): return .stopped(signal.rawValue)
    case (nil, _): return .continued
    }
  }

  /// The parent has heard the news of a child; a zombie is no more.
  private mutating func consume(_ child: Int, _ context: Context) {
    guard processes[child].ending != nil else {
      processes[child].news = nil
      return
    }
    let used = usage(of: child)
    processes[context.process].childrenUsage += used
    reap(child, context)
  }

  /// What a process has used, with those of its children that it waited for.
  func usage(of process: Int) -> Usage {
    var usage = ownUsage(of: process)
    usage += processes[process].childrenUsage
    return usage
  }

  /// What a process has used itself.
  func ownUsage(of process: Int) -> Usage {
    var usage = processes[process].usage
    usage += processes[process].endedThreadsUsage
    for thread in processes[process].threads {
      let row = threads[thread]
      usage += Usage(
        userCycles: row.userCycles, kernelCycles: row.kernelCycles,
        voluntarySwitches: row.voluntarySwitches, involuntarySwitches: row.involuntarySwitches)
    }
    if processes[process].ending == nil {
      usage.maximumResident = max(usage.maximumResident, spaces[processes[process].space].peakResidentPages)
    }
    return usage
  }
}
