import ABI
import Machine

/// The system calls on System V semaphores.
extension Kernel {
  mutating func sysSemget(
    _ key: Int32, _ count: Int32, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard 0...Int32(SemaphoreSetStatus.maximumCount) ~= count else { throw .invalidArgument }
    if let set = try semaphoreSets.identifier(for: key, IPCFlags(rawValue: flags)) {
      guard count <= semaphoreSets[set].semaphores.count else { throw .invalidArgument }
      try require(flags, of: semaphoreSets[set].permissions, context)
      return .done(set)
    }
    guard count > 0 else { throw .invalidArgument }
    guard semaphoreCount + Int(count) <= Self.semaphoreLimit else { throw .noSpace }
    let set = try semaphoreSets.insert(
      SemaphoreSet(
        permissions: newPermissions(key, flags, context), changeTime: seconds(context), count: Int(count)))
    semaphoreCount += Int(count)
    return .done(set)
  }

  // MARK: semop

  mutating func sysSemtimedop(
    _ set: Int32, _ pointer: UserPointer, _ count: UInt32, _ timeout: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let set = Int(set)
    if context.wake == .event, let done = threads[context.thread].pending?.done {
      if done > 0 { return .done(0) }
      guard semaphoreSets.find(set) != nil else { throw .identifierRemoved }
    }
    leaveSemaphores(context.thread)
    let deadline = try deadline(timeout, context)
    let operations = try copyInOperations(pointer, count, context)
    try semaphoreSets.check(set)
    try check(operations, set, context)
    if context.wake == .timeout { throw .tryAgain }
    if try operate(on: set, operations, context) { return .done(0) }
    return .block(Wait(.semaphores(set: set), until: deadline, restarts: false))
  }

  private mutating func copyInOperations(
    _ pointer: UserPointer, _ count: UInt32, _ context: Context
  ) throws(Errno) -> [SemaphoreOperation] {
    guard count <= UInt32(SemaphoreSetStatus.maximumOperations) else { throw .argumentListTooLong }
    guard count > 0 else { throw .invalidArgument }
    let size = SemaphoreOperation.layout.size
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(count) * UInt64(size)), context)
    return (0..<Int(count)).compactMap { SemaphoreOperation(decoding: bytes[($0 * size)...]) }
  }

  private func check(
    _ operations: [SemaphoreOperation], _ set: Int, _ context: Context
  ) throws(Errno) {
    guard operations.allSatisfy({ Int($0.index) < semaphoreSets[set].semaphores.count }) else {
      throw .fileTooLarge
    }
    let changes = operations.contains { $0.change != 0 }
    try require(
      changes ? IPCPermissions.write : IPCPermissions.read, of: semaphoreSets[set].permissions, context)
  }

  // MARK: semctl

  mutating func sysSemctl(
    _ identifier: Int32, _ index: Int32, _ command: UInt32, _ argument: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard identifier >= 0 else { throw .invalidArgument }
    if let command = IPCCommand(rawValue: command) {
      return try control(Int(identifier), command, UserPointer(argument), context)
    }
    let pointer = UserPointer(argument)
    switch SemaphoreCommand(rawValue: command) {
    case .statusByIndex?:
      let set = try semaphoreSets.identifier(at: Int(identifier))
      try copyOutStatus(of: set, to: pointer, context)
      return .done(set)
    case .use?: return try copyOutLimits(use: true, to: pointer, context)
    case .setValue?:
      return try setValue(Int(identifier), index, Int32(truncatingIfNeeded: argument), context)
    case .getAll?: return try getAll(Int(identifier), pointer, context)
    case .setAll?: return try setAll(Int(identifier), pointer, context)
    case .getValue?: return .done(try semaphore(index, of: identifier, context).value)
    case .getLastProcess?: return .done(Int(try semaphore(index, of: identifier, context).lastProcess))
    case .getWaitersForIncrease?: return .done(try semaphore(index, of: identifier, context).q.count)
    case .getWaitersForZero?: return .done(try semaphore(index, of: identifier, context).zeroWaiters)
    case nil: throw .invalidArgument
    }
  }

  private mutating func control(
    _ set: Int, _ command: IPCCommand, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    switch command {
    case .information: return try copyOutLimits(use: false, to: pointer, context)
    case .status:
      try semaphoreSets.check(set)
      try copyOutStatus(of: set, to: pointer, context)
    case .remove:
      try semaphoreSets.check(set)
      try requireOwner(of: semaphoreSets[set].permissions, context)
      removeSemaphores(set, context)
      forgetUndo(set, nil)
    case .set:
      let size = UInt64(SemaphoreSetStatus.layout.size)
      let wanted = SemaphoreSetStatus(decoding: try copyIn(UserBuffer(start: pointer, count: size), context))!
      try semaphoreSets.check(set)
      try requireOwner(of: semaphoreSets[set].permissions, context)
      semaphoreSets[set].permissions.change(to: wanted.permissions)
      semaphoreSets[set].changeTime = seconds(context)
    }
    return .done(0)
  }

  private func semaphore(
    _ index: Int32, of set: Int32, _ context: Context
  ) throws(Errno) -> Semaphore {
    try semaphoreSets.check(Int(set))
    try require(IPCPermissions.read, of: semaphoreSets[Int(set)].permissions, context)
    guard semaphoreSets[Int(set)].semaphores.indices.contains(Int(index)) else { throw .invalidArgument }
    return semaphoreSets[Int(set)].semaphores[Int(index)]
  }

  private mutating func setValue(
    _ set: Int, _ index: Int32, _ value: Int32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard 0...SemaphoreSetStatus.maximumValue ~= value else { throw .outOfRange }
    try semaphoreSets.check(set)
    guard semaphoreSets[set].semaphores.indices.contains(Int(index)) else { throw .invalidArgument }
    try require(IPCPermissions.write, of: semaphoreSets[set].permissions, context)
    forgetUndo(set, Int(index))
    semaphoreSets[set].set(Int(index), to: Int(value), process: context.process)
    semaphoreSets[set].changeTime = seconds(context)
    serveSleepers(of: set, context)
    return .done(0)
  }

  private mutating func getAll(
    _ set: Int, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try semaphoreSets.check(set)
    try require(IPCPermissions.read, of: semaphoreSets[set].permissions, context)
    let bytes = semaphoreSets[set].semaphores.flatMap { [UInt8($0.value & 255), UInt8($0.value >> 8)] }
    try copyOut(bytes, to: pointer, context)
    return .done(0)
  }

  private mutating func setAll(
    _ set: Int, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try semaphoreSets.check(set)
    try require(IPCPermissions.write, of: semaphoreSets[set].permissions, context)
    let count = semaphoreSets[set].semaphores.count
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(count) * 2), context)
    let values = (0..<count).map { Int(bytes[2 * $0]) | Int(bytes[2 * $0 + 1]) << 8 }
    guard values.allSatisfy({ $0 <= SemaphoreSet.limit }) else { throw .outOfRange }
    for (index, value) in values.enumerated() {
      semaphoreSets[set].set(index, to: value, process: context.process)
    }
    forgetUndo(set, nil)
    semaphoreSets[set].changeTime = seconds(context)
    serveSleepers(of: set, context)
    return .done(0)
  }

  // MARK: What semctl tells

  private mutating func copyOutStatus(
    of set: Int, to pointer: UserPointer, _ context: Context
  ) throws(Errno) {
    let row = semaphoreSets[set]
    try require(IPCPermissions.read, of: row.permissions, context)
    var status = SemaphoreSetStatus()
    status.permissions = row.permissions
    (status.operationTime, status.changeTime) = (row.operationTime, row.changeTime)
    status.count = UInt64(row.semaphores.count)
    try copyOut(status.encoded, to: pointer, context)
  }

  /// `struct seminfo`: ten ints; the third, fourth and last are the limits that programs ask for, or what is in use.
  private mutating func copyOutLimits(
    use: Bool, to pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let (sets, each) = (SemaphoreSetStatus.maximumSets, SemaphoreSetStatus.maximumCount)
    let operations = SemaphoreSetStatus.maximumOperations
    let numbers = [
      Self.semaphoreLimit, sets, Self.semaphoreLimit, Self.semaphoreLimit, each, operations, operations,
      use ? semaphoreSets.count : 20, SemaphoreSet.limit, use ? semaphoreCount : SemaphoreSet.limit,
    ]
    try copyOut(numbers.flatMap { UInt32($0).bytes }, to: pointer, context)
    return .done(semaphoreSets.highestPlace)
  }

  /// SEMMNS: semaphores of all sets together.
  private static let semaphoreLimit = 1_024_000
}
