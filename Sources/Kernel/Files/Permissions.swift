import ABI

/// Who may change what: the checks that calls on names have in common, in Linux's order.
extension Kernel {
  /// The user and the groups that a call is made for.
  func identity(_ context: Context) -> Credentials { processes[context.process].credentials }

  /// A file or directory, or what it lies in, is about to change: that is not possible through a read-only mount.
  func mayWrite(through mount: MountNumber?) throws(Errno) {
    if let mount, files.isReadOnly(mount) { throw .readOnlyFileSystem }
  }

  /// Names can be made in directories that the process may write to and that still have a name themselves.
  ///
  /// - Parameter refusal: what is said where only the kernel makes names.
  func mayCreate(
    in directory: Place, refusal: Errno = .notPermitted, _ context: Context
  ) throws(Errno) {
    if ProcNode(directory.inode) != nil { throw .noSuchFile }
    try mayWrite(through: directory.mount)
    guard files[directory.inode].links > 0 else { throw .noSuchFile }
    guard files[directory.inode].permits([.write, .execute], identity(context)) else {
      throw .accessDenied
    }
    guard files.takesNames(directory.inode) else { throw refusal }
  }

  /// Names can be removed by whoever could make them; in a sticky directory, as /tmp is, only what is their own.
  func mayRemove(
    _ inode: InodeNumber, from directory: Place, asDirectory wantsDirectory: Bool, _ context: Context
  ) throws(Errno) {
    if ProcNode(inode) != nil { throw .notPermitted }
    let credentials = identity(context)
    let (parent, row) = (files[directory.inode], files[inode])
    guard parent.permits([.write, .execute], credentials) else { throw .accessDenied }
    let isSticky = parent.permissions & FileMode.sticky != 0
    if isSticky && !credentials.isRoot && ![row.owner, parent.owner].contains(credentials.user.effective) {
      throw .notPermitted
    }
    if wantsDirectory && row.type != .directory { throw .notDirectory }
    if !wantsDirectory && row.type == .directory { throw .isDirectory }
    guard files.takesNames(directory.inode) else { throw .notPermitted }
    if files.isMountPoint(inode) { throw .busy }
  }

  /// Somebody who is not root has written a file: it no longer runs with the rights of who owns it.
  mutating func dropSetID(of inode: InodeNumber, _ context: Context) {
    guard files[inode].permissions & FileMode.setID != 0, !identity(context).isRoot else { return }
    files[inode].permissions &= ~files[inode].permissions.droppedSetID
  }
}

extension UInt32 {
  /// The bits of these permissions that go when a file gets another owner or other contents: a set-group-ID bit
  /// without the group's right to execute means something else, and stays.
  var droppedSetID: UInt32 {
    self & FileMode.setUserID | (self & 0o010 != 0 ? self & FileMode.setGroupID : 0)
  }
}

extension FileMode {
  static let setUserID: UInt32 = 0o4000
  static let setGroupID: UInt32 = 0o2000
  static let sticky: UInt32 = 0o1000
  static let setID = setUserID | setGroupID
}
