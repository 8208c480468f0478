import ABI

/// The files: a tree of directories in memory whose leaves are regular files and devices.
public struct FileSystem {
  private var inodes: [Inode] = []
  /// How many files and directories there can be before programs can make no more.
  private static let inodeLimit = 65_536
  /// Bytes that all regular files together may have.
  var capacity = Int.max
  private var usedBytes = 0
  static let root = InodeNumber(0)
  /// Bytes that a name and a path may have, as Linux limits them.
  static let nameLimit = 255
  static let pathLimit = 4095

  /// A file, a directory or a device, whatever its names.
  struct Inode {
    var kind: Kind
    var permissions: UInt32
    /// When the contents last changed, in nanoseconds since 1970.
    var modified: Int64 = 0

    enum Kind {
      case regular([UInt8])
      case directory([String: InodeNumber], parent: InodeNumber)
      case device(Device)
      /// Where a local socket is found; nil when that was closed.
      case socket(SocketNumber?)
    }
  }

  init() {
    inodes.append(Inode(kind: .directory([:], parent: Self.root), permissions: 0o755))
    for device in Device.allCases {
      insert(Inode(kind: .device(device), permissions: 0o666), at: "/dev/" + device.name)
    }
    for directory in ["/dev/shm", "/tmp", "/home", "/bin"] {
      _ = makeDirectories(Self.components(directory)[...])
    }
  }

  /// Puts a regular file at an absolute path, making the directories on the way; one that is there is replaced.
  public mutating func add(_ path: String, _ bytes: [UInt8], permissions: UInt32 = 0o644) {
    usedBytes += bytes.count
    insert(Inode(kind: .regular(bytes), permissions: permissions), at: path)
  }

  /// Puts a regular file in that has no name: only who has it open can read it.
  mutating func addUnnamed(_ bytes: [UInt8]) -> InodeNumber {
    usedBytes += bytes.count
    inodes.append(Inode(kind: .regular(bytes), permissions: 0o644))
    return InodeNumber(inodes.count - 1)
  }

  subscript(inode: InodeNumber) -> Inode {
    get { inodes[inode.rawValue] }
    _modify { yield &inodes[inode.rawValue] }
  }

  /// The inode that a path names, seen from a directory.
  func find(_ path: String, from directory: InodeNumber) throws(Errno) -> InodeNumber {
    guard !path.isEmpty else { throw .noSuchFile }
    var place = path.utf8.first == UInt8(ascii: "/") ? Self.root : directory
    for name in Self.components(path) { place = try child(name, of: place) }
    if path.utf8.last == UInt8(ascii: "/"), !isDirectory(place) { throw .notDirectory }
    return place
  }

  /// The inode that a path names, made as an empty regular file if only its last name is missing.
  mutating func findOrCreate(
    _ path: String, from directory: InodeNumber, permissions: UInt32
  ) throws(Errno) -> (inode: InodeNumber, isNew: Bool) {
    do { return (try find(path, from: directory), false) } catch .noSuchFile {}
    let names = Self.components(path)
    guard let last = names.last, path.utf8.last != UInt8(ascii: "/") else { throw .isDirectory }
    var place = path.utf8.first == UInt8(ascii: "/") ? Self.root : directory
    for name in names.dropLast() { place = try child(name, of: place) }
    guard last.utf8.count <= Self.nameLimit else { throw .nameTooLong }
    guard isDirectory(place) else { throw .notDirectory }
    guard inodes.count < Self.inodeLimit else { throw .noSpace }
    return (append(Inode(kind: .regular([]), permissions: permissions), as: last, to: place), true)
  }

  /// Bytes that a regular file's store has; fewer than asked for where the file ends.
  ///
  /// The page cache may have newer ones: `readFile` and `contents` ask there first.
  func stored(in inode: InodeNumber, at offset: UInt64, count: UInt64) -> ArraySlice<UInt8> {
    guard case .regular(let bytes) = self[inode].kind, offset < bytes.count else { return [] }
    let start = Int(offset)
    return bytes[start..<min(bytes.count, start + Int(min(count, UInt64(bytes.count))))]
  }

  /// How many bytes a regular file has; 0 for anything else.
  func size(of inode: InodeNumber) -> Int {
    if case .regular(let bytes) = self[inode].kind { return bytes.count }
    return 0
  }

  func isDirectory(_ inode: InodeNumber) -> Bool {
    if case .directory = self[inode].kind { return true }
    return false
  }

  /// Writes into a regular file's store, as far as the file goes: the page cache writes back.
  mutating func store(_ new: some Collection<UInt8>, in inode: InodeNumber, at offset: Int) {
    guard case .regular(var bytes) = self[inode].kind, offset < bytes.count else { return }
    self[inode].kind = .regular([])  // so that the array has one owner while it changes
    let end = min(bytes.count, offset + new.count)
    bytes.replaceSubrange(offset..<end, with: new.prefix(end - offset))
    self[inode].kind = .regular(bytes)
  }

  /// Makes a regular file longer, by zeros, or shorter.
  mutating func resize(_ inode: InodeNumber, to size: Int) throws(Errno) {
    guard case .regular(var bytes) = self[inode].kind else { return }
    guard size - bytes.count <= capacity - usedBytes else { throw .noSpace }
    usedBytes += size - bytes.count
    self[inode].kind = .regular([])
    if size > bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
    } else {
      bytes.removeLast(bytes.count - size)
    }
    self[inode].kind = .regular(bytes)
  }

  private func child(_ name: Substring, of directory: InodeNumber) throws(Errno) -> InodeNumber {
    guard case .directory(let entries, let parent) = self[directory].kind else { throw .notDirectory }
    guard name.utf8.count <= Self.nameLimit else { throw .nameTooLong }
    if name == "." { return directory }
    if name == ".." { return parent }
    guard let inode = entries[String(name)] else { throw .noSuchFile }
    return inode
  }

  private mutating func insert(_ inode: Inode, at path: String) {
    let names = Self.components(path)
    guard let last = names.last else { return }
    let directory = makeDirectories(names.dropLast())
    _ = append(inode, as: last, to: directory)
  }

  private mutating func makeDirectories(_ names: ArraySlice<Substring>) -> InodeNumber {
    var place = Self.root
    for name in names {
      if let next = try? child(name, of: place) {
        place = next
      } else {
        place = append(Inode(kind: .directory([:], parent: place), permissions: 0o755), as: name, to: place)
      }
    }
    return place
  }

  private mutating func append(_ inode: Inode, as name: Substring, to directory: InodeNumber) -> InodeNumber {
    let number = InodeNumber(inodes.count)
    inodes.append(inode)
    guard case .directory(var entries, let parent) = self[directory].kind else { return number }
    // The entries have one owner while they change: no copy is made.
    self[directory].kind = .directory([:], parent: parent)
    entries[String(name)] = number
    self[directory].kind = .directory(entries, parent: parent)
    return number
  }

  private static func components(_ path: String) -> [Substring] { path.split(separator: "/") }
}
