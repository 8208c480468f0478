import ABI
import Machine

extension Kernel {
  /// Ends a process that did something wrong, with a report.
  mutating func end(_ context: Context, _ signal: Signal, _ reason: CrashReport.Reason) {
    let frame = threads[context.thread].trapFrame
    let pc = frame.pc(context.machine)
    let word = try? copyIn(UserBuffer(start: UserPointer(pc), count: 4), context)
    let report = CrashReport(
      signal: signal, reason: reason, pid: PID(Int32(context.process)), name: processes[context.process].name,
      pc: pc, word: word.map { $0.reversed().reduce(0) { $0 << 8 | UInt32($1) } },
      registers: [0] + (1..<32).map { frame.register($0, context.machine) },
      areas: processes[context.process].memory.areas)
    exit(context, .signaled(signal, report))
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
