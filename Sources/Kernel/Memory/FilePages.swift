import ABI
import Machine

/// Regular files as programs read and write them.
extension Kernel {
  /// Bytes of a regular file; fewer than asked for where the file ends.
  mutating func readFile(
    _ inode: InodeNumber, at offset: UInt64, count: UInt64, _ context: Context
  ) -> [UInt8] {
    Array(files.stored(in: inode, at: offset, count: count))
  }

  /// Writes into a regular file, which grows as need be; a gap reads as zeros.
  mutating func writeFile(
    _ bytes: [UInt8], to inode: InodeNumber, at offset: Int, _ context: Context
  ) throws(Errno) {
    let (end, overflow) = offset.addingReportingOverflow(bytes.count)
    guard !overflow else { throw .fileTooLarge }
    if end > files.size(of: inode) { try files.resize(inode, to: end) }
    files.store(bytes, in: inode, at: offset)
  }

  /// Makes a regular file longer, by zeros, or shorter.
  mutating func setSize(of inode: InodeNumber, to size: Int, _ context: Context) throws(Errno) {
    try files.resize(inode, to: size)
  }

  /// All bytes of a regular file, as the kernel itself reads them.
  func contents(of inode: InodeNumber, _ machine: Machine) -> [UInt8] {
    Array(files.stored(in: inode, at: 0, count: .max))
  }
}
