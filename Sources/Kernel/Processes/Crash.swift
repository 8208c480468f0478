import ABI
import Machine

/// What a process is told when it did something wrong.
extension Kernel {
  /// Sends a thread the signal for what it did; without a handler, that ends the process, with a report.
  mutating func crash(_ context: Context, _ signal: Signal, _ reason: CrashReport.Reason) {
    let action = processes[context.process].signals[signal]
    let isBlocked = threads[context.thread].signals.mask.contains(signal)
    guard !action.isDefault, !action.isIgnored, !isBlocked else { return end(context, signal, reason) }
    _ = threads[context.thread].signals.pending.add(
      reason.information(signal, pc: threads[context.thread].trapFrame.pc(context.machine)))
  }

  /// Ends a process that did something wrong, with a report.
  mutating func end(_ context: Context, _ signal: Signal, _ reason: CrashReport.Reason) {
    let frame = threads[context.thread].trapFrame
    let pc = frame.pc(context.machine)
    let report = CrashReport(
      signal: signal, reason: reason, pid: PID(Int32(context.process)),
      name: Self.fileName(processes[context.process].executable).description,
      pc: pc, word: word(at: VirtualAddress(pc), context),
      registers: [0] + (1..<32).map { frame.register($0, context.machine) },
      areas: spaces[context.space].areas)
    log(.information, report.logLine, context)
    if context.process != Self.firstProcess && crashes.count < Self.crashLimit { crashes.append(report) }
    exit(context.process, .signaled(signal, report), context)
  }

  /// Reports that are kept until somebody takes them: a program can have any number of children that crash.
  private static let crashLimit = 100

  /// The machine word at an address, if its page is there: a report does not fault pages in.
  private func word(at address: VirtualAddress, _ context: Context) -> UInt32? {
    guard address < AddressSpace.end, address.rawValue % 4 == 0 else { return nil }
    let entry = spaces[context.space].entry(of: address.pageBase, machine: context.machine)
    guard entry.permits(.load) || entry.permits(.fetch) else { return nil }
    let pair = context.machine.load64(entry.frame.address + (address.offset & ~7))
    return UInt32(truncatingIfNeeded: address.offset % 8 == 0 ? pair : pair >> 32)
  }
}

extension CrashReport {
  /// The line in the kernel's log.
  fileprivate var logLine: String {
    let area = areas.first { $0.contains(VirtualAddress(pc)) }
    let place = area.map { " in \(name)[\($0.start.rawValue.hexadecimal())+\($0.size.hexadecimal())]" } ?? ""
    return "\(name)[\(pid)]: \(reason.words) ip \(pc.hexadecimal(16)) sp \(registers[2].hexadecimal(16))"
      + " signal \(signal.rawValue)" + place
  }
}

extension CrashReport.Reason {
  /// What went wrong, and where, in the words of Linux's log.
  fileprivate var words: String {
    switch self {
    case .violation(_, let fault): "segfault at \(fault.address.rawValue.hexadecimal())"
    case .beyondFile(let fault): "bus error at \(fault.address.rawValue.hexadecimal())"
    case .misaligned(let fault): "misaligned access at \(fault.address.rawValue.hexadecimal())"
    case .illegalInstruction: "trap illegal instruction"
    case .breakpoint: "trap breakpoint"
    case .outOfMemory(let fault): "out of memory at \(fault.address.rawValue.hexadecimal())"
    }
  }

  /// What the signal's handler finds in its `siginfo_t`.
  func information(_ signal: Signal, pc: UInt64) -> SignalInfo {
    switch self {
    case .violation(let violation, let fault):
      let code: SignalCode = violation.isNotPermitted ? .accessDenied : .notMapped
      return SignalInfo(signal, code, .fault(address: fault.address.rawValue))
    case .beyondFile(let fault), .outOfMemory(let fault):
      return SignalInfo(signal, .noPhysicalAddress, .fault(address: fault.address.rawValue))
    case .misaligned(let fault):
      return SignalInfo(signal, .misaligned, .fault(address: fault.address.rawValue))
    case .illegalInstruction: return SignalInfo(signal, .illegalOpcode, .fault(address: pc))
    case .breakpoint: return SignalInfo(signal, .breakpoint, .fault(address: pc))
    }
  }
}

extension SegmentationViolation {
  var isNotPermitted: Bool {
    if case .notPermitted = self { return true }
    return false
  }
}
