import ABI
import Machine

/// What the kernel keeps for all: /proc/filesystems, locks and sysvipc.
extension Kernel {
  var fileSystemsText: String {
    ["tmpfs", "proc", "host", "pipefs", "sockfs", "mqueue"].map { "nodev\t\($0)\n" }.joined()
  }

  // MARK: Locks

  /// Every lock on a file, and below each those who wait for it.
  var locksText: String {
    var (text, number) = ("", 0)
    for inode in fileLocks.keys.sorted() {
      for row in fileLocks[inode]!.rows {
        number += 1
        text += lockLine(row, at: inode, number: number)
        for thread in threads.numbers {
          guard let awaited = threads[thread].awaitedLock, awaited.inode == inode,
            row.conflicts(with: awaited.lock)
          else { continue }
          text += lockLine(awaited.lock, at: inode, number: number, arrow: "-> ")
        }
      }
    }
    return text
  }

  /// `1: POSIX  ADVISORY  WRITE 12 00:01:37 0 EOF`
  func lockLine(_ row: FileLockRow, at inode: InodeNumber, number: Int, arrow: String = "") -> String {
    let kind =
      switch row.owner {
      case .process: "POSIX  ADVISORY  "
      case .openFile: "OFDLCK ADVISORY  "
      case .wholeFile: "FLOCK  ADVISORY  "
      }
    let end = row.last == .max ? "EOF" : String(row.last)
    return "\(number): \(arrow)\(kind)\(row.isExclusive ? "WRITE" : "READ ") \(row.pid) "
      + "00:01:\(inode.rawValue + 1) \(row.first) \(end)\n"
  }

  // MARK: System V objects

  func sharedSegmentsText(_ machine: Machine) -> String {
    let head =
      "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid"
      + "      atime      dtime      ctime                   rss                  swap\n"
    var attached: [SharedMemoryNumber: Int] = [:]
    for space in spaces.numbers {
      for area in spaces[space].areas {
        if case .shared(let memory, _) = area.backing { attached[memory, default: 0] += 1 }
      }
    }
    return head
      + segments.identifiers.map { number in
        let row = segments[number]
        let resident = pool.cache[.shared(row.memory)].indices.count
        return identity(row.permissions, number, mode: row.mode) + " " + row.size.right(21)
          + " " + row.creator.right(5) + " " + row.lastUser.right(5) + "  "
          + (attached[row.memory] ?? 0).right(5)
          + owners(row.permissions) + times([row.attachTime, row.detachTime, row.changeTime])
          + " " + (UInt64(resident) * Page.size).right(21) + " " + 0.right(21) + "\n"
      }.joined()
  }

  var semaphoresText: String {
    "       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime\n"
      + semaphoreSets.identifiers.map { number in
        let row = semaphoreSets[number]
        return identity(row.permissions, number, mode: row.permissions.mode) + " "
          + row.semaphores.count.right(10) + owners(row.permissions)
          + times([row.operationTime, row.changeTime]) + "\n"
      }.joined()
  }

  var messageQueuesText: String {
    "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid"
      + "      stime      rtime      ctime\n"
      + messageQueues.identifiers.map { number in
        let row = messageQueues[number]
        return identity(row.permissions, number, mode: row.permissions.mode) + "  "
          + row.byteCount.right(10) + " " + row.messages.count.right(10)
          + " " + row.lastSender.right(5) + " " + row.lastReceiver.right(5) + owners(row.permissions)
          + times([row.sendTime, row.receiveTime, row.changeTime]) + "\n"
      }.joined()
  }

  private func identity(_ permissions: IPCPermissions, _ number: Int, mode: UInt32) -> String {
    permissions.key.right(10) + " " + number.right(10) + "  " + String(mode, radix: 8).right(4)
  }

  private func owners(_ permissions: IPCPermissions) -> String {
    [permissions.uid, permissions.gid, permissions.creatorUID, permissions.creatorGID]
      .map { " " + $0.right(5) }.joined()
  }

  private func times(_ seconds: [Int64]) -> String { seconds.map { " " + $0.right(10) }.joined() }
}

extension SharedSegment {
  /// The permissions, and whether it goes with its last attachment.
  fileprivate var mode: UInt32 {
    permissions.mode | (isRemoved ? SharedMemorySegment.destroyed : 0)
  }
}
