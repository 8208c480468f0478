import ABI
import ELF
import Kernel
import Machine
import RandomPrograms

/// A machine on which processes make random system calls with random arguments, until init kills them all and starts
/// others.
struct CallStorm {
  private(set) var run: Run
  /// Whether the time has run out, though each of them has little to do.
  private(set) var hasHung = false
  /// What the machine is, for whoever wants to see the same again.
  let description: String

  /// The machine and the calls that a seed gives.
  init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let configuration = Self.configuration(seed, &random)
    let options = Self.options(&random)
    let arena = Arena(using: &random)
    run = try Run(Self.executable(with: arena.bytes), configuration, options)
    description =
      "seed \(seed): \(configuration.harts) harts, \(configuration.memorySize >> 10) KiB, swap \(configuration.swapSize >> 10) KiB, "
      + "modelled \(configuration.isModelled), \(options.replacement), \(options.scheduler), keyboard \(options.hasKeyboard), ASIDs \(options.asidCount)"
  }

  /// How many calls were made.
  var calls: Int { Int(run.kernel.statistics.systemCallCount) }

  /// Runs on until there was another call.
  ///
  /// - Returns: false once the run is over, or nobody makes calls any more.
  mutating func nextCall() -> Bool {
    let before = calls
    for _ in 0..<Self.patience {
      run.kernel.limits.instructions = run.machine.instructions + Self.step
      let pause = run.kernel.run(on: run.machine)
      _ = run.machine.console.takeOutput()
      _ = run.kernel.takeCrashes()
      switch pause {
      case .limit(.instructions), .output, .events, .time: break
      case .idle(let time):
        // The keys of a line, and one that is a signal.
        run.machine.console.supplyInput([65, 13, 26, 66, 13])
        run.kernel.passTime(to: time ?? run.kernel.microseconds(run.machine) + 1000, on: run.machine)
      case .input: run.machine.console.supplyInput([10, 65])
      case .limit:
        hasHung = true
        return false
      case .ended, .deadlock: return false
      }
      if calls > before { return true }
    }
    return false
  }

  /// Fewer instructions than lie between two calls of a process.
  private static let step: UInt64 = 24
  /// So many steps without a call mean that all who are left wait or turn in circles.
  private static let patience = 2_000

  // MARK: The machine

  private static func configuration(_ seed: UInt64, _ random: inout SplitMix64) -> MachineConfiguration {
    var configuration = MachineConfiguration()
    configuration.seed = seed
    configuration.harts = [1, 1, 2, 4].randomElement(using: &random)!
    configuration.memorySize = [512 << 10, 1 << 20, 4 << 20].randomElement(using: &random)!
    configuration.swapSize = [0, 0, 64 << 10, 512 << 10].randomElement(using: &random)!
    configuration.isModelled = Int.random(in: 0..<4, using: &random) == 0
    // Small ones, so that looking at all entries takes no time.
    configuration.itlb = TLBGeometry(entries: 8, ways: 2)
    configuration.dtlb = TLBGeometry(entries: 8, ways: 2)
    configuration.stlb = TLBGeometry(entries: 16, ways: 4, latency: 7)
    return configuration
  }

  private static func options(_ random: inout SplitMix64) -> KernelOptions {
    var options = KernelOptions()
    options.threadLimit = 24
    options.hasKeyboard = Int.random(in: 0..<3, using: &random) == 0
    if options.hasKeyboard { options.terminals = [0, 1, 2] }
    options.asidCount = [3, 100].randomElement(using: &random)!
    options.limits.microseconds = 60_000_000
    let policies = ReplacementChoice.names.filter { $0 != "optimal" } + ["lru:exact", "lfu:exact"]
    options.replacement.choice = ReplacementChoice(policies.randomElement(using: &random)!)!
    options.replacement.frameLimit = [nil, nil, 12].randomElement(using: &random)!
    options.scheduler =
      [
        .roundRobin(quantum: 20_000), .completelyFair(SchedulerChoice.FairOptions()), .firstComeFirstServed,
        .lottery(quantum: 20_000),
        .earliestDeadline(SchedulerChoice.DeadlineOptions()),
        .multilevelFeedback(SchedulerChoice.FeedbackOptions()),
      ].randomElement(using: &random)!
    return options
  }

  // MARK: The program

  /// The program with what its arena is to hold.
  private static func executable(with arena: [UInt8]) throws -> [UInt8] {
    var bytes = try program.get()
    let elf = try ELFFile(executable: bytes)
    let address = elf.symbol(named: "arena")!.value
    let segment = elf.segments.first {
      $0.virtualAddress <= address && address < $0.virtualAddress + $0.fileSize
    }!
    precondition(address == Arena.address, "the arena lies at 0x\(String(address, radix: 16))")
    let start = Int(segment.offset + address - segment.virtualAddress)
    bytes.replaceSubrange(start..<start + arena.count, with: arena)
    return bytes
  }

  private static let program = Result { try GuestAssembly.build(source) }

  /// Process 1 starts workers, sleeps, kills them, and begins anew. A worker makes calls from the table; which comes
  /// next depends on what the last one returned, so that processes that began alike do not go on alike.
  private static let source = """
      # Files, pipes and memory that all have.
      call SYS_openat, -100, \(Arena.path(0)), 0x42, 0x1ff
      call SYS_ftruncate, 3, 20000
      call 59, \(Arena.scratch), 0
      call 199, 1, 1, 0, \(Arena.scratch)
      call SYS_mmap, \(Arena.mappings), 16 * 4096, 3, 0x32, -1
      call SYS_mmap, \(Arena.mappings) + 0x10000, 16 * 4096, 3, 0x31, -1
      call SYS_mmap, \(Arena.mappings) + 0x20000, 5 * 4096, 3, 0x11, 3
      call SYS_mmap, \(Arena.mappings) + 0x30000, 5 * 4096, 3, 0x12, 3
      call SYS_mmap, \(Arena.readOnly), 8192, 1, 0x32, -1
      call SYS_mmap, \(Arena.mappings) + 0x38000, 8 * 4096, 3, 0x32, -1
      # Faults are stepped over; the same signals from others, which have codes of 0 or less, change nothing.
      la a1, action
      li a0, 11
      li a2, 0
      li a3, 8
      li a7, 134
      ecall
      li a0, 7
      ecall
      li s9, 1000000
    round:
      li s8, 5
    start:
      call SYS_clone, 17
      beqz a0, worker
      addi s8, s8, -1
      bnez s8, start
      call 101, \(Arena.nap), 0
      call 129, -1, 9
    reap:
      call SYS_wait4, -1
      li t0, -10
      bne a0, t0, reap
      addi s9, s9, -1
      bnez s9, round
      exit 0

    worker:
      call 178
      mv s2, a0
      li s1, 400
      la s4, arena
      ld s5, \(Arena.seedOffset)(s4)
    again:
      li t0, 6364136223846793005
      mul s2, s2, t0
      add s2, s2, a0
      add s2, s2, s5
      srli t1, s2, 33
      andi t1, t1, \(Arena.rows - 1)
      slli t1, t1, 6
      add s3, s4, t1
      ld a7, 0(s3)
      ld a0, 8(s3)
      ld a1, 16(s3)
      ld a2, 24(s3)
      ld a3, 32(s3)
      ld a4, 40(s3)
      ld a5, 48(s3)
      ecall
      srli t1, s2, 41
      andi t1, t1, 63
      slli t1, t1, 12
      li t2, \(Arena.mappings)
      add t1, t1, t2
      andi t2, s2, 1024
      beqz t2, look
      sd s2, 16(t1)
    look:
      ld t0, 16(t1)
      addi s1, s1, -1
      bnez s1, again
      exit 0
      .globl handler
    handler:
      lw t0, 8(a1)
      blez t0, back
      ld t0, 176(a2)
      addi t0, t0, 4
      sd t0, 176(a2)
    back:
      ret

      .data
      .balign 4096
    action: .quad handler, 0x40000004, 0
      .balign 4096
      .globl arena
    arena: .byte 1
      .space \(Arena.size - 1)
    """
}

/// The data of the program: what calls are made, and what their pointers point to.
struct Arena {
  private(set) var bytes = [UInt8](repeating: 0, count: size)
  private var random: SplitMix64

  static let address: UInt64 = 0x1_3000
  static let size = 10 << 12
  /// The calls: number and six arguments each.
  static let table = address
  static let rows = 256
  /// Behind them, what distinguishes one run from another, and how long init sleeps.
  static let seedOffset = 8
  static let nap = address + 5 << 12
  /// Where the program puts what it does not look at.
  static let scratch = nap + 64
  static let mappings: UInt64 = 0x1000_0000
  static let readOnly: UInt64 = 0x2000_0000
  private static let paths = [
    "/tmp/a", "/tmp/b", "/tmp", "/tmp/d", "/dev/null", "/dev/zero", "/bin/test", "/dev/shm/s", "a", "..",
    "/q", "/tmp/d/e", "/dev/ptmx", "/dev/tty", "/dev/pts/0", "/proc", "/proc/self/maps", "/proc/1/fd/0",
    "/proc/self/fd", "/proc/self/exe", "/proc/2/comm", "/proc/1/cwd", "/proc/vmstat",
  ]

  /// The address of a path.
  static func path(_ index: Int) -> UInt64 { nap + 128 + UInt64(index) * 16 }

  /// Random calls, and random things for them to point to.
  init(using random: inout SplitMix64) {
    self.random = SplitMix64(seed: random.next())
    // Structures of small numbers and of pointers, so that some of them mean something.
    for place in stride(from: 5 << 12, to: Self.size, by: 8) { put(value(), at: place) }
    put(0, at: Int(Self.nap - Self.address))
    put(2_000_000, at: Int(Self.nap - Self.address) + 8)
    for (index, path) in Self.paths.enumerated() {
      let place = Int(Self.path(index) - Self.address)
      bytes.replaceSubrange(place..<place + path.utf8.count + 1, with: Array(path.utf8) + [0])
    }
    for row in 0..<Self.rows { putCall(at: row * 64) }
  }

  private mutating func put(_ value: UInt64, at place: Int) {
    for byte in 0..<8 { bytes[place + byte] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(byte))) }
  }

  private mutating func putCall(at place: Int) {
    let call = (chance(5) ? Syscall.allCases : Self.favourites).randomElement(using: &random)!
    put(chance(50) ? random.next() % 500 : call.rawValue, at: place)
    var registers = (0..<6).map { _ in value() }
    // A kind can depend on an argument before it.
    for _ in 0..<2 {
      for argument in call.format.arguments(for: registers) where !chance(8) {
        registers[argument.register] = self.argument(argument.kind)
      }
    }
    for (index, register) in registers.enumerated() { put(register, at: place + 8 + index * 8) }
  }

  /// The calls that have most to do with memory, files, processes and what they have in common.
  private static let favourites: [Syscall] = [
    .mmap, .mmap, .munmap, .mprotect, .mremap, .madvise, .brk, .mlock, .munlock, .msync, .shmget, .shmat,
    .shmdt, .shmctl,
    .clone, .clone, .clone3, .execve, .wait4, .waitid, .kill, .tgkill, .rtSigaction, .rtSigprocmask,
    .sigaltstack, .setitimer,
    .openat, .openat, .close, .dup, .dup3, .fcntl, .closeRange, .pipe2, .read, .write, .readv, .writev,
    .pread64, .pwrite64,
    .lseek, .ftruncate, .unlinkat, .mkdirat, .mknodat, .linkat, .symlinkat, .renameat2, .chdir, .fchdir,
    .getdents64,
    .splice, .tee, .vmsplice, .sendfile, .copyFileRange, .socket, .socketpair, .bind, .listen, .connect,
    .accept4, .sendmsg,
    .recvmsg, .sendto, .recvfrom, .shutdown, .futex, .futex, .semget, .semop, .semctl, .msgget, .msgsnd,
    .msgrcv, .msgctl,
    .mqOpen, .mqUnlink, .mqTimedsend, .mqTimedreceive, .mqNotify, .setpgid, .setsid, .schedSetscheduler,
    .schedSetaffinity,
    .setpriority, .prlimit64, .nanosleep, .epollCreate1, .epollCtl, .epollPwait, .eventfd2, .timerfdCreate,
    .signalfd4, .ioctl, .ioctl,
  ]

  // MARK: Arguments

  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  private mutating func argument(_ kind: ArgumentKind) -> UInt64 {
    switch kind {
    case .descriptor: return UInt64.random(in: 0...12, using: &random)
    case .directory: return chance(3) ? UInt64.random(in: 0...12, using: &random) : UInt64(bitPattern: -100)
    case .signal: return UInt64.random(in: 0...40, using: &random)
    case .flags(let constants): return flags(constants)
    case .value(let constants): return UInt64(bitPattern: constants.randomElement(using: &random)?.value ?? 0)
    case .openFlags: return UInt64.random(in: 0...2, using: &random) | flags(OpenFlags.constants)
    case .cloneFlags: return chance(2) ? 17 : flags(CloneFlags.constants) | 17
    case .size: return size()
    case .mode, .fileMode: return random.next() & 0o170777
    case .path, .text:
      return chance(6) ? pointer() : Self.path(Int.random(in: 0..<Self.paths.count, using: &random))
    case .address: return address()
    case .texts, .environment: return chance(2) ? 0 : pointer()
    case .pointer, .array: return chance(4) ? 0 : pointer()
    case .int, .unsigned, .long, .hexadecimal, .ipcKey:
      return chance(3) ? value() : UInt64.random(in: 0...6, using: &random)
    default: return kind.direction == nil ? value() : pointer()
    }
  }

  private mutating func flags(_ constants: [NamedConstant]) -> UInt64 {
    var flags: UInt64 = 0
    while chance(2) { flags |= UInt64(bitPattern: constants.randomElement(using: &random)?.value ?? 0) }
    return flags
  }

  private mutating func size() -> UInt64 {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: random.next() >> UInt64.random(in: 0..<64, using: &random)
    case 1: cornerValues.randomElement(using: &random)!
    case 2, 3: Page.size * UInt64.random(in: 0...20, using: &random)
    case 4: 8
    default: UInt64.random(in: 0...300, using: &random)
    }
  }

  /// The start of a page, more often than not of one that is or was mapped.
  private mutating func address() -> UInt64 {
    chance(4) ? pointer() : Self.mappings + Page.size * UInt64.random(in: 0..<64, using: &random)
  }

  /// Null, unmapped, the kernel's, read-only, across the end of what is mapped, the program's code, or good.
  private mutating func pointer() -> UInt64 {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: 0
    case 1: 0x5000_0000
    case 2: 1 << 38 + random.next() % 4096
    case 3: .max - random.next() % 4096
    case 4: Self.readOnly + random.next() % 8192
    case 5: Self.readOnly + 8192 - random.next() % 16
    case 6: 0x1_1000 + random.next() % 512
    case 7...9: Self.mappings + random.next() % 0x4_0000
    default: Self.nap + random.next() % (4 << 12) & ~7
    }
  }

  private mutating func value() -> UInt64 {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: pointer()
    case 1: cornerValues.randomElement(using: &random)!
    case 2: random.next()
    case 3: 1 << UInt64.random(in: 0..<64, using: &random)
    case 4: UInt64(bitPattern: -Int64.random(in: 0...150, using: &random))
    default: UInt64.random(in: 0...40, using: &random)
    }
  }
}
