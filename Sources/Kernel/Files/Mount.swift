import ABI

/// The number of a mount in the file system's table.
struct MountNumber: Hashable {
  let rawValue: Int
}

/// The number of a volume in the file system's table.
struct VolumeNumber: Hashable {
  let rawValue: Int
}

/// A place in the tree of names: an inode as it is seen through a mount. Linux calls it `struct path`.
///
/// The same directory can be seen through several mounts: what lies above it, and whether it can be written, are the
/// mount's.
struct Place: Hashable {
  var mount: MountNumber
  var inode: InodeNumber

  /// Where the tree begins.
  static let root = Place(mount: MountNumber(rawValue: 0), inode: FileSystem.root)
}

/// A tree of inodes of one kind: what Linux calls a superblock. It can be mounted at several places.
struct Volume {
  let type: FileSystemType
  /// What `mount` names it by: the host's folder, or a name without a meaning.
  let source: FileName
  /// The directory that all others lie in.
  var root: InodeNumber
  /// What `st_dev` says.
  let device: UInt64
  /// Bytes that its regular files may have together.
  var capacity: Int
  var usedBytes = 0
  /// Whether nobody may change it, however it is mounted.
  var isReadOnly = false
  /// Whether it stays when it is not mounted any more: the host's folders do.
  var isKept = false
  /// What a folder of the host has, as far as this kernel knows, where changes are written back to it.
  var saved: SavedTree?
}

/// A volume, or a part of one, at a place in the tree of names.
struct Mount {
  let volume: VolumeNumber
  /// What is seen at the mount point.
  let root: InodeNumber
  /// What it hides; nil for the first mount, and for one that was taken out of the tree while somebody used it.
  var point: Place?
  /// Where the mount point is, if it is a file.
  var file: (directory: InodeNumber, name: FileName)?
  var flags: MountFlags
}

/// The kinds of file systems that can be mounted.
public enum FileSystemType: String, CaseIterable, Sendable {
  /// Files in memory, gone with the last mount.
  case ram = "tmpfs"
  /// A folder of the host that was granted at the start.
  case host
  /// The processes and the system, as files.
  case processes = "proc"
  /// The pseudo terminals that there are.
  case terminals = "devpts"

  var magic: FileSystemMagic {
    switch self {
    case .ram, .host: .ram
    case .processes: .processes
    case .terminals: .terminals
    }
  }

  /// Whether it holds files of programs: the others show what the kernel has.
  var holdsFiles: Bool { self == .ram || self == .host }
}

/// Mounts: what there is, and what lies where.
extension FileSystem {
  /// Puts a volume, or a part of it, over a place. Both inodes have one more holder from now on.
  @discardableResult mutating func attach(
    _ volume: VolumeNumber, showing root: InodeNumber, at end: PathEnd, _ flags: MountFlags
  ) throws(Errno) -> MountNumber {
    let point = try end.existing()
    let isDirectory = isDirectory(point.inode)
    return try attach(
      volume, showing: root, at: point, isDirectory ? nil : (end.directory.inode, end.name), flags)
  }

  /// The same; `file` is where the place is, if it is a file.
  @discardableResult mutating func attach(
    _ volume: VolumeNumber, showing root: InodeNumber, at point: Place,
    _ file: (directory: InodeNumber, name: FileName)?, _ flags: MountFlags
  ) throws(Errno) -> MountNumber {
    guard canMount(1) else { throw .noSpace }
    let mount = Mount(volume: volume, root: root, point: point, file: file, flags: flags)
    let number = MountNumber(rawValue: mounts.insert(mount))
    hold(root)
    hold(point.inode)
    mountedAt[point] = number
    return number
  }

  /// Takes a mount out of the tree, and returns the place that it hid, which it holds no more.
  mutating func detach(_ mount: MountNumber) -> Place? {
    guard let point = mounts[mount.rawValue].point else { return nil }
    mountedAt[point] = nil
    mounts[mount.rawValue].point = nil
    mounts[mount.rawValue].file = nil
    detachedMounts.append(mount)
    return point
  }

  /// Puts a mount over another place.
  mutating func move(
    _ mount: MountNumber, to point: Place, _ file: (directory: InodeNumber, name: FileName)?
  ) {
    if let old = mounts[mount.rawValue].point {
      mountedAt[old] = nil
      hold(old.inode, by: -1)
    }
    (mounts[mount.rawValue].point, mounts[mount.rawValue].file) = (point, file)
    mountedAt[point] = mount
    hold(point.inode)
  }

  /// Forgets a mount that is out of the tree; what it showed is still held.
  mutating func forget(_ mount: MountNumber) -> Mount {
    detachedMounts.removeAll { $0 == mount }
    return mounts.remove(mount.rawValue)
  }

  /// Whether a place lies in a directory of the same volume; a file is told by the directory that it is in.
  func lies(_ inode: InodeNumber, _ directory: InodeNumber?, within ancestor: InodeNumber) -> Bool {
    isDirectory(directory ?? inode, within: ancestor)
  }

  /// What is seen at a place: what was mounted over it last, or the place itself.
  func top(of place: Place) -> Place {
    guard !mountedAt.isEmpty else { return place }
    var place = place
    while let mount = mountedAt[place] { place = Place(mount: mount, inode: mounts[mount.rawValue].root) }
    return place
  }

  /// The directory above a place; nothing lies above `root`.
  func above(_ place: Place, within root: Place, _ view: ProcView? = nil) -> Place {
    var place = place
    while place != root, place.inode == mounts[place.mount.rawValue].root {
      guard let point = mounts[place.mount.rawValue].point else { return place }
      place = point
    }
    if place == root { return top(of: place) }
    let parent = entry(.dotDot, of: place.inode, view) ?? mounts[place.mount.rawValue].root
    return top(of: Place(mount: place.mount, inode: parent))
  }

  /// Whether something is mounted over a file or directory, seen through whatever mount.
  func isMountPoint(_ inode: InodeNumber) -> Bool {
    !mountedAt.isEmpty && mountedAt.keys.contains { $0.inode == inode }
  }

  /// What is mounted on a mount, or on that.
  func mountsBelow(_ mount: MountNumber) -> [MountNumber] {
    let children = mounts.numbers.filter { mounts[$0].point?.mount == mount }.map {
      MountNumber(rawValue: $0)
    }
    return children.flatMap { [$0] + mountsBelow($0) }
  }

  /// Whether programs make and remove names in a directory.
  func takesNames(_ directory: InodeNumber) -> Bool {
    volumes[self[directory].volume.rawValue].type.holdsFiles
  }

  func isReadOnly(_ mount: MountNumber) -> Bool {
    let row = mounts[mount.rawValue]
    return row.flags.contains(.readOnly) || volumes[row.volume.rawValue].isReadOnly
  }

  /// Every mount that is in the tree, in the order in which `/proc/mounts` lists them.
  var mountTable: [MountLine] {
    mounts.numbers.compactMap { number in
      let mount = mounts[number]
      let volume = volumes[mount.volume.rawValue]
      let place = Place(mount: MountNumber(rawValue: number), inode: mount.root)
      guard let path = path(of: place, within: .root) else { return nil }
      return MountLine(
        number: number + 1, parent: mount.point.map { $0.mount.rawValue + 1 } ?? 0, device: volume.device,
        source: volume.source, root: inner(mount.root), path: path, type: volume.type, flags: mount.flags,
        isReadOnly: isReadOnly(MountNumber(rawValue: number)))
    }
  }

  /// The path of what a mount shows, in its own volume.
  private func inner(_ inode: InodeNumber) -> FilePath {
    guard isDirectory(inode), ProcNode(inode) == nil else { return "/" }
    var (names, place): ([FileName], InodeNumber) = ([], inode)
    while parent(of: place) != place, let name = name(of: place, in: parent(of: place)) {
      names.append(name)
      place = parent(of: place)
    }
    return FilePath(Array("/".utf8) + names.reversed().map(\.bytes).joined(separator: "/".utf8))
  }

  /// A place at which an inode can be seen that was found by its number: through the first mount of its volume's root.
  func anyPlace(of inode: InodeNumber) -> Place {
    let volume = self[inode].volume
    let mount = mounts.numbers.first {
      mounts[$0].volume == volume && mounts[$0].root == volumes[volume.rawValue].root
    }
    return Place(mount: mount.map { MountNumber(rawValue: $0) } ?? Place.root.mount, inode: inode)
  }

  /// Whether there can be so many mounts more.
  func canMount(_ count: Int) -> Bool { mounts.count + count <= Self.mountLimit }

  /// How many mounts there can be.
  private static let mountLimit = 1000
}

/// A line of `/proc/mounts`.
public struct MountLine: Sendable {
  /// Its number, that of the mount which it lies on, and the device number of its files.
  let number, parent: Int
  let device: UInt64
  /// What is mounted.
  public let source: FileName
  /// What is seen of it, and where.
  let root, path: FilePath
  /// What kind it is.
  public let type: FileSystemType
  let flags: MountFlags
  let isReadOnly: Bool

  /// The line as Linux writes it: a space, a tab, a newline and a backslash in a name as octal numbers.
  public var text: [UInt8] {
    Self.line([
      Self.escaped(source.bytes), Self.escaped(path.bytes), Array(type.rawValue.utf8), options,
      Array("0 0".utf8),
    ])
  }

  /// The same with numbers, as `/proc/PID/mountinfo` has it.
  public var information: [UInt8] {
    let numbers = "\(number) \(parent) \(device >> 8):\(device & 0xff)"
    return Self.line([
      Array(numbers.utf8), Self.escaped(root.bytes), Self.escaped(path.bytes), options,
      Array("- \(type.rawValue)".utf8), Self.escaped(source.bytes), options,
    ])
  }

  private var options: [UInt8] {
    let words = MountFlags.words.filter { flags.contains($0.0) }.map(\.1)
    return Array(([isReadOnly ? "ro" : "rw"] + words).joined(separator: ",").utf8)
  }

  private static func line(_ words: [[UInt8]]) -> [UInt8] {
    Array(words.joined(separator: [UInt8(ascii: " ")])) + [UInt8(ascii: "\n")]
  }

  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      guard " \t\n\\".utf8.contains(byte) else { return [byte] }
      let digits = String(byte, radix: 8)
      return Array(("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8)
    }
  }
}

extension MountFlags {
  /// The words that `/proc/mounts` has for them.
  static let words: [(MountFlags, String)] = [
    (.noSetUserID, "nosuid"), (.noDevices, "nodev"), (.noExecute, "noexec"), (.noAccessTime, "noatime"),
    (.noDirectoryAccessTime, "nodiratime"),
    (.relativeAccessTime, "relatime"),
  ]
}
