import ABI
import Machine

// Processes, threads, and where the scheduler has them.
extension Invariants {
  /// Parents, children, threads and groups know each other.
  mutating func checkProcesses() {
    var groups: [Int: Int] = [:]
    for number in kernel.processes.numbers {
      let process = kernel.processes[number]
      groups[process.group, default: 0] += 1
      groups[process.session, default: 0] += 1
      for child in process.children {
        require(
          kernel.processes.find(child)?.parent == number, "process \(child) is a child of \(number) only")
      }
      if number != Kernel.firstProcess && !process.isReapedByKernel {
        let known = kernel.processes.find(process.parent)?.children.count { $0 == number }
        require(known == 1, "process \(number) is not a child of its parent \(process.parent)")
      }
      for thread in process.threads {
        require(
          kernel.threads.find(thread)?.process == number, "thread \(thread) is not of process \(number)")
      }
      require(
        process.threads.isEmpty == (process.ending != nil),
        "process \(number) has \(process.threads.count) threads and has \(process.ending == nil ? "not " : "")ended"
      )
    }
    require(groups == kernel.groupSizes, "process groups and sessions are not counted right")
    let threads = kernel.processes.numbers.reduce(0) { $0 + kernel.processes[$1].threads.count }
    require("threads of all processes", counts: threads, asKept: kernel.threads.count)
  }

  /// A thread is ready in one run queue, or runs on one hart, or waits in the queues of what it waits for.
  mutating func checkScheduling() {
    var queued: [Int: Int] = [:]
    for hart in kernel.processors.indices {
      let processor = kernel.processors[hart]
      for entity in processor.queue.waiting { queued[Int(entity.thread.rawValue), default: 0] += 1 }
      require("threads of a run queue", counts: processor.queue.waiting.count, asKept: processor.queue.count)
    }
    for thread in queued.keys {
      require(kernel.threads.contains(thread), "thread \(thread) is in a run queue and does not exist")
    }
    for hart in kernel.processors.indices {
      guard let thread = kernel.processors[hart].running else { continue }
      let isRight = kernel.threads.find(thread)?.state == .running(hart: hart)
      require(isRight, "hart \(hart) runs thread \(thread), which does not run there")
    }
    for number in kernel.threads.numbers {
      let thread = kernel.threads[number]
      require(
        (queued[number] ?? 0) == (thread.state == .ready ? 1 : 0),
        "thread \(number) is \(thread.state) and in \(queued[number] ?? 0) run queues")
      if case .running(let hart) = thread.state {
        require(
          kernel.processors[hart].running == number, "thread \(number) runs on a hart that does not know")
      }
      require(
        (thread.wait != nil) == thread.state.isWaiting,
        "thread \(number) is \(thread.state), but its wait says no")
      let isStopped = thread.state == .stopped
      require(
        !isStopped || kernel.processes[thread.process].isStopped,
        "thread \(number) of no stopped process is stopped")
      require(
        thread.waitTimer == nil || thread.wait != nil, "thread \(number) has a timer and does not wait")
    }
    checkWaitQueues()
  }

  private mutating func checkWaitQueues() {
    var waiting = 0
    for number in kernel.threads.numbers {
      let channels = kernel.threads[number].wait?.channels ?? []
      waiting += channels.count
      for channel in Set(channels) {
        require(
          "thread \(number) in the queue of \(channel)", counts: channels.count { $0 == channel },
          asKept: kernel.waitQueues.waiters(on: channel).count { $0 == number })
      }
    }
    require("waiters of all queues", counts: waiting, asKept: kernel.waitQueues.count)
    let alarms = kernel.threads.numbers.count { kernel.threads[$0].waitTimer != nil }
    let set = kernel.timers.actions.count { if case .endWait = $0 { true } else { false } }
    require("timers that end waits", counts: alarms, asKept: set)
  }

  /// Locks that lend priority know their owners and who waits, and the other way round.
  mutating func checkLocks() {
    for (key, lock) in kernel.priorityLocks {
      let owner = kernel.threads.find(lock.owner)
      require(
        owner?.futexes.contendedLocks.contains(key) == true,
        "the owner of \(key) does not know that it is waited for")
      require(!lock.waiters.isEmpty, "nobody waits for \(key)")
      for waiter in lock.waiters {
        require(
          kernel.threads.find(waiter)?.futexes.awaitedLock == key, "thread \(waiter) does not wait for \(key)"
        )
      }
    }
    for number in kernel.threads.numbers {
      let futexes = kernel.threads[number].futexes
      for key in futexes.contendedLocks {
        require(kernel.priorityLocks[key]?.owner == number, "thread \(number) does not own \(key)")
      }
      guard let key = futexes.awaitedLock else { continue }
      let isListed = kernel.priorityLocks[key]?.waiters.contains(number) == true
      require(isListed, "thread \(number) waits for \(key) unnoticed")
    }
  }
}
