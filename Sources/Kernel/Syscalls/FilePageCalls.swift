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

  /// Writes back what the page cache has of a file: `fsync` and `fdatasync`.
  mutating func sysFsync(_ descriptor: UInt64, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard case .inode(let inode) = openFiles[try openFile(descriptor, context)].target else {
      throw .invalidArgument
    }
    if case .regular = files[inode].kind { writeBack(inode, context) }
    return .done(0)
  }

  /// Writes back everything.
  mutating func sysSync(_ context: Context) -> SyscallOutcome {
    for inode in pool.cache.cachedFiles { writeBack(inode, context) }
    return .done(0)
  }
}
