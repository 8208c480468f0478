import ABI
public import Kernel

/// Turns what the kernel recorded into a trace, in strace's format.
///
/// A call is printed when it is made, as far as its arguments are known, and completed when it returns. If another
/// thread has something to say in between, the line is left `<unfinished ...>`, and a later one says `<... resumed>`.
public struct Tracer: Sendable {
  private let options: TraceOptions
  private let clock: TraceClock
  /// The calls that threads are in the middle of.
  private var calls: [TID: OpenCall] = [:]
  /// Ignored signals that came to threads in the middle of a call: they are shown when it has returned.
  private var deferred: [TID: [KernelEvent]] = [:]
  /// The threads that there are.
  private var threads: Set<TID> = []
  /// The thread whose call stands on the last line, which has no end yet.
  private var openLine: TID?
  /// How many characters that line has.
  private var column = 0
  /// When the last line began, in cycles.
  private var lastTime: UInt64?
  /// Threads that nobody has been told of.
  private var newcomers: [TID] = []
  private var summary = CallSummary()
  private var text = ""

  private struct OpenCall {
    let text: CallText
    let record: CallRecord
    let began: UInt64
    let isShown: Bool
  }

  /// A trace of a run that begins.
  public init(_ options: TraceOptions) {
    self.options = options
    clock = TraceClock(options)
  }

  /// The text for what has happened, to be added to what was returned before.
  public mutating func trace(_ events: [KernelEvent]) -> String {
    text = ""
    for event in events where options.followsForks || event.thread == Self.firstThread { trace(event) }
    return text
  }

  /// The text at the end of a run: the end of the last line, or the table of the calls.
  public mutating func finish() -> String {
    text = ""
    if options.countsOnly { return summary.table(clock) }
    endOpenLine()
    return text
  }

  private mutating func trace(_ event: KernelEvent) {
    switch event.kind {
    case .callEntered(let call): enter(call, event)
    case .callReturned(let call): leave(call, event)
    case .signal(let info, let delivery):
      guard options.filter.shows(info) else { return }
      if delivery == .ignored, calls[event.thread] != nil, !options.isJSON {
        return deferred[event.thread, default: []].append(event)
      }
      say(.signal(info, delivery), "--- \(Names.signal(Int64(info.number))) \(info.text) ---", event)
      if delivery == .stops { say(nil, "--- stopped by \(Names.signal(Int64(info.number))) ---", event) }
    case .created(let parent): join(event, parent)
    case .exited(let status, let isLast): exit(status, isLast: isLast, event)
    case .pageFault(let fault, let resolution, let area, let pc, let cycles):
      let fault = FaultText(fault: fault, resolution: resolution, area: area, pc: pc, cycles: cycles)
      say(.fault(fault), fault.line, event)
    case .switchedIn(let from):
      let origin = from.map { "thread \($0)" } ?? "idling"
      say(.switchedIn(from), "=== hart \(event.hart): switched in, from \(origin) ===", event)
    case .switchedOut(let cause):
      say(.switchedOut(cause), "=== hart \(event.hart): switched out, \(cause.words) ===", event)
    case .stateChanged(let old, let new, let cause):
      say(.state(old, new, cause), "::: \(old.words) -> \(new.words), \(cause.words) :::", event)
    }
  }

  // MARK: Calls

  private mutating func enter(_ call: CallRecord, _ event: KernelEvent) {
    threads.insert(event.thread)
    let shown = options.filter.shows(call)
    let open = OpenCall(
      text: CallText(call, limit: options.limit), record: call, began: event.time, isShown: shown)
    guard shown, !options.countsOnly, !options.isJSON else { return calls[event.thread] = open }
    beginLine(event)
    add(open.text.entry)
    if open.text.isExit {
      add(")")
      return addResult("?", cycles: nil)
    }
    calls[event.thread] = open
    openLine = event.thread
  }

  private mutating func leave(_ call: CallRecord, _ event: KernelEvent) {
    show(call, event)
    for signal in deferred.removeValue(forKey: event.thread) ?? [] { trace(signal) }
  }

  private mutating func show(_ call: CallRecord, _ event: KernelEvent) {
    guard let open = calls.removeValue(forKey: event.thread), open.isShown else { return }
    let cycles = event.time &- open.began
    if options.countsOnly { return summary.count(open.text.name, call.result, cycles: cycles) }
    if options.isJSON {
      return add(TraceJSON.call(open.text, open.record, call, began: open.began, event))
    }
    resume(open, event)
    add(open.text.rest(call))
    addResult(open.text.result(call), cycles: cycles)
  }

  /// Goes on with a call's line, or begins a new one that says so.
  private mutating func resume(_ open: OpenCall, _ event: KernelEvent) {
    if openLine == event.thread {
      openLine = nil
    } else {
      beginLine(event)
      add("<... \(open.text.name) resumed>")
    }
  }

  private mutating func addResult(_ result: String, cycles: UInt64?) {
    add(" ")
    if column < Self.resultColumn { add(String(repeating: " ", count: Self.resultColumn - column)) }
    add("= " + result)
    if options.showsDurations, let cycles { add(" <\(clock.seconds(cycles))>") }
    endLine()
  }

  // MARK: Threads

  private mutating func join(_ event: KernelEvent, _ parent: PID) {
    threads.insert(event.thread)
    newcomers.append(event.thread)
    if options.isJSON { add(TraceJSON.line(.created(parent), event)) }
  }

  private mutating func exit(_ status: ExitStatus, isLast: Bool, _ event: KernelEvent) {
    if let open = calls.removeValue(forKey: event.thread), open.isShown {
      abandon(open, status, event)
    }
    say(.exited(status, isLast: isLast), "+++ \(status.words) +++", event)
    threads.remove(event.thread)
    deferred[event.thread] = nil
  }

  /// Ends the line of a call that never returns.
  private mutating func abandon(_ open: OpenCall, _ status: ExitStatus, _ event: KernelEvent) {
    if options.countsOnly { return }
    if options.isJSON { return add(TraceJSON.call(open.text, open.record, nil, began: open.began, event)) }
    resume(open, event)
    add(" <unfinished ...>)")
    addResult("?", cycles: nil)
  }

  // MARK: Lines

  /// A line of its own.
  private mutating func say(_ fact: TraceJSON.Fact?, _ line: String, _ event: KernelEvent) {
    if options.countsOnly { return }
    if options.isJSON {
      if let fact { add(TraceJSON.line(fact, event)) }
      return
    }
    threads.insert(event.thread)
    beginLine(event)
    add(line)
    endLine()
  }

  private mutating func beginLine(_ event: KernelEvent) {
    endOpenLine()
    announceNewcomers()
    if options.followsForks {
      if options.isFile {
        let number = String(event.thread.rawValue)
        add(number + String(repeating: " ", count: max(0, 5 - number.count)) + " ")
      } else if threads.count > 1 {
        let number = String(event.thread.rawValue)
        add("[pid " + String(repeating: " ", count: max(0, 5 - number.count)) + number + "] ")
      }
    }
    add(clock.stamp(event.time, after: lastTime))
    lastTime = event.time
  }

  private mutating func announceNewcomers() {
    guard !options.isFile, options.followsForks else { return newcomers = [] }
    for thread in newcomers { text += "ring3: Process \(thread) attached\n" }
    newcomers = []
  }

  private mutating func endOpenLine() {
    guard openLine != nil else { return }
    openLine = nil
    add(" <unfinished ...>")
    endLine()
  }

  private mutating func add(_ piece: String) {
    text += piece
    column += piece.utf8.count
  }

  private mutating func endLine() {
    text += "\n"
    column = 0
  }

  /// Where strace puts the equals sign of short lines.
  private static let resultColumn = 40
  private static let firstThread = TID(1)
}
