import ABI

/// A place in /proc: nothing of it is stored, and its inode number says it all.
///
///     61 60     53 52 51      37 36      24 23          0
///     ┌─┬─────────┬──┬──────────┬──────────┬────────────┐
///     │1│  entry  │ t│  thread  │  number  │   serial   │
///     └─┴─────────┴──┴──────────┴──────────┴────────────┘
///
/// `t` says that it lies in `/proc/PID/task/TID`, rather than in `/proc/TID`. `number` is a descriptor, or the place of
/// a tunable. `serial` tells processes apart that have the same number one after the other: what one of them had is
/// not the other's.
struct ProcNode: Hashable {
  let entry: ProcEntry
  var isTask = false
  /// The process, or the thread; 0 for what belongs to none.
  var thread = 0
  var number = 0
  var serial: UInt32 = 0

  init(_ entry: ProcEntry, number: Int = 0) {
    self.entry = entry
    self.number = number
  }

  /// What has an inode number; nil if that is one of a stored inode.
  init?(_ inode: InodeNumber) {
    guard inode.rawValue >= Self.mark, let entry = ProcEntry(rawValue: UInt8(inode.rawValue >> 53 & 0xff))
    else { return nil }
    self.entry = entry
    isTask = inode.rawValue >> 52 & 1 != 0
    thread = inode.rawValue >> 37 & 0x7fff
    number = inode.rawValue >> 24 & 0x1fff
    serial = UInt32(inode.rawValue & Int(Self.serialMask))
  }

  /// Another place of the same thread.
  func sibling(_ entry: ProcEntry, number: Int = 0) -> ProcNode {
    var node = ProcNode(entry, number: number)
    (node.isTask, node.thread, node.serial) = (isTask, thread, serial)
    return node
  }

  var inode: InodeNumber {
    let place = Int(entry.rawValue) << 53 | (isTask ? 1 << 52 : 0) | thread << 37 | number << 24
    return InodeNumber(Self.mark | place | Int(serial))
  }

  static let root = ProcNode(.root).inode
  /// Inode numbers from here on are of no stored inode.
  private static let mark = 1 << 61
  static let serialMask: UInt32 = 0xff_ffff

  /// Whether it belongs to a thread.
  var isOfThread: Bool { thread != 0 }

  var type: FileType {
    switch entry {
    case .root, .process, .tasks, .descriptors, .descriptorInformation, .systemV: .directory
    case .tunable: Tunables.all[number].isDirectory ? .directory : .regular
    case .selfLink, .threadSelfLink, .mountsLink, .descriptor, .executable, .workingDirectory,
      .rootDirectory:
      .symbolicLink
    default: .regular
    }
  }

  /// The lower 12 bits of its mode, as Linux has them.
  var permissions: UInt32 {
    switch entry {
    case .descriptors: 0o500
    case .tunable: Tunables.all[number].permissions
    case .descriptor: 0o700
    case .pagemap, .environment, .auxiliaryVector, .inputOutput, .systemCall, .personality: 0o400
    case .name, .oomAdjustment, .schedulerState: 0o644
    case .root, .process, .tasks, .descriptorInformation, .systemV: 0o555
    case _ where type == .symbolicLink: 0o777
    default: 0o444
    }
  }

  /// Whether only those may look who could also trace the process, whatever the permissions say.
  var isPrivate: Bool {
    switch entry {
    case .descriptors, .descriptorInformation, .descriptor, .descriptorInformationFile, .executable,
      .workingDirectory, .rootDirectory, .maps, .smaps, .smapsRollup, .pagemap, .environment,
      .auxiliaryVector, .inputOutput, .systemCall, .personality:
      true
    default: false
    }
  }

  /// What a path walk and `stat` find; the owner is for the kernel to say.
  var row: Inode {
    var inode = Inode(.proc(self), permissions: permissions, volume: FileSystem.procVolume, at: 0)
    inode.links = type == .directory ? 2 : 1
    return inode
  }
}

/// What there is in /proc.
enum ProcEntry: UInt8 {
  // Directories.
  case root = 1, process, tasks, descriptors, descriptorInformation, systemV
  /// Something below /proc/sys: a directory or a file.
  case tunable
  // Links.
  case selfLink, threadSelfLink, mountsLink, descriptor, executable, workingDirectory, rootDirectory
  // Files about a process or a thread.
  case status, stat, statm, maps, smaps, smapsRollup, pagemap, commandLine, environment, auxiliaryVector
  case name, descriptorInformationFile, schedulerState, schedulerStatistics, waitChannel, systemCall, limits
  case oomScore, oomAdjustment, inputOutput, personality, children, mounts, mountInformation
  // Files about the system.
  case processors, devices, fileSystems, interrupts, loadAverage, locks, memory, partitions, systemStat
  case swaps, uptime, version, virtualMemory, sharedSegments, semaphores, messageQueues

  /// What lies directly in /proc, beside the processes.
  static let system: [(name: String, entry: ProcEntry)] = [
    ("cpuinfo", .processors), ("devices", .devices), ("filesystems", .fileSystems),
    ("interrupts", .interrupts), ("loadavg", .loadAverage), ("locks", .locks), ("meminfo", .memory),
    ("mounts", .mountsLink), ("partitions", .partitions), ("self", .selfLink), ("stat", .systemStat),
    ("swaps", .swaps), ("sys", .tunable), ("sysvipc", .systemV), ("thread-self", .threadSelfLink),
    ("uptime", .uptime), ("version", .version), ("vmstat", .virtualMemory),
  ]

  /// What lies in /proc/PID and, but for `task`, in /proc/PID/task/TID, which has `children` instead.
  static let ofProcess: [(name: String, entry: ProcEntry)] = [
    ("task", .tasks), ("fd", .descriptors), ("fdinfo", .descriptorInformation), ("environ", .environment),
    ("auxv", .auxiliaryVector), ("status", .status), ("personality", .personality), ("limits", .limits),
    ("sched", .schedulerState), ("comm", .name), ("syscall", .systemCall), ("cmdline", .commandLine),
    ("stat", .stat), ("statm", .statm), ("maps", .maps), ("cwd", .workingDirectory),
    ("root", .rootDirectory), ("exe", .executable), ("mounts", .mounts), ("mountinfo", .mountInformation),
    ("smaps", .smaps), ("smaps_rollup", .smapsRollup), ("pagemap", .pagemap), ("wchan", .waitChannel),
    ("schedstat", .schedulerStatistics), ("oom_score", .oomScore), ("oom_score_adj", .oomAdjustment),
    ("io", .inputOutput),
  ]

  static let ofTask = ofProcess.filter { $0.entry != .tasks } + [("children", .children)]

  /// What lies in /proc/sysvipc.
  static let ofSystemV: [(name: String, entry: ProcEntry)] = [
    ("msg", .messageQueues), ("sem", .semaphores), ("shm", .sharedSegments),
  ]
}
