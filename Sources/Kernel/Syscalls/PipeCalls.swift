import ABI
import Machine

/// The system calls on pipes.
extension Kernel {
  /// Makes a pipe and stores the descriptors of its two ends: first that for reading, then that for writing.
  mutating func sysPipe2(
    _ descriptors: UserPointer, _ flags: OpenFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.closeOnExec, .nonBlocking, .direct]) else { throw .invalidArgument }
    let pipe = PipeNumber(rawValue: pipes.insert(Pipe()))
    let kept = flags.subtracting(.closeOnExec)
    countOpening(of: pipe.rawValue, kept)
    countOpening(of: pipe.rawValue, kept.union(.writeOnly))
    return try openPair(
      OpenFile(target: .pipe(pipe), flags: kept),
      OpenFile(target: .pipe(pipe), flags: kept.union(.writeOnly)),
      closesOnExec: flags.contains(.closeOnExec), storedAt: descriptors, context)
  }

  /// Opens the two ends of something and tells the program their descriptors; if that fails, neither is open.
  mutating func openPair(
    _ first: OpenFile, _ second: OpenFile, closesOnExec: Bool, storedAt pointer: UserPointer,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let one: Descriptor
    do throws(Errno) { one = try open(first, closesOnExec: closesOnExec, context) } catch {
      close(second, context)
      throw error
    }
    do throws(Errno) {
      let other = try open(second, closesOnExec: closesOnExec, context)
      do throws(Errno) {
        try copyOut(UInt32(one.rawValue).bytes + UInt32(other.rawValue).bytes, to: pointer, context)
      } catch {
        _ = try sysClose(UInt64(other.rawValue), context)
        throw error
      }
    } catch {
      _ = try sysClose(UInt64(one.rawValue), context)
      throw error
    }
    return .done(0)
  }
}
