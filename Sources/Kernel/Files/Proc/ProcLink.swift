import ABI

/// Where a symbolic link leads.
enum LinkTarget {
  /// On, by a path.
  case path(String)
  /// Straight to an inode, whatever its name: the links of /proc know what they mean.
  case inode(InodeNumber)
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
      return kernel.inode(ofOpenFile: file).map { .inode($0) }
    case .workingDirectory:
      guard let process = kernel.livingProcess(of: node) else { throw .noSuchFile }
      return .inode(kernel.workingDirectory(of: process))
    case .rootDirectory: return .inode(FileSystem.root)
    case .executable:
      guard let inode = kernel.executable(of: node) else { throw .noSuchFile }
      return .inode(inode)
    default: return .path(try kernel.procLinkText(of: node, for: thread))
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

  /// The inode that an open file has under some name, or had; nil for what only descriptors name.
  func inode(ofOpenFile file: Int) -> InodeNumber? {
    switch openFiles[file].target {
    case .inode(let inode): inode
    case .pipe(let pipe): pipes[pipe.rawValue].inode
    default: nil
    }
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
    case .rootDirectory: return "/"
    case .workingDirectory:
      guard let process = livingProcess(of: node) else { throw .noSuchFile }
      return path(ofFile: workingDirectory(of: process))
    case .executable:
      guard let inode = executable(of: node) else { throw .noSuchFile }
      return path(ofFile: inode)
    case .descriptor:
      guard let file = openFile(of: node, descriptor: node.number) else { throw .noSuchFile }
      return name(ofOpenFile: file)
    default: throw .invalidArgument
    }
  }

  private func name(ofOpenFile file: Int) -> String {
    switch openFiles[file].target {
    case .inode(let inode): return path(ofFile: inode)
    case .stream(let stream): return streamName(stream)
    case .pipe(let pipe):
      if let inode = pipes[pipe.rawValue].inode { return path(ofFile: inode) }
      return "pipe:[\(pipeStatus(pipe.rawValue).inode)]"
    case .socket(let socket): return "socket:[\(socketStatus(socket.rawValue).inode)]"
    case .messageQueue(let queue): return posixQueues[queue.rawValue].name ?? "/"
    case .counter: return "anon_inode:[eventfd]"
    case .timer: return "anon_inode:[timerfd]"
    case .signals: return "anon_inode:[signalfd]"
    case .epoll: return "anon_inode:[eventpoll]"
    }
  }

  /// The path of what has an inode number, stored or of /proc; of a directory that has none any more, the last one.
  func path(ofFile inode: InodeNumber) -> String {
    if let node = ProcNode(inode) { return procPath(of: node) }
    return files.paths(of: [inode])[inode] ?? "/"
  }

  /// The path of the working directory; nil if it was removed.
  func path(ofDirectory inode: InodeNumber) -> String? {
    guard let node = ProcNode(inode) else { return files.path(of: inode) }
    return exists(node) ? procPath(of: node) : nil
  }

  private func procPath(of node: ProcNode) -> String {
    var (path, place) = ("", node)
    while place.entry != .root, let parent = ProcNode(procParent(of: place)) {
      let name = place.entry == .process ? String(place.thread) : name(of: place, in: parent)
      path = "/" + name + path
      place = parent
    }
    return "/proc" + path
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
  func paths(of wanted: Set<InodeNumber>) -> [InodeNumber: String] {
    var found: [InodeNumber: (serial: Int, directory: InodeNumber, name: String)] = [:]
    for directory in numbers {
      guard case .directory(let entries, _) = self[directory].kind else { continue }
      for (name, entry) in entries where wanted.contains(entry.inode) {
        if let old = found[entry.inode], old.serial < entry.serial { continue }
        found[entry.inode] = (entry.serial, directory, name)
      }
    }
    var paths: [InodeNumber: String] = [:]
    for inode in wanted {
      if inode == Self.root {
        paths[inode] = "/"
      } else if let (_, directory, name) = found[inode], let folder = path(of: directory) {
        paths[inode] = (folder == "/" ? "" : folder) + "/" + name
      } else if contains(inode) {
        paths[inode] = (self[inode].formerPath ?? "/") + " (deleted)"
      }
    }
    return paths
  }
}
