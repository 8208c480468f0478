import ABI
import Machine

/// What a process is and does: /proc/PID/status, stat, statm, comm and children.
extension Kernel {
  func name(of node: ProcNode) -> String {
    guard let process = process(of: node) else { return "" }
    return threads.find(node.thread)?.name ?? processes[process].name
  }

  /// The state as a letter. A first thread that ended before the others is a zombie.
  private func stateLetter(of node: ProcNode) -> Character {
    guard let process = process(of: node), let thread = threads.find(node.thread) else { return "Z" }
    return processes[process].isStopped ? "T" : thread.state.letter
  }

  private func stateText(of node: ProcNode) -> String {
    let letter = stateLetter(of: node)
    let words: [Character: String] = [
      "R": "running", "S": "sleeping", "D": "disk sleep", "T": "stopped", "Z": "zombie", "X": "dead",
    ]
    return "\(letter) (\(words[letter] ?? "running"))"
  }

  func space(of node: ProcNode) -> Int? { livingProcess(of: node).map { processes[$0].space } }

  // MARK: status

  func statusText(of node: ProcNode, _ machine: Machine) -> String {
    guard let number = process(of: node) else { return "" }
    return identityText(of: node, number) + memoryLines(of: node, machine)
      + "CoreDumping:\t0\nTHP_enabled:\t1\nThreads:\t\(processes[number].threads.count)\n"
      + signalLines(of: node, number) + capabilityLines(number) + placeLines(of: node, number)
  }

  private func identityText(of node: ProcNode, _ number: Int) -> String {
    let row = processes[number]
    func ids(_ identity: Credentials.Identity) -> String {
      "\(identity.real)\t\(identity.effective)\t\(identity.saved)\t\(identity.effective)"
    }
    let isAlive = row.ending == nil
    let umask = isAlive ? "Umask:\t\(String(workingPlaces[row.workingPlace].umask, radix: 8).zeros(4))\n" : ""
    let slots = isAlive ? max(64, (descriptorTables[row.descriptors].capacity + 63) / 64 * 64) : 0
    let groups = row.credentials.groups.map { String($0) }.joined(separator: " ") + " "
    return "Name:\t\(name(of: node).escaped)\n\(umask)State:\t\(stateText(of: node))\n"
      + "Tgid:\t\(number)\nNgid:\t0\nPid:\t\(node.thread)\nPPid:\t\(row.parent)\nTracerPid:\t0\n"
      + "Uid:\t\(ids(row.credentials.user))\nGid:\t\(ids(row.credentials.group))\n"
      + "FDSize:\t\(slots)\nGroups:\t\(groups)\nNStgid:\t\(number)\nNSpid:\t\(node.thread)\n"
      + "NSpgid:\t\(row.group)\nNSsid:\t\(row.session)\nKthread:\t0\n"
  }

  /// Memory in kB, as far as there is any.
  private func memoryLines(of node: ProcNode, _ machine: Machine) -> String {
    guard let number = space(of: node) else { return "" }
    let (space, use) = (spaces[number], residentPages(of: number, machine))
    func pages(_ condition: (VMA) -> Bool) -> Int {
      Int(space.areas.reduce(0) { condition($1) ? $0 + $1.pages : $0 })
    }
    let isCode: (VMA) -> Bool = { $0.purpose == .program && $0.protection.contains(.execute) }
    let rows: [(String, Int)] = [
      ("VmPeak", space.peakMappedPages), ("VmSize", space.mappedPages),
      ("VmLck", pages { $0.attributes.contains(.locked) }), ("VmPin", 0),
      ("VmHWM", space.peakResidentPages), ("VmRSS", use.all), ("RssAnon", use.anonymous),
      ("RssFile", use.file), ("RssShmem", use.shared),
      ("VmData", pages { $0.isPromised && $0.purpose != .stack }),
      ("VmStk", pages { $0.purpose == .stack }), ("VmExe", pages(isCode)), ("VmLib", 0),
      ("VmPTE", space.pageTable.tables.count + 1), ("VmSwap", space.swappedPages), ("HugetlbPages", 0),
    ]
    return rows.map { "\($0):\t\(($1 * 4).right(8)) kB\n" }.joined()
  }

  private func signalLines(of node: ProcNode, _ number: Int) -> String {
    let (row, thread) = (processes[number], thread(of: node))
    func mask(_ set: SignalSet) -> String { set.rawValue.hexadecimal(16) }
    let own = thread.map { threads[$0].signals }
    let (ignored, caught) = dispositions(of: number)
    let queued = row.signals.pending.count + row.threads.reduce(0) { $0 + threads[$1].signals.pending.count }
    return "SigQ:\t\(queued)/\(PendingSignals.limit)\nSigPnd:\t\(mask(own?.pending.set ?? []))\n"
      + "ShdPnd:\t\(mask(row.signals.pending.set))\nSigBlk:\t\(mask(own?.mask ?? []))\n"
      + "SigIgn:\t\(mask(ignored))\nSigCgt:\t\(mask(caught))\n"
  }

  /// The signals that a process ignores, and those that it has handlers for.
  private func dispositions(of process: Int) -> (ignored: SignalSet, caught: SignalSet) {
    var (ignored, caught): (SignalSet, SignalSet) = ([], [])
    for (index, action) in processes[process].signals.actions.enumerated() {
      guard !action.isDefault, let signal = Signal(rawValue: Int32(index + 1)) else { continue }
      if action.isIgnored { ignored.insert(SignalSet(signal)) } else { caught.insert(SignalSet(signal)) }
    }
    return (ignored, caught)
  }

  /// Root may do everything, others nothing special: there are no finer shades.
  private func capabilityLines(_ number: Int) -> String {
    let all = "000001ffffffffff", none = "0000000000000000"
    let (user, isRoot) = (processes[number].credentials.user, processes[number].credentials.isRoot)
    let permitted = isRoot || user.real == 0 || user.saved == 0 ? all : none
    return "CapInh:\t\(none)\nCapPrm:\t\(permitted)\nCapEff:\t\(isRoot ? all : none)\nCapBnd:\t\(all)\n"
      + "CapAmb:\t\(none)\nNoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n"
  }

  private func placeLines(of node: ProcNode, _ number: Int) -> String {
    let harts = processors.count
    let all: UInt64 = harts == 64 ? .max : 1 << UInt64(harts) - 1
    let mask = (thread(of: node).map { schedulingEntity(of: $0).affinity } ?? all) & all
    let switches = switches(of: node)
    return "Cpus_allowed:\t\(mask.hexadecimal((harts + 3) / 4))\nCpus_allowed_list:\t\(mask.ranges)\n"
      + "Mems_allowed:\t1\nMems_allowed_list:\t0\nvoluntary_ctxt_switches:\t\(switches.voluntary)\n"
      + "nonvoluntary_ctxt_switches:\t\(switches.involuntary)\n"
  }

  /// How often the thread itself left a hart.
  func switches(of node: ProcNode) -> (voluntary: UInt64, involuntary: UInt64) {
    if let thread = threads.find(node.thread) {
      return (thread.voluntarySwitches, thread.involuntarySwitches)
    }
    guard let process = process(of: node) else { return (0, 0) }
    let usage = processes[process].endedThreadsUsage
    return (usage.voluntarySwitches, usage.involuntarySwitches)
  }

  // MARK: stat

  /// The 52 fields of proc_pid_stat(5). What the kernel's own addresses would be is 0, as Linux shows it to others.
  func statText(of node: ProcNode, _ context: Context) -> String {
    guard let number = process(of: node) else { return "" }
    let fields =
      statIdentity(of: number) + statTimes(of: node, number)
      + statMemory(of: node, context) + statSignals(of: node, number, context)
    return "\(node.thread) (\(name(of: node))) \(stateLetter(of: node)) "
      + fields.joined(separator: " ") + "\n"
  }

  /// Fields 4 to 13: relatives, terminal, flags and faults.
  private func statIdentity(of number: Int) -> [String] {
    let row = processes[number]
    let (own, children) = (ownUsage(of: number), row.childrenUsage)
    let flags = row.hasExecuted ? 0 : Self.forkedFlag
    let terminal = Int(controllingDevice(of: number))
    let numbers: [Int] = [
      row.parent, row.group, row.session, terminal, foregroundGroup(of: number) ?? -1, flags,
    ]
    let faults = [own.minorFaults, children.minorFaults, own.majorFaults, children.majorFaults]
    return numbers.map(String.init) + faults.map { String($0) }
  }

  /// Fields 14 to 22: times in hundredths of a second, and how it is scheduled.
  private func statTimes(of node: ProcNode, _ number: Int) -> [String] {
    let row = processes[number]
    let (used, children) = (usage(at: node, number), row.childrenUsage)
    let cycles = [used.userCycles, used.kernelCycles, children.userCycles, children.kernelCycles]
    let entity = thread(of: node).map { schedulingEntity(of: $0) }
    let nice = entity?.nice ?? 0
    let priority = entity.map { $0.isRealtime ? -1 - $0.realtimePriority : 20 + nice } ?? 20
    return cycles.map { String($0 / options.cyclesPerTick) }
      + [priority, nice, max(1, row.threads.count), 0].map(String.init)
      + [String(row.startTime / options.cyclesPerTick)]
  }

  /// What a process has used; in /proc/PID/task/TID, what the thread has.
  private func usage(at node: ProcNode, _ number: Int) -> Usage {
    guard node.isTask, let thread = threads.find(node.thread) else { return ownUsage(of: number) }
    return Usage(userCycles: thread.userCycles, kernelCycles: thread.kernelCycles)
  }

  /// Fields 23 to 30: memory, and where the thread is.
  private func statMemory(of node: ProcNode, _ context: Context) -> [String] {
    guard let number = space(of: node) else { return ["0", "0", "18446744073709551615"] + Self.zeros(5) }
    let space = spaces[number]
    let limit = livingProcess(of: node).map { processes[$0].limits[.residentSet].soft } ?? .max
    var fields = [UInt64(space.mappedPages) * Page.size, UInt64(space.residentPages), limit]
    guard mayInspect(node, as: context.process) else {
      return fields.map { String($0) } + ["1", "1", "0", "0", "0"]
    }
    let code = space.areas.filter { $0.purpose == .program && $0.protection.contains(.execute) }
    fields += [code.first?.start.rawValue ?? 0, code.last?.end.rawValue ?? 0, space.layout.stackStart]
    let place = savedPlace(of: node, context)
    return (fields + [place.stackPointer, place.pc]).map { String($0) }
  }

  /// Where a thread that does not run would go on; zeros for one that runs, as on Linux.
  private func savedPlace(of node: ProcNode, _ context: Context) -> (stackPointer: UInt64, pc: UInt64) {
    guard let thread = thread(of: node), !threads[thread].state.isRunning else { return (0, 0) }
    let frame = threads[thread].trapFrame
    return (frame.register(2, context.machine), frame.pc(context.machine))
  }

  /// Fields 31 to 52: signals, how it is scheduled, and where its memory lies.
  private func statSignals(of node: ProcNode, _ number: Int, _ context: Context) -> [String] {
    let own = thread(of: node).map { threads[$0].signals }
    let (ignored, caught) = dispositions(of: number)
    // These four have only 31 bits here; `status` has them whole.
    let sets = [own?.pending.set ?? [], own?.mask ?? [], ignored, caught].map { $0.rawValue & 0x7fff_ffff }
    let entity = thread(of: node).map { schedulingEntity(of: $0) }
    let isWaiting = thread(of: node).map { threads[$0].state.isWaiting } ?? false
    let signal = node.isTask && node.thread != number ? -1 : Int(processes[number].exitSignal?.rawValue ?? 0)
    let policy = thread(of: node).map { Int(threads[$0].schedulingClass.rawValue) } ?? 0
    let numbers = [
      isWaiting ? 1 : 0, 0, 0, signal, entity?.lastHart ?? 0, entity?.realtimePriority ?? 0, policy, 0, 0, 0,
    ]
    return sets.map { String($0) } + numbers.map(String.init) + statLayout(of: node, context)
      + [processes[number].ending.map { String(exitCode(of: $0)) } ?? "0"]
  }

  private func statLayout(of node: ProcNode, _ context: Context) -> [String] {
    guard let number = space(of: node), mayInspect(node, as: context.process) else { return Self.zeros(7) }
    let space = spaces[number]
    let data = space.areas.filter { $0.purpose == .program && $0.protection.contains(.write) }
    let (arguments, environment) = (space.layout.arguments, space.layout.environment)
    return [
      data.first?.start.rawValue ?? 0, data.last?.end.rawValue ?? 0, space.heapStart.rawValue,
      arguments.lowerBound, arguments.upperBound, environment.lowerBound, environment.upperBound,
    ].map { String($0) }
  }

  /// What `wait4` will tell of how it ended.
  private func exitCode(of status: ExitStatus) -> UInt32 {
    switch status {
    case .exited(let value): WaitStatus.exited(value).word
    case .signaled(let signal, _): WaitStatus.signaled(signal.rawValue, core: false).word
    }
  }

  private static func zeros(_ count: Int) -> [String] { Array(repeating: "0", count: count) }

  /// PF_FORKNOEXEC: it was forked and has not called exec.
  private static let forkedFlag = 0x40

  // MARK: statm and children

  func statmText(of node: ProcNode, _ machine: Machine) -> String {
    guard let number = space(of: node) else { return "0 0 0 0 0 0 0\n" }
    let (space, use) = (spaces[number], residentPages(of: number, machine))
    let code = space.areas.filter { $0.purpose == .program && $0.protection.contains(.execute) }
    let data = space.areas.filter(\.isPromised)
    let pages: ([VMA]) -> UInt64 = { $0.reduce(0) { $0 + $1.pages } }
    return "\(space.mappedPages) \(use.all) \(use.file + use.shared) \(pages(code)) 0 \(pages(data)) 0\n"
  }

  func childrenText(of node: ProcNode) -> String {
    guard let process = process(of: node), node.thread == process else { return "" }
    return processes[process].children.map { "\($0) " }.joined()
  }
}

extension UInt64 {
  /// The places of the bits that are set, as `0-3,6`.
  fileprivate var ranges: String {
    var (parts, place): ([String], UInt64) = ([], 0)
    while place < 64 {
      guard self >> place & 1 != 0 else {
        place += 1
        continue
      }
      let first = place
      while place < 64, self >> place & 1 != 0 { place += 1 }
      parts.append(first == place - 1 ? "\(first)" : "\(first)-\(place - 1)")
    }
    return parts.joined(separator: ",")
  }
}

extension String {
  /// A name as `status` shows it: with no line breaks or backslashes of its own.
  fileprivate var escaped: String {
    reduce(into: "") { $0 += $1 == "\n" ? "\\n" : $1 == "\\" ? "\\\\" : String($1) }
  }
}
