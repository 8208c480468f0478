import ABI
import Machine

/// Reading, writing and opening what is in /proc.
extension Kernel {
  /// Looking at what is a process's own needs more than permissions.
  func checkInspection(of inode: InodeNumber, _ context: Context) throws(Errno) {
    guard let node = ProcNode(inode) else { return }
    guard exists(node) else { throw .noSuchFile }
    if node.isPrivate, !mayInspect(node, as: context.process) { throw .accessDenied }
  }

  /// The open file that a link of /proc stands for, where that is nothing that has an inode: a pipe, a socket, …
  func procOpenFile(_ inode: InodeNumber) -> Int? {
    guard let node = ProcNode(inode), node.entry == .descriptor else { return nil }
    return openFile(of: node, descriptor: node.number)
  }

  /// Opens once more what an open file stands for, as `/proc/PID/fd/N` does. Only pipes and terminals have such a
  /// way in: a socket or an event counter has none.
  mutating func reopen(
    _ file: Int, flags: OpenFlags, closesOnExec: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if flags.contains(.directory) { throw .notDirectory }
    switch openFiles[file].target {
    case .pipe(let pipe): countOpening(of: pipe.rawValue, flags)
    case .terminal(let number): try checkOpening(of: number)
    case .stream: break
    default: throw .noSuchDeviceOrAddress
    }
    let copy = OpenFile(target: openFiles[file].target, flags: flags)
    let descriptor = try open(copy, closesOnExec: closesOnExec, context)
    if case .terminal(let number) = copy.target { _ = open(number) }
    return .done(descriptor.rawValue)
  }

  // MARK: Reading

  /// Reads a file of /proc: from the text that was made when it was first read, so that the pieces fit together.
  mutating func readProc(
    _ node: ProcNode, _ file: Int, into buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard node.type != .directory else { throw .isDirectory }
    let start = position ?? UInt64(openFiles[file].offset)
    if node.entry == .pagemap {
      return try readPagemap(node, file, into: buffer, at: start, isMoving: position == nil, context)
    }
    if start == 0 || openFiles[file].snapshot == nil {
      setSnapshot(try makeSnapshot(of: node, context), of: file)
    }
    guard let text = openFiles[file].snapshot, start < UInt64(text.count), buffer.count > 0 else {
      return .done(0)
    }
    let count = try accessible(
      buffer, from: 0, count: min(buffer.count, UInt64(text.count) - start), .store, context)
    try copyOut(text[Int(start)..<Int(start + count)], to: buffer, at: 0, context)
    if position == nil { openFiles[file].offset += Int(count) }
    return .done(count)
  }

  private mutating func makeSnapshot(of node: ProcNode, _ context: Context) throws(Errno) -> [UInt8] {
    guard exists(node) else { throw .noSuchProcess }
    for hart in context.machine.harts {
      guard let thread = processors[hart.id].running else { continue }
      if thread == context.thread {
        threads[thread].accountKernelTime(until: hart.cycles)
      } else {
        threads[thread].accountUserTime(until: hart.cycles)
      }
    }
    context.hart.charge(rowsToSearch(for: node) * Cost.searchRow)
    let text =
      node.entry == .tunable
      ? Array((Tunables.all[node.number].read(&self, context) + "\n").utf8) : try procText(of: node, context)
    guard text.count <= Self.snapshotLimit - snapshotBytes else { throw .outOfMemory }
    context.hart.charge(text.count * Cost.formatByte)
    return text
  }

  /// How many rows of tables the kernel has to look at to make a text: where that can be many, it takes its time.
  func rowsToSearch(for node: ProcNode) -> Int {
    let space = space(of: node).map { spaces[$0] }
    let pages = space.map { $0.residentPages + $0.swappedPages + 16 * $0.areas.count } ?? 0
    switch node.entry {
    case .status, .statm, .smapsRollup: return pages
    case .smaps: return pages + files.count
    case .maps, .descriptor, .executable, .workingDirectory: return files.count + segments.count
    case .memory, .virtualMemory: return frames.count - frames.freeCount
    case .locks: return fileLockCount * (1 + waitQueues.count)
    case .sharedSegments: return spaces.numbers.reduce(0) { $0 + spaces[$1].areas.count }
    default: return 0
    }
  }

  private mutating func setSnapshot(_ text: [UInt8], of file: Int) {
    snapshotBytes += text.count - (openFiles[file].snapshot?.count ?? 0)
    openFiles[file].snapshot = text
  }

  /// Bytes that the texts which open files keep may have together: the host has to hold them.
  private static let snapshotLimit = 64 << 20

  // MARK: Writing

  mutating func writeProc(
    _ node: ProcNode, _ file: Int, from buffer: ScatteredBuffer, at position: UInt64?, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard exists(node) else { throw .noSuchProcess }
    guard buffer.count < Page.size else { throw .invalidArgument }
    let count = try accessible(buffer, from: 0, count: buffer.count, .load, context)
    let bytes = try copyIn(buffer, from: 0, count: count, context)
    let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    switch node.entry {
    case .name: try setName(of: node, to: bytes, context)
    case .oomAdjustment: try setOOMAdjustment(of: node, to: text, context)
    case .schedulerState: resetStatistics(of: node)
    case .tunable: try Tunables.all[node.number].set(&self, text, context)
    default: throw node.isOfThread ? .invalidArgument : .inputOutput
    }
    setSnapshot([], of: file)
    openFiles[file].snapshot = nil
    if position == nil { openFiles[file].offset += Int(count) }
    return .done(count)
  }

  /// A thread of the same process may be given another name; those of other processes not.
  private mutating func setName(of node: ProcNode, to bytes: [UInt8], _ context: Context) throws(Errno) {
    guard let thread = thread(of: node) else { throw .noSuchProcess }
    guard threads[thread].process == context.process else { throw .invalidArgument }
    let name = bytes.prefix(15).prefix { $0 != 0 }
    threads[thread].name = String(decoding: name, as: UTF8.self)
    if thread == context.process { processes[context.process].name = threads[thread].name }
  }
}
