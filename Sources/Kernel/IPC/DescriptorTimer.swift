import ABI
import Machine

/// A timer whose expiries are read from a descriptor: what `timerfd_create` makes.
///
/// It expires by itself once. The further expiries of a periodic one are reckoned when somebody asks: nobody is
/// interrupted for ticks that no one reads.
struct DescriptorTimer {
  let clock: Clock
  /// When it expires next, or has expired, in cycles; 0 if it is off.
  var expiry: UInt64 = 0
  /// Cycles between further expiries; 0 if there are none.
  var period: UInt64 = 0
  /// Expiries that were not read yet.
  var ticks: UInt64 = 0
  /// The kernel's timer for the next expiry, until that has come.
  var handle: Timers.Handle?

  init(clock: Clock) { self.clock = clock }
}

/// Setting and reading such timers.
extension Kernel {
  /// Takes the count of expiries; waits for the first.
  mutating func readTimer(
    _ number: Int, _ file: Int, into buffer: ScatteredBuffer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard buffer.count >= 8 else { throw .invalidArgument }
    reckonTicks(of: number, context)
    let ticks = descriptorTimers[number].ticks
    guard ticks > 0 else {
      if openFiles[file].isNonBlocking { throw .tryAgain }
      return .block(Wait(.timer(number)))
    }
    descriptorTimers[number].ticks = 0
    try copyOut(ticks.bytes[...], to: buffer, at: 0, context)
    return .done(8)
  }

  /// Counts the expiries that a periodic timer has had since the first that was not reckoned, and sets it for the next.
  mutating func reckonTicks(of number: Int, _ context: Context) {
    let (timer, now) = (descriptorTimers[number], context.hart.cycles)
    guard timer.expiry > 0, timer.period > 0, timer.handle == nil else { return }
    let passed = now.saturating(subtracting: timer.expiry) / timer.period
    descriptorTimers[number].ticks &+= passed
    start(number, at: timer.expiry &+ (passed + 1) &* timer.period, now: now, context.machine)
  }

  /// Sets a timer for a time; if that has come already, it expires at once.
  mutating func start(_ number: Int, at expiry: UInt64, now: UInt64, _ machine: Machine) {
    descriptorTimers[number].expiry = expiry
    if expiry <= now { return descriptorTimerExpired(number, at: now, machine) }
    descriptorTimers[number].handle = timers.set(.descriptorTimer(number), at: expiry)
  }

  mutating func descriptorTimerExpired(_ number: Int, at now: UInt64, _ machine: Machine) {
    descriptorTimers[number].handle = nil
    descriptorTimers[number].ticks &+= 1
    if descriptorTimers[number].period == 0 { descriptorTimers[number].expiry = 0 }
    wake(.timer(number), at: now, machine)
  }

  /// Turns a timer off.
  mutating func stop(timer number: Int) {
    if let handle = descriptorTimers[number].handle { timers.stop(handle) }
    descriptorTimers[number] = DescriptorTimer(clock: descriptorTimers[number].clock)
  }

  mutating func closeTimer(_ number: Int) {
    stop(timer: number)
    descriptorTimers.remove(number)
  }
}
