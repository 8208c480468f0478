import ABI
import Machine

/// The ends of pipes: who has one open, what they see of it, and what happens when the last one closes.
extension Kernel {
  /// Counts an open file that an end of a pipe belongs to.
  mutating func countOpening(of number: Int, _ flags: OpenFlags) {
    if flags.accessMode != .writeOnly {
      pipes[number].readers += 1
      pipes[number].readerOpens += 1
    }
    if flags.accessMode != .readOnly {
      pipes[number].writers += 1
      pipes[number].writerOpens += 1
    }
  }

  /// An end is gone: whoever waits at the other one finds out. The last one takes the pipe with it.
  mutating func closePipe(_ number: Int, _ file: OpenFile, _ context: Context) {
    if file.isReadable { pipes[number].readers -= 1 }
    if file.isWritable { pipes[number].writers -= 1 }
    if pipes[number].readers == 0 { wake(.pipeWritable(number), context) }
    if pipes[number].writers == 0 { wake(.pipeReadable(number), context) }
    let inode = pipes[number].inode
    if pipes[number].readers == 0 && pipes[number].writers == 0 {
      while !pipes[number].isEmpty { pool.frames.release(pipes[number].removeFirst().frame) }
      pipes.remove(number)
      if let inode { files[inode].kind = .fifo(nil) }
    }
    if let inode { letGo(inode, context) }
  }

  /// What can be done with an end of a pipe.
  func pipeReadiness(_ pipe: Pipe, _ file: OpenFile) -> PollEvents {
    var events: PollEvents = []
    if file.isReadable {
      if !pipe.isEmpty { events.formUnion([.input, .normalInput]) }
      if pipe.writers == 0 && file.unseenWriters != pipe.writerOpens { events.insert(.hangup) }
    }
    if file.isWritable {
      if !pipe.isFull { events.formUnion([.output, .normalOutput]) }
      if pipe.readers == 0 { events.insert(.error) }
    }
    return events
  }

  func pipeChannels(_ number: Int, _ file: OpenFile) -> [WaitChannel] {
    (file.isReadable ? [.pipeReadable(number)] : []) + (file.isWritable ? [.pipeWritable(number)] : [])
  }

  func pipeStatus(_ number: Int) -> FileStatus {
    if let inode = pipes[number].inode { return status(of: inode) }
    var status = FileStatus(mode: FileMode(.fifo, permissions: 0o600))
    status.device = Self.pipeDevice
    status.inode = UInt64(number)
    return status
  }

  /// The device number that `fstat` shows for pipes.
  private static let pipeDevice: UInt64 = 13

  /// Changes how many bytes a pipe holds, in whole pages and to a power of two, and returns how many that is.
  mutating func resizePipe(_ number: Int, to bytes: UInt64) throws(Errno) -> Int {
    guard bytes <= 1 << 31 else { throw .invalidArgument }
    var slots = 1
    while UInt64(slots) * Page.size < bytes { slots *= 2 }
    guard slots * Int(Page.size) <= tuning.largestPipe else { throw .notPermitted }
    guard slots >= pipes[number].usedSlots else { throw .busy }
    pipes[number].resize(to: slots)
    return slots * Int(Page.size)
  }
}
