import Glibc
import Kernel
import Machine

/// Runs that a person sits before: keys come while the program runs, and time is that of the clock on the wall.
///
/// While something runs, time is what the machine counts, and passes as fast as the machine is simulated. While
/// everything waits, it is the host's: `sleep 1` takes a second. So time in here never runs ahead of the wall's for who
/// waits, and a machine that is simulated slowly is simply a slow machine.
extension GuestRun {
  /// Lets the program run for a while before keys are looked for again, and signals.
  mutating func beginSlice() {
    guard terminal != nil || endingSignals != nil else { return }
    kernel.pause(after: slice.microseconds, on: machine)
    slice.began = HostClock.microseconds
  }

  /// Looks for keys, as the program goes on.
  mutating func endSlice() throws {
    slice.adapt()
    try take(terminal?.wait(microseconds: 0))
    beginSlice()
  }

  /// Waits with the program for a key, or for a time.
  ///
  /// - Parameter time: microseconds since boot.
  mutating func wait(until time: UInt64?) throws {
    let (now, began) = (kernel.microseconds(machine), HostClock.microseconds)
    let left = time.map { $0 > now ? $0 - now : 0 }
    let news = terminal?.wait(microseconds: left)
    var passed = HostClock.microseconds - began
    // As long as nobody presses a key, a run is the same each time: a timer expires when it should.
    if let left, passed + 1000 > left { passed = left }
    kernel.passTime(to: now + passed, on: machine)
    try take(news)
    beginSlice()
  }

  private mutating func take(_ news: HostTerminal.News?) throws {
    guard let news else { return }
    if news.wantsOut { throw UserLeft() }
    if let signal = news.ending { throw EndedByHost(signal: signal) }
    if let size = news.size { kernel.resizeTerminal(to: size, on: machine) }
    if !news.keys.isEmpty { machine.console.supplyInput(news.keys) }
    if news.hasEnded { machine.console.endInput() }
  }
}

/// The user ended the run by ^] ^] ^].
struct UserLeft: Error {}

/// Somebody on the host wants Ring3 to end.
struct EndedByHost: Error {
  let signal: Int32
}

/// How long the machine runs before somebody looks for keys: about as long as nobody notices.
struct Slice {
  /// Virtual time.
  private(set) var microseconds: UInt64 = 1000
  /// When it began, on the host's clock.
  var began: UInt64 = 0

  /// Makes the next one longer or shorter, if the last was too short or too long for the host.
  mutating func adapt() {
    let passed = HostClock.microseconds - began
    if passed < 4000 { microseconds = min(1_000_000, microseconds * 2) }
    if passed > 16_000 { microseconds = max(10, microseconds / 2) }
  }
}

/// The host's clock, which only runs with a person before them look at.
enum HostClock {
  static var microseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }
}
