import ABI
import Machine

/// Seals: what may no longer be done to a file in memory, whoever has it open (`F_ADD_SEALS`).
///
/// Who is given such a file by somebody else looks at its seals, and can then rely on them: the file does not become
/// shorter under a mapping, nor change between a check of its contents and their use. Seals are added, never removed.
extension Kernel {
  /// The seals of an open file, which only files in memory have.
  func seals(of file: Int) throws(Errno) -> FileSeals { files[try sealable(file)].seals }

  /// Adds seals to an open file; they hold for everybody at once.
  ///
  /// - Throws: `busy` if it is to stay as it is while somebody's memory can still change it.
  mutating func addSeals(_ seals: FileSeals, to file: Int) throws(Errno) {
    guard openFiles[file].isWritable else { throw .notPermitted }
    guard seals.isSubset(of: .known) else { throw .invalidArgument }
    let inode = try sealable(file)
    let old = files[inode].seals
    if old.contains(.seal) { throw .notPermitted }
    if seals.contains(.write), !old.contains(.write), isMappedForWriting(inode) { throw .busy }
    files[inode].seals = old.union(seals)
  }

  private func sealable(_ file: Int) throws(Errno) -> InodeNumber {
    guard case .inode(let inode) = openFiles[file].target, case .regular = files[inode].kind,
      files.volumes[files[inode].volume.rawValue].type == .ram
    else { throw .invalidArgument }
    return inode
  }

  /// Whether memory shows a file so that it can be written there, now or after `mprotect`.
  func isMappedForWriting(_ inode: InodeNumber) -> Bool {
    hasArea(of: inode) { $0.isShared && $0.permissible.contains(.write) }
  }

  /// How many of the bytes that are to be written the seals let through: what would make the file longer is written up
  /// to the last whole page that it has, since files are written page by page.
  func permittedBySeals(_ count: UInt64, to inode: InodeNumber, at start: UInt64) throws(Errno) -> UInt64 {
    guard try mayChange(inode).contains(.grow) else { return count }
    let size = UInt64(files.size(of: inode))
    let (end, overflow) = start.addingReportingOverflow(count)
    guard overflow || end > size else { return count }
    let whole = size - size % Page.size
    guard start < whole else { throw .notPermitted }
    return whole - start
  }

  /// Bytes of a file are about to change.
  ///
  /// - Returns: the seals that it has.
  @discardableResult func mayChange(_ inode: InodeNumber) throws(Errno) -> FileSeals {
    let seals = files[inode].seals
    guard seals.isDisjoint(with: .unwritable) else { throw .notPermitted }
    return seals
  }

  /// A file is about to become longer or shorter.
  func mayResize(_ inode: InodeNumber, to size: Int) throws(Errno) {
    let (seals, old) = (files[inode].seals, files.size(of: inode))
    if size < old && seals.contains(.shrink) || size > old && seals.contains(.grow) { throw .notPermitted }
  }
}

extension FileSeals {
  /// Every seal that there is.
  fileprivate static let known = members.reduce(into: FileSeals()) { $0.formUnion($1.flags) }

  /// The seals that keep a file from being written, and from being mapped so that it can be.
  static let unwritable: FileSeals = [.write, .futureWrite]
}
