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
  func walk(
    _ path: String, from directory: InodeNumber, followsLast: Bool = true,
    as credentials: Credentials = Credentials()
  ) throws(Errno) -> PathEnd {
    guard !path.isEmpty else { throw .noSuchFile }
    var names = Array(Self.components(path).reversed())
    var mustBeDirectory = path.utf8.last == UInt8(ascii: "/")
    var place = path.utf8.first == UInt8(ascii: "/") ? Self.root : directory
    var end = PathEnd(directory: place, name: ".", inode: place, mustBeDirectory: mustBeDirectory)
    var links = 0
    while let name = names.popLast().map(String.init) {
      guard isDirectory(place) else { throw .notDirectory }
      guard self[place].permits(.execute, credentials) else { throw .accessDenied }
      guard name.utf8.count <= Self.nameLimit else { throw .nameTooLong }
      guard let inode = entry(name, of: place) else {
        guard names.isEmpty else { throw .noSuchFile }
        return PathEnd(directory: place, name: name, inode: nil, mustBeDirectory: mustBeDirectory)
      }
      if case .symbolicLink(let target) = self[inode].kind, followsLast || mustBeDirectory || !names.isEmpty {
        links += 1
        guard links <= Self.linkLimit else { throw .tooManySymbolicLinks }
        if names.isEmpty && target.utf8.last == UInt8(ascii: "/") { mustBeDirectory = true }
        names += Self.components(target).reversed()
        if target.utf8.first == UInt8(ascii: "/") { place = Self.root }
        end = PathEnd(directory: place, name: ".", inode: place, mustBeDirectory: mustBeDirectory)
        continue
      }
      end = PathEnd(directory: place, name: name, inode: inode, mustBeDirectory: mustBeDirectory)
      place = inode
    }
    if mustBeDirectory, !isDirectory(place) { throw .notDirectory }
    return end
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
