import Kernel

/// What the scheduler did with each thread, from the kernel's events. Times are in cycles since boot.
struct ScheduleRecord {
  /// One thread, from its beginning to its end.
  struct Row {
    let thread: TID
    let process: PID
    let arrival: UInt64
    /// When it ran for the first time.
    fileprivate(set) var firstRun: UInt64?
    /// When it ended; nil if the run ended first.
    fileprivate(set) var end: UInt64?
    /// How long it ran.
    fileprivate(set) var ran: UInt64 = 0
    /// How long it was ready and did not run.
    fileprivate(set) var waited: UInt64 = 0
    /// How often it was given a hart.
    fileprivate(set) var slices = 0
    /// How often that was another one than the time before.
    fileprivate(set) var migrations = 0
    fileprivate var lastHart: Int?
    fileprivate var state = ThreadState.new
    fileprivate var since: UInt64

    fileprivate init(_ event: KernelEvent) {
      (thread, process, arrival, since) = (event.thread, event.process, event.time, event.time)
    }

    /// Whether there is something to say of it.
    var hasRun: Bool { firstRun != nil }
    /// From arrival to the first cycle.
    var response: UInt64? { firstRun.map { $0 - min($0, arrival) } }
    /// From arrival to the end.
    var turnaround: UInt64? { end.map { $0 - min($0, arrival) } }
  }

  /// A time in which a thread ran, or waited for a hart.
  struct Span {
    let row: Int
    /// Where it ran; nil if it waited.
    let hart: Int?
    let start: UInt64
    let end: UInt64
  }

  /// The threads, in the order in which they came.
  private(set) var rows: [Row] = []
  /// What they did when; no more than so many, for a program can go on for ever.
  private(set) var spans: [Span] = []
  /// How often harts left a thread for each cause, by name, in the order in which the causes first occurred.
  private(set) var causes: [(name: String, count: Int)] = []
  private var places: [TID: Int] = [:]
  private static let spanLimit = 200_000
  private static let rowLimit = 20_000

  /// Notes what has happened.
  mutating func add(_ events: [KernelEvent]) {
    for event in events {
      switch event.kind {
      case .created: begin(event)
      case .stateChanged(_, let state, _):
        if places[event.thread] == nil { begin(event) }
        change(event.thread, to: state, at: event.time)
      case .switchedOut(let cause): count(cause.name)
      default: break
      }
    }
  }

  /// Notes that the run is over: what goes on goes on no longer.
  mutating func finish(at now: UInt64) {
    for row in rows.indices { close(row, at: max(now, rows[row].since)) }
  }

  private mutating func begin(_ event: KernelEvent) {
    guard rows.count < Self.rowLimit else { return }
    places[event.thread] = rows.count
    rows.append(Row(event))
  }

  private mutating func change(_ thread: TID, to state: ThreadState, at time: UInt64) {
    guard let row = places[thread] else { return }
    close(row, at: max(time, rows[row].since))
    rows[row].state = state
    switch state {
    case .running(let hart):
      rows[row].firstRun = rows[row].firstRun ?? time
      rows[row].slices += 1
      if let last = rows[row].lastHart, last != hart { rows[row].migrations += 1 }
      rows[row].lastHart = hart
    case .zombie, .dead: rows[row].end = rows[row].end ?? time
    default: break
    }
  }

  /// Adds the time since the last change to what the thread did then.
  private mutating func close(_ row: Int, at time: UInt64) {
    let start = rows[row].since
    rows[row].since = time
    switch rows[row].state {
    case .running(let hart):
      rows[row].ran += time - start
      add(Span(row: row, hart: hart, start: start, end: time))
    case .ready:
      rows[row].waited += time - start
      add(Span(row: row, hart: nil, start: start, end: time))
    default: break
    }
  }

  private mutating func add(_ span: Span) {
    if span.start < span.end && spans.count < Self.spanLimit { spans.append(span) }
  }

  private mutating func count(_ cause: String) {
    if let index = causes.firstIndex(where: { $0.name == cause }) {
      causes[index].count += 1
    } else {
      causes.append((cause, 1))
    }
  }
}
