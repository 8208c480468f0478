import ABI
import Machine

/// The system calls: one line each, with the arguments decoded where they are named.
extension Kernel {
  mutating func perform(_ call: Syscall, _ a: Arguments, _ context: Context) throws(Errno) -> SyscallOutcome {
    switch call {
    // Files
    case .openat:
      try sysOpenat(a.descriptor(0), a.pointer(1), OpenFlags(rawValue: a.word(2)), a.word(3), context)
    case .openat2: try sysOpenat2(a.descriptor(0), a.pointer(1), a.pointer(2), a[3], context)
    case .close: try sysClose(a[0], context)
    case .lseek: try sysLseek(a[0], a.signed(1), SeekOrigin(rawValue: a.word(2)), context)
    case .read: try sysRead(a[0], a.buffer(1, 2), context)
    case .write: try sysWrite(a[0], a.buffer(1, 2), context)
    case .readv: try sysReadv(a[0], a.pointer(1), a[2], context)
    case .writev: try sysWritev(a[0], a.pointer(1), a[2], context)
    case .newfstatat:
      try sysNewfstatat(a.descriptor(0), a.pointer(1), a.pointer(2), PathFlags(rawValue: a.word(3)), context)
    case .fstat: try sysFstat(a[0], a.pointer(1), context)
    case .ftruncate: try sysFtruncate(a[0], a.signed(1), context)
    case .fallocate:
      try sysFallocate(a[0], AllocateFlags(rawValue: a.word(1)), a.signed(2), a.signed(3), context)
    case .statfs: try sysStatfs(a.pointer(0), a.pointer(1), context)
    case .fstatfs: try sysFstatfs(a[0], a.pointer(1), context)
    case .fsync, .fdatasync: try sysFsync(a[0], context)
    case .sync: sysSync(context)
    case .syncfs: try sysSyncfs(a[0], context)
    case .fadvise64: try sysFadvise64(a[0], a.signed(2), a.word(3), context)
    case .pread64: try sysPread64(a[0], a.buffer(1, 2), a.signed(3), context)
    case .pwrite64: try sysPwrite64(a[0], a.buffer(1, 2), a.signed(3), context)
    case .preadv: try sysPreadv(a[0], a.pointer(1), a[2], a.signed(3), context)
    case .pwritev: try sysPwritev(a[0], a.pointer(1), a[2], a.signed(3), context)
    case .preadv2:
      try sysPreadv2(a[0], a.pointer(1), a[2], a.signed(3), ReadWriteFlags(rawValue: a.word(5)), context)
    case .pwritev2:
      try sysPwritev2(a[0], a.pointer(1), a[2], a.signed(3), ReadWriteFlags(rawValue: a.word(5)), context)
    case .memfdCreate: try sysMemfdCreate(a.pointer(0), MemoryFileFlags(rawValue: a.word(1)), context)
    case .pipe2: try sysPipe2(a.pointer(0), OpenFlags(rawValue: a.word(1)), context)
    case .splice:
      try sysSplice(
        a[0], a.pointer(1), a[2], a.pointer(3), a[4], SpliceFlags(rawValue: a.word(5)), context)
    case .tee: try sysTee(a[0], a[1], a[2], SpliceFlags(rawValue: a.word(3)), context)
    case .vmsplice:
      try sysVmsplice(a[0], a.pointer(1), a[2], SpliceFlags(rawValue: a.word(3)), context)
    case .sendfile: try sysSendfile(a[0], a[1], a.pointer(2), a[3], context)
    case .copyFileRange:
      try sysCopyFileRange(a[0], a.pointer(1), a[2], a.pointer(3), a[4], a.word(5), context)
    case .truncate: try sysTruncate(a.pointer(0), a.signed(1), context)
    case .ioctl: try sysIoctl(a[0], a.word(1), a[2], context)
    case .statx:
      try sysStatx(
        a.descriptor(0), a.pointer(1), PathFlags(rawValue: a.word(2)), a.word(3), a.pointer(4), context)

    // Names and directories
    case .mkdirat: try sysMkdirat(a.descriptor(0), a.pointer(1), a.word(2), context)
    case .mknodat: try sysMknodat(a.descriptor(0), a.pointer(1), a.word(2), context)
    case .symlinkat: try sysSymlinkat(a.pointer(0), a.descriptor(1), a.pointer(2), context)
    case .readlinkat: try sysReadlinkat(a.descriptor(0), a.pointer(1), a.buffer(2, 3), context)
    case .linkat:
      try sysLinkat(
        a.descriptor(0), a.pointer(1), a.descriptor(2), a.pointer(3), PathFlags(rawValue: a.word(4)), context)
    case .unlinkat: try sysUnlinkat(a.descriptor(0), a.pointer(1), PathFlags(rawValue: a.word(2)), context)
    case .renameat2:
      try sysRenameat2(
        a.descriptor(0), a.pointer(1), a.descriptor(2), a.pointer(3), RenameFlags(rawValue: a.word(4)),
        context)
    case .getcwd: try sysGetcwd(a.buffer(0, 1), context)
    case .chdir: try sysChdir(a.pointer(0), context)
    case .fchdir: try sysFchdir(a[0], context)
    case .chroot: try sysChroot(a.pointer(0), context)
    case .mount:
      try sysMount(
        a.pointer(0), a.pointer(1), a.pointer(2), MountFlags(rawValue: a[3]), a.pointer(4), context)
    case .umount2: try sysUmount2(a.pointer(0), UnmountFlags(rawValue: a.word(1)), context)
    case .setxattr, .getxattr, .removexattr:
      try sysXattr(.path(a.pointer(0), followsLast: true), a.pointer(1), context)
    case .lsetxattr, .lgetxattr, .lremovexattr:
      try sysXattr(.path(a.pointer(0), followsLast: false), a.pointer(1), context)
    case .fsetxattr, .fgetxattr, .fremovexattr: try sysXattr(.descriptor(a[0]), a.pointer(1), context)
    case .listxattr: try sysListxattr(.path(a.pointer(0), followsLast: true), context)
    case .llistxattr: try sysListxattr(.path(a.pointer(0), followsLast: false), context)
    case .flistxattr: try sysListxattr(.descriptor(a[0]), context)
    case .getdents64: try sysGetdents64(a[0], a.buffer(1, 2), context)
    case .faccessat:
      try sysFaccessat(a.descriptor(0), a.pointer(1), AccessModes(rawValue: a.word(2)), [], context)
    case .faccessat2:
      try sysFaccessat(
        a.descriptor(0), a.pointer(1), AccessModes(rawValue: a.word(2)), PathFlags(rawValue: a.word(3)),
        context)
    case .fchmod: try sysFchmod(a[0], a.word(1), context)
    case .fchmodat: try sysFchmodat(a.descriptor(0), a.pointer(1), a.word(2), [], context)
    case .fchmodat2:
      try sysFchmodat(a.descriptor(0), a.pointer(1), a.word(2), PathFlags(rawValue: a.word(3)), context)
    case .fchown: try sysFchown(a[0], a.word(1), a.word(2), context)
    case .fchownat:
      try sysFchownat(
        a.descriptor(0), a.pointer(1), a.word(2), a.word(3), PathFlags(rawValue: a.word(4)), context)
    case .utimensat:
      try sysUtimensat(a.descriptor(0), a.pointer(1), a.pointer(2), PathFlags(rawValue: a.word(3)), context)

    // Memory
    case .brk: sysBrk(a.address(0), context)
    case .mmap:
      try sysMmap(
        a.address(0), a[1], MemoryProtection(rawValue: a.word(2)), MapFlags(rawValue: a.word(3)), a[4], a[5],
        context)
    case .munmap: try sysMunmap(a.address(0), a[1], context)
    case .mprotect: try sysMprotect(a.address(0), a[1], MemoryProtection(rawValue: a.word(2)), context)
    case .mremap:
      try sysMremap(a.address(0), a[1], a[2], RemapFlags(rawValue: a.word(3)), a.address(4), context)
    case .madvise: try sysMadvise(a.address(0), a[1], MemoryAdvice(rawValue: a.word(2)), context)
    case .msync: try sysMsync(a.address(0), a[1], SyncFlags(rawValue: a.word(2)), context)
    case .mincore: try sysMincore(a.address(0), a[1], a.pointer(2), context)
    case .mlock: try sysMlock(a.address(0), a[1], 0, context)
    case .mlock2: try sysMlock(a.address(0), a[1], a.word(2), context)
    case .munlock: try sysMunlock(a.address(0), a[1], context)
    case .mlockall: try sysMlockall(LockAllFlags(rawValue: a.word(0)), context)
    case .munlockall: try sysMunlockall(context)
    case .processVmReadv:
      try sysProcessVmReadv(a.descriptor(0), a.pointer(1), a[2], a.pointer(3), a[4], a[5], context)

    // Descriptors
    case .closeRange: try sysCloseRange(a.word(0), a.word(1), a.word(2), context)
    case .dup: try sysDup(a[0], context)
    case .dup3: try sysDup3(UInt64(a.word(0)), UInt64(a.word(1)), OpenFlags(rawValue: a.word(2)), context)
    case .fcntl: try sysFcntl(a[0], a.word(1), a[2], context)
    case .flock: try sysFlock(a[0], WholeFileLock(rawValue: a.word(1)), context)

    // Waiting for descriptors
    case .ppoll: try sysPpoll(a.pointer(0), a.word(1), a.pointer(2), a.pointer(3), a[4], context)
    case .pselect6:
      try sysPselect6(
        a.descriptor(0), [a.pointer(1), a.pointer(2), a.pointer(3)], a.pointer(4), a.pointer(5), context)
    case .epollCreate1: try sysEpollCreate1(EpollFlags(rawValue: a.word(0)), context)
    case .epollCtl:
      try sysEpollCtl(
        a.descriptor(0), EpollOperation(rawValue: a.word(1)), a.descriptor(2), a.pointer(3), context)
    case .epollPwait:
      try sysEpollPwait(
        a[0], a.pointer(1), a.descriptor(2), a.descriptor(3), a.pointer(4), a[5], context)
    case .epollPwait2:
      try sysEpollPwait2(a[0], a.pointer(1), a.descriptor(2), a.pointer(3), a.pointer(4), a[5], context)
    case .eventfd2: try sysEventfd2(a.word(0), EventFlags(rawValue: a.word(1)), context)
    case .timerfdCreate:
      try sysTimerfdCreate(
        Clock(rawValue: a.word(0)), TimerDescriptorFlags(rawValue: a.word(1)), context)
    case .timerfdSettime:
      try sysTimerfdSettime(
        a[0], TimerDescriptorSetFlags(rawValue: a.word(1)), a.pointer(2), a.pointer(3), context)
    case .timerfdGettime: try sysTimerfdGettime(a[0], a.pointer(1), context)
    case .signalfd4:
      try sysSignalfd4(
        a.descriptor(0), a.pointer(1), a[2], SignalDescriptorFlags(rawValue: a.word(3)), context)

    // Processes and threads
    case .clone: try sysClone(a[0], a[1], a.pointer(2), a[3], a.pointer(4), context)
    case .clone3: try sysClone3(a.pointer(0), a[1], context)
    case .execve: try sysExecve(a.pointer(0), a.pointer(1), a.pointer(2), context)
    case .exit: sysExit(a.word(0), context)
    case .exitGroup: sysExitGroup(a.word(0), context)
    case .wait4:
      try sysWait4(a.descriptor(0), a.pointer(1), WaitOptions(rawValue: a.word(2)), a.pointer(3), context)
    case .waitid:
      try sysWaitid(
        WaitTarget(rawValue: a.word(0)), a.descriptor(1), a.pointer(2), WaitOptions(rawValue: a.word(3)),
        a.pointer(4), context)
    case .getpid: .done(context.process)
    case .gettid: .done(context.thread)
    case .getppid: .done(processes[context.process].parent)
    case .setTidAddress: sysSetTidAddress(a.pointer(0), context)
    case .setpgid: try sysSetpgid(a.descriptor(0), a.descriptor(1), context)
    case .getpgid: try sysGetpgid(a.descriptor(0), context)
    case .getsid: try sysGetsid(a.descriptor(0), context)
    case .setsid: try sysSetsid(context)
    case .prctl: try sysPrctl(a, context)
    case .prlimit64:
      try sysPrlimit64(a.descriptor(0), Resource(rawValue: a.word(1)), a.pointer(2), a.pointer(3), context)
    case .getrusage: try sysGetrusage(UsageTarget(rawValue: a.descriptor(0)), a.pointer(1), context)
    case .times: try sysTimes(a.pointer(0), context)

    // Futexes
    case .futex: try sysFutex(FutexCall(a), context)
    case .setRobustList: try sysSetRobustList(a.pointer(0), a[1], context)
    case .getRobustList: try sysGetRobustList(a.descriptor(0), a.pointer(1), a.pointer(2), context)

    // Sockets
    case .socket: try sysSocket(a.word(0), a.word(1), a.word(2), context)
    case .socketpair: try sysSocketpair(a.word(0), a.word(1), a.word(2), a.pointer(3), context)
    case .bind: try sysBind(a[0], a.pointer(1), a.descriptor(2), context)
    case .listen: try sysListen(a[0], a.descriptor(1), context)
    case .accept: try sysAccept4(a[0], a.pointer(1), a.pointer(2), [], context)
    case .accept4:
      try sysAccept4(a[0], a.pointer(1), a.pointer(2), SocketTypeFlags(rawValue: a.word(3)), context)
    case .connect: try sysConnect(a[0], a.pointer(1), a.descriptor(2), context)
    case .getsockname: try sysGetsockname(a[0], a.pointer(1), a.pointer(2), context)
    case .getpeername: try sysGetpeername(a[0], a.pointer(1), a.pointer(2), context)
    case .shutdown: try sysShutdown(a[0], ShutdownHow(rawValue: a.word(1)), context)
    case .setsockopt: try sysSetsockopt(a[0], a.word(1), a.word(2), a.pointer(3), a.descriptor(4), context)
    case .getsockopt: try sysGetsockopt(a[0], a.word(1), a.word(2), a.pointer(3), a.pointer(4), context)
    case .sendto:
      try sysSendto(
        a[0], a.buffer(1, 2), MessageFlags(rawValue: a.word(3)), a.pointer(4), a.descriptor(5), context)
    case .recvfrom:
      try sysRecvfrom(
        a[0], a.buffer(1, 2), MessageFlags(rawValue: a.word(3)), a.pointer(4), a.pointer(5), context)
    case .sendmsg: try sysSendmsg(a[0], a.pointer(1), MessageFlags(rawValue: a.word(2)), context)
    case .recvmsg: try sysRecvmsg(a[0], a.pointer(1), MessageFlags(rawValue: a.word(2)), context)

    case .sendmmsg:
      try sysSendmmsg(a[0], a.pointer(1), a.word(2), MessageFlags(rawValue: a.word(3)), context)
    case .recvmmsg:
      try sysRecvmmsg(
        a[0], a.pointer(1), a.word(2), MessageFlags(rawValue: a.word(3)), a.pointer(4), context)

    // POSIX message queues
    case .mqOpen:
      try sysMqOpen(a.pointer(0), OpenFlags(rawValue: a.word(1)), a.word(2), a.pointer(3), context)
    case .mqUnlink: try sysMqUnlink(a.pointer(0), context)
    case .mqTimedsend: try sysMqTimedsend(a[0], a.buffer(1, 2), a.word(3), a.pointer(4), context)
    case .mqTimedreceive: try sysMqTimedreceive(a[0], a.buffer(1, 2), a.pointer(3), a.pointer(4), context)
    case .mqNotify: try sysMqNotify(a[0], a.pointer(1), context)
    case .mqGetsetattr: try sysMqGetsetattr(a[0], a.pointer(1), a.pointer(2), context)

    // System V objects
    case .semget: try sysSemget(a.descriptor(0), a.descriptor(1), a.word(2), context)
    case .semctl: try sysSemctl(a.descriptor(0), a.descriptor(1), a.word(2), a[3], context)
    case .semop: try sysSemtimedop(a.descriptor(0), a.pointer(1), a.word(2), UserPointer(0), context)
    case .semtimedop: try sysSemtimedop(a.descriptor(0), a.pointer(1), a.word(2), a.pointer(3), context)
    case .shmget: try sysShmget(a.descriptor(0), a[1], a.word(2), context)
    case .shmat:
      try sysShmat(a.descriptor(0), a.address(1), SharedMemoryFlags(rawValue: a.word(2)), context)
    case .shmdt: try sysShmdt(a.address(0), context)
    case .shmctl: try sysShmctl(a.descriptor(0), a.word(1), a.pointer(2), context)
    case .msgget: try sysMsgget(a.descriptor(0), a.word(1), context)
    case .msgctl: try sysMsgctl(a.descriptor(0), a.word(1), a.pointer(2), context)
    case .msgsnd: try sysMsgsnd(a.descriptor(0), a.buffer(1, 2), a.word(3), context)
    case .msgrcv: try sysMsgrcv(a.descriptor(0), a.buffer(1, 2), a.signed(3), a.word(4), context)

    // Signals
    case .kill: try sysKill(a.descriptor(0), a.word(1), context)
    case .tkill: try sysTgkill(nil, a.descriptor(0), a.word(1), context)
    case .tgkill: try sysTgkill(a.descriptor(0), a.descriptor(1), a.word(2), context)
    case .rtSigqueueinfo: try sysRtSigqueueinfo(a.descriptor(0), a.word(1), a.pointer(2), context)
    case .rtSigaction:
      try sysRtSigaction(Signal(rawValue: a.descriptor(0)), a.pointer(1), a.pointer(2), a[3], context)
    case .rtSigprocmask:
      try sysRtSigprocmask(MaskOperation(rawValue: a.word(0)), a.pointer(1), a.pointer(2), a[3], context)
    case .rtSigpending: try sysRtSigpending(a.pointer(0), a[1], context)
    case .rtSigsuspend: try sysRtSigsuspend(a.pointer(0), a[1], context)
    case .rtSigtimedwait: try sysRtSigtimedwait(a.pointer(0), a.pointer(1), a.pointer(2), a[3], context)
    case .rtSigreturn: try sysRtSigreturn(context)
    case .sigaltstack: try sysSigaltstack(a.pointer(0), a.pointer(1), context)

    // Scheduling
    case .schedYield: sysSchedYield(context)
    case .schedSetscheduler: try sysSchedSetscheduler(a.descriptor(0), a.word(1), a.pointer(2), context)
    case .schedGetscheduler: try sysSchedGetscheduler(a.descriptor(0), context)
    case .schedSetparam: try sysSchedSetparam(a.descriptor(0), a.pointer(1), context)
    case .schedGetparam: try sysSchedGetparam(a.descriptor(0), a.pointer(1), context)
    case .schedGetPriorityMax: try sysSchedGetPriority(SchedulingClass(rawValue: a.word(0)), isMaximum: true)
    case .schedGetPriorityMin: try sysSchedGetPriority(SchedulingClass(rawValue: a.word(0)), isMaximum: false)
    case .schedRrGetInterval: try sysSchedRrGetInterval(a.descriptor(0), a.pointer(1), context)
    case .schedSetattr: try sysSchedSetattr(a.descriptor(0), a.pointer(1), a.word(2), context)
    case .schedGetattr:
      try sysSchedGetattr(a.descriptor(0), a.pointer(1), size: a.word(2), a.word(3), context)
    case .schedSetaffinity: try sysSchedSetaffinity(a.descriptor(0), a[1], a.pointer(2), context)
    case .schedGetaffinity: try sysSchedGetaffinity(a.descriptor(0), a[1], a.pointer(2), context)
    case .setpriority:
      try sysSetpriority(PriorityTarget(rawValue: a.word(0)), a.descriptor(1), a.descriptor(2), context)
    case .getpriority: try sysGetpriority(PriorityTarget(rawValue: a.word(0)), a.descriptor(1), context)
    case .getcpu: try sysGetcpu(a.pointer(0), a.pointer(1), context)

    // Time
    case .clockGettime: try sysClockGettime(a.word(0), a.pointer(1), context)
    case .clockGetres: try sysClockGetres(a.word(0), a.pointer(1), context)
    case .gettimeofday: try sysGettimeofday(a.pointer(0), context)
    case .nanosleep: try sysNanosleep(a.pointer(0), a.pointer(1), context)
    case .clockNanosleep:
      try sysClockNanosleep(a.word(0), TimerFlags(rawValue: a.word(1)), a.pointer(2), a.pointer(3), context)
    case .setitimer:
      try sysSetitimer(IntervalTimerKind(rawValue: a.word(0)), a.pointer(1), a.pointer(2), context)
    case .timerCreate: try sysTimerCreate(Clock(rawValue: a.word(0)), a.pointer(1), a.pointer(2), context)
    case .timerSettime:
      try sysTimerSettime(
        a.descriptor(0), TimerFlags(rawValue: a.word(1)), a.pointer(2), a.pointer(3), context)
    case .timerGettime: try sysTimerGettime(a.descriptor(0), a.pointer(1), context)
    case .timerGetoverrun: try sysTimerGetoverrun(a.descriptor(0), context)
    case .timerDelete: try sysTimerDelete(a.descriptor(0), context)
    case .getitimer: try sysGetitimer(IntervalTimerKind(rawValue: a.word(0)), a.pointer(1), context)

    // Users, groups and the system
    case .getuid: .done(Int(processes[context.process].credentials.user.real))
    case .geteuid: .done(Int(processes[context.process].credentials.user.effective))
    case .getgid: .done(Int(processes[context.process].credentials.group.real))
    case .getegid: .done(Int(processes[context.process].credentials.group.effective))
    case .getresuid: try sysGetresid(\.user, a, context)
    case .getresgid: try sysGetresid(\.group, a, context)
    case .setuid: try sysSetid(\.user, a.word(0), context)
    case .setgid: try sysSetid(\.group, a.word(0), context)
    case .setreuid: try sysSetresid(\.user, real: a.word(0), effective: a.word(1), saved: .max, context)
    case .setregid: try sysSetresid(\.group, real: a.word(0), effective: a.word(1), saved: .max, context)
    case .setresuid: try sysSetresid(\.user, real: a.word(0), effective: a.word(1), saved: a.word(2), context)
    case .setresgid:
      try sysSetresid(\.group, real: a.word(0), effective: a.word(1), saved: a.word(2), context)
    case .getgroups: try sysGetgroups(a.descriptor(0), a.pointer(1), context)
    case .setgroups: try sysSetgroups(a[0], a.pointer(1), context)
    case .umask: sysUmask(a.word(0), context)
    case .uname: try sysUname(a.pointer(0), context)
    case .sysinfo: try sysSysinfo(a.pointer(0), context)
    case .sethostname: try sysSethostname(a.buffer(0, 1), context)
    case .syslog: try sysSyslog(a.descriptor(0), a.pointer(1), a.descriptor(2), context)
    case .getrandom: try sysGetrandom(a.buffer(0, 1), a.word(2), context)

    default: throw missing(call, context)
    }
  }
}

/// The number and the six arguments of a system call, as the registers had them, and the ways to read them.
struct Arguments {
  /// a0…a7: a7 is the number, a6 means nothing.
  private let registers: SIMD8<UInt64>

  init(_ frame: TrapFrame, _ machine: Machine) { registers = frame.callRegisters(machine) }

  /// A call that no program made.
  ///
  /// - Precondition: there are six arguments.
  init(_ call: Syscall, _ arguments: [UInt64]) { registers = SIMD8(arguments + [0, call.rawValue]) }

  subscript(index: Int) -> UInt64 { registers[index] }

  /// Which call it is.
  var number: UInt64 { registers[7] }

  /// All six arguments.
  var all: [UInt64] { (0..<6).map { registers[$0] } }

  /// An `int` or `unsigned`: the upper half of the register does not count.
  func word(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: self[index]) }

  /// A signed `long`.
  func signed(_ index: Int) -> Int64 { Int64(bitPattern: self[index]) }

  /// A directory descriptor, which may be negative.
  func descriptor(_ index: Int) -> Int32 { Int32(bitPattern: word(index)) }

  func address(_ index: Int) -> VirtualAddress { VirtualAddress(self[index]) }

  func pointer(_ index: Int) -> UserPointer { UserPointer(self[index]) }

  func buffer(_ start: Int, _ count: Int) -> UserBuffer {
    UserBuffer(start: pointer(start), count: self[count])
  }
}
