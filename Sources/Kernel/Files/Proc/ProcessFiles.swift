import ABI
import Machine

/// What a process has open and may have: /proc/PID/fdinfo, limits, io, mounts and mountinfo.
extension Kernel {
  func descriptorText(of node: ProcNode) throws(Errno) -> String {
    guard let file = openFile(of: node, descriptor: node.number), let process = livingProcess(of: node) else {
      throw .noSuchFile
    }
    let row = openFiles[file]
    var flags = row.flags.rawValue
    let table = descriptorTables[processes[process].descriptors]
    if (try? table.closesOnExec(UInt64(node.number))) == true { flags |= OpenFlags.closeOnExec.rawValue }
    let inode = status(ofTarget: row.target)
    let mount = row.mount.map { $0.rawValue + 1 } ?? 0
    return "pos:\t\(row.offset)\nflags:\t0\(String(flags, radix: 8))\nmnt_id:\t\(mount)\nino:\t\(inode)\n"
      + particulars(of: file)
  }

  private func status(ofTarget target: OpenFile.Target) -> UInt64 {
    switch target {
    case .inode(let inode): UInt64(inode.rawValue) + 1
    case .pipe(let pipe): pipeStatus(pipe.rawValue).inode
    case .socket(let socket): socketStatus(socket.rawValue).inode
    case .messageQueue(let queue): queueStatus(queue.rawValue).inode
    case .stream: 0
    case .terminal(let terminal): terminalStatus(terminal.rawValue).inode
    case .master: masterStatus.inode
    case .counter, .timer, .signals, .epoll: 1
    }
  }

  /// What Linux adds for event counters, timers, signal descriptors, epoll sets and locks.
  private func particulars(of file: Int) -> String {
    switch openFiles[file].target {
    case .counter(let number):
      return "eventfd-count: \(eventCounters[number.rawValue].value.hexadecimal().right(16))\n"
    case .timer(let number):
      let timer = descriptorTimers[number.rawValue]
      return "clockid: \(timer.clock.rawValue)\nticks: \(timer.ticks)\nsettime flags: 00\n"
        + "it_value: \(interval(timer.handle == nil ? 0 : timer.expiry))\nit_interval: \(interval(timer.period))\n"
    case .signals(let set): return "sigmask:\t\(set.rawValue.hexadecimal(16))\n"
    case .epoll(let number): return watchLines(of: number.rawValue)
    case .inode(let inode):
      let rows = fileLocks[inode]?.rows ?? []
      return rows.filter { $0.isOf(file) }.enumerated()
        .map { "lock:\t\(lockLine($1, at: inode, number: $0 + 1))" }.joined()
    case .stream, .terminal, .master, .pipe, .socket, .messageQueue: return ""
    }
  }

  private func interval(_ cycles: UInt64) -> String {
    let time = options.nanoseconds(cycles)
    return "(\(time / 1_000_000_000), \(time % 1_000_000_000))"
  }

  private func watchLines(of set: Int) -> String {
    epollSets[set].watches.sorted { ($0.descriptor, $0.file) < ($1.descriptor, $1.file) }.map { watch in
      let item = epollSets[set][watch]!
      return "tfd: \(watch.descriptor.right(8)) events: \(item.events.rawValue.hexadecimal().right(8)) "
        + "data: \(item.data.hexadecimal().right(16))\n"
    }.joined()
  }

  // MARK: limits and io

  func limitsText(of node: ProcNode) -> String {
    guard let process = process(of: node) else { return "" }
    let limits = processes[process].limits
    func text(_ value: UInt64) -> String { value == ResourceLimit.infinity ? "unlimited" : String(value) }
    let head = "Limit".left(26) + "Soft Limit".left(21) + "Hard Limit".left(21) + "Units     \n"
    return head
      + Self.limitNames.map { resource, name, unit in
        name.left(26) + text(limits[resource].soft).left(21) + text(limits[resource].hard).left(21)
          + (unit.isEmpty ? "" : unit.left(10)) + "\n"
      }.joined()
  }

  private static let limitNames: [(Resource, String, String)] = [
    (.cpu, "Max cpu time", "seconds"), (.fileSize, "Max file size", "bytes"),
    (.data, "Max data size", "bytes"), (.stack, "Max stack size", "bytes"),
    (.core, "Max core file size", "bytes"), (.residentSet, "Max resident set", "bytes"),
    (.processes, "Max processes", "processes"), (.openFiles, "Max open files", "files"),
    (.lockedMemory, "Max locked memory", "bytes"), (.addressSpace, "Max address space", "bytes"),
    (.locks, "Max file locks", "locks"), (.pendingSignals, "Max pending signals", "signals"),
    (.messageQueues, "Max msgqueue size", "bytes"), (.nice, "Max nice priority", ""),
    (.realTimePriority, "Max realtime priority", ""), (.realTimeTime, "Max realtime timeout", "us"),
  ]

  func inputOutputText(of node: ProcNode) -> String {
    guard let process = process(of: node) else { return "" }
    let transfers = processes[process].transfers
    return "rchar: \(transfers.bytesRead)\nwchar: \(transfers.bytesWritten)\nsyscr: \(transfers.reads)\n"
      + "syscw: \(transfers.writes)\nread_bytes: \(transfers.pagesFetched * Page.size)\nwrite_bytes: 0\n"
      + "cancelled_write_bytes: 0\n"
  }

  // MARK: mounts

  /// What is mounted where: `/proc/mounts`, and the same with numbers.
  var mountsText: String { String(decoding: files.mountTable.flatMap(\.text), as: UTF8.self) }

  var mountInformationText: String {
    String(decoding: files.mountTable.flatMap(\.information), as: UTF8.self)
  }
}
