import ABI

/// The files: trees of directories in memory whose leaves are regular files, devices and FIFOs, mounted into one.
public struct FileSystem {
  private var inodes = Table<Inode>()
  /// How many files and directories there can be before programs can make no more.
  var inodeLimit = 65_536
  /// Bytes that all regular files together may have.
  var capacity = Int.max
  var usedBytes = 0
  /// What can be mounted, what is, and what is seen at the places where it is.
  var volumes = Table<Volume>()
  var mounts = Table<Mount>()
  var mountedAt: [Place: MountNumber] = [:]
  /// Mounts that are out of the tree while somebody still uses them.
  var detachedMounts: [MountNumber] = []
  /// How many volumes there have been: each gets a device number of its own.
  var volumesMade = 0
  /// Whether a program has asked that changes reach the host.
  var mustSave = false
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
  /// The volume that all inodes of /proc are of.
  static let procVolume = VolumeNumber(rawValue: 1)
  /// The volume whose only directory names the pseudo terminals.
  static let terminalVolume = VolumeNumber(rawValue: 2)
  /// Bytes that a name and a path may have, as Linux limits them.
  static let nameLimit = 255
  static let pathLimit = 4095

  init() {
    let volume = makeVolume(.ram, source: "rootfs", capacity: .max)
    _ = mounts.insert(
      Mount(volume: volume, root: Self.root, point: nil, flags: .relativeAccessTime))
    self[Self.root].holders += 1
    for device in Device.atBoot {
      insert(.device(device), permissions: 0o666, at: FilePath("/dev/" + device.name))
    }
    for directory in ["/dev/shm", "/tmp"] as [FilePath] {
      self[makeDirectories(directory.names[...])].permissions = 0o1777
    }
    for directory in ["/home", "/bin"] as [FilePath] { _ = makeDirectories(directory.names[...]) }
    mountProcesses()
    mountTerminals()
  }

  /// Makes the volume of /proc, of which nothing is stored, and mounts it there.
  private mutating func mountProcesses() {
    volumesMade += 1
    let volume = Volume(
      type: .processes, source: "proc", root: ProcNode.root, device: UInt64(volumesMade), capacity: 0,
      isKept: true)
    let number = volumes.insert(volume)
    precondition(number == Self.procVolume.rawValue)
    let point = Place(mount: Place.root.mount, inode: makeDirectories(("/proc" as FilePath).names[...]))
    _ = try? attach(Self.procVolume, showing: ProcNode.root, at: point, nil, .relativeAccessTime)
  }

  /// Makes the volume of the pseudo terminals, and mounts it at /dev/pts.
  private mutating func mountTerminals() {
    let number = makeVolume(.terminals, source: "devpts", capacity: 0)
    precondition(number == Self.terminalVolume)
    volumes[number.rawValue].isKept = true
    self[terminalDirectory].holders += 1
    let point = Place(mount: Place.root.mount, inode: makeDirectories(("/dev/pts" as FilePath).names[...]))
    _ = try? attach(number, showing: terminalDirectory, at: point, nil, .relativeAccessTime)
  }

  /// The directory in which the pseudo terminals have their names, wherever it is mounted.
  var terminalDirectory: InodeNumber { volumes[Self.terminalVolume.rawValue].root }

  /// Makes a volume with an empty root directory, which its mounts are to hold.
  mutating func makeVolume(
    _ type: FileSystemType, source: FileName, capacity: Int, at time: Int64 = 0
  ) -> VolumeNumber {
    volumesMade += 1
    let number = VolumeNumber(
      rawValue: volumes.insert(
        Volume(
          type: type, source: source, root: Self.root, device: UInt64(volumesMade), capacity: capacity)))
    var directory = Inode(.directory([:], parent: Self.root), permissions: 0o755, volume: number, at: time)
    directory.links = 2
    let root = InodeNumber(inodes.insert(directory))
    self[root].kind = .directory([:], parent: root)
    volumes[number.rawValue].root = root
    return number
  }

  /// Puts a regular file at an absolute path, making the directories on the way; one that is there is replaced.
  public mutating func add(_ path: FilePath, _ bytes: [UInt8], permissions: UInt32 = 0o644) {
    insert(.regular(FileContents(bytes)), permissions: permissions, at: path)
  }

  /// The same, at a path that is text.
  public mutating func add(_ path: String, _ bytes: [UInt8], permissions: UInt32 = 0o644) {
    add(FilePath(path), bytes, permissions: permissions)
  }

  /// Puts a regular file in that has no name: only who has it open can read it.
  mutating func addUnnamed(_ bytes: [UInt8]) -> InodeNumber {
    let volume = self[Self.root].volume
    grow(volume, by: bytes.count)
    var inode = Inode(.regular(FileContents(bytes)), permissions: 0o644, volume: volume, at: bootTime)
    inode.formerPath = "/dev/stdin"
    return InodeNumber(inodes.insert(inode))
  }

  /// What an inode number stands for. Changes to what /proc makes up are forgotten.
  subscript(inode: InodeNumber) -> Inode {
    get {
      if let node = ProcNode(inode) { return node.row }
      return inodes[inode.rawValue]
    }
    _modify {
      if let node = ProcNode(inode) {
        var row = node.row
        yield &row
      } else {
        yield &inodes[inode.rawValue]
      }
    }
  }

  /// How many inodes there are.
  var count: Int { inodes.count }

  /// How many bytes the files of a volume can have, and how many of these are free; how many inodes, and how many of
  /// them are free.
  func status(of volume: VolumeNumber) -> FileSystemStatus {
    let row = volumes[volume.rawValue]
    var status = FileSystemStatus()
    status.type = Int64(row.type.magic.rawValue)
    guard row.type.holdsFiles else { return status }
    let size = Int(status.blockSize)
    let free = max(0, min(capacity - usedBytes, row.capacity - row.usedBytes))
    status.blocks = UInt64(min(capacity, row.capacity) / size)
    status.freeBlocks = min(status.blocks, UInt64(free / size))
    status.availableBlocks = status.freeBlocks
    (status.files, status.freeFiles) = (UInt64(inodeLimit), UInt64(freeInodes))
    status.identifier = row.device
    return status
  }

  /// How many more there can be.
  var freeInodes: Int { max(0, inodeLimit - inodes.count) }

  func contains(_ inode: InodeNumber) -> Bool { inodes.find(inode.rawValue) != nil }

  /// The inodes that there are, in order.
  var numbers: [InodeNumber] { inodes.numbers.map { InodeNumber($0) } }

  func isDirectory(_ inode: InodeNumber) -> Bool { self[inode].type == .directory }

  /// Counts one holder more, or fewer. What is in /proc is there as long as what it shows, whoever holds it.
  mutating func hold(_ inode: InodeNumber, by change: Int = 1) {
    if ProcNode(inode) == nil { self[inode].holders += change }
  }

  // MARK: Bytes

  /// Bytes that a regular file's store has; fewer than asked for where the file ends.
  ///
  /// The page cache may have newer ones: `readFile` and `contents` ask there first.
  func stored(in inode: InodeNumber, at offset: UInt64, count: UInt64) -> [UInt8] {
    guard case .regular(let contents) = self[inode].kind, offset < contents.count else { return [] }
    return contents.bytes(at: Int(offset), count: Int(clamping: count))
  }

  /// How many bytes a regular file has; 0 for anything else.
  func size(of inode: InodeNumber) -> Int {
    if case .regular(let contents) = self[inode].kind { return contents.count }
    return 0
  }

  /// Writes into a regular file's store, as far as the file goes: the page cache writes back.
  mutating func store(_ new: some Collection<UInt8>, in inode: InodeNumber, at offset: Int) {
    changeContents(of: inode) { contents in
      guard offset < contents.count else { return }
      contents.replace(at: offset, with: new.prefix(contents.count - offset))
    }
  }

  /// Makes a regular file longer, by a hole, or shorter. Holes count as much as bytes: so there is always room for
  /// what is written into one later.
  mutating func resize(_ inode: InodeNumber, to size: Int) throws(Errno) {
    let more = size - self.size(of: inode)
    let volume = volumes[self[inode].volume.rawValue]
    guard more <= min(capacity - usedBytes, volume.capacity - volume.usedBytes) || more <= 0 else {
      throw .noSpace
    }
    usedBytes += more
    volumes[self[inode].volume.rawValue].usedBytes += more
    changeContents(of: inode) { $0.resize(to: size) }
  }

  /// Makes no hole of bytes that are about to be written.
  mutating func reserve(_ inode: InodeNumber, from start: Int, to end: Int) {
    guard case .regular(let contents) = self[inode].kind, contents.hasHole(from: start, to: end) else {
      return
    }
    changeContents(of: inode) { $0.reserve(from: start, to: end) }
  }

  /// Changes what a regular file's store has; not its size.
  mutating func changeContents(of inode: InodeNumber, _ change: (inout FileContents) -> Void) {
    guard case .regular(var contents) = self[inode].kind else { return }
    self[inode].kind = .regular(FileContents())  // so that the pieces have one owner while they change
    change(&contents)
    self[inode].kind = .regular(contents)
  }

  /// Counts bytes that are there from the start: they take nothing from what programs can write.
  private mutating func grow(_ volume: VolumeNumber, by bytes: Int) {
    usedBytes += bytes
    volumes[volume.rawValue].usedBytes += bytes
    if capacity < .max { capacity += bytes }
    if volumes[volume.rawValue].capacity < .max { volumes[volume.rawValue].capacity += bytes }
  }

  // MARK: Names

  /// Makes an inode that has no name yet.
  mutating func make(_ inode: Inode) throws(Errno) -> InodeNumber {
    guard inodes.count < inodeLimit else { throw .noSpace }
    return InodeNumber(inodes.insert(inode))
  }

  /// Forgets an inode.
  ///
  /// - Precondition: nothing refers to it, and if it was a regular file, it is empty.
  mutating func remove(_ inode: InodeNumber) { inodes.remove(inode.rawValue) }

  /// What has a name in a directory.
  func entry(_ name: FileName, of directory: InodeNumber) -> InodeNumber? {
    guard case .directory(let entries, let parent) = self[directory].kind else { return nil }
    switch name {
    case .dot: return directory
    case .dotDot: return parent
    default: return entries[name]?.inode
    }
  }

  /// The names in a directory from a place on, with what has them and the place of the next: `.` and `..` first, then
  /// the others in the order in which they were made. A place stays the same while names come and go.
  func entries(
    of directory: InodeNumber, from place: Int
  ) -> [(name: FileName, inode: InodeNumber, next: Int)] {
    guard case .directory(let entries, let parent) = self[directory].kind else { return [] }
    let others = entries.sorted { $0.value.serial < $1.value.serial }
      .map { (name: $0.key, inode: $0.value.inode, next: $0.value.serial + 3) }
    return ([(.dot, directory, 1), (.dotDot, parent, 2)] + others).filter { $0.next > place }
  }

  func isEmptyDirectory(_ inode: InodeNumber) -> Bool {
    if case .directory(let entries, _) = self[inode].kind { return entries.isEmpty }
    return false
  }

  /// The directory above another one; the root's is the root itself.
  func parent(of directory: InodeNumber) -> InodeNumber { entry(.dotDot, of: directory) ?? Self.root }

  /// Gives an inode a name, or takes the name away from whatever had it.
  ///
  /// The counts of links follow: a directory that moves takes its `..` with it.
  mutating func setEntry(_ name: FileName, of directory: InodeNumber, to inode: InodeNumber?) {
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

  /// Puts something at an absolute path, making the directories on the way.
  @discardableResult mutating func insert(
    _ kind: Inode.Kind, permissions: UInt32, at path: FilePath
  ) -> InodeNumber {
    let names = path.names
    guard let last = names.last else { return Self.root }
    return insert(kind, permissions: permissions, named: last, in: makeDirectories(names.dropLast()))
  }

  /// Puts something into a directory; what had its name before goes.
  @discardableResult mutating func insert(
    _ kind: Inode.Kind, permissions: UInt32, named name: FileName, in directory: InodeNumber
  ) -> InodeNumber {
    let old = entry(name, of: directory)
    let volume = self[directory].volume
    let number = InodeNumber(
      inodes.insert(Inode(kind, permissions: permissions, volume: volume, at: bootTime)))
    grow(volume, by: size(of: number))
    setEntry(name, of: directory, to: number)
    if let old, self[old].links == 0 {
      grow(volume, by: -size(of: old))
      remove(old)
    }
    return number
  }

  /// The directory that these names lead to from the root, over what is mounted; those that are missing are made.
  mutating func makeDirectories(_ names: ArraySlice<FileName>) -> InodeNumber {
    var place = Place.root
    for name in names {
      if let next = entry(name, of: place.inode) {
        place = top(of: Place(mount: place.mount, inode: next))
      } else {
        place.inode = insert(
          .directory([:], parent: place.inode), permissions: 0o755, named: name, in: place.inode)
      }
    }
    return place.inode
  }
}
