import ABI
import Machine

/// A name below /proc/sys: a directory, or a file that shows something of the kernel and may change it.
struct Tunable: Sendable {
  let name: String
  /// The place of its directory; nil for /proc/sys itself.
  let parent: Int?
  let isDirectory: Bool
  let permissions: UInt32
  let read: @Sendable (inout Kernel, Context) -> String
  let write: (@Sendable (inout Kernel, String, Context) throws(Errno) -> Void)?

  /// Takes what was written, as `echo` writes it; only root may.
  func set(_ kernel: inout Kernel, _ text: String, _ context: Context) throws(Errno) {
    guard let write, kernel.processes[context.process].credentials.isRoot else { throw .notPermitted }
    try write(&kernel, text.trimmed, context)
  }
}

/// Everything below /proc/sys.
enum Tunables {
  /// The directories and the files, by their places; the first is /proc/sys.
  static let all: [Tunable] = tree()

  static func child(_ name: String, of directory: Int) -> Int? {
    all.indices.first { all[$0].parent == directory && all[$0].name == name }
  }

  static func children(of directory: Int) -> [Int] { all.indices.filter { all[$0].parent == directory } }

  private static func tree() -> [Tunable] {
    var rows = [directory("", in: nil)]
    for leaf in files {
      var place = 0
      let names = leaf.path.split(separator: "/").map(String.init)
      for name in names.dropLast() {
        if let known = rows.indices.first(where: { rows[$0].parent == place && rows[$0].name == name }) {
          place = known
        } else {
          rows.append(directory(name, in: place))
          place = rows.count - 1
        }
      }
      rows.append(
        Tunable(
          name: names.last ?? "", parent: place, isDirectory: false,
          permissions: leaf.write == nil ? 0o444 : 0o644, read: leaf.read, write: leaf.write))
    }
    return rows
  }

  private static func directory(_ name: String, in parent: Int?) -> Tunable {
    Tunable(
      name: name, parent: parent, isDirectory: true, permissions: 0o555, read: { _, _ in "" }, write: nil)
  }

  // MARK: The files

  private struct Leaf {
    let path: String
    let read: @Sendable (inout Kernel, Context) -> String
    var write: (@Sendable (inout Kernel, String, Context) throws(Errno) -> Void)?
  }

  private static let files: [Leaf] = identity + messages + scheduling + chance + memory + limits

  /// What `uname` tells.
  private static let identity: [Leaf] = [
    Leaf(path: "kernel/ostype") { kernel, _ in kernel.systemName.system.text },
    Leaf(
      path: "kernel/hostname", read: { kernel, _ in kernel.systemName.node.text },
      write: { kernel, text, _ throws(Errno) in try kernel.setHostName(text) }),
    Leaf(path: "kernel/osrelease") { kernel, _ in kernel.systemName.release.text },
    Leaf(path: "kernel/version") { kernel, _ in kernel.systemName.version.text },
    Leaf(path: "kernel/domainname") { kernel, _ in kernel.systemName.domain.text },
  ]

  private static let messages: [Leaf] = [
    // The level below which messages are shown on the console, that of messages which say none, and the least and the
    // usual one of the first.
    Leaf(
      path: "kernel/printk", read: { kernel, _ in kernel.tuning.messageLevels },
      write: { kernel, text, _ throws(Errno) in
        let words = text.split { $0 == " " || $0 == "\t" }.map { Int($0) }
        let fixed = kernel.tuning.messageLevels.split(separator: "\t").map { Int($0) }
        guard let level = words.first ?? nil, Tuning.consoleLevels.contains(level), words.count <= 4,
          words.dropFirst() == fixed[1..<words.count]
        else { throw .invalidArgument }
        kernel.tuning.consoleLevel = level
      })
  ]

  private static let scheduling: [Leaf] = [
    Leaf(
      path: "kernel/sched_policy", read: { kernel, _ in kernel.options.scheduler.text },
      write: { kernel, text, context throws(Errno) in
        let clock = kernel.options.cyclesPerMicrosecond
        guard let choice = try? SchedulerChoice(parsing: text, clock: clock) else { throw .invalidArgument }
        kernel.switchScheduler(to: choice, context.machine)
      }),
    Leaf(path: "kernel/sched_policies_available") { _, _ in SchedulerChoice.names.joined(separator: " ") },
    Leaf(
      path: "kernel/sched_quantum",
      read: { kernel, _ in kernel.options.scheduler.quantum.map { String($0) } ?? "none" },
      write: { kernel, text, context throws(Errno) in
        guard let cycles = UInt64(text), let choice = kernel.options.scheduler.with(quantum: cycles) else {
          throw .invalidArgument
        }
        kernel.switchScheduler(to: choice, context.machine)
      }),
    number("kernel/sched_rr_timeslice_ms", 1...10_000, \.tuning.realtimeQuantum),
    Leaf(
      path: "kernel/threads-max", read: { kernel, _ in String(kernel.options.threadLimit) },
      write: { kernel, text, _ throws(Errno) in
        guard let count = Int(text), (20...32_000).contains(count) else { throw .invalidArgument }
        kernel.options.threadLimit = count
      }),
    Leaf(path: "kernel/pid_max") { _, _ in String(Kernel.largestNumber + 1) },
  ]

  private static let chance: [Leaf] = [
    Leaf(path: "kernel/random/uuid") { kernel, _ in uuid(of: kernel.random.bytes(16)) },
    Leaf(path: "kernel/random/boot_id") { _, context in
      var random = RandomNumbers(seed: context.machine.configuration.seed)
      return uuid(of: random.bytes(16))
    },
    // Programs begin at the same addresses in each run.
    Leaf(path: "kernel/randomize_va_space") { _, _ in "0" },
  ]

  private static let memory: [Leaf] = [
    number("vm/swappiness", 0...200, \.tuning.swappiness),
    Leaf(
      path: "vm/overcommit_memory", read: { kernel, _ in String(kernel.options.overcommit.number) },
      write: { kernel, text, _ throws(Errno) in
        guard let choice = Overcommit.allCases.first(where: { String($0.number) == text }) else {
          throw .invalidArgument
        }
        kernel.options.overcommit = choice
      }),
    number("vm/overcommit_ratio", 0...1000, \.tuning.overcommitRatio),
    Leaf(
      path: "vm/min_free_kbytes", read: { kernel, _ in String(kernel.tuning.reservedFrames * 4) },
      write: { kernel, text, _ throws(Errno) in
        guard let kilobytes = Int(text), (32...kernel.frames.count).contains(kilobytes) else {
          throw .invalidArgument
        }
        kernel.tuning.reservedFrames = (kilobytes + 3) / 4
      }),
    Leaf(
      path: "vm/drop_caches", read: { _, _ in "0" },
      write: { kernel, text, context throws(Errno) in
        guard ["1", "2", "3"].contains(text) else { throw .invalidArgument }
        // Directories and inodes, which 2 is about, are not cached: they are in memory anyway.
        if text != "2" { kernel.dropUnusedPages(context) }
      }),
    Leaf(
      path: "vm/replacement_policy", read: { kernel, _ in kernel.options.replacement.choice.text },
      write: { kernel, text, context throws(Errno) in
        guard let choice = ReplacementChoice(text) else { throw .invalidArgument }
        kernel.switchReplacement(to: choice, context.machine)
      }),
    Leaf(path: "vm/replacement_policies_available") { _, _ in
      ReplacementChoice.names.filter { $0 != "optimal" }.joined(separator: " ")
    },
    Leaf(path: "vm/max_map_count") { _, _ in String(AddressSpace.areaLimit) },
    Leaf(path: "vm/mmap_min_addr") { _, _ in String(AddressSpace.lowest.rawValue) },
  ]

  /// Limits of what programs can have; most cannot be changed.
  private static let limits: [Leaf] = [
    Leaf(path: "fs/file-max") { _, _ in String(Kernel.openFileLimit) },
    Leaf(path: "fs/file-nr") { kernel, _ in "\(kernel.openFiles.count)\t0\t\(Kernel.openFileLimit)" },
    Leaf(path: "fs/inode-nr") { kernel, _ in
      "\(kernel.files.count)\t\(kernel.files.freeInodes)"
    },
    Leaf(path: "fs/nr_open") { _, _ in String(DescriptorTable.limit) },
    Leaf(
      path: "fs/pipe-max-size", read: { kernel, _ in String(kernel.tuning.largestPipe) },
      write: { kernel, text, _ throws(Errno) in
        guard let size = Int(text), size > 0, size <= Pipe.maximumCapacity * Int(Page.size) else {
          throw .invalidArgument
        }
        var pages = 1
        while pages * Int(Page.size) < size { pages *= 2 }
        kernel.tuning.largestPipe = pages * Int(Page.size)
      }),
    Leaf(path: "fs/mqueue/queues_max") { _, _ in String(Kernel.queueLimit) },
    Leaf(path: "fs/mqueue/msg_max") { _, _ in String(PosixQueue.mostMessages) },
    Leaf(path: "fs/mqueue/msgsize_max") { _, _ in String(PosixQueue.largestMessage) },
    Leaf(path: "kernel/shmmni") { _, _ in String(SharedMemorySegment.maximumSegments) },
    Leaf(path: "kernel/sem") { _, _ in
      "\(SemaphoreSetStatus.maximumCount)\t\(SemaphoreSetStatus.maximumCount * SemaphoreSetStatus.maximumSets)"
        + "\t\(SemaphoreSetStatus.maximumOperations)\t\(SemaphoreSetStatus.maximumSets)"
    },
    Leaf(path: "kernel/msgmax") { _, _ in String(MessageQueueStatus.maximumMessage) },
    Leaf(path: "kernel/msgmni") { _, _ in String(MessageQueueStatus.maximumQueues) },
    Leaf(path: "kernel/msgmnb") { _, _ in String(MessageQueueStatus().maximumBytes) },
  ]

  /// A number in a range that the kernel just keeps.
  private static func number(
    _ path: String, _ range: ClosedRange<Int>, _ place: WritableKeyPath<Kernel, Int> & Sendable
  ) -> Leaf {
    Leaf(
      path: path, read: { kernel, _ in String(kernel[keyPath: place]) },
      write: { kernel, text, _ throws(Errno) in
        guard let value = Int(text), range.contains(value) else { throw .invalidArgument }
        kernel[keyPath: place] = value
      })
  }

  /// Sixteen bytes as a random UUID (RFC 9562, version 4).
  private static func uuid(of bytes: [UInt8]) -> String {
    var bytes = bytes
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = bytes.map { $0.hexadecimal(2) }
    let ends = [0, 4, 6, 8, 10, 16]
    return zip(ends, ends.dropFirst()).map { digits[$0..<$1].joined() }.joined(separator: "-")
  }
}

/// What can be tuned while the system runs, beside the options that it was started with.
struct Tuning {
  /// The texts of `uname`.
  var hostName = "ring3"
  /// Messages of a lower level are shown on the console: at first none are, which is the programs' own.
  var consoleLevel = Tuning.leastConsoleLevel
  /// What it was before somebody turned them off.
  var savedConsoleLevel: Int?
  /// How much of the room that is needed is made by letting pages of programs leave before those of files, in
  /// two-hundredths: 0 takes files first.
  var swappiness = 0
  /// How much of the frames can be promised where overcommit is off, in percent.
  var overcommitRatio = 100
  /// Frames that are kept free for those who cannot wait.
  var reservedFrames = 8
  /// Bytes that a pipe may be given.
  var largestPipe = Pipe.maximumCapacity * Int(Page.size)
  /// The quantum of SCHED_RR in milliseconds (Linux, include/linux/sched/rt.h, `RR_TIMESLICE`).
  var realtimeQuantum = 100

  static let leastConsoleLevel = 1
  /// The levels that can be set, as syslog(2) has them.
  static let consoleLevels = 1...8

  /// The four numbers of /proc/sys/kernel/printk.
  var messageLevels: String {
    "\(consoleLevel)\t\(LogLevel.warning.rawValue)\t\(Self.leastConsoleLevel)\t\(Self.leastConsoleLevel)"
  }
}

extension [UInt8] {
  /// The text up to the zero.
  var text: String { String(decoding: prefix { $0 != 0 }, as: UTF8.self) }
}
