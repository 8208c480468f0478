import ABI
import Machine

/// The system calls on epoll sets.
extension Kernel {
  mutating func sysEpollCreate1(_ flags: EpollFlags, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: .closeOnExec) else { throw .invalidArgument }
    let number = EpollNumber(rawValue: epollSets.insert(EpollSet()))
    let file = OpenFile(target: .epoll(number), flags: .readWrite)
    return .done(try open(file, closesOnExec: flags.contains(.closeOnExec), context).rawValue)
  }

  mutating func sysEpollCtl(
    _ set: Int32, _ operation: EpollOperation?, _ descriptor: Int32, _ event: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var wanted = EpollEvent()
    if operation != .delete {
      let bytes = try copyIn(UserBuffer(start: event, count: UInt64(EpollEvent.layout.size)), context)
      wanted = EpollEvent(decoding: bytes)!
    }
    let setFile = try openFile(UInt64(UInt32(bitPattern: set)), context)
    let file = try openFile(UInt64(UInt32(bitPattern: descriptor)), context)
    guard canBePolled(file) else { throw .notPermitted }
    guard file != setFile, case .epoll(let number) = openFiles[setFile].target else { throw .invalidArgument }
    try checkExclusive(operation, wanted.events, file)
    wanted.events.formUnion([.error, .hangup])
    let watch = Watch(set: number.rawValue, file: file, descriptor: descriptor)
    try change(watch, operation, wanted, context)
    return .done(0)
  }

  private func checkExclusive(
    _ operation: EpollOperation?, _ events: EpollEvents, _ file: Int
  ) throws(Errno) {
    guard events.contains(.exclusive), operation != .delete else { return }
    if operation == .modify { throw .invalidArgument }
    let permitted: EpollEvents = [.input, .output, .error, .hangup, .wakeUp, .edge, .exclusive]
    guard events.isSubset(of: permitted) else { throw .invalidArgument }
    if case .epoll = openFiles[file].target { throw .invalidArgument }
  }

  private mutating func change(
    _ watch: Watch, _ operation: EpollOperation?, _ wanted: EpollEvent, _ context: Context
  ) throws(Errno) {
    let old = epollSets[watch.set][watch]
    switch operation {
    case .add?:
      if case .epoll(let inner) = openFiles[watch.file].target {
        guard mayNest(inner.rawValue, in: watch.set) else { throw .tooManySymbolicLinks }
      }
      guard old == nil else { throw .fileExists }
      guard watchCount < EpollSet.watchLimit else { throw .noSpace }
      self.watch(watch, wanted, context)
    case .delete?:
      guard old != nil else { throw .noSuchFile }
      unwatch(watch)
    case .modify?:
      guard let old else { throw .noSuchFile }
      if old.events.contains(.exclusive) { throw .invalidArgument }
      epollSets[watch.set][watch]!.events = wanted.events
      epollSets[watch.set][watch]!.data = wanted.data
      lookAt(watch, context)
    case nil: throw .invalidArgument
    }
  }

  // MARK: Waiting

  mutating func sysEpollPwait(
    _ set: UInt64, _ events: UserPointer, _ limit: Int32, _ milliseconds: Int32, _ mask: UserPointer,
    _ maskSize: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let deadline: UInt64?
    if context.wake != nil {
      deadline = threads[context.thread].pending?.deadline
    } else {
      deadline =
        milliseconds < 0
        ? nil
        : context.hart.cycles &+ options.cycles(Int64(milliseconds) * 1_000_000)
    }
    return try waitInSet(set, events, limit, until: deadline, mask, maskSize, context)
  }

  mutating func sysEpollPwait2(
    _ set: UInt64, _ events: UserPointer, _ limit: Int32, _ timeout: UserPointer, _ mask: UserPointer,
    _ maskSize: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let deadline = try deadline(timeout, context)
    return try waitInSet(set, events, limit, until: deadline, mask, maskSize, context)
  }

  private mutating func waitInSet(
    _ set: UInt64, _ events: UserPointer, _ limit: Int32, until deadline: UInt64?, _ mask: UserPointer,
    _ maskSize: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let size = UInt64(EpollEvent.layout.size)
    let mask = try waitingMask(mask, maskSize, context)
    guard limit > 0, UInt64(limit) <= UInt64(Int32.max) / size else { throw .invalidArgument }
    guard case .epoll(let number) = openFiles[try openFile(set, context)].target else {
      throw .invalidArgument
    }
    return try waitForReadiness(until: deadline, mask, context) { (kernel, _) throws(Errno) in
      (try kernel.tell(number.rawValue, to: events, limit: Int(limit), context), [.epoll(number.rawValue)])
    }
  }

  /// Tells a program what has happened in a set: so many events at most.
  private mutating func tell(
    _ set: Int, to pointer: UserPointer, limit: Int, _ context: Context
  ) throws(Errno) -> Int {
    let queue = epollSets[set].queue
    var (count, passed) = (0, 0)
    var again: [Watch] = []
    while passed < queue.count, count < limit {
      let events = found(at: queue[passed], context)
      if !events.isEmpty, let item = epollSets[set][queue[passed]] {
        let place = pointer + UInt64(count * EpollEvent.layout.size)
        do throws(Errno) {
          try copyOut(EpollEvent(events: events, data: item.data).encoded, to: place, context)
        } catch {
          if count == 0 { throw error }
          break
        }
        count += 1
        if item.events.contains(.oneShot) {
          epollSets[set][queue[passed]]!.events.formIntersection(EpollSet.Item.manners)
        } else if !item.events.contains(.edge) {
          again.append(queue[passed])
        }
      }
      passed += 1
    }
    epollSets[set].dequeueFirst(passed)
    for watch in again { _ = epollSets[set].enqueue(watch) }
    return count
  }
}
