import ABI
import Machine

/// How a thread is scheduled and what it waits for: /proc/PID/sched, schedstat, wchan, syscall, oom_score and
/// oom_score_adj.
extension Kernel {
  /// What the scheduler knows of a thread: times in milliseconds with their nanoseconds, and counts.
  func schedulerText(of node: ProcNode) -> String {
    guard let process = process(of: node), let number = thread(of: node) else { return "" }
    let (thread, entity) = (threads[number], schedulingEntity(of: number))
    let title = "\(name(of: node)) (\(node.thread), #threads: \(processes[process].threads.count))\n"
    let times: [(String, UInt64)] = [
      ("se.exec_start", entity.readySince), ("se.vruntime", entity.virtualTime),
      ("se.sum_exec_runtime", entity.runtime), ("se.wait_sum", thread.readyCycles),
      ("se.slice_used", entity.sliceUsed), ("se.burst_estimate", entity.burstEstimate),
    ]
    let all = thread.voluntarySwitches + thread.involuntarySwitches
    let counts: [(String, Int)] = [
      ("nr_switches", Int(all)), ("nr_voluntary_switches", Int(thread.voluntarySwitches)),
      ("nr_involuntary_switches", Int(thread.involuntarySwitches)),
      ("se.nr_dispatches", Int(thread.dispatches)), ("se.nr_migrations", Int(thread.migrations)),
      ("se.load.weight", Int(Weight.ofNice(entity.nice))), ("policy", Int(thread.schedulingClass.rawValue)),
      ("prio", entity.isRealtime ? 99 - entity.realtimePriority : 120 + entity.nice),
      ("level", entity.level),
    ]
    return title + String(repeating: "-", count: 67) + "\n"
      + times.map { $0.left(45) + ":" + milliseconds($1).right(21) + "\n" }.joined()
      + counts.map { $0.left(45) + ":" + $1.right(21) + "\n" }.joined()
  }

  private func milliseconds(_ cycles: UInt64) -> String {
    // Virtual times of one who is behind the others are negative.
    let time = options.nanoseconds(cycles >> 63 == 0 ? cycles : 0 &- cycles)
    let sign = cycles >> 63 == 0 ? "" : "-"
    return "\(sign)\(time / 1_000_000).\((time % 1_000_000).zeros(6))"
  }

  /// Nanoseconds on harts, nanoseconds in run queues, and how often a hart took the thread up.
  func schedulerStatisticsText(of node: ProcNode) -> String {
    guard let number = thread(of: node) else { return "0 0 0\n" }
    let row = threads[number]
    let run = options.nanoseconds(row.userCycles + row.kernelCycles)
    return "\(run) \(options.nanoseconds(row.readyCycles)) \(row.dispatches)\n"
  }

  /// Writing to `sched` begins the counts anew.
  mutating func resetStatistics(of node: ProcNode) {
    guard let number = thread(of: node) else { return }
    threads[number].readyCycles = 0
    threads[number].dispatches = 0
    threads[number].migrations = 0
  }

  // MARK: Waiting

  /// What the thread waits for, by the name of the function in which Linux would wait; `0` if it does not.
  func waitChannelText(of node: ProcNode, for process: Int) -> String {
    guard mayInspect(node, as: process), let number = thread(of: node), let wait = threads[number].wait else {
      return "0"
    }
    let call = threads[number].pending.flatMap { Syscall(rawValue: $0.arguments.number) }
    return wait.functionName(in: call)
  }

  /// The system call in which a thread waits: its number, six arguments, stack pointer and pc.
  func systemCallText(of node: ProcNode, _ machine: Machine) -> String {
    guard let number = thread(of: node) else { return "" }
    let row = threads[number]
    guard row.state.isWaiting || row.state == .stopped else { return "running\n" }
    let place = [row.trapFrame.register(2, machine), row.trapFrame.pc(machine)]
    guard let call = row.pending else {
      return "-1 " + place.map { "0x" + $0.hexadecimal() }.joined(separator: " ") + "\n"
    }
    let words = (0..<6).map { call.arguments[$0] } + place
    return "\(call.arguments.number) " + words.map { "0x" + $0.hexadecimal() }.joined(separator: " ") + "\n"
  }

  // MARK: Memory pressure

  /// How much the out-of-memory killer would rather have this process than another, as Linux scales it: 666 for one that
  /// has nothing, 1333 for one that has all memory, 0 for one that is spared.
  func oomScore(of node: ProcNode) -> Int {
    guard let process = livingProcess(of: node) else { return 0 }
    let total = frames.count + pool.swap.count
    let points = badness(of: process)
    return points == .min ? 0 : max(0, 1000 + points * 1000 / max(1, total)) * 2 / 3
  }

  /// Linux lets everybody make themselves a better victim, and only root a worse one.
  mutating func setOOMAdjustment(
    of node: ProcNode, to text: String, _ context: Context
  ) throws(Errno) {
    guard let process = livingProcess(of: node) else { throw .noSuchProcess }
    guard let value = Int(text.trimmed), (-1000...1000).contains(value) else { throw .invalidArgument }
    let isRoot = processes[context.process].credentials.isRoot
    guard isRoot || value >= processes[process].oomAdjustment else { throw .accessDenied }
    processes[process].oomAdjustment = value
  }
}

extension Wait {
  /// The name of the function in which Linux waits for such a thing, in a system call or outside of any.
  func functionName(in call: Syscall?) -> String {
    switch call {
    case .ppoll, .pselect6: return "poll_schedule_timeout"
    case .epollPwait, .epollPwait2: return "ep_poll"
    default: return channels.first?.functionName ?? "do_sys_poll"
    }
  }
}

extension WaitChannel {
  fileprivate var functionName: String {
    switch self {
    case .consoleInput, .terminalInput, .terminalRoom, .masterInput, .masterRoom: return "wait_woken"
    case .time: return "hrtimer_nanosleep"
    case .signal: return "sigsuspend"
    case .children: return "do_wait"
    case .vfork: return "wait_for_vfork_done"
    case .disk: return "folio_wait_bit_common"
    case .pipeReadable: return "pipe_read"
    case .pipeWritable: return "pipe_write"
    case .fifoReader, .fifoWriter: return "wait_for_partner"
    case .futex, .futexLock: return "futex_wait_queue"
    case .semaphores: return "do_semtimedop"
    case .message: return "do_msgrcv"
    case .messageRoom: return "do_msgsnd"
    case .queueMessage, .queueRoom: return "wq_sleep"
    case .socketReadable: return "unix_stream_read_generic"
    case .socketRoom: return "sock_alloc_send_pskb"
    case .counterReadable, .counterWritable: return "eventfd_read"
    case .timer: return "timerfd_read_iter"
    case .pendingSignal: return "signalfd_read_iter"
    case .epoll: return "do_epoll_wait"
    case .fileLock: return "locks_lock_inode_wait"
    case .kernelLog: return "devkmsg_read"
    }
  }
}

extension String {
  /// The text without spaces and line breaks around it: what `echo` writes.
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" }
    var text = self[...].drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text)
  }
}
