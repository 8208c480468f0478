import ABI
import Machine

/// The system calls that lock files, whole or in parts.
extension Kernel {
  mutating func sysFlock(
    _ descriptor: UInt64, _ operation: WholeFileLock, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = try openFile(descriptor, context)
    let kind = operation.subtracting(.nonBlocking)
    guard [.shared, .exclusive, .unlock].contains(kind) else { throw .invalidArgument }
    let inode = try inode(of: descriptor, context)
    let lock = FileLockRow(
      owner: .wholeFile(file), pid: Int32(context.process), first: 0, last: .max,
      isExclusive: kind == .exclusive)
    // Another kind of lock is not the same lock changed: the old one goes first, and others may come before the new.
    if let old = fileLocks[inode]?.rows.first(where: { $0.owner == lock.owner }) {
      if kind != .unlock && old.isExclusive == lock.isExclusive { return .done(0) }
      clear(lock, on: inode, context)
    }
    if kind == .unlock { return .done(0) }
    return try set(lock, on: inode, mayWait: !operation.contains(.nonBlocking), context)
  }

  /// F_SETLK, F_SETLKW, F_GETLK and those for open files, on bytes of a file.
  mutating func controlLock(
    _ command: FileControl, of descriptor: UInt64, _ file: Int, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(FileLock.layout.size)), context)
    var wanted = FileLock(decoding: bytes)!
    let inode = try inode(of: descriptor, context)
    let isOpenFiles = [.getOpenFileLock, .setOpenFileLock, .setOpenFileLockWaiting].contains(command)
    if isOpenFiles && wanted.pid != 0 { throw .invalidArgument }
    let (first, last) = try range(of: wanted, file, inode)
    guard let kind = FileLockKind(rawValue: wanted.kind) else {
      throw .invalidArgument
    }
    let lock = FileLockRow(
      owner: isOpenFiles ? .openFile(file) : .process(descriptors: context.descriptors),
      pid: isOpenFiles ? -1 : Int32(context.process), first: first, last: last, isExclusive: kind == .write)
    if command == .getLock || command == .getOpenFileLock {
      if kind == .unlock { throw .invalidArgument }
      wanted.describe(fileLocks[inode]?.conflict(with: lock))
      try copyOut(wanted.encoded, to: pointer, context)
      return .done(0)
    }
    if kind == .unlock {
      clear(lock, on: inode, context)
      return .done(0)
    }
    guard kind == .write ? openFiles[file].isWritable : openFiles[file].isReadable else {
      throw .badDescriptor
    }
    let mayWait = command == .setLockWaiting || command == .setOpenFileLockWaiting
    return try set(lock, on: inode, mayWait: mayWait, context)
  }

  /// The first and the last byte that a program names.
  private func range(
    of lock: FileLock, _ file: Int, _ inode: InodeNumber
  ) throws(Errno) -> (first: Int64, last: Int64) {
    let base: Int
    switch SeekOrigin(rawValue: UInt32(UInt16(bitPattern: lock.origin))) {
    case .start?: base = 0
    case .current?: base = openFiles[file].offset
    case .end?: base = files.size(of: inode)
    default: throw .invalidArgument
    }
    let (start, isTooFar) = Int64(base).addingReportingOverflow(lock.start)
    if isTooFar { throw .valueTooLarge }
    let (end, isTooLong) = start.addingReportingOverflow(lock.length)
    if isTooLong && lock.length > 0 { throw .valueTooLarge }
    let (first, last) =
      lock.length > 0 ? (start, end - 1) : lock.length < 0 ? (end, start &- 1) : (start, .max)
    guard start >= 0, first >= 0 else { throw .invalidArgument }
    return (first, last)
  }

  // MARK: Having and waiting

  private mutating func set(
    _ lock: FileLockRow, on inode: InodeNumber, mayWait: Bool, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    if let other = fileLocks[inode]?.conflict(with: lock) {
      guard mayWait else { throw .tryAgain }
      guard !wouldDeadlock(lock.owner, waitingFor: other.owner) else { throw .deadlock }
      threads[context.thread].awaitedLock = AwaitedFileLock(inode: inode, lock: lock)
      return .block(Wait(.fileLock(inode)))
    }
    guard fileLockCount < Self.lockLimit else { throw .noLocks }
    let old = fileLocks[inode]?.rows.count ?? 0
    fileLocks[inode, default: FileLocks()].set(lock)
    fileLockCount += fileLocks[inode]!.rows.count - old
    // A write lock that became a read lock lets others in.
    wake(.fileLock(inode), context)
    return .done(0)
  }

  /// Whether the owner of a lock waits, directly or through others, for one that wants to wait for it. That is looked
  /// at for processes only, as POSIX has it: open files may be waited for by anybody who has them.
  private func wouldDeadlock(_ owner: FileLockRow.Owner, waitingFor other: FileLockRow.Owner) -> Bool {
    guard case .process = owner else { return false }
    var (place, left) = (other, Self.deadlockDepth)
    while case .process = place, left > 0 {
      if place == owner { return true }
      guard
        let awaited = threads.numbers.lazy.compactMap({ threads[$0].awaitedLock })
          .first(where: { $0.lock.owner == place }),
        let next = fileLocks[awaited.inode]?.conflict(with: awaited.lock)
      else { return false }
      (place, left) = (next.owner, left - 1)
    }
    return false
  }

  private mutating func clear(_ range: FileLockRow, on inode: InodeNumber, _ context: Context) {
    guard let old = fileLocks[inode]?.rows.count else { return }
    fileLocks[inode]!.clear(range)
    noteLocks(of: inode, old, context)
  }

  /// Takes all locks of an owner on a file away.
  mutating func removeLocks(of owner: FileLockRow.Owner, on inode: InodeNumber, _ context: Context) {
    guard let old = fileLocks[inode]?.rows.count, fileLocks[inode]!.removeAll(of: owner) else { return }
    noteLocks(of: inode, old, context)
  }

  private mutating func noteLocks(of inode: InodeNumber, _ old: Int, _ context: Context) {
    fileLockCount += fileLocks[inode]!.rows.count - old
    if fileLocks[inode]!.rows.isEmpty { fileLocks[inode] = nil }
    wake(.fileLock(inode), context)
  }

  // MARK: Closing

  /// A process closes a descriptor: with it go its locks on the file, whichever descriptor they were set by.
  mutating func close(_ file: OpenFileNumber, ofTable table: Int, _ context: Context) {
    if !fileLocks.isEmpty, let inode = lockableInode(file.rawValue) {
      removeLocks(of: .process(descriptors: table), on: inode, context)
    }
    release(file, context)
  }

  /// An open file is gone, and its locks with it.
  mutating func removeLocks(ofOpenFile file: Int, _ context: Context) {
    guard !fileLocks.isEmpty, let inode = lockableInode(file) else { return }
    removeLocks(of: .openFile(file), on: inode, context)
    removeLocks(of: .wholeFile(file), on: inode, context)
  }

  private func lockableInode(_ file: Int) -> InodeNumber? {
    switch openFiles[file].target {
    case .inode(let inode): inode
    case .pipe(let pipe): pipes[pipe.rawValue].inode
    default: nil
    }
  }

  /// How many locks there can be on all files together.
  private static let lockLimit = 8192
  /// Over how many who wait a deadlock is looked for, as Linux does.
  private static let deadlockDepth = 10
}

/// A lock that a thread waits for.
struct AwaitedFileLock {
  let inode: InodeNumber
  let lock: FileLockRow
}

extension FileLock {
  /// Tells of a lock that is in the way, or that none is.
  fileprivate mutating func describe(_ row: FileLockRow?) {
    guard let row else {
      kind = Int16(FileLockKind.unlock.rawValue)
      return
    }
    kind = Int16((row.isExclusive ? FileLockKind.write : .read).rawValue)
    origin = Int16(SeekOrigin.start.rawValue)
    start = row.first
    length = row.last == .max ? 0 : row.last - row.first + 1
    pid = row.pid
  }
}
