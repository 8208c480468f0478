import ABI
import Machine

/// The system calls that make processes and threads and tell who they are.
extension Kernel {
  mutating func sysClone(
    _ flags: UInt64, _ stack: UInt64, _ parentTID: UserPointer, _ threadPointer: UInt64,
    _ childTID: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let signal = Int32(flags & CloneFlags.exitSignalMask)
    return try clone(
      CloneRequest(
        flags: CloneFlags(rawValue: flags & 0xffff_ffff & ~CloneFlags.exitSignalMask),
        exitSignal: Signal(rawValue: signal), stackPointer: stack, parentTID: parentTID, childTID: childTID,
        threadPointer: threadPointer), context)
  }

  mutating func sysClone3(
    _ pointer: UserPointer, _ size: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard size >= UInt64(CloneArguments.minimumSize) else { throw .invalidArgument }
    guard size <= Page.size else { throw .argumentListTooLong }
    let whole = CloneArguments.layout.size
    var bytes = try copyIn(UserBuffer(start: pointer, count: size), context)
    guard bytes.dropFirst(whole).allSatisfy({ $0 == 0 }) else { throw .argumentListTooLong }
    bytes += Array(repeating: 0, count: max(0, whole - bytes.count))
    guard let a = CloneArguments(decoding: bytes), a.setTIDCount == 0, a.exitSignal < 65 else {
      throw .invalidArgument
    }
    guard (a.stack == 0) == (a.stackSize == 0) else { throw .invalidArgument }
    return try clone(
      CloneRequest(
        flags: a.flags, exitSignal: Signal(rawValue: Int32(a.exitSignal)),
        stackPointer: a.stack &+ a.stackSize,
        parentTID: UserPointer(a.parentTID), childTID: UserPointer(a.childTID), threadPointer: a.tls), context
    )
  }

  mutating func sysSetTidAddress(_ pointer: UserPointer, _ context: Context) -> SyscallOutcome {
    threads[context.thread].clearChildTID = pointer
    return .done(context.thread)
  }

  // MARK: Groups and sessions

  mutating func sysSetpgid(
    _ number: Int32, _ group: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let process = number == 0 ? context.process : Int(number)
    let group = group == 0 ? process : Int(group)
    guard group >= 0 else { throw .invalidArgument }
    guard let row = processes.find(process),
      process == context.process || row.parent == context.process
    else { throw .noSuchProcess }
    if process != context.process && row.hasExecuted { throw .accessDenied }
    guard row.session != process, row.session == processes[context.process].session else {
      throw .notPermitted
    }
    guard group == process || isGroup(group, in: row.session) else { throw .notPermitted }
    groupSizes.leave(row.group)
    groupSizes[group, default: 0] += 1
    processes[process].group = group
    return .done(0)
  }

  private func isGroup(_ group: Int, in session: Int) -> Bool {
    processes.numbers.contains { processes[$0].group == group && processes[$0].session == session }
  }

  func sysGetpgid(_ number: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    .done(try process(number, context).group)
  }

  func sysGetsid(_ number: Int32, _ context: Context) throws(Errno) -> SyscallOutcome {
    .done(try process(number, context).session)
  }

  mutating func sysSetsid(_ context: Context) throws(Errno) -> SyscallOutcome {
    let process = context.process
    guard !processes.numbers.contains(where: { processes[$0].group == process }) else { throw .notPermitted }
    groupSizes.leave(processes[process].group)
    groupSizes.leave(processes[process].session)
    groupSizes[process, default: 0] += 2
    processes[process].group = process
    processes[process].session = process
    processes[process].terminal = nil
    return .done(process)
  }

  /// The process with a number, where 0 is the caller's.
  func process(_ number: Int32, _ context: Context) throws(Errno) -> Process {
    guard number >= 0, let row = processes.find(number == 0 ? context.process : Int(number)) else {
      throw .noSuchProcess
    }
    return row
  }

  // MARK: Limits and use

  mutating func sysPrlimit64(
    _ number: Int32, _ resource: Resource?, _ new: UserPointer, _ old: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let resource else { throw .invalidArgument }
    let process = number == 0 ? context.process : Int(number)
    let limit = try self.process(number, context).limits[resource]
    if new.address.rawValue != 0 {
      let bytes = try copyIn(UserBuffer(start: new, count: UInt64(ResourceLimit.layout.size)), context)
      guard let wanted = ResourceLimit(decoding: bytes), wanted.soft <= wanted.hard else {
        throw .invalidArgument
      }
      if wanted.hard > limit.hard && !processes[context.process].credentials.isRoot { throw .notPermitted }
      if resource == .openFiles && wanted.hard > UInt64(DescriptorTable.limit) { throw .notPermitted }
      processes[process].limits[resource] = wanted
      if resource == .stack && processes[process].ending == nil {
        spaces[processes[process].space].stackLimit = wanted.soft
      }
    }
    if old.address.rawValue != 0 { try copyOut(limit.encoded, to: old, context) }
    return .done(0)
  }

  mutating func sysGetrusage(
    _ target: UsageTarget?, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let usage: Usage
    threads[context.thread].accountKernelTime(until: context.hart.cycles)
    switch target {
    case .process?: usage = ownUsage(of: context.process)
    case .children?: usage = processes[context.process].childrenUsage
    case .thread?:
      let row = threads[context.thread]
      usage = Usage(
        userCycles: row.userCycles, kernelCycles: row.kernelCycles,
        voluntarySwitches: row.voluntarySwitches, involuntarySwitches: row.involuntarySwitches)
    case nil: throw .invalidArgument
    }
    try copyOut(usage.encoded(options), to: pointer, context)
    return .done(0)
  }

  mutating func sysTimes(_ pointer: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    threads[context.thread].accountKernelTime(until: context.hart.cycles)
    let own = ownUsage(of: context.process)
    let children = processes[context.process].childrenUsage
    let ticks = options.cyclesPerTick
    var times = ProcessTimes()
    times.user = Int64(own.userCycles / ticks)
    times.system = Int64(own.kernelCycles / ticks)
    times.childrenUser = Int64(children.userCycles / ticks)
    times.childrenSystem = Int64(children.kernelCycles / ticks)
    if pointer.address.rawValue != 0 { try copyOut(times.encoded, to: pointer, context) }
    return .done(Int(context.hart.cycles / ticks))
  }

  // MARK: Names

  mutating func sysPrctl(_ a: Arguments, _ context: Context) throws(Errno) -> SyscallOutcome {
    switch ProcessControl(rawValue: a.word(0)) {
    case .setName?:
      let bytes = try copyInBytes(a.pointer(1), upTo: 15, context)
      threads[context.thread].name = String(decoding: bytes, as: UTF8.self)
      if context.thread == context.process { processes[context.process].name = threads[context.thread].name }
      return .done(0)
    case .getName?:
      let name = Array(threads[context.thread].name.utf8.prefix(15))
      try copyOut(name + Array(repeating: 0, count: 16 - name.count), to: a.pointer(1), context)
      return .done(0)
    case .setParentDeathSignal?:
      guard a[1] <= 64 else { throw .invalidArgument }
      processes[context.process].parentDeathSignal = Signal(rawValue: Int32(a[1]))
      return .done(0)
    case .getParentDeathSignal?:
      let signal = processes[context.process].parentDeathSignal?.rawValue ?? 0
      try copyOut(UInt32(signal).bytes, to: a.pointer(1), context)
      return .done(0)
    case .setSubreaper?:
      processes[context.process].adoptsOrphans = a[1] != 0
      return .done(0)
    case .getSubreaper?:
      try copyOut(UInt32(processes[context.process].adoptsOrphans ? 1 : 0).bytes, to: a.pointer(1), context)
      return .done(0)
    default: throw .invalidArgument
    }
  }

  /// Bytes up to a zero byte, or so many.
  private mutating func copyInBytes(
    _ pointer: UserPointer, upTo limit: UInt64, _ context: Context
  ) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while UInt64(bytes.count) < limit {
      let byte = try copyIn(UserBuffer(start: pointer + UInt64(bytes.count), count: 1), context)[0]
      if byte == 0 { break }
      bytes.append(byte)
    }
    return bytes
  }
}

extension Usage {
  /// The bytes of a `struct rusage`.
  func encoded(_ options: KernelOptions) -> [UInt8] {
    var usage = ResourceUsage()
    usage.userTime = TimeValue(cycles: userCycles, options)
    usage.systemTime = TimeValue(cycles: kernelCycles, options)
    usage.maximumResidentSet = Int64(maximumResident) * 4
    usage.minorFaults = Int64(minorFaults)
    usage.majorFaults = Int64(majorFaults)
    usage.voluntarySwitches = Int64(voluntarySwitches)
    usage.involuntarySwitches = Int64(involuntarySwitches)
    return usage.encoded
  }
}
