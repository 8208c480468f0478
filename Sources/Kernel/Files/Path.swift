import ABI

/// Where a path leads: the directory that has its last name, and what has that name, if anything does.
struct PathEnd {
  let directory: InodeNumber
  let name: String
  let inode: InodeNumber?
  /// Whether the path ended with a slash, so that only a directory will do.
  let mustBeDirectory: Bool

  /// What the path names.
  func existing() throws(Errno) -> InodeNumber {
    guard let inode else { throw .noSuchFile }
    return inode
  }
}

extension FileSystem {
  /// The inode that a path names, seen from a directory.
  func find(_ path: String, from directory: InodeNumber) throws(Errno) -> InodeNumber {
    try walk(path, from: directory).existing()
  }

  /// Follows a path name by name. Symbolic links lead on; the last name's only if it is to be followed.
  ///
  /// - Throws: `noChildren` where the path leads into /proc and there is no view of it: the walk is to be made again
  ///   with one. Most never need it. Linux's walk without locks gives up with the same error.
  func walk(
    _ path: String, from directory: InodeNumber, followsLast: Bool = true,
    as credentials: Credentials = Credentials(), in view: ProcView? = nil
  ) throws(Errno) -> PathEnd {
    guard !path.isEmpty else { throw .noSuchFile }
    var names = Array(Self.components(path).reversed())
    var mustBeDirectory = path.utf8.last == UInt8(ascii: "/")
    var place = path.utf8.first == UInt8(ascii: "/") ? Self.root : directory
    var end = PathEnd(directory: place, name: ".", inode: place, mustBeDirectory: mustBeDirectory)
    var links = 0
    while let name = names.popLast().map(String.init) {
      guard isDirectory(place) else { throw .notDirectory }
      if view == nil, ProcNode(place) != nil { throw .noChildren }
      guard row(of: place, view).permits(.execute, credentials) else { throw .accessDenied }
      guard name.utf8.count <= Self.nameLimit else { throw .nameTooLong }
      guard let inode = entry(name, of: place, view) else {
        guard names.isEmpty else { throw .noSuchFile }
        return PathEnd(directory: place, name: name, inode: nil, mustBeDirectory: mustBeDirectory)
      }
      let follows = followsLast || mustBeDirectory || !names.isEmpty
      if follows, let target = try linkTarget(at: inode, view) {
        links += 1
        guard links <= Self.linkLimit else { throw .tooManySymbolicLinks }
        switch target {
        case .path(let path):
          if names.isEmpty && path.utf8.last == UInt8(ascii: "/") { mustBeDirectory = true }
          names += Self.components(path).reversed()
          if path.utf8.first == UInt8(ascii: "/") { place = Self.root }
        case .inode(let inode): place = inode
        }
        end = PathEnd(directory: place, name: ".", inode: place, mustBeDirectory: mustBeDirectory)
        continue
      }
      end = PathEnd(directory: place, name: name, inode: inode, mustBeDirectory: mustBeDirectory)
      place = inode
    }
    if mustBeDirectory, !isDirectory(place) { throw .notDirectory }
    return end
  }

  // MARK: What is stored, and what /proc makes up

  private func row(of inode: InodeNumber, _ view: ProcView?) -> Inode {
    guard let view, let node = ProcNode(inode) else { return self[inode] }
    return view.row(of: node)
  }

  /// What has a name in a directory; at /proc, what is shown there.
  private func entry(_ name: String, of directory: InodeNumber, _ view: ProcView?) -> InodeNumber? {
    if let node = ProcNode(directory) { return view?.entry(name, of: node) }
    let inode = entry(name, of: directory)
    return inode == procDirectory ? ProcNode.root : inode
  }

  /// Where a link leads; nil if it is none.
  private func linkTarget(at inode: InodeNumber, _ view: ProcView?) throws(Errno) -> LinkTarget? {
    if let node = ProcNode(inode) { return node.type == .symbolicLink ? try view?.target(of: node) : nil }
    if case .symbolicLink(let target) = self[inode].kind { return .path(target) }
    return nil
  }

  /// The absolute path of a directory; nil if it was removed.
  func path(of directory: InodeNumber) -> String? {
    var names: [String] = []
    var place = directory
    while place != Self.root {
      let parent = parent(of: place)
      guard case .directory(let entries, _) = self[parent].kind,
        let name = entries.first(where: { $0.value.inode == place })?.key
      else { return nil }
      names.append(name)
      place = parent
    }
    return "/" + names.reversed().joined(separator: "/")
  }

  /// Whether a directory lies in another one, at any depth, or is it.
  func isDirectory(_ inode: InodeNumber, within ancestor: InodeNumber) -> Bool {
    var place = inode
    while place != ancestor {
      if place == Self.root { return false }
      place = parent(of: place)
    }
    return true
  }

  /// How many symbolic links a path may lead over, as on Linux.
  private static let linkLimit = 40
}
