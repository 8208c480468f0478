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

  /// What a thread does, as far as a chart shows it.
  enum Activity {
    case running(hart: Int)
    /// It waits for a hart.
    case ready
    /// It waits for something else, or is stopped.
    case waiting
  }

  /// A time in which a thread did one thing.
  struct Span {
    let row: Int
    let activity: Activity
    let start: UInt64
    let end: UInt64
  }

  /// The threads, in the order in which they came.
  private(set) var rows: [Row] = []
  /// What they did when; no more than so many, for a program can go on for ever.
  private(set) var spans: [Span] = []
  /// When the run ended, once that is known.
  private(set) var end: UInt64 = 0
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
      default: break
      }
    }
  }

  /// Notes that the run is over: what goes on goes on no longer.
  mutating func finish(at now: UInt64) {
    end = now
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
      add(Span(row: row, activity: .running(hart: hart), start: start, end: time))
    case .ready:
      rows[row].waited += time - start
      add(Span(row: row, activity: .ready, start: start, end: time))
    case .interruptible, .uninterruptible, .stopped:
      add(Span(row: row, activity: .waiting, start: start, end: time))
    case .new, .zombie, .dead: break
    }
  }

  private mutating func add(_ span: Span) {
    if span.start < span.end && spans.count < Self.spanLimit { spans.append(span) }
  }
}
