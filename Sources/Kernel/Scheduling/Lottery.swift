/// lottery: every ticket is as likely to win the next quantum (Waldspurger and Weihl, "Lottery Scheduling", OSDI 1994;
/// OSTEP, chapter 9).
///
/// Tickets come from nice: 20 − nice. One that waits or yields before its quantum is over, having used a fraction f,
/// gets its tickets times 1/f until it wins, so that it has its share all the same (compensation tickets, section
/// 3.4 of the paper).
struct Lottery: SchedulingPolicy {
  private struct Player: Sendable {
    let entity: SchedulingEntity
    let tickets: UInt64
  }

  private var players: [Player] = []
  private var tickets: UInt64 = 0
  /// Who has not had all of the quantum that it won, because of a real-time thread.
  private var holder: TID?
  private let quantum: UInt64
  private var generator: TicketGenerator

  /// A lottery with its own random numbers: the same seed draws the same winners.
  init(quantum: UInt64, seed: UInt64) {
    self.quantum = max(1, quantum)
    generator = TicketGenerator(state: seed)
  }

  var count: Int { players.count }
  var waiting: [SchedulingEntity] { players.map(\.entity) }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    var worth = Weight.tickets(ofNice: entity.nice) * Self.scale
    if cause == .woken || cause == .yielded {
      let used = min(max(entity.sliceUsed, quantum / Self.mostCompensation), quantum)
      worth = UInt64(UInt128(worth) * UInt128(quantum) / UInt128(max(1, used)))
    }
    if cause == .preempted { holder = entity.thread } else { entity.sliceUsed = 0 }
    players.append(Player(entity: entity, tickets: worth))
    tickets += worth
  }

  /// Draws a number and counts tickets until the winner is found.
  mutating func next(at now: UInt64) -> SchedulingEntity? {
    guard !players.isEmpty else { return nil }
    if let holder, let entity = remove(holder) { return entity }
    var winning = generator.draw(below: tickets)
    let winner = players.firstIndex { player in
      if winning < player.tickets { return true }
      winning -= player.tickets
      return false
    }
    return winner.map { take($0) }
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    if holder == thread { holder = nil }
    return players.firstIndex { $0.entity.thread == thread }.map { take($0) }
  }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    max(1, quantum.saturating(subtracting: running.sliceUsed))
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    if players.isEmpty { running.sliceUsed = 0 }
    return true
  }

  private mutating func take(_ index: Int) -> SchedulingEntity {
    let player = players.remove(at: index)
    tickets -= player.tickets
    return player.entity
  }

  /// A ticket counts for so many, so that compensation need not be a whole number.
  private static let scale: UInt64 = 1 << 10
  /// The most that tickets are multiplied by.
  private static let mostCompensation: UInt64 = 100
}

/// A small generator with a seed (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
struct TicketGenerator: Sendable {
  var state: UInt64

  /// A number from 0 up to and without `limit` (Lemire, "Fast Random Integer Generation in an Interval", 2019; what
  /// it favours some numbers by is less than limit / 2⁶⁴).
  mutating func draw(below limit: UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return (bits ^ (bits >> 31)).multipliedFullWidth(by: limit).high
  }
}
