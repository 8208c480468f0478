import ABI

/// A semaphore, as Dijkstra has it: a pair (s, q) of a number and a queue.
///
///     P:  s := s − 1;  if s < 0, put the thread into q and let it sleep
///     V:  s := s + 1;  if s ≤ 0, take a thread out of q and wake it
///
/// So a negative s says how many threads sleep, and a positive one how many may yet pass without sleeping. System V
/// asks for more: P and V may be by more than one, and a thread may wait until the number is zero. Then s is what the
/// number would be if all who sleep had been served: P takes its n off at once, and adds them to nothing while it
/// sleeps. What `semctl` shows, which is never negative, is s plus what the sleepers of q wait to take.
struct Semaphore {
  /// The number; negative by what the sleepers want.
  private(set) var s = 0
  /// Who sleeps in P: what each waits to take.
  private(set) var q: [Sleeper] = []
  /// What the sleepers of q wait to take, together.
  private var wanted = 0
  /// How many sleep until the number is zero.
  var zeroWaiters = 0
  /// Who operated on it last.
  var lastProcess: Int32 = 0

  /// A thread that sleeps in P, and the n that it waits to take.
  struct Sleeper {
    let thread: Int
    let amount: Int
  }

  /// What `semctl` shows (GETVAL): s while nobody sleeps, 0 or more always.
  var value: Int { s + wanted }

  /// P or V of a thread that need not sleep; P by a negative number.
  ///
  /// - Precondition: the value does not become negative, unless the change is taken back at once.
  mutating func change(by amount: Int) { s += amount }

  /// P of a thread that has to sleep.
  mutating func sleep(_ thread: Int, for amount: Int) {
    s -= amount
    wanted += amount
    q.append(Sleeper(thread: thread, amount: amount))
  }

  /// Takes a thread out of q: it is to be served, or has given up.
  mutating func leave(_ thread: Int) {
    guard let place = q.firstIndex(where: { $0.thread == thread }) else { return }
    let amount = q.remove(at: place).amount
    s += amount
    wanted -= amount
  }

  /// Sets the value without regard to P and V.
  mutating func set(to value: Int) { s += value - self.value }
}

/// What a call of `semop` wants: all of it at once, or nothing.
struct SemaphoreRequest {
  let thread: Int
  let process: Int
  let operations: [SemaphoreOperation]
  /// The operation that cannot be done yet.
  var blockingIndex = 0

  var blocking: SemaphoreOperation { operations[blockingIndex] }
}

/// What comes of a request.
enum SemaphoreVerdict: Equatable {
  /// All of it was done.
  case done
  /// This operation has to wait, and nothing was done.
  case blocked(Int)
  /// A value, or what is to be undone, would become too large; nothing was done.
  case outOfRange
}

/// Some semaphores on which one call can operate together.
struct SemaphoreSet: SystemVObject {
  var permissions: IPCPermissions
  var changeTime: Int64
  /// When `semop` last did something, in seconds since 1970.
  var operationTime: Int64 = 0
  private(set) var semaphores: [Semaphore]
  /// The requests that sleep, in the order in which they came.
  private(set) var sleeping: [SemaphoreRequest] = []

  init(permissions: IPCPermissions, changeTime: Int64, count: Int) {
    self.permissions = permissions
    self.changeTime = changeTime
    semaphores = Array(repeating: Semaphore(), count: count)
  }

  /// Does the operations of a request in their order, each on what the ones before left; or nothing, if one of them
  /// cannot be done.
  ///
  /// - Parameter undo: what is to be undone for the process, by semaphore; it grows by this request.
  mutating func attempt(
    _ operations: [SemaphoreOperation], undo: inout [Int: Int], process: Int
  ) -> SemaphoreVerdict {
    let oldUndo = undo
    for (place, operation) in operations.enumerated() {
      let (index, change) = (Int(operation.index), Int(operation.change))
      let old = semaphores[index].value
      var verdict = SemaphoreVerdict.done
      if change == 0 ? old != 0 : old + change < 0 { verdict = .blocked(place) }
      if old + change > Self.limit { verdict = .outOfRange }
      if verdict == .done && operation.flags.contains(.undo) {
        undo[index, default: 0] -= change
        if abs(undo[index]!) > Self.limit { verdict = .outOfRange }
      }
      guard verdict == .done else {
        for done in operations[..<place] { semaphores[Int(done.index)].change(by: -Int(done.change)) }
        undo = oldUndo
        return verdict
      }
      semaphores[index].change(by: change)
    }
    for operation in operations { semaphores[Int(operation.index)].lastProcess = Int32(process) }
    return .done
  }

  /// Lets a request sleep at the semaphore of the operation that has to wait.
  mutating func sleep(_ request: SemaphoreRequest) {
    sleeping.append(request)
    enter(request)
  }

  /// Takes a request out of those that sleep.
  mutating func takeSleeping(at place: Int) -> SemaphoreRequest {
    let request = sleeping.remove(at: place)
    leave(request)
    return request
  }

  /// Notes that another operation is now the one that a sleeping request waits for.
  mutating func moveSleeping(at place: Int, to operation: Int) {
    guard sleeping[place].blockingIndex != operation else { return }
    leave(sleeping[place])
    sleeping[place].blockingIndex = operation
    enter(sleeping[place])
  }

  private mutating func enter(_ request: SemaphoreRequest) {
    let operation = request.blocking
    if operation.change == 0 {
      semaphores[Int(operation.index)].zeroWaiters += 1
    } else {
      semaphores[Int(operation.index)].sleep(request.thread, for: -Int(operation.change))
    }
  }

  private mutating func leave(_ request: SemaphoreRequest) {
    let operation = request.blocking
    if operation.change == 0 {
      semaphores[Int(operation.index)].zeroWaiters -= 1
    } else {
      semaphores[Int(operation.index)].leave(request.thread)
    }
  }

  /// Sets a value without regard to P and V.
  mutating func set(_ index: Int, to value: Int, process: Int) {
    semaphores[index].set(to: value)
    semaphores[index].lastProcess = Int32(process)
  }

  /// SEMVMX: no value is higher.
  static let limit = Int(SemaphoreSetStatus.maximumValue)
}
