import Glibc
import Kernel
import Machine

/// Runs that a person sits before: keys come while the program runs, and time is that of the clock on the wall.
///
/// While everything waits, time is the host's: `sleep 1` takes a second. While something runs, it is what the machine
/// counts, and passes as fast as the machine is simulated. In a shell it does not fall behind the wall's either: what the
/// host took longer than the machine, the machine is said to have stood still. A single program has no such jumps, so
/// that it runs the same each time.
extension GuestRun {
  /// Lets the program run for a while before keys are looked for again, and signals.
  mutating func beginSlice() {
    guard terminal != nil || endingSignals != nil else { return }
    kernel.pause(after: slice.microseconds, on: machine)
    slice.begin(at: kernel.microseconds(machine))
  }

  /// Microseconds that the machine's time is behind the wall's, if that matters.
  private var lateness: UInt64 { keepsWallTime ? slice.lateness(at: kernel.microseconds(machine)) : 0 }

  /// Lets the machine's time reach the wall's, if it fell behind since the slice began.
  private mutating func catchUp() {
    let late = lateness
    guard late > 0 else { return }
    kernel.standStill(for: late * machine.configuration.cyclesPerMicrosecond, on: machine)
  }

  /// Looks for keys, as the program goes on.
  mutating func endSlice() throws {
    slice.adapt()
    catchUp()
    try take(terminal?.wait(microseconds: 0))
    beginSlice()
  }

  /// Waits with the program for a key, or for a time.
  ///
  /// - Parameter time: microseconds since boot.
  mutating func wait(until time: UInt64?) throws {
    let (now, began) = (kernel.microseconds(machine) + lateness, HostClock.microseconds)
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
  /// When it began: on the host's clock, and the machine's.
  private var began = (host: UInt64(0), machine: UInt64(0))

  mutating func begin(at time: UInt64) { began = (HostClock.microseconds, time) }

  /// How much less time has passed in the machine than outside since the slice began.
  func lateness(at time: UInt64) -> UInt64 {
    let (outside, inside) = (HostClock.microseconds - began.host, time - began.machine)
    return outside > inside ? outside - inside : 0
  }

  /// Makes the next one longer or shorter, if the last was too short or too long for the host.
  mutating func adapt() {
    let passed = HostClock.microseconds - began.host
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
