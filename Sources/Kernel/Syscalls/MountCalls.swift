import ABI
import Machine

/// The system calls that put file systems into the tree of names and take them out.
extension Kernel {
  mutating func sysMount(
    _ source: UserPointer, _ target: UserPointer, _ type: UserPointer, _ flags: MountFlags,
    _ data: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let sourceName = source.isGiven ? FileName(try copyInPath(source, context).bytes) : "none"
    let typeName = type.isGiven ? try copyInString(type, limit: Self.mountTextLimit, context) : ""
    let options = data.isGiven ? try copyInString(data, limit: Self.mountTextLimit, context) : ""
    let end = try resolve(target, from: PathFlags.currentDirectory, .followed, context)
    let place = try end.existing()
    guard identity(context).isRoot else { throw .notPermitted }
    if flags.contains(.remount) { return try remount(place, flags) }
    if flags.contains(.bind) {
      let from = try self.place(source, from: PathFlags.currentDirectory, [], context)
      return try bind(from, at: end, flags)
    }
    // Every process sees the same mounts: there is nobody to share them with or to hide them from.
    if !flags.isDisjoint(with: .propagation) {
      guard isMountRoot(place) else { throw .invalidArgument }
      return .done(0)
    }
    if flags.contains(.move) {
      return try move(try self.place(source, from: PathFlags.currentDirectory, [], context), to: end)
    }
    guard let type = FileSystemType(rawValue: typeName) else { throw .noSuchDevice }
    guard files.isDirectory(place.inode) else { throw .notDirectory }
    try mountNew(type, sourceName, options, at: end, flags, context)
    return .done(0)
  }

  /// Mounts a new volume, or one of the host's that was granted at the start.
  private mutating func mountNew(
    _ type: FileSystemType, _ source: FileName, _ options: String, at end: PathEnd, _ flags: MountFlags,
    _ context: Context
  ) throws(Errno) {
    switch type {
    case .ram:
      let options = try MemoryFileOptions(options, memory: context.machine.configuration.memorySize)
      let volume = files.makeVolume(.ram, source: source, capacity: options.capacity, at: realtime(context))
      let root = files.volumes[volume.rawValue].root
      files[root].permissions = options.permissions
      (files[root].owner, files[root].group) = (options.owner, options.group)
      do throws(Errno) {
        try files.attach(volume, showing: root, at: end, flags.kept)
      } catch {
        remove(volume, context)
        throw error
      }
    case .processes:
      try files.attach(FileSystem.procVolume, showing: ProcNode.root, at: end, flags.kept)
    case .terminals:
      try files.attach(FileSystem.terminalVolume, showing: files.terminalDirectory, at: end, flags.kept)
    case .host:
      guard
        let number = files.volumes.numbers.first(where: {
          files.volumes[$0].type == .host && files.volumes[$0].source == source
        })
      else { throw .noSuchDevice }
      let volume = files.volumes[number]
      if volume.isReadOnly && !flags.contains(.readOnly) { throw .accessDenied }
      try files.attach(VolumeNumber(rawValue: number), showing: volume.root, at: end, flags.kept)
    }
  }

  /// Lets a part of the tree appear at a second place, with what is mounted in it if that is asked for.
  private mutating func bind(_ source: Place, at end: PathEnd, _ flags: MountFlags) throws(Errno)
    -> SyscallOutcome
  {
    guard files.isDirectory(source.inode) == files.isDirectory(try end.existing().inode) else {
      throw .notDirectory
    }
    let old = files.mounts[source.mount.rawValue]
    let inner = flags.contains(.recursive) ? files.mountsBelow(source.mount) : []
    guard files.canMount(1 + inner.count) else { throw .noSpace }
    let new = try files.attach(old.volume, showing: source.inode, at: end, old.flags)
    var copies = [source.mount: new]
    for number in inner {
      let mount = files.mounts[number.rawValue]
      guard let point = mount.point, let parent = copies[point.mount],
        point.mount != source.mount || files.lies(point.inode, mount.file?.directory, within: source.inode)
      else { continue }
      copies[number] = try files.attach(
        mount.volume, showing: mount.root, at: Place(mount: parent, inode: point.inode), mount.file,
        mount.flags)
    }
    return .done(0)
  }

  /// Gives a mount other flags.
  private mutating func remount(_ place: Place, _ flags: MountFlags) throws(Errno) -> SyscallOutcome {
    guard isMountRoot(place) else { throw .invalidArgument }
    let mount = files.mounts[place.mount.rawValue]
    if flags.contains(.readOnly) {
      let isWritten = openFiles.numbers.contains {
        openFiles[$0].mount == place.mount && openFiles[$0].isWritable
      }
      if isWritten && !files.isReadOnly(place.mount) { throw .busy }
    } else if files.volumes[mount.volume.rawValue].isReadOnly {
      throw .readOnlyFileSystem
    }
    files.mounts[place.mount.rawValue].flags = flags.kept
    return .done(0)
  }

  private mutating func move(_ source: Place, to end: PathEnd) throws(Errno) -> SyscallOutcome {
    let target = try end.existing()
    guard isMountRoot(source), files.mounts[source.mount.rawValue].point != nil else {
      throw .invalidArgument
    }
    guard files.isDirectory(source.inode) == files.isDirectory(target.inode) else { throw .notDirectory }
    guard target.mount != source.mount, !files.mountsBelow(source.mount).contains(target.mount) else {
      throw .tooManySymbolicLinks
    }
    files.move(
      source.mount, to: target, files.isDirectory(target.inode) ? nil : (end.directory.inode, end.name))
    return .done(0)
  }

  private func isMountRoot(_ place: Place) -> Bool { files.mounts[place.mount.rawValue].root == place.inode }

  // MARK: Taking away

  mutating func sysUmount2(
    _ target: UserPointer, _ flags: UnmountFlags, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags.isSubset(of: [.force, .detach, .noFollow]) else { throw .invalidArgument }
    let end: PathWalk.End = flags.contains(.noFollow) ? .unfollowed : .followed
    let place = try resolve(target, from: PathFlags.currentDirectory, end, context).existing()
    guard identity(context).isRoot else { throw .notPermitted }
    guard isMountRoot(place), files.mounts[place.mount.rawValue].point != nil else { throw .invalidArgument }
    let inner = files.mountsBelow(place.mount)
    if !flags.contains(.detach) {
      guard inner.isEmpty, !isUsed(place.mount) else { throw .busy }
    }
    for mount in inner.reversed() + [place.mount] {
      save(files.mounts[mount.rawValue].volume)
      if let point = files.detach(mount) { letGo(point.inode, context) }
    }
    forgetUnusedMounts(context)
    return .done(0)
  }

  /// Whether somebody has something open in a mount, works there or shows it in memory.
  private func isUsed(_ mount: MountNumber) -> Bool {
    if openFiles.numbers.contains(where: { openFiles[$0].mount == mount }) { return true }
    let places = workingPlaces.numbers.map { workingPlaces[$0] }
    if places.contains(where: { $0.directory.mount == mount || $0.root.mount == mount }) { return true }
    // Memory and sockets do not know through which mount: it may have been any of the volume's.
    let volume = files.mounts[mount.rawValue].volume
    guard files.mounts.numbers.count(where: { files.mounts[$0].volume == volume }) == 1 else { return false }
    if pool.cache.mappedFiles.contains(where: { files[$0].volume == volume }) { return true }
    return sockets.numbers.contains { sockets[$0].inode.map { files[$0].volume == volume } ?? false }
  }

  /// Forgets the mounts that are out of the tree and that nobody uses any more, and the volumes that go with them.
  mutating func forgetUnusedMounts(_ context: Context) {
    guard !files.detachedMounts.isEmpty else { return }
    for mount in files.detachedMounts where !isUsed(mount) {
      let row = files.forget(mount)
      letGo(row.root, context)
      let isMounted = files.mounts.numbers.contains { files.mounts[$0].volume == row.volume }
      if !isMounted && !files.volumes[row.volume.rawValue].isKept { remove(row.volume, context) }
    }
  }

  /// Forgets a volume that is mounted nowhere, with all that it has.
  private mutating func remove(_ volume: VolumeNumber, _ context: Context) {
    for inode in files.numbers where files[inode].volume == volume {
      files[inode].links = 0
      if files.isDirectory(inode) { files.remove(inode) } else { removeIfUnused(inode, context) }
    }
    files.volumes.remove(volume.rawValue)
  }

  /// What changed in a volume is to reach the host, if it goes there at all.
  mutating func save(_ volume: VolumeNumber) {
    guard files.volumes[volume.rawValue].saved != nil else { return }
    files.mustSave = true
    hasNews = true
  }

  /// Bytes that the name of a file system and its options may have.
  private static let mountTextLimit = 4095
}

extension MountFlags {
  /// Who else would see what is mounted.
  fileprivate static let propagation: MountFlags = [.unbindable, .private, .slave, .shared]

  /// The flags that a mount keeps. Without another wish, a file's time of reading is noted once after each change.
  fileprivate var kept: MountFlags {
    let kept: MountFlags = [
      .readOnly, .noSetUserID, .noDevices, .noExecute, .noAccessTime, .noDirectoryAccessTime,
      .noSymbolicLinks,
    ]
    let flags = intersection(kept)
    return isDisjoint(with: [.noAccessTime, .strictAccessTime]) ? flags.union(.relativeAccessTime) : flags
  }
}

/// What `mount -t tmpfs -o …` says.
private struct MemoryFileOptions {
  var capacity: Int
  var permissions: UInt32 = 0o1777
  var owner: UInt32 = 0
  var group: UInt32 = 0

  /// The options in a text; half of the memory can be used if it does not say how much.
  init(_ text: String, memory: UInt64) throws(Errno) {
    capacity = Int(memory / 2)
    for option in text.split(separator: ",") {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      let value = parts.count == 2 ? parts[1] : ""
      switch parts[0] {
      case "size":
        guard let size = Self.size(value, memory: memory) else { throw .invalidArgument }
        capacity = size
      case "mode":
        guard let mode = UInt32(value, radix: 8), mode <= 0o7777 else { throw .invalidArgument }
        permissions = mode
      case "uid":
        guard let user = UInt32(value) else { throw .invalidArgument }
        owner = user
      case "gid":
        guard let group = UInt32(value) else { throw .invalidArgument }
        self.group = group
      case "nr_inodes", "nr_blocks": guard UInt64(value) != nil else { throw .invalidArgument }
      default: throw .invalidArgument
      }
    }
  }

  /// `64k`, `1m`, `2g`, `50%` or bytes, rounded up to pages; 0 means as much as there is.
  private static func size(_ text: String, memory: UInt64) -> Int? {
    let units: [Character: UInt64] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "%": 0]
    let unit = text.lowercased().last.flatMap { units[$0] }
    guard let number = UInt64(unit == nil ? text[...] : text.dropLast()), number < 1 << 32 || unit == nil
    else {
      return nil
    }
    let bytes = unit == 0 ? memory / 100 &* min(number, 100) : number &* (unit ?? 1)
    return bytes == 0
      ? .max : Int(clamping: (bytes.saturating(adding: Page.size - 1)) / Page.size * Page.size)
  }
}
