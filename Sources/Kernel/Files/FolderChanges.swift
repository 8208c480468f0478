import ABI
import Machine

/// What a folder of the host has, as far as this kernel knows: what it had at the start, and what was sent since.
struct SavedTree {
  var entries: [FilePath: FolderEntry]
}

/// What is to be done to a folder of the host so that it has what programs made of it, in this order.
public struct FolderChanges: Sendable {
  /// What `--mount` called the folder.
  public let source: FileName
  /// The changes, in the order in which they can be made.
  public var changes: [FolderChange] = []
  /// Whether there are too many names, or too long ones, to tell the changes at all.
  public var isTooLarge = false
}

/// One of them. Paths begin at the folder.
public enum FolderChange: Equatable, Sendable {
  /// A file or link is gone.
  case removeFile(FilePath)
  /// A directory is gone; everything in it went before.
  case removeDirectory(FilePath)
  /// There is a new directory.
  case makeDirectory(FilePath)
  /// A file has these bytes, whether it was there before or not. A time is only told where a program has set one:
  /// the clock that a program sees is not the host's.
  case putFile(FilePath, FileContents, permissions: UInt32, modified: Int64?)
  /// A link leads there.
  case putLink(FilePath, target: FilePath)
  /// A file or directory has other permissions or times, and is the same otherwise.
  case setAttributes(FilePath, permissions: UInt32, modified: Int64?)
}

extension Kernel {
  /// Whether a program waits for its changes to reach the host.
  public var hasFolderChanges: Bool { files.mustSave }

  /// What programs have changed in the folders that are written back since this was last asked.
  ///
  /// It looks at what is there now, and compares: so it can be asked at any time, also when a program was just killed.
  public mutating func takeFolderChanges(on machine: Machine) -> [FolderChanges] {
    files.mustSave = false
    return files.volumes.numbers.compactMap { number in
      guard let old = files.volumes[number].saved?.entries else { return nil }
      var folder = FolderChanges(source: files.volumes[number].source)
      let kernel = self
      guard
        let new = files.tree(of: VolumeNumber(rawValue: number), { kernel.currentKind(of: $0, machine) })
      else {
        folder.isTooLarge = true
        return folder
      }
      files.volumes[number].saved!.entries = new
      let now = options.bootTime &* 1_000_000_000 &+ Int64(microseconds(machine)) &* 1000
      let virtual = options.bootTime &* 1_000_000_000...max(now, options.bootTime &* 1_000_000_000)
      folder.changes = Self.changes(from: old, to: new, stampedIn: virtual)
      return folder.changes.isEmpty ? nil : folder
    }
  }

  /// What an inode is, with what only the page cache has of a regular file.
  private func currentKind(of inode: InodeNumber, _ machine: Machine) -> Inode.Kind {
    guard case .regular(var contents) = files[inode].kind else { return files[inode].kind }
    for index in pool.cache[.file(inode)].indices {
      let offset = Int(index * Page.size)
      guard let page = pool.cache.page(index, of: .file(inode)), offset < contents.count else { continue }
      var bytes = [UInt8](repeating: 0, count: min(Int(Page.size), contents.count - offset))
      bytes.withUnsafeMutableBytes { machine.read(page.frame.address, into: $0) }
      if bytes != contents.bytes(at: offset, count: bytes.count) { contents.replace(at: offset, with: bytes) }
    }
    return .regular(contents)
  }

  /// What makes one tree of another: first what is gone, the deepest first; then what is new, from above; and last the
  /// permissions of directories, which could be in the way of all that.
  private static func changes(
    from old: [FilePath: FolderEntry], to new: [FilePath: FolderEntry], stampedIn virtual: ClosedRange<Int64>
  ) -> [FolderChange] {
    var (removals, additions, directories): ([FolderChange], [FolderChange], [FolderChange]) = ([], [], [])
    func time(_ entry: FolderEntry) -> Int64? { virtual.contains(entry.modified) ? nil : entry.modified }
    for path in old.keys.sorted(by: >) where !old[path]!.isSameKind(as: new[path]) {
      removals.append(old[path]!.kind == .directory ? .removeDirectory(path) : .removeFile(path))
    }
    for path in new.keys.sorted() {
      let (entry, before) = (new[path]!, old[path])
      if entry == before { continue }
      let attributes = FolderChange.setAttributes(
        path, permissions: entry.permissions, modified: entry.modified == before?.modified ? nil : time(entry)
      )
      switch entry.kind {
      case .directory:
        if before?.kind != .directory { additions.append(.makeDirectory(path)) }
        if before?.permissions != entry.permissions { directories.append(attributes) }
      case .file(let contents):
        if before?.kind == entry.kind {
          additions.append(attributes)
        } else {
          additions.append(
            .putFile(path, contents, permissions: entry.permissions, modified: time(entry)))
        }
      case .symbolicLink(let target):
        if before?.kind != entry.kind { additions.append(.putLink(path, target: target)) }
      case .hardLink: continue
      }
    }
    return removals + additions + directories.reversed()
  }
}

extension FolderEntry {
  /// Whether something else can take its place without its being removed first.
  fileprivate func isSameKind(as other: FolderEntry?) -> Bool {
    guard let other else { return false }
    return (kind == .directory) == (other.kind == .directory)
  }
}

extension FilePath: Comparable {
  /// Orders paths by their bytes: a directory comes before what lies in it.
  public static func < (a: FilePath, b: FilePath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension FileSystem {
  /// Everything in a volume that a folder of the host can have, by its path; nil if a path is longer than the host's
  /// may be, or all together are too long to be kept.
  func tree(of volume: VolumeNumber, _ kind: (InodeNumber) -> Inode.Kind) -> [FilePath: FolderEntry]? {
    var room = Self.treeLimit
    var found: [FilePath: FolderEntry] = [:]
    var open: [(FilePath, InodeNumber)] = [("", volumes[volume.rawValue].root)]
    while let (path, directory) = open.popLast() {
      for (name, inode, _) in entries(of: directory, from: 2) {
        let place = path.appending(name)
        room -= place.bytes.count
        guard place.bytes.count <= Self.pathLimit, room >= 0 else { return nil }
        let entry: FolderEntry.Kind
        switch kind(inode) {
        case .regular(let contents): entry = .file(contents)
        case .directory:
          entry = .directory
          open.append((place, inode))
        case .symbolicLink(let target): entry = .symbolicLink(target)
        // They are the kernel's own: the host has no use for them.
        case .device, .fifo, .socket, .proc: continue
        }
        found[place] = FolderEntry(
          entry, permissions: self[inode].permissions, modified: self[inode].modified)
      }
    }
    return found
  }

  /// Bytes that all paths of a folder that is written back may have together.
  private static let treeLimit = 64 << 20
}
