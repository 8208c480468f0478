/// How many threads wanted to run, averaged over one, five and fifteen minutes: Linux's `calc_load`.
///
///     each 5 s of virtual time:   load = load · e^(−5s/1min) + active · (1 − e^(−5s/1min))
///
/// It is reckoned when the number of active threads changes, for all the times that have passed meanwhile: nobody has
/// to be woken for it, and an hour of idling costs nothing.
struct LoadAverage {
  /// In 2048ths.
  private(set) var averages: [UInt64] = [0, 0, 0]
  /// Threads that run, are ready to, or wait for the disk.
  var active = 0
  /// Cycles between samples, and when the next one is due.
  private let period: UInt64
  private var nextSample: UInt64

  init(cyclesPerMicrosecond: UInt64) {
    period = 5_000_000 * cyclesPerMicrosecond
    nextSample = period
  }

  /// Takes the samples that were due by a time.
  @inline(__always) mutating func advance(to now: UInt64) {
    if now >= nextSample { takeSamples(until: now) }
  }

  @inline(never) private mutating func takeSamples(until now: UInt64) {
    let count = (now - nextSample) / period + 1
    nextSample += count * period
    for index in averages.indices {
      let factor = Self.power(Self.factors[index], count)
      averages[index] =
        (averages[index] * factor + UInt64(active) * Self.one * (Self.one - factor)) / Self.one
    }
  }

  /// A number of 2048ths, to a power.
  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, base, exponent) = (one, base, exponent)
    while exponent > 0 {
      if exponent & 1 != 0 { result = (result * base + one / 2) / one }
      base = (base * base + one / 2) / one
      exponent >>= 1
    }
    return result
  }

  private static let one: UInt64 = 2048
  /// e^(−5/60), e^(−5/300) and e^(−5/900) in 2048ths (Linux, include/linux/sched/loadavg.h).
  private static let factors: [UInt64] = [1884, 2014, 2037]

  var text: String {
    averages.map { average in
      let rounded = average + Self.one / 200
      return "\(rounded / Self.one).\((rounded % Self.one * 100 / Self.one).zeros(2))"
    }.joined(separator: " ")
  }
}
