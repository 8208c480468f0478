import ABI
import Machine

// Open files, inodes, and what open files stand for.
extension Invariants {
  /// An open file has as many owners as descriptors, messages under way and calls in progress name it.
  mutating func checkOpenFiles() {
    var owners: [Int: Int] = [:]
    let users = livingProcesses(by: \.descriptors)
    for table in kernel.descriptorTables.numbers {
      for file in kernel.descriptorTables[table].files { owners[file.rawValue, default: 0] += 1 }
      require(
        "users of descriptors \(table)", counts: users[table] ?? 0,
        asKept: kernel.descriptorTables[table].users)
    }
    for thread in kernel.threads.numbers {
      if let file = kernel.threads[thread].heldFile { owners[file.rawValue, default: 0] += 1 }
    }
    let travelling = kernel.sockets.numbers.flatMap { kernel.sockets[$0].messages.flatMap(\.rights) }
    for file in travelling { owners[file.rawValue, default: 0] += 1 }
    require("descriptors under way", counts: travelling.count, asKept: kernel.descriptorsInFlight)
    let texts = kernel.openFiles.numbers.reduce(0) { $0 + (kernel.openFiles[$1].snapshot?.count ?? 0) }
    require("bytes of texts of /proc", counts: texts, asKept: kernel.snapshotBytes)
    for number in Set(kernel.openFiles.numbers).union(owners.keys).sorted() {
      require(
        "owners of open file \(number)", counts: owners[number] ?? 0,
        asKept: kernel.openFiles.find(number)?.owners ?? 0)
    }
  }

  /// Inodes have as many names and holders as are on record, and one that has neither is gone.
  mutating func checkInodes() {
    var (links, holders): ([Int: Int], [Int: Int]) = ([:], [:])
    var bytes = 0
    for number in kernel.files.numbers { count(number, &links, &holders, &bytes) }
    countMounts(&links, &holders)
    for file in kernel.openFiles.numbers {
      switch kernel.openFiles[file].target {
      case .inode(let inode): holders[inode.rawValue, default: 0] += 1
      case .pipe(let pipe):
        if let inode = kernel.pipes.find(pipe.rawValue)?.inode { holders[inode.rawValue, default: 0] += 1 }
      default: break
      }
    }
    for terminal in kernel.terminals.numbers {
      if let inode = kernel.terminals[terminal].inode { holders[inode.rawValue, default: 0] += 1 }
    }
    let users = livingProcesses(by: \.workingPlace)
    for place in kernel.workingPlaces.numbers {
      let row = kernel.workingPlaces[place]
      for directory in [row.directory, row.root] { holders[directory.inode.rawValue, default: 0] += 1 }
      require("users of the working place \(place)", counts: users[place] ?? 0, asKept: row.users)
    }
    for socket in kernel.sockets.numbers {
      if let inode = kernel.sockets[socket].inode { holders[inode.rawValue, default: 0] += 1 }
    }
    for number in kernel.files.numbers {
      let inode = kernel.files[number]
      require("names of inode \(number.rawValue)", counts: links[number.rawValue] ?? 0, asKept: inode.links)
      require(
        "holders of inode \(number.rawValue)", counts: holders[number.rawValue] ?? 0, asKept: inode.holders)
      let isKept =
        inode.links > 0 || inode.holders > 0 || kernel.unnamedMappedInodes.contains(number)
      require(isKept, "inode \(number.rawValue) is there and nobody refers to it")
    }
    require("bytes of all files", counts: bytes, asKept: kernel.files.usedBytes)
  }

  /// The root of a volume is the directory above itself; a mount holds what it shows and what it hides.
  private func countMounts(_ links: inout [Int: Int], _ holders: inout [Int: Int]) {
    let files = kernel.files
    for volume in files.volumes.numbers {
      links[files.volumes[volume].root.rawValue, default: 0] += 2
      if files.volumes[volume].isKept { holders[files.volumes[volume].root.rawValue, default: 0] += 1 }
    }
    for mount in files.mounts.numbers {
      holders[files.mounts[mount].root.rawValue, default: 0] += 1
      if let point = files.mounts[mount].point { holders[point.inode.rawValue, default: 0] += 1 }
    }
  }

  /// Every mount has its place, and every place its mount; a volume lives as long as it is mounted, unless it is kept.
  mutating func checkMounts() {
    let files = kernel.files
    for number in files.mounts.numbers {
      let (mount, name) = (files.mounts[number], MountNumber(rawValue: number))
      if let point = mount.point {
        require(files.mountedAt[point] == name, "mount \(number) is not where it says")
        require(files.mounts.find(point.mount.rawValue) != nil, "mount \(number) lies on one that is gone")
        let isSame = files.isDirectory(point.inode) == files.isDirectory(mount.root)
        require(isSame, "mount \(number) hides what is of another kind")
      } else if number != Place.root.mount.rawValue {
        require(files.detachedMounts.contains(name), "mount \(number) is nowhere")
      }
      require(files[mount.root].volume == mount.volume, "mount \(number) shows an inode of another volume")
    }
    require(
      "places with a mount", counts: files.mounts.numbers.count { files.mounts[$0].point != nil },
      asKept: files.mountedAt.count)
    for number in files.volumes.numbers {
      let volume = VolumeNumber(rawValue: number)
      let isMounted = files.mounts.numbers.contains { files.mounts[$0].volume == volume }
      require(isMounted || files.volumes[number].isKept, "volume \(number) is there and not mounted")
      let own = files.numbers.filter { files[$0].volume == volume }
      require(
        "bytes of volume \(number)", counts: own.reduce(0) { $0 + files.size(of: $1) },
        asKept: files.volumes[number].usedBytes)
    }
    for inode in files.numbers {
      require(
        files.volumes.find(files[inode].volume.rawValue) != nil,
        "inode \(inode.rawValue) is of a volume that is gone")
    }
  }

  private func count(
    _ number: InodeNumber, _ links: inout [Int: Int], _ holders: inout [Int: Int], _ bytes: inout Int
  ) {
    bytes += kernel.files.size(of: number)
    guard case .directory(let entries, let parent) = kernel.files[number].kind else { return }
    for entry in entries.values {
      let isDirectory = kernel.files.isDirectory(entry.inode)
      links[entry.inode.rawValue, default: 0] += isDirectory ? 2 : 1
      if isDirectory { links[number.rawValue, default: 0] += 1 }
    }
    // A directory without a name keeps the one above.
    if kernel.files[number].links == 0 { holders[parent.rawValue, default: 0] += 1 }
  }

  /// A pipe counts its ends, and is gone with the last.
  mutating func checkPipes() {
    for number in kernel.pipes.numbers {
      let files = kernel.openFiles.numbers.map { kernel.openFiles[$0] }
        .filter { $0.target == .pipe(PipeNumber(rawValue: number)) }
      let pipe = kernel.pipes[number]
      require("readers of pipe \(number)", counts: files.count { $0.isReadable }, asKept: pipe.readers)
      require("writers of pipe \(number)", counts: files.count { $0.isWritable }, asKept: pipe.writers)
      require(!files.isEmpty, "pipe \(number) is there and nobody has it open")
    }
  }

  /// A socket belongs to an open file or waits to be accepted; two that talk know each other.
  mutating func checkSockets() {
    var known: [Int: Int] = [:]
    for file in kernel.openFiles.numbers {
      if case .socket(let socket) = kernel.openFiles[file].target { known[socket.rawValue, default: 0] += 1 }
    }
    for number in kernel.sockets.numbers {
      for end in kernel.sockets[number].connections { known[end, default: 0] += 1 }
    }
    for number in kernel.sockets.numbers {
      let socket = kernel.sockets[number]
      require("who has socket \(number)", counts: known[number] ?? 0, asKept: 1)
      guard let peer = socket.peer else { continue }
      let other = kernel.sockets.find(peer)
      require(
        other != nil && (!socket.isConnectionBased || other?.peer == number),
        "socket \(number) talks to \(peer), which does not talk to it")
    }
    let bytes = kernel.sockets.numbers.reduce(0) { $0 + kernel.sockets[$1].charge }
    require("bytes in all sockets", counts: bytes, asKept: kernel.socketBytes)
  }

  /// What message queues and semaphores take is accounted for.
  mutating func checkQueues() {
    var openings: [Int: Int] = [:]
    for file in kernel.openFiles.numbers {
      if case .messageQueue(let queue) = kernel.openFiles[file].target {
        openings[queue.rawValue, default: 0] += 1
      }
    }
    var bytes = 0
    for number in kernel.posixQueues.numbers {
      let queue = kernel.posixQueues[number]
      require("open files of queue \(number)", counts: openings[number] ?? 0, asKept: queue.openings)
      let isNamed = queue.name.map { kernel.posixQueueNames[$0] == number } ?? false
      require(isNamed || queue.openings > 0, "queue \(number) is there and nobody has it")
      bytes += queue.messages.reduce(0) { $0 + $1.bytes.count + PosixQueue.overhead }
    }
    for identifier in kernel.messageQueues.identifiers {
      let queue = kernel.messageQueues[identifier]
      bytes += queue.messages.reduce(0) { $0 + $1.bytes.count + Kernel.messageOverhead }
    }
    require("bytes in message queues", counts: bytes, asKept: kernel.messageBytes)
    let semaphores = kernel.semaphoreSets.identifiers.reduce(0) {
      $0 + kernel.semaphoreSets[$1].semaphores.count
    }
    require("semaphores of all sets", counts: semaphores, asKept: kernel.semaphoreCount)
    for set in kernel.semaphoreSets.identifiers {
      for request in kernel.semaphoreSets[set].sleeping {
        let isAsleep = kernel.threads.find(request.thread)?.awaitedSemaphores == set
        require(isAsleep, "thread \(request.thread) sleeps at semaphores \(set) and does not know")
      }
    }
  }
}
