import ABI

/// Where a path leads: the directory that has its last name, and what has that name, if anything does.
struct PathEnd {
  let directory: Place
  let name: FileName
  let place: Place?
  /// Whether the path ended with a slash, so that only a directory will do.
  let mustBeDirectory: Bool

  /// What has the name.
  var inode: InodeNumber? { place?.inode }

  /// What the path names.
  func existing() throws(Errno) -> Place {
    guard let place else { throw .noSuchFile }
    return place
  }
}

/// How a path is followed.
struct PathWalk {
  /// Where a path begins that does not begin with a slash, and what a slash stands for.
  var start: Place
  var root: Place
  var end = End.followed
  /// How far it may lead.
  var scope: ResolveFlags = []
  /// Who follows it, and what /proc shows them.
  var credentials = Credentials()
  var view: ProcView?

  /// What happens at the path's last name.
  enum End {
    /// A symbolic link leads on, and what is mounted is seen.
    case followed
    /// The same, but a link leads on only if a slash stands behind it.
    case unfollowed
    /// The name itself is wanted, to make, move or remove it: whatever has it is not looked through.
    case name
    /// As `followed`, but a file may be made: there cannot be a slash behind its name.
    case created
    /// As `unfollowed`, in the same way.
    case createdUnfollowed
  }

  /// Whether the end is one at which a file may be made.
  fileprivate var isCreating: Bool { end == .created || end == .createdUnfollowed }

  fileprivate func follows(lastWithSlash hasSlash: Bool) -> Bool {
    switch end {
    case .followed, .created: true
    case .unfollowed: hasSlash
    case .name, .createdUnfollowed: false
    }
  }
}

extension FileSystem {
  /// The inode that an absolute path names, whoever asks.
  func find(_ path: FilePath) throws(Errno) -> InodeNumber {
    try walk(path, PathWalk(start: .root, root: .root)).existing().inode
  }

  /// Follows a path name by name: each is looked up in the directory that the ones before it led to. Symbolic links
  /// put their own names in front of those that are left; what is mounted hides what lies below.
  ///
  /// - Throws: `noChildren` where the path leads into /proc and there is no view of it: the walk is to be made again
  ///   with one. Most never need it. Linux's walk without locks gives up with the same error.
  func walk(_ path: FilePath, _ how: PathWalk) throws(Errno) -> PathEnd {
    guard !path.isEmpty else { throw .noSuchFile }
    let isBounded = !how.scope.isDisjoint(with: [.beneath, .inRoot])
    let root = isBounded ? how.start : how.root
    if path.isAbsolute && how.scope.contains(.beneath) { throw .crossDeviceLink }
    var names = Array(path.names.reversed())
    var mustBeDirectory = path.namesDirectory
    var place = path.isAbsolute ? top(of: root) : how.start
    var end = PathEnd(directory: place, name: .none, place: place, mustBeDirectory: mustBeDirectory)
    var links = 0
    while let name = names.popLast() {
      let isLast = names.isEmpty
      try check(name, in: place.inode, how)
      if isLast && mustBeDirectory && how.isCreating && !name.isDot { throw .isDirectory }
      guard let next = try step(name, from: place, within: root, how) else {
        guard isLast else { throw .noSuchFile }
        return PathEnd(directory: place, name: name, place: nil, mustBeDirectory: mustBeDirectory)
      }
      if !isLast || how.follows(lastWithSlash: mustBeDirectory),
        let target = try linkTarget(at: next.inode, how.view)
      {
        links += 1
        guard links <= Self.linkLimit, !how.scope.contains(.noSymbolicLinks),
          !mounts[next.mount.rawValue].flags.contains(.noSymbolicLinks)
        else { throw .tooManySymbolicLinks }
        switch target {
        case .path(let target):
          if isLast && target.namesDirectory { mustBeDirectory = true }
          names += target.names.reversed()
          if target.isAbsolute { place = try jump(to: root, how.scope) }
        case .place(let target):
          if how.scope.contains(.noMagicLinks) { throw .tooManySymbolicLinks }
          if isBounded || how.scope.contains(.noCrossing) && target.mount != place.mount {
            throw .crossDeviceLink
          }
          place = target
        }
        end = PathEnd(directory: place, name: .none, place: place, mustBeDirectory: mustBeDirectory)
        continue
      }
      end = PathEnd(directory: place, name: name, place: next, mustBeDirectory: mustBeDirectory)
      if isLast && how.end == .name { return end }
      place = top(of: next)
      if place.mount != next.mount && how.scope.contains(.noCrossing) { throw .crossDeviceLink }
      end = PathEnd(directory: end.directory, name: name, place: place, mustBeDirectory: mustBeDirectory)
    }
    if mustBeDirectory, !isDirectory(place.inode) { throw .notDirectory }
    return end
  }

  /// Whether a name may be looked up in a directory.
  private func check(
    _ name: FileName, in directory: InodeNumber, _ how: PathWalk
  ) throws(Errno) {
    guard isDirectory(directory) else { throw .notDirectory }
    if how.view == nil, ProcNode(directory) != nil { throw .noChildren }
    guard row(of: directory, how.view).permits(.execute, how.credentials) else { throw .accessDenied }
    guard name.bytes.count <= Self.nameLimit else { throw .nameTooLong }
  }

  /// What has a name in a directory, before anything that is mounted there.
  private func step(
    _ name: FileName, from place: Place, within root: Place, _ how: PathWalk
  ) throws(Errno) -> Place? {
    guard name == .dotDot else {
      return entry(name, of: place.inode, how.view).map { Place(mount: place.mount, inode: $0) }
    }
    if place == root && how.scope.contains(.beneath) { throw .crossDeviceLink }
    let next = above(place, within: root, how.view)
    if next.mount != place.mount && how.scope.contains(.noCrossing) { throw .crossDeviceLink }
    return next
  }

  /// Where an absolute link leads on.
  private func jump(to root: Place, _ scope: ResolveFlags) throws(Errno) -> Place {
    if scope.contains(.beneath) { throw .crossDeviceLink }
    let place = top(of: root)
    if scope.contains(.noCrossing) && place.mount != root.mount { throw .crossDeviceLink }
    return place
  }

  // MARK: What is stored, and what /proc makes up

  private func row(of inode: InodeNumber, _ view: ProcView?) -> Inode {
    guard let view, let node = ProcNode(inode) else { return self[inode] }
    return view.row(of: node)
  }

  /// What has a name in a directory; in /proc, what is shown there.
  func entry(_ name: FileName, of directory: InodeNumber, _ view: ProcView?) -> InodeNumber? {
    guard let node = ProcNode(directory) else { return entry(name, of: directory) }
    return view?.entry(name.description, of: node)
  }

  /// Where a link leads; nil if it is none.
  private func linkTarget(at inode: InodeNumber, _ view: ProcView?) throws(Errno) -> LinkTarget? {
    if let node = ProcNode(inode) { return node.type == .symbolicLink ? try view?.target(of: node) : nil }
    if case .symbolicLink(let target) = self[inode].kind { return .path(target) }
    return nil
  }

  /// The path of a directory, or of what a mount shows, as it is seen from a root; nil if no path leads there.
  func path(of place: Place, within root: Place) -> FilePath? {
    var names: [FileName] = []
    var place = place
    while place != root && place != top(of: root) {
      if place.inode == mounts[place.mount.rawValue].root {
        let mount = mounts[place.mount.rawValue]
        guard let point = mount.point else { return nil }
        place = point
        // A file does not know where it lies.
        if let file = mount.file {
          names.append(file.name)
          place.inode = file.directory
        }
        continue
      }
      let parent = parent(of: place.inode)
      guard let name = name(of: place.inode, in: parent) else { return nil }
      names.append(name)
      place.inode = parent
    }
    return FilePath(Array("/".utf8) + names.reversed().map(\.bytes).joined(separator: "/".utf8))
  }

  func name(of inode: InodeNumber, in directory: InodeNumber) -> FileName? {
    guard case .directory(let entries, _) = self[directory].kind else { return nil }
    return entries.first { $0.value.inode == inode }?.key
  }

  /// Whether a directory lies in another one of its volume, at any depth, or is it.
  func isDirectory(_ inode: InodeNumber, within ancestor: InodeNumber) -> Bool {
    var place = inode
    while place != ancestor {
      let above = parent(of: place)
      if above == place { return false }
      place = above
    }
    return true
  }

  /// How many symbolic links a path may lead over, as on Linux.
  private static let linkLimit = 40
}
