import ABI
import Machine

/// The system calls on time. All clocks are virtual: they count the machine's cycles.
extension Kernel {
  mutating func sysClockGettime(
    _ clock: Clock?, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let clock else { throw .invalidArgument }
    let rate = context.machine.configuration.cyclesPerMicrosecond
    let cycles = context.hart.cycles
    let nanoseconds = Int64(cycles / rate * 1000 + cycles % rate * 1000 / rate)
    var time = TimeSpec(seconds: nanoseconds / 1_000_000_000, nanoseconds: nanoseconds % 1_000_000_000)
    switch clock {
    case .realtime, .realtimeCoarse: time.seconds += options.bootTime
    default: break
    }
    try copyOut(time.encoded, to: pointer, context)
    return .done(0)
  }
}
