/// What a nice value is worth, in the two currencies that proportional-share policies use.
enum Weight {
  /// cfs and eevdf: a step of nice is about ten percent of the processor, a factor of 1.25; nice 0 weighs 1024
  /// (Linux, kernel/sched/core.c, `sched_prio_to_weight`).
  static func ofNice(_ nice: Int) -> UInt64 { table[min(max(nice, -20), 19) + 20] }

  /// lottery and stride: 1 ticket at nice 19, 20 at 0, 40 at −20; so every ratio up to 40 can be had exactly.
  static func tickets(ofNice nice: Int) -> UInt64 { UInt64(20 - min(max(nice, -20), 19)) }

  /// The weight at nice 0: under it, virtual time passes as real time does.
  static let standard: UInt64 = 1024

  private static let table: [UInt64] = [
    88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
    9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
    1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
    110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
  ]
}

/// A moment of virtual time, or a pass. It may come round: of two moments, the earlier is the one from which the
/// other is less than half a round ahead.
struct VirtualTime: Comparable, Sendable {
  let value: UInt64

  static func < (a: VirtualTime, b: VirtualTime) -> Bool { a.distance(from: b) < 0 }

  /// How far this moment lies after another one; negative if it lies before.
  func distance(from other: VirtualTime) -> Int64 { Int64(bitPattern: value &- other.value) }

  static func + (a: VirtualTime, distance: Int64) -> VirtualTime {
    VirtualTime(value: a.value &+ UInt64(bitPattern: distance))
  }
}

extension SchedulingEntity {
  /// `virtualTime` as a moment; for a thread that is not away.
  var moment: VirtualTime {
    get { VirtualTime(value: virtualTime) }
    set { virtualTime = newValue.value }
  }

  /// `virtualTime` as a distance, no longer than a thread can have run in one go; for a thread that is away.
  var lead: Int64 {
    get { min(max(Int64(bitPattern: virtualTime), -Self.longestLead), Self.longestLead) }
    set { virtualTime = UInt64(bitPattern: newValue) }
  }

  private static let longestLead: Int64 = 1 << 60

  /// The most cycles that are charged at once: with it no product of theirs overflows.
  static let longestRun: UInt64 = 1 << 40
}
