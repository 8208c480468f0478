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
    let place = try place(path, from: directory, flags, context)
    var credentials = identity(context)
    if !flags.contains(.effectiveAccess) {
      credentials.user.effective = credentials.user.real
      credentials.group.effective = credentials.group.real
    }
    let isFile = [.regular, .directory, .symbolicLink].contains(files[place.inode].type)
    if modes.contains(.write) && isFile { try mayWrite(through: place.mount) }
    guard row(of: place.inode).permits(modes, credentials) else { throw .accessDenied }
    return .done(0)
  }

  mutating func sysFchmod(
    _ descriptor: UInt64, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    // What has no inode has permissions that nobody sees.
    guard let place = try placeToChange(descriptor, context) else { return .done(0) }
    return try setPermissions(of: place, permissions, context)
  }

  mutating func sysFchmodat(
    _ directory: Int32, _ path: UserPointer, _ permissions: UInt32, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noFollow, .emptyPath]) else { throw .invalidArgument }
    let place = try place(path, from: directory, flags, context)
    if files[place.inode].type == .symbolicLink { throw .notSupported }
    return try setPermissions(of: place, permissions, context)
  }

  /// Only the owner and root change permissions; who is not in the group cannot let programs run with its rights.
  private mutating func setPermissions(
    of place: Place, _ permissions: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try mayWrite(through: place.mount)
    try mayActAsOwner(of: place.inode, context)
    let credentials = identity(context)
    var permissions = permissions & 0o7777
    if !credentials.isRoot && !credentials.isMember(of: files[place.inode].group) {
      permissions &= ~FileMode.setGroupID
    }
    files[place.inode].permissions = permissions
    files[place.inode].changed = realtime(context)
    return .done(0)
  }

  mutating func sysFchown(
    _ descriptor: UInt64, _ user: UInt32, _ group: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard let place = try placeToChange(descriptor, context) else { return .done(0) }
    return try setOwner(of: place, user, group, context)
  }

  mutating func sysFchownat(
    _ directory: Int32, _ path: UserPointer, _ user: UInt32, _ group: UInt32, _ flags: PathFlags,
    _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.noFollow, .emptyPath]) else { throw .invalidArgument }
    return try setOwner(of: try place(path, from: directory, flags, context), user, group, context)
  }

  /// Only root gives files away; an owner can choose among the groups that are their own. The rights that the file
  /// lends to whoever executes it go.
  private mutating func setOwner(
    of place: Place, _ user: UInt32, _ group: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    try mayWrite(through: place.mount)
    let (row, credentials) = (files[place.inode], identity(context))
    let isOwner = credentials.user.effective == row.owner
    let keepsUser = user == .max || isOwner && user == row.owner
    let keepsGroup = group == .max || isOwner && (group == row.group || credentials.isMember(of: group))
    guard ProcNode(place.inode) == nil, credentials.isRoot || keepsUser && keepsGroup else {
      throw .notPermitted
    }
    if user != .max { files[place.inode].owner = user }
    if group != .max { files[place.inode].group = group }
    if row.type != .directory { files[place.inode].permissions &= ~row.permissions.droppedSetID }
    files[place.inode].changed = realtime(context)
    return .done(0)
  }

  /// What an open file is that has a place in the tree, or nil.
  private func placeToChange(_ descriptor: UInt64, _ context: Context) throws(Errno) -> Place? {
    _ = try openFile(descriptor, context)
    return try? place(of: Int32(truncatingIfNeeded: descriptor), context)
  }

  private func mayActAsOwner(of inode: InodeNumber, _ context: Context) throws(Errno) {
    let credentials = identity(context)
    guard ProcNode(inode) == nil,
      credentials.isRoot || credentials.user.effective == files[inode].owner
    else { throw .notPermitted }
  }

  // MARK: Times

  /// Sets when a file was last read and written.
  mutating func sysUtimensat(
    _ directory: Int32, _ path: UserPointer, _ times: UserPointer, _ flags: PathFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let now = realtime(context)
    var (accessed, modified): (Int64?, Int64?) = (now, now)
    var isNow = true
    if times.address.rawValue != 0 {
      accessed = try stamp(at: times, now, &isNow, context)
      modified = try stamp(at: times + UInt64(TimeSpec.layout.size), now, &isNow, context)
      // Nothing is to be done: not even the path is looked at.
      if accessed == nil && modified == nil { return .done(0) }
    }
    guard flags.isSubset(of: [.noFollow, .emptyPath]) else { throw .invalidArgument }
    let place =
      path.address.rawValue == 0 && directory != PathFlags.currentDirectory
      ? try openPlace(directory, flags, context) : try place(path, from: directory, flags, context)
    try mayWrite(through: place.mount)
    if isNow && ProcNode(place.inode) == nil && files[place.inode].owner != identity(context).user.effective {
      // Whoever could write the file could set its times to now, too.
      guard files[place.inode].permits(.write, identity(context)) else { throw .accessDenied }
    } else {
      try mayActAsOwner(of: place.inode, context)
    }
    if let accessed { files[place.inode].accessed = accessed }
    if let modified { files[place.inode].modified = modified }
    files[place.inode].changed = now
    return .done(0)
  }

  private func openPlace(_ descriptor: Int32, _ flags: PathFlags, _ context: Context) throws(Errno) -> Place {
    if flags != [] { throw .invalidArgument }
    guard descriptor >= 0 else { throw .badDescriptor }
    _ = try openFile(UInt64(descriptor), context)
    return try place(of: descriptor, context)
  }

  /// A time for `utimensat`; nil if it is to stay.
  private mutating func stamp(
    at pointer: UserPointer, _ now: Int64, _ isNow: inout Bool, _ context: Context
  ) throws(Errno) -> Int64? {
    let bytes = try copyIn(UserBuffer(start: pointer, count: UInt64(TimeSpec.layout.size)), context)
    guard let time = TimeSpec(decoding: bytes) else { throw .invalidArgument }
    switch time.nanoseconds {
    case Self.timeNow: return now
    case Self.timeOmit:
      isNow = false
      return nil
    case 0..<1_000_000_000:
      isNow = false
      return time.seconds &* 1_000_000_000 &+ time.nanoseconds
    default: throw .invalidArgument
    }
  }

  /// UTIME_NOW and UTIME_OMIT.
  private static let timeNow: Int64 = 0x3fff_ffff
  private static let timeOmit: Int64 = 0x3fff_fffe
}
