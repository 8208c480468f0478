import ABI

/// A folder of the host, or a file, as it was when it was granted.
public struct HostFolder: Sendable {
  /// What `mount` knows it by.
  public let source: FileName
  /// What is mounted: a directory, as a rule.
  public let root: FolderEntry
  /// What lies in it, by paths from there: each after the directory that it is in.
  public let entries: [(path: FilePath, entry: FolderEntry)]

  /// A folder with these entries.
  ///
  /// - Precondition: every directory comes before what lies in it, and a file before the further names that it has.
  public init(source: FileName, root: FolderEntry, entries: [(path: FilePath, entry: FolderEntry)]) {
    self.source = source
    self.root = root
    self.entries = entries
  }

  /// What a program may do with it.
  public enum Access: Sendable {
    /// Look at it.
    case readOnly
    /// Change what it sees of it; the host does not notice.
    case copyOnWrite
    /// Change it.
    case writeBack
  }
}

/// Something that a folder of the host has.
public struct FolderEntry: Equatable, Sendable {
  /// What it is.
  public enum Kind: Equatable, Sendable {
    /// A regular file.
    case file(FileContents)
    /// A directory.
    case directory
    /// A symbolic link: what it says, wherever that leads.
    case symbolicLink(FilePath)
    /// A further name of a file that came before.
    case hardLink(FilePath)
  }

  /// What it is, and what is in it.
  public var kind: Kind
  /// The lower 12 bits of its mode.
  public var permissions: UInt32
  /// When it was last written: nanoseconds since 1970.
  public var modified: Int64

  /// Something of this kind.
  public init(_ kind: Kind, permissions: UInt32, modified: Int64) {
    self.kind = kind
    self.permissions = permissions
    self.modified = modified
  }
}

extension FileSystem {
  /// Mounts a folder of the host, or a file, at an absolute path, making the directories on the way.
  ///
  /// - Precondition: nothing but `add` and this has been done yet: no program has been started.
  public mutating func mount(_ folder: HostFolder, at path: FilePath, _ access: HostFolder.Access)
    throws(Errno)
  {
    let number = makeVolume(.host, source: folder.source, capacity: capacity)
    volumes[number.rawValue].isKept = true
    volumes[number.rawValue].isReadOnly = access == .readOnly
    inodeLimit += folder.entries.count
    let root = volumes[number.rawValue].root
    var shown = root
    if folder.root.kind == .directory {
      _ = makeDirectories(path.names[...])
      set(folder.root, of: root)
      fill(root, with: folder.entries)
      if access == .writeBack {
        volumes[number.rawValue].saved = SavedTree(entries: [:])
        volumes[number.rawValue].saved = SavedTree(entries: tree(of: number) { self[$0].kind } ?? [:])
      }
    } else {
      shown = insert(folder.root, named: "file", in: root)
      insert(.regular(FileContents()), permissions: 0o644, at: path)
    }
    let end = try walk(path, PathWalk(start: .root, root: .root))
    let flags: MountFlags = access == .readOnly ? [.readOnly, .relativeAccessTime] : .relativeAccessTime
    try attach(number, showing: shown, at: end, flags)
    // A volume that stays has a root that stays.
    hold(root)
  }

  /// Takes what the folders that are written back have now as what the host has: what was put into them at the start
  /// is not a change.
  public mutating func noteSaved() {
    for number in volumes.numbers where volumes[number].saved != nil {
      let tree = tree(of: VolumeNumber(rawValue: number)) { self[$0].kind }
      volumes[number].saved!.entries = tree ?? [:]
    }
  }

  private mutating func fill(_ root: InodeNumber, with entries: [(path: FilePath, entry: FolderEntry)]) {
    var known: [FilePath: InodeNumber] = [:]
    for (path, entry) in entries {
      let names = path.names
      let parent = FilePath(names.dropLast().map(\.bytes).joined(separator: "/".utf8))
      guard let name = names.last, let directory = parent.isEmpty ? root : known[parent] else { continue }
      if case .hardLink(let other) = entry.kind {
        if let inode = known[other] { setEntry(name, of: directory, to: inode) }
      } else {
        known[path] = insert(entry, named: name, in: directory)
      }
    }
  }

  private mutating func insert(
    _ entry: FolderEntry, named name: FileName, in directory: InodeNumber
  ) -> InodeNumber {
    let kind: Inode.Kind
    switch entry.kind {
    case .file(let contents): kind = .regular(contents)
    case .directory: kind = .directory([:], parent: directory)
    case .symbolicLink(let target): kind = .symbolicLink(target)
    case .hardLink: preconditionFailure("a further name is no file of its own")
    }
    let number = insert(kind, permissions: entry.permissions, named: name, in: directory)
    set(entry, of: number)
    return number
  }

  private mutating func set(_ entry: FolderEntry, of inode: InodeNumber) {
    self[inode].permissions = entry.permissions
    (self[inode].accessed, self[inode].modified, self[inode].changed) = (
      entry.modified, entry.modified, entry.modified
    )
  }
}
