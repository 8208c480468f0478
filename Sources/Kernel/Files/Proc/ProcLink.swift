import ABI

/// Where a symbolic link leads.
enum LinkTarget {
  /// On, by a path.
  case path(FilePath)
  /// Straight to a place, whatever its name: the links of /proc know what they mean.
  case place(Place)
}

/// The kernel as a path walk sees it: who walks, and whom /proc shows.
struct ProcView {
  let kernel: Kernel
  let process: Int
  let thread: Int

  /// What a walk finds at an inode of /proc.
  func row(of node: ProcNode) -> Inode { kernel.procRow(of: node) }

  func entry(_ name: String, of node: ProcNode) -> InodeNumber? { kernel.procEntry(name, of: node) }

  /// Where a link of /proc leads; nil if the walk ends at it: `open` and `stat` then go to what the descriptor names.
  func target(of node: ProcNode) throws(Errno) -> LinkTarget? {
    if node.isPrivate, !kernel.mayInspect(node, as: process) { throw .accessDenied }
    switch node.entry {
    case .descriptor:
      guard let file = kernel.openFile(of: node, descriptor: node.number) else { throw .noSuchFile }
      return kernel.place(ofOpenFile: file).map { .place($0) }
    case .workingDirectory:
      guard let process = kernel.livingProcess(of: node) else { throw .noSuchFile }
      return .place(kernel.workingDirectory(of: process))
    case .rootDirectory:
      guard let process = kernel.livingProcess(of: node) else { throw .noSuchFile }
      return .place(kernel.workingPlaces[kernel.processes[process].workingPlace].root)
    case .executable:
      guard let inode = kernel.executable(of: node) else { throw .noSuchFile }
      return .place(kernel.files.anyPlace(of: inode))
    default: return .path(FilePath(try kernel.procLinkText(of: node, for: thread)))
    }
  }
}

extension Kernel {
  /// What there is to say of a place in /proc, with its owner.
  func procRow(of node: ProcNode) -> Inode {
    var row = node.row
    (row.owner, row.group) = procOwner(of: node)
    (row.accessed, row.modified, row.changed) = (files.bootTime, files.bootTime, files.bootTime)
    if node.entry == .descriptor, let file = openFile(of: node, descriptor: node.number) {
      row.permissions = (openFiles[file].isReadable ? 0o500 : 0) | (openFiles[file].isWritable ? 0o300 : 0)
    }
    if let process = process(of: node) {
      let start = files.bootTime &+ options.nanoseconds(processes[process].startTime)
      (row.accessed, row.modified, row.changed) = (start, start, start)
    }
    return row
  }

  /// What an open file has under some name, or had; nil for what only descriptors name.
  func place(ofOpenFile file: Int) -> Place? {
    let inode: InodeNumber?
    switch openFiles[file].target {
    case .inode(let target): inode = target
    case .pipe(let pipe): inode = pipes[pipe.rawValue].inode
    default: inode = nil
    }
    return inode.map { Place(mount: openFiles[file].mount ?? Place.root.mount, inode: $0) }
  }

  /// The file that a process executes: what its first area of the program shows.
  func executable(of node: ProcNode) -> InodeNumber? {
    guard let process = livingProcess(of: node) else { return nil }
    for area in spaces[processes[process].space].areas where area.purpose == .program {
      if case .file(let inode, _, _) = area.backing { return inode }
    }
    return nil
  }

  // MARK: What links say

  /// What `readlink` tells of a link of /proc, to a thread.
  func procLinkText(of node: ProcNode, for thread: Int) throws(Errno) -> String {
    switch node.entry {
    case .selfLink: return String(threads[thread].process)
    case .threadSelfLink: return "\(threads[thread].process)/task/\(thread)"
    case .mountsLink: return "self/mounts"
    case .rootDirectory:
      guard let process = livingProcess(of: node) else { throw .noSuchFile }
      return path(ofFile: workingPlaces[processes[process].workingPlace].root)
    case .workingDirectory:
      guard let process = livingProcess(of: node) else { throw .noSuchFile }
      return path(ofFile: workingDirectory(of: process))
    case .executable:
      guard let inode = executable(of: node) else { throw .noSuchFile }
      return path(ofFile: files.anyPlace(of: inode))
    case .descriptor:
      guard let file = openFile(of: node, descriptor: node.number) else { throw .noSuchFile }
      return name(ofOpenFile: file)
    default: throw .invalidArgument
    }
  }

  private func name(ofOpenFile file: Int) -> String {
    if let place = place(ofOpenFile: file) { return path(ofFile: place) }
    switch openFiles[file].target {
    case .inode: return "/"
    case .stream(let stream): return streamName(stream)
    case .terminal(let terminal): return terminalPath(terminal.rawValue)
    case .master: return "/dev/ptmx"
    case .pipe(let pipe): return "pipe:[\(pipeStatus(pipe.rawValue).inode)]"
    case .socket(let socket): return "socket:[\(socketStatus(socket.rawValue).inode)]"
    case .messageQueue(let queue): return posixQueues[queue.rawValue].name ?? "/"
    case .counter: return "anon_inode:[eventfd]"
    case .timer: return "anon_inode:[timerfd]"
    case .signals: return "anon_inode:[signalfd]"
    case .epoll: return "anon_inode:[eventpoll]"
    }
  }

  /// The path of what is stored or of /proc; of what has none any more, the last one.
  func path(ofFile place: Place) -> String {
    if let node = ProcNode(place.inode) {
      return procPath(of: node, through: place.mount, within: .root) ?? "/"
    }
    return files.paths(of: [place.inode], through: place.mount)[place.inode] ?? "/"
  }

  /// The path of a directory as it is seen from a root; nil if it was removed, or no path leads there.
  func path(ofDirectory place: Place, within root: Place) -> FilePath? {
    guard let node = ProcNode(place.inode) else { return files.path(of: place, within: root) }
    return exists(node) ? procPath(of: node, through: place.mount, within: root).map { FilePath($0) } : nil
  }

  private func procPath(of node: ProcNode, through mount: MountNumber, within root: Place) -> String? {
    var (path, place) = ("", node)
    while place.entry != .root, let parent = ProcNode(procParent(of: place)) {
      let name = place.entry == .process ? String(place.thread) : name(of: place, in: parent)
      path = "/" + name + path
      place = parent
    }
    guard let start = files.path(of: Place(mount: mount, inode: ProcNode.root), within: root) else {
      return nil
    }
    return start.bytes == [UInt8(ascii: "/")] ? path : start.description + path
  }

  private func name(of node: ProcNode, in parent: ProcNode) -> String {
    switch node.entry {
    case .descriptor, .descriptorInformationFile: return String(node.number)
    case .tunable: return Tunables.all[node.number].name
    default:
      let lists = [ProcEntry.ofProcess, ProcEntry.system, ProcEntry.ofSystemV, ProcEntry.ofTask]
      return lists.joined().first { $0.entry == node.entry }?.name ?? ""
    }
  }
}

extension FileSystem {
  /// The paths of some inodes. One that has several names is shown by the oldest; one that has none, by the last, with
  /// ` (deleted)` behind it.
  ///
  /// - Parameter mount: Through which mount they are seen; nil for the first one of each.
  func paths(of wanted: Set<InodeNumber>, through mount: MountNumber? = nil) -> [InodeNumber: String] {
    var found: [InodeNumber: (serial: Int, directory: InodeNumber, name: FileName)] = [:]
    for directory in numbers {
      guard case .directory(let entries, _) = self[directory].kind else { continue }
      for (name, entry) in entries where wanted.contains(entry.inode) {
        if let old = found[entry.inode], old.serial < entry.serial { continue }
        found[entry.inode] = (entry.serial, directory, name)
      }
    }
    var paths: [InodeNumber: String] = [:]
    for inode in wanted {
      let place = mount.map { Place(mount: $0, inode: inode) } ?? anyPlace(of: inode)
      if mounts[place.mount.rawValue].root == inode, let path = path(of: place, within: .root) {
        paths[inode] = path.description
      } else if let (_, directory, name) = found[inode],
        let folder = path(of: Place(mount: place.mount, inode: directory), within: .root)
      {
        paths[inode] = folder.appending(name).description
      } else if contains(inode) {
        paths[inode] = (self[inode].formerPath ?? "/") + " (deleted)"
      }
    }
    return paths
  }
}
