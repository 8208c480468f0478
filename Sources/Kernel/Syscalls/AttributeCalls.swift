import ABI
import Machine

/// The system calls on extended attributes. No file system here has any: a list is empty, and all else is an error that
/// programs know from file systems such as FAT.
extension Kernel {
  /// What an attribute call names its file by.
  enum AttributeTarget {
    case path(UserPointer, followsLast: Bool)
    case descriptor(UInt64)
  }

  mutating func sysListxattr(
    _ target: AttributeTarget, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try find(target, context)
    return .done(0)
  }

  mutating func sysXattr(
    _ target: AttributeTarget, _ name: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try find(target, context)
    let isNamed: Bool
    do throws(Errno) {
      isNamed = !(try copyInString(name, limit: Self.attributeNameLimit, context)).isEmpty
    } catch {
      throw error == .nameTooLong ? .outOfRange : error
    }
    guard isNamed else { throw .outOfRange }
    throw .notSupported
  }

  private mutating func find(_ target: AttributeTarget, _ context: Context) throws(Errno) {
    switch target {
    case .path(let path, let follows):
      _ = try inode(path, from: PathFlags.currentDirectory, follows ? [] : .noFollow, context)
    case .descriptor(let descriptor):
      _ = try openFile(descriptor, context)
    }
  }

  /// Bytes that an attribute's name may have.
  private static let attributeNameLimit = 255
}
