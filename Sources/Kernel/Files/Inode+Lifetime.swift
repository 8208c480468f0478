import ABI
import Machine

/// How long inodes live: as long as they have a name, somebody has them open or works in them, or memory shows them.
extension Kernel {
  /// Lets something keep an inode alive.
  mutating func hold(_ inode: InodeNumber) { files.hold(inode) }

  /// Gives that up.
  mutating func letGo(_ inode: InodeNumber, _ context: Context) {
    guard ProcNode(inode) == nil else { return }
    files[inode].holders -= 1
    removeIfUnused(inode, context)
  }

  /// Forgets an inode that nothing refers to, with its bytes; one that is still mapped is looked at again later.
  mutating func removeIfUnused(_ inode: InodeNumber, _ context: Context) {
    guard files[inode].links == 0, files[inode].holders == 0 else { return }
    guard !isMapped(inode) else {
      if !unnamedMappedInodes.contains(inode) { unnamedMappedInodes.append(inode) }
      return
    }
    unnamedMappedInodes.removeAll { $0 == inode }
    let kind = files[inode].kind
    try? setSize(of: inode, to: 0, context)
    pool.cache.forget(inode)
    files.remove(inode)
    // A directory that was removed while somebody worked in it had kept the one above.
    if case .directory(_, let parent) = kind { letGo(parent, context) }
  }

  /// Memory was given back: it may have been the last that showed a file without a name.
  mutating func removeUnmappedInodes(_ context: Context) {
    for inode in unnamedMappedInodes { removeIfUnused(inode, context) }
  }

  private func isMapped(_ inode: InodeNumber) -> Bool { pool.cache[.file(inode)].mapped > 0 }

  /// Takes a name away, and what had it too if that was the last thing to refer to it.
  ///
  /// - Precondition: the directory has that name.
  mutating func unlink(_ name: FileName, of directory: InodeNumber, _ context: Context) {
    guard let inode = files.entry(name, of: directory) else { return }
    noteFormerPath(of: inode, name, in: directory)
    files.setEntry(name, of: directory, to: nil)
    let now = realtime(context)
    files[inode].changed = now
    (files[directory].modified, files[directory].changed) = (now, now)
    if files.isDirectory(inode) { hold(directory) }
    removeIfUnused(inode, context)
  }

  /// Remembers by which path somebody knows a file that is about to lose its last name.
  private mutating func noteFormerPath(of inode: InodeNumber, _ name: FileName, in directory: InodeNumber) {
    let isDirectory = files.isDirectory(inode)
    guard files[inode].links <= (isDirectory ? 2 : 1), files[inode].holders > 0 || isMapped(inode),
      let folder = files.path(of: files.anyPlace(of: directory), within: .root)
    else { return }
    files[inode].formerPath = folder.appending(name).description
  }

  /// The time that files are stamped with, in nanoseconds since 1970.
  func realtime(_ context: Context) -> Int64 {
    options.bootTime &* 1_000_000_000 &+ options.nanoseconds(context.hart.cycles)
  }
}
