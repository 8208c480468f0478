import ABI
import Machine

extension Kernel {
  /// Ends a process that did something wrong, with a report.
  mutating func end(_ context: Context, _ signal: Signal, _ reason: CrashReport.Reason) {
    let frame = threads[context.thread].trapFrame
    let pc = frame.pc(context.machine)
    let report = CrashReport(
      signal: signal, reason: reason, pid: PID(Int32(context.process)), name: processes[context.process].name,
      pc: pc, word: word(at: VirtualAddress(pc), context),
      registers: [0] + (1..<32).map { frame.register($0, context.machine) },
      areas: processes[context.process].memory.areas)
    exit(context, .signaled(signal, report))
  }

  /// The machine word at an address, if its page is there: a report does not fault pages in.
  private func word(at address: VirtualAddress, _ context: Context) -> UInt32? {
    guard address < AddressSpace.end, address.rawValue % 4 == 0 else { return nil }
    let entry = processes[context.process].memory.entry(of: address.pageBase, machine: context.machine)
    guard entry.permits(.load) || entry.permits(.fetch) else { return nil }
    let pair = context.machine.load64(entry.frame.address + (address.offset & ~7))
    return UInt32(truncatingIfNeeded: address.offset % 8 == 0 ? pair : pair >> 32)
  }

  /// Ends a process: its frames, files and threads are given back.
  mutating func exit(_ context: Context, _ status: ExitStatus) {
    for file in processes[context.process].descriptors.files { release(file) }
    processes[context.process].memory.releaseAll(frames: &frames, machine: context.machine)
    for thread in threads.numbers where threads[thread].process == context.process {
      frames.release(threads[thread].trapFrame.frame)
      threads.remove(thread)
    }
    processes.remove(context.process)
    if context.process == 1 { ending = status }
  }

  mutating func sysExit(_ status: UInt32, _ context: Context) -> SyscallOutcome {
    exit(context, .exited(UInt8(truncatingIfNeeded: status)))
    return .exited
  }
}
