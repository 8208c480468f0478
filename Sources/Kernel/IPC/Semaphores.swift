import ABI
import Machine

/// Operating on semaphore sets.
extension Kernel {
  /// Does a request, or lets the calling thread sleep until somebody else has done it for it.
  ///
  /// - Returns: whether it is done.
  mutating func operate(
    on set: Int, _ operations: [SemaphoreOperation], _ context: Context
  ) throws(Errno) -> Bool {
    switch attempt(set, operations, process: context.process, context) {
    case .done:
      serveSleepers(of: set, context)
      return true
    case .blocked(let place):
      if operations[place].flags.contains(.noWait) { throw .tryAgain }
      // After a signal the call is not to wait: the trap path decides whether it is made once more.
      if context.wake == .signal { return false }
      semaphoreSets[set].sleep(
        SemaphoreRequest(
          thread: context.thread, process: context.process, operations: operations, blockingIndex: place))
      threads[context.thread].awaitedSemaphores = set
      return false
    case .outOfRange: throw .outOfRange
    }
  }

  private mutating func attempt(
    _ set: Int, _ operations: [SemaphoreOperation], process: Int, _ context: Context
  ) -> SemaphoreVerdict {
    context.hart.charge(Cost.semaphoreOperation * operations.count)
    var undo = processes[process].semaphoreUndo[set] ?? [:]
    let verdict = semaphoreSets[set].attempt(operations, undo: &undo, process: process)
    guard verdict == .done else { return verdict }
    if !undo.isEmpty { processes[process].semaphoreUndo[set] = undo }
    semaphoreSets[set].operationTime = seconds(context)
    return .done
  }

  /// Does the requests that sleep at a set, as far as they are possible now, the first that came first, and wakes
  /// their threads.
  mutating func serveSleepers(of set: Int, _ context: Context) {
    var place = 0
    while place < semaphoreSets[set].sleeping.count {
      let request = semaphoreSets[set].sleeping[place]
      switch attempt(set, request.operations, process: request.process, context) {
      case .done:
        _ = semaphoreSets[set].takeSleeping(at: place)
        finish(request, doing: request.operations.count, context)
        place = 0
      case .blocked(let operation):
        if request.operations[operation].flags.contains(.noWait) {
          _ = semaphoreSets[set].takeSleeping(at: place)
          finish(request, doing: 0, context)
        } else {
          semaphoreSets[set].moveSleeping(at: place, to: operation)
          place += 1
        }
      case .outOfRange:
        _ = semaphoreSets[set].takeSleeping(at: place)
        finish(request, doing: 0, context)
      }
    }
  }

  /// Wakes the thread of a request, and tells it how many operations were done for it: where none was, it makes its
  /// call again and finds out why.
  private mutating func finish(_ request: SemaphoreRequest, doing count: Int, _ context: Context) {
    threads[request.thread].awaitedSemaphores = nil
    threads[request.thread].pending?.done = UInt64(count)
    endWait(of: request.thread, .event, at: context.hart.cycles, context.machine)
  }

  /// Takes a thread out of the semaphores that it sleeps at: its time is over, a signal has come, or it has ended.
  mutating func leaveSemaphores(_ thread: Int) {
    guard let set = threads[thread].awaitedSemaphores else { return }
    threads[thread].awaitedSemaphores = nil
    guard let place = semaphoreSets.find(set)?.sleeping.firstIndex(where: { $0.thread == thread }) else {
      return
    }
    _ = semaphoreSets[set].takeSleeping(at: place)
  }

  /// Removes a set; those who sleep at it are woken and get EIDRM.
  mutating func removeSemaphores(_ set: Int, _ context: Context) {
    for request in semaphoreSets[set].sleeping { finish(request, doing: 0, context) }
    semaphoreCount -= semaphoreSets[set].semaphores.count
    semaphoreSets.remove(set)
  }

  // MARK: Undoing

  /// Takes back what an ended process has done with SEM_UNDO.
  mutating func undoSemaphoreOperations(of process: Int, _ context: Context) {
    let undo = processes[process].semaphoreUndo
    processes[process].semaphoreUndo = [:]
    for set in undo.keys.sorted() where semaphoreSets.find(set) != nil {
      for (index, change) in undo[set]!.sorted(by: { $0.key < $1.key }) {
        let value = semaphoreSets[set].semaphores[index].value + change
        semaphoreSets[set].set(index, to: min(max(value, 0), SemaphoreSet.limit), process: process)
      }
      serveSleepers(of: set, context)
    }
  }

  /// Forgets what was to be undone at a semaphore whose value was set, or at a whole set.
  mutating func forgetUndo(_ set: Int, _ index: Int?) {
    for process in processes.numbers where processes[process].semaphoreUndo[set] != nil {
      if let index {
        processes[process].semaphoreUndo[set]![index] = nil
      } else {
        processes[process].semaphoreUndo[set] = nil
      }
    }
  }
}
