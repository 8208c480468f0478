import ABI
import Machine

/// The system call that reads another process's memory.
extension Kernel {
  /// Copies from another process's memory, without any effect on that process: no page of it is brought in.
  ///
  /// - Returns: How many bytes could be copied, up to the first that is not there.
  mutating func sysProcessVmReadv(
    _ number: Int32, _ local: UserPointer, _ localCount: UInt64, _ remote: UserPointer, _ remoteCount: UInt64,
    _ flags: UInt64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags == 0 else { throw .invalidArgument }
    let target = try copyInVectors(local, localCount, context)
    let source = try copyInVectors(remote, remoteCount, context)
    let other = try inspected(number, context)
    let wanted = min(target.count, source.count)
    var done: UInt64 = 0
    while done < wanted {
      let pieces = source.pieces(from: done, count: min(wanted - done, 16 * Page.size))
      guard let piece = pieces.first else { break }
      let bytes = peek(piece.start.address.rawValue, count: Int(piece.count), other)
      do { try copyOut(bytes[...], to: target, at: done, context) } catch { break }
      done += UInt64(bytes.count)
      if bytes.count < Int(piece.count) { break }
    }
    guard done > 0 || wanted == 0 else { throw .badAddress }
    return .done(done)
  }

  /// The context in which another process's memory is looked at, if the calling one may do so.
  private func inspected(_ number: Int32, _ context: Context) throws(Errno) -> Context {
    guard let other = processes.find(Int(number)), other.ending == nil else { throw .noSuchProcess }
    let (own, its) = (processes[context.process].credentials, other.credentials)
    let users = [its.user.real, its.user.effective, its.user.saved]
    let groups = [its.group.real, its.group.effective, its.group.saved]
    let isSame =
      users.allSatisfy { $0 == own.user.real } && groups.allSatisfy { $0 == own.group.real }
    guard own.isRoot || isSame else { throw .notPermitted }
    return context.looking(into: Int(number), other.space)
  }
}
