import ABI

/// The files: a tree of directories in memory whose leaves are regular files, devices and FIFOs.
public struct FileSystem {
  private var inodes = Table<Inode>()
  /// How many files and directories there can be before programs can make no more.
  private static let inodeLimit = 65_536
  /// Bytes that all regular files together may have.
  var capacity = Int.max
  private(set) var usedBytes = 0
  /// How many entries were made in directories.
  private var nextSerial = 0
  /// When the files that are there at boot were made, in nanoseconds since 1970.
  var bootTime: Int64 = 0 {
    didSet {
      for number in inodes.numbers {
        (inodes[number].accessed, inodes[number].modified, inodes[number].changed) = (
          bootTime, bootTime, bootTime
        )
      }
    }
  }
  static let root = InodeNumber(0)
  /// Bytes that a name and a path may have, as Linux limits them.
  static let nameLimit = 255
  static let pathLimit = 4095

  init() {
    _ = inodes.insert(Inode(.directory([:], parent: Self.root), permissions: 0o755, at: 0))
    inodes[0].links = 2
    for device in Device.atBoot { insert(.device(device), permissions: 0o666, at: "/dev/" + device.name) }
    for directory in ["/dev/shm", "/tmp"] {
      files(in: directory) { $0.permissions = 0o1777 }
    }
    for directory in ["/home", "/bin", "/dev/pts"] { files(in: directory) { _ in } }
  }

  /// Puts a regular file at an absolute path, making the directories on the way; one that is there is replaced.
  public mutating func add(_ path: String, _ bytes: [UInt8], permissions: UInt32 = 0o644) {
    usedBytes += bytes.count
    insert(.regular(bytes), permissions: permissions, at: path)
  }

  /// Puts a regular file in that has no name: only who has it open can read it.
  mutating func addUnnamed(_ bytes: [UInt8]) -> InodeNumber {
    usedBytes += bytes.count
    return InodeNumber(inodes.insert(Inode(.regular(bytes), permissions: 0o644, at: bootTime)))
  }

  subscript(inode: InodeNumber) -> Inode {
    get { inodes[inode.rawValue] }
    _modify { yield &inodes[inode.rawValue] }
  }

  /// How many inodes there are.
  var count: Int { inodes.count }

  /// How many bytes files can have, and how many of these are free; how many inodes, and how many of them are free.
  var status: FileSystemStatus {
    var status = FileSystemStatus()
    status.type = Int64(FileSystemMagic.ram.rawValue)
    let size = Int(status.blockSize)
    status.blocks = UInt64(capacity / size)
    status.freeBlocks = UInt64(max(0, capacity - usedBytes) / size)
    status.availableBlocks = status.freeBlocks
    (status.files, status.freeFiles) = (UInt64(Self.inodeLimit), UInt64(Self.inodeLimit - inodes.count))
    return status
  }

  func contains(_ inode: InodeNumber) -> Bool { inodes.find(inode.rawValue) != nil }

  /// The inodes that there are, in order.
  var numbers: [InodeNumber] { inodes.numbers.map { InodeNumber($0) } }

  func isDirectory(_ inode: InodeNumber) -> Bool {
    if case .directory = self[inode].kind { return true }
    return false
  }

  // MARK: Bytes

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

  // MARK: Names

  /// Makes an inode that has no name yet.
  mutating func make(_ inode: Inode) throws(Errno) -> InodeNumber {
    guard inodes.count < Self.inodeLimit else { throw .noSpace }
    return InodeNumber(inodes.insert(inode))
  }

  /// Forgets an inode.
  ///
  /// - Precondition: nothing refers to it, and if it was a regular file, it is empty.
  mutating func remove(_ inode: InodeNumber) { inodes.remove(inode.rawValue) }

  /// What has a name in a directory.
  func entry(_ name: String, of directory: InodeNumber) -> InodeNumber? {
    guard case .directory(let entries, let parent) = self[directory].kind else { return nil }
    switch name {
    case ".": return directory
    case "..": return parent
    default: return entries[name]?.inode
    }
  }

  /// The names in a directory from a place on, with what has them and the place of the next: `.` and `..` first, then
  /// the others in the order in which they were made. A place stays the same while names come and go.
  func entries(of directory: InodeNumber, from place: Int) -> [(name: String, inode: InodeNumber, next: Int)]
  {
    guard case .directory(let entries, let parent) = self[directory].kind else { return [] }
    let others = entries.sorted { $0.value.serial < $1.value.serial }
      .map { (name: $0.key, inode: $0.value.inode, next: $0.value.serial + 3) }
    return ([(".", directory, 1), ("..", parent, 2)] + others).filter { $0.next > place }
  }

  func isEmptyDirectory(_ inode: InodeNumber) -> Bool {
    if case .directory(let entries, _) = self[inode].kind { return entries.isEmpty }
    return false
  }

  /// The directory above another one; the root's is the root itself.
  func parent(of directory: InodeNumber) -> InodeNumber { entry("..", of: directory) ?? Self.root }

  /// Gives an inode a name, or takes the name away from whatever had it.
  ///
  /// The counts of links follow: a directory that moves takes its `..` with it.
  mutating func setEntry(_ name: String, of directory: InodeNumber, to inode: InodeNumber?) {
    guard case .directory(var entries, let parent) = self[directory].kind else { return }
    let old = entries[name]?.inode
    // The entries have one owner while they change: no copy is made.
    self[directory].kind = .directory([:], parent: parent)
    entries[name] = inode.map { Inode.Entry(inode: $0, serial: nextSerial) }
    nextSerial += 1
    self[directory].kind = .directory(entries, parent: parent)
    if let old { countLinks(of: old, in: directory, -1) }
    if let inode { countLinks(of: inode, in: directory, 1) }
    if let inode, case .directory(let entries, _) = self[inode].kind {
      self[inode].kind = .directory(entries, parent: directory)
    }
  }

  private mutating func countLinks(of inode: InodeNumber, in directory: InodeNumber, _ change: Int) {
    let isDirectory = isDirectory(inode)
    self[inode].links += isDirectory ? 2 * change : change
    if isDirectory { self[directory].links += change }
  }

  // MARK: At boot

  private mutating func insert(_ kind: Inode.Kind, permissions: UInt32, at path: String) {
    let names = Self.components(path)
    guard let last = names.last else { return }
    let directory = makeDirectories(names.dropLast())
    let old = entry(String(last), of: directory)
    let number = InodeNumber(inodes.insert(Inode(kind, permissions: permissions, at: bootTime)))
    setEntry(String(last), of: directory, to: number)
    if let old, self[old].links == 0 {
      usedBytes -= size(of: old)
      remove(old)
    }
  }

  private mutating func files(in directory: String, _ change: (inout Inode) -> Void) {
    let inode = makeDirectories(Self.components(directory)[...])
    change(&self[inode])
  }

  private mutating func makeDirectories(_ names: ArraySlice<Substring>) -> InodeNumber {
    var place = Self.root
    for name in names {
      if let next = entry(String(name), of: place) {
        place = next
      } else {
        let kind = Inode.Kind.directory([:], parent: place)
        let number = InodeNumber(inodes.insert(Inode(kind, permissions: 0o755, at: bootTime)))
        setEntry(String(name), of: place, to: number)
        place = number
      }
    }
    return place
  }

  static func components(_ path: String) -> [Substring] { path.split(separator: "/") }
}
