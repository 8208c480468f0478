/// From where a process sees the files: where relative paths begin, and the permissions that it gives to none.
///
/// A process has its own, or shares its parent's (CLONE_FS); Linux calls it `fs_struct`.
struct WorkingPlace {
  /// Where paths that do not begin with a slash begin.
  var directory: InodeNumber
  /// Permissions that new files do not get.
  var umask: UInt32 = 0o022
  /// How many processes share it.
  var users = 1
}

extension Kernel {
  /// Where a process's relative paths begin.
  func workingDirectory(of process: Int) -> InodeNumber {
    workingPlaces[processes[process].workingPlace].directory
  }

  /// What a child gets: its parent's place, or a copy of it.
  mutating func shareWorkingPlace(of process: Process, _ isShared: Bool) -> Int {
    if isShared {
      workingPlaces[process.workingPlace].users += 1
      return process.workingPlace
    }
    var copy = workingPlaces[process.workingPlace]
    copy.users = 1
    hold(copy.directory)
    return workingPlaces.insert(copy)
  }

  /// The process has ended; the last one lets the directory go.
  mutating func releaseWorkingPlace(of process: Int, _ context: Context) {
    let place = processes[process].workingPlace
    workingPlaces[place].users -= 1
    guard workingPlaces[place].users == 0 else { return }
    letGo(workingPlaces.remove(place).directory, context)
  }
}
