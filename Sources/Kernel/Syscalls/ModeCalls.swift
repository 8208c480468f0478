import ABI
import Machine

/// The system calls on who may do what with a file.
extension Kernel {
  mutating func sysFaccessat(
    _ directory: Int32, _ path: UserPointer, _ modes: AccessModes, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard modes.isSubset(of: [.read, .write, .execute]),
      flags.isSubset(of: [.noFollow, .effectiveAccess, .emptyPath])
    else { throw .invalidArgument }
    let inode = try inode(path, from: directory, flags, context)
    var credentials = processes[context.process].credentials
    if !flags.contains(.effectiveAccess) {
      credentials.user.effective = credentials.user.real
      credentials.group.effective = credentials.group.real
    }
    guard row(of: inode).permits(modes, credentials) else { throw .accessDenied }
    return .done(0)
  }

  mutating func sysFchmod(
    _ descriptor: UInt64, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let inode = try? inode(of: descriptor, context) else {
      // What has no inode has permissions that nobody sees.
      _ = try openFile(descriptor, context)
      return .done(0)
    }
    return try change(inode, context) { $0.permissions = permissions & 0o7777 }
  }

  mutating func sysFchmodat(
    _ directory: Int32, _ path: UserPointer, _ permissions: UInt32, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noFollow, .emptyPath]) else { throw .invalidArgument }
    let inode = try inode(path, from: directory, flags, context)
    if files[inode].type == .symbolicLink { throw .notSupported }
    return try change(inode, context) { $0.permissions = permissions & 0o7777 }
  }

  mutating func sysFchown(
    _ descriptor: UInt64, _ user: UInt32, _ group: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let inode = try? inode(of: descriptor, context) else {
      _ = try openFile(descriptor, context)
      return .done(0)
    }
    return try setOwner(of: inode, user, group, context)
  }

  mutating func sysFchownat(
    _ directory: Int32, _ path: UserPointer, _ user: UInt32, _ group: UInt32, _ flags: PathFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noFollow, .emptyPath]) else { throw .invalidArgument }
    return try setOwner(of: try inode(path, from: directory, flags, context), user, group, context)
  }

  private mutating func setOwner(
    of inode: InodeNumber, _ user: UInt32, _ group: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard processes[context.process].credentials.isRoot || user == .max && group == .max else {
      throw .notPermitted
    }
    return try change(inode, context) {
      if user != .max { $0.owner = user }
      if group != .max { $0.group = group }
    }
  }

  private mutating func change(
    _ inode: InodeNumber, _ context: Context, _ change: (inout Inode) -> Void
  ) throws(Errno) -> SyscallOutcome {
    let credentials = processes[context.process].credentials
    guard ProcNode(inode) == nil else { throw .notPermitted }
    guard credentials.isRoot || credentials.user.effective == files[inode].owner else { throw .notPermitted }
    change(&files[inode])
    files[inode].changed = realtime(context)
    return .done(0)
  }

  /// Sets when a file was last read and written.
  mutating func sysUtimensat(
    _ directory: Int32, _ path: UserPointer, _ times: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noFollow, .emptyPath]) else { throw .invalidArgument }
    let now = realtime(context)
    var (accessed, modified): (Int64?, Int64?) = (now, now)
    if times.address.rawValue != 0 {
      accessed = try stamp(at: times, now, context)
      modified = try stamp(at: times + UInt64(TimeSpec.layout.size), now, context)
    }
    let inode =
      path.address.rawValue == 0 && directory >= 0
      ? try inode(of: UInt64(directory), context) : try inode(path, from: directory, flags, context)
    return try change(inode, context) {
      if let accessed { $0.accessed = accessed }
      if let modified { $0.modified = modified }
    }
  }

  /// A time for `utimensat`; nil if it is to stay.
  private mutating func stamp(
    at pointer: UserPointer, _ now: Int64, _ context: Context
  ) throws(Errno) -> Int64? {
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(TimeSpec.layout.size)), context)
    guard let time = TimeSpec(decoding: bytes) else { throw .invalidArgument }
    switch time.nanoseconds {
    case Self.timeNow: return now
    case Self.timeOmit: return nil
    case 0..<1_000_000_000: return time.seconds &* 1_000_000_000 &+ time.nanoseconds
    default: throw .invalidArgument
    }
  }

  /// UTIME_NOW and UTIME_OMIT.
  private static let timeNow: Int64 = 0x3fff_ffff
  private static let timeOmit: Int64 = 0x3fff_fffe
}
