import ABI
import Machine

/// The system calls on the pages of regular files.
extension Kernel {
  /// Makes a file longer or shorter.
  mutating func sysFtruncate(
    _ descriptor: UInt64, _ size: Int64, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let file = openFiles[try openFile(descriptor, context)]
    guard size >= 0, file.isWritable, case .inode(let inode) = file.target, case .regular = files[inode].kind
    else { throw .invalidArgument }
    try setSize(of: inode, to: Int(size), context)
    return .done(0)
  }

  /// Writes back what there is of a file: `fsync` and `fdatasync`.
  mutating func sysFsync(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard case .inode = openFiles[try openFile(descriptor, context)].target else { throw .invalidArgument }
    return .done(0)
  }
}
