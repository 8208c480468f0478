import ABI

/// From where a process sees the files: where relative paths begin, and the permissions that it gives to none.
///
/// A process has its own, or shares its parent's (CLONE_FS); Linux calls it `fs_struct`.
struct WorkingPlace {
  /// Where paths that do not begin with a slash begin.
  var directory: Place
  /// What a slash stands for.
  var root = Place.root
  /// Permissions that new files do not get.
  var umask: UInt32 = 0o022
  /// How many processes share it.
  var users = 1
}

extension Kernel {
  /// Where a process's relative paths begin.
  func workingDirectory(of process: Int) -> Place { workingPlaces[processes[process].workingPlace].directory }

  /// How a process follows a path that begins at its working directory.
  func walk(_ context: Context, _ end: PathWalk.End = .followed) -> PathWalk {
    let place = workingPlaces[processes[context.process].workingPlace]
    return PathWalk(
      start: place.directory, root: place.root, end: end, credentials: identity(context))
  }

  /// What a child gets: its parent's place, or a copy of it.
  mutating func shareWorkingPlace(of process: Process, _ isShared: Bool) -> Int {
    if isShared {
      workingPlaces[process.workingPlace].users += 1
      return process.workingPlace
    }
    var copy = workingPlaces[process.workingPlace]
    copy.users = 1
    hold(copy.directory.inode)
    hold(copy.root.inode)
    return workingPlaces.insert(copy)
  }

  /// Puts a process somewhere else.
  mutating func move(
    _ process: Int, _ what: WritableKeyPath<WorkingPlace, Place>, to new: Place, _ context: Context
  ) {
    let place = processes[process].workingPlace
    let old = workingPlaces[place][keyPath: what]
    hold(new.inode)
    workingPlaces[place][keyPath: what] = new
    letGo(old.inode, context)
    forgetUnusedMounts(context)
  }

  /// The process has ended; the last one lets the directories go.
  mutating func releaseWorkingPlace(of process: Int, _ context: Context) {
    let place = processes[process].workingPlace
    workingPlaces[place].users -= 1
    guard workingPlaces[place].users == 0 else { return }
    let old = workingPlaces.remove(place)
    letGo(old.directory.inode, context)
    letGo(old.root.inode, context)
    forgetUnusedMounts(context)
  }
}
