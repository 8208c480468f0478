import ABI
import Machine

/// A System V segment: shared memory that is there until somebody removes it, whether a process has it or not.
///
/// The memory is the same as that of a shared anonymous mapping, and an attachment is an area like any other. The
/// segment holds the memory, so that it also lives while nobody has attached it; once removed, it lets go with the
/// last attachment.
struct SharedSegment: SystemVObject {
  var permissions: IPCPermissions
  var changeTime: Int64
  /// Bytes, as they were asked for.
  let size: UInt64
  let memory: SharedMemoryNumber
  /// When it was last attached and detached, in seconds since 1970.
  var attachTime: Int64 = 0
  var detachTime: Int64 = 0
  /// Who made it, and who attached or detached it last.
  let creator: Int32
  var lastUser: Int32 = 0
  /// Whether it goes with its last attachment.
  var isRemoved = false

  init(
    permissions: IPCPermissions, changeTime: Int64, size: UInt64, memory: SharedMemoryNumber, creator: Int32
  ) {
    self.permissions = permissions
    self.changeTime = changeTime
    self.size = size
    self.memory = memory
    self.creator = creator
  }
}

/// How long segments live.
extension Kernel {
  /// How many areas show a segment.
  func attachments(of segment: Int) -> Int {
    let memory = segments[segment].memory
    return spaces.numbers.reduce(0) { count, space in
      count + spaces[space].areas.count { $0.sharedMemory == memory }
    }
  }

  /// Removes a segment: nobody finds it by its key any more, and it goes with the last attachment.
  mutating func removeSegment(_ segment: Int) {
    segments.forgetKey(of: segment)
    segments[segment].isRemoved = true
    removedSegments += 1
    collectSegments()
  }

  /// Forgets the segments that were removed and that nobody has attached any more, with their memory.
  mutating func collectSegments() {
    guard removedSegments > 0 else { return }
    for segment in segments.identifiers where segments[segment].isRemoved {
      let memory = segments[segment].memory
      guard pool.cache[.shared(memory)].mapped == 0 else { continue }
      pool.letGo(memory)
      segments.remove(segment)
      removedSegments -= 1
    }
  }

  /// Notes in the segments that a process has attached that it detaches them: it ends, or becomes another program.
  mutating func noteDetachments(of process: Int, _ context: Context) {
    guard segments.count > 0 else { return }
    let shown = spaces[processes[process].space].areas.compactMap(\.sharedMemory)
    for segment in segments.identifiers where shown.contains(segments[segment].memory) {
      segments[segment].detachTime = seconds(context)
      segments[segment].lastUser = Int32(process)
    }
  }
}

extension VMA {
  /// The memory without a file that the area shows.
  var sharedMemory: SharedMemoryNumber? {
    if case .shared(let number, _) = backing { return number }
    return nil
  }
}
