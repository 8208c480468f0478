/// mlfq: several queues; who computes sinks, who waits stays up, and now and then all begin anew (OSTEP, chapter 8).
///
/// Rules 1 and 2: the first queue that is not empty runs, its threads in turns. Rule 3: a new thread begins in the
/// first queue. Rule 4: one that has used its allotment there goes down a queue, whether in one burst or in many.
/// Rule 5: after every period all go back to the first.
struct MultilevelFeedback: SchedulingPolicy {
  private var levels: [FIFOQueue]
  private let parameters: SchedulerChoice.FeedbackOptions
  /// How many boosts there have been when the queues were last looked at.
  private var boosts: UInt64 = 0

  /// Empty queues.
  init(_ parameters: SchedulerChoice.FeedbackOptions) {
    self.parameters = parameters
    levels = Array(repeating: FIFOQueue(), count: max(1, parameters.quanta.count))
  }

  var count: Int { levels.reduce(0) { $0 + $1.count } }
  var waiting: [SchedulingEntity] { levels.flatMap(\.waiting) }

  mutating func add(_ entity: inout SchedulingEntity, because cause: ReadyCause, at now: UInt64) {
    // One that lost the hart before its quantum was over keeps its place at the head.
    let keepsPlace = cause == .preempted || cause == .sliceEnded && !quantumIsOver(entity)
    if cause == .created { begin(&entity) }
    if cause == .woken && parameters.forgives { entity.levelUsed = 0 }
    if cause != .preempted { entity.sliceUsed = 0 }
    sinkIfDue(&entity)
    // The thread that ran until a boost takes its place first, so that the boost moves it with the others.
    let takesPart = cause.isReturn && entity.boosts == boosts
    if !takesPart { boostIfDue(at: now) }
    rise(&entity, boosts)
    if keepsPlace { levels[entity.level].prepend(entity) } else { levels[entity.level].append(entity) }
    if takesPart { boostIfDue(at: now) }
  }

  mutating func next(at now: UInt64) -> SchedulingEntity? {
    boostIfDue(at: now)
    return levels.firstIndex { !$0.isEmpty }.flatMap { levels[$0].popFirst() }
  }

  mutating func remove(_ thread: TID) -> SchedulingEntity? {
    for level in levels.indices {
      if let entity = levels[level].remove(thread) { return entity }
    }
    return nil
  }

  mutating func charge(_ running: inout SchedulingEntity, cycles: UInt64, at now: UInt64) {
    running.levelUsed = running.levelUsed.saturating(adding: cycles)
  }

  func slice(of running: SchedulingEntity, at now: UInt64) -> UInt64? {
    let quantum = quantum(of: running.level)
    let left = quantum - running.levelUsed % quantum
    return parameters.boost == 0 ? left : min(left, parameters.boost - now % parameters.boost)
  }

  mutating func sliceEnded(_ running: inout SchedulingEntity, at now: UInt64) -> Bool {
    var lowered = running
    sinkIfDue(&lowered)
    lowered.sliceUsed = 0
    if let first = levels.firstIndex(where: { !$0.isEmpty }) {
      if boosts(until: now) > running.boosts || first < running.level { return true }
      if quantumIsOver(running) && first <= lowered.level { return true }
    }
    rise(&lowered, boosts(until: now))
    running = lowered
    return false
  }

  func preempts(_ running: SchedulingEntity, at now: UInt64) -> Bool {
    guard let first = levels.firstIndex(where: { !$0.isEmpty }) else { return false }
    return first < running.level && boosts(until: now) <= running.boosts
  }

  /// Rule 4: down a queue, if the allotment is used up; in the last one a new allotment begins.
  private func sinkIfDue(_ entity: inout SchedulingEntity) {
    guard entity.levelUsed / quantum(of: entity.level) >= max(1, parameters.allotment) else { return }
    entity.level = min(entity.level + 1, levels.count - 1)
    entity.levelUsed = 0
  }

  /// Rule 5: all to the first queue, those before the others that have starved longest.
  private mutating func boostIfDue(at now: UInt64) {
    guard boosts(until: now) > boosts else { return }
    boosts = boosts(until: now)
    var all = levels[0].removeAll()
    for level in levels.indices.dropFirst().reversed() { all += levels[level].removeAll() }
    for var entity in all {
      rise(&entity, boosts)
      levels[0].append(entity)
    }
  }

  /// Lets a thread take part in the boosts that it has missed because it ran or was away.
  private func rise(_ entity: inout SchedulingEntity, _ boosts: UInt64) {
    if entity.boosts < boosts { begin(&entity, boosts) }
  }

  private func begin(_ entity: inout SchedulingEntity, _ boosts: UInt64 = 0) {
    (entity.level, entity.levelUsed, entity.boosts) = (0, 0, boosts)
  }

  /// Whether a quantum has come to its end since the slice began.
  private func quantumIsOver(_ entity: SchedulingEntity) -> Bool {
    let quantum = quantum(of: entity.level)
    return entity.levelUsed / quantum > entity.levelUsed.saturating(subtracting: entity.sliceUsed) / quantum
  }

  private func quantum(of level: Int) -> UInt64 {
    parameters.quanta.indices.contains(level) ? max(1, parameters.quanta[level]) : 1
  }

  private func boosts(until now: UInt64) -> UInt64 { parameters.boost == 0 ? 0 : now / parameters.boost }
}
