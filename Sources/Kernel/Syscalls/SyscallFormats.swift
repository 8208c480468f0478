public import ABI

extension Syscall {
  /// How a trace shows the call: one row each, as the manual pages name the arguments.
  public var format: SyscallFormat { SyscallFormat.all[self]! }
}

extension SyscallFormat {
  /// The rows, made once.
  static let all = Dictionary(uniqueKeysWithValues: Syscall.allCases.map { ($0, row(of: $0)) })

  private static func row(of call: Syscall) -> SyscallFormat {
    switch call {
    // Descriptors and files
    case .read, .write:
      SyscallFormat(
        [
          ("fd", .descriptor),
          ("buf", .data(call == .read ? .out : .in, call == .read ? .result : .argument(2))),
          ("count", .size),
        ],
        .descriptor)
    case .pread64, .pwrite64:
      SyscallFormat(
        [
          ("fd", .descriptor),
          ("buf", .data(call == .pread64 ? .out : .in, call == .pread64 ? .result : .argument(2))),
          ("count", .size), ("offset", .long),
        ], .descriptor)
    case .readv, .writev:
      SyscallFormat(
        [("fd", .descriptor), ("iov", .vectors(call == .readv ? .out : .in, count: 2)), ("iovcnt", .int)],
        .descriptor)
    case .preadv, .pwritev:
      SyscallFormat(
        [
          ("fd", .descriptor), ("iov", .vectors(call == .preadv ? .out : .in, count: 2)), ("iovcnt", .int),
          ("offset", .long),
        ], .descriptor)
    case .preadv2, .pwritev2:
      SyscallFormat(
        [
          ("fd", .descriptor), ("iov", .vectors(call == .preadv2 ? .out : .in, count: 2)), ("iovcnt", .int),
          ("offset", .long), ("flags", .flags(ReadWriteFlags.self)),
        ], .descriptor)
    case .openat:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("flags", .openFlags),
          ("mode", .depends(on: 2, creationMode)),
        ],
        [.descriptor, .file])
    case .openat2:
      SyscallFormat(
        [("dirfd", .directory), ("pathname", .path), ("how", .address), ("size", .size)],
        [.descriptor, .file])
    case .close: SyscallFormat([("fd", .descriptor)], .descriptor)
    case .closeRange:
      SyscallFormat(
        [("first", .unsigned), ("last", .unsigned), ("flags", .flags(CloseRangeFlags.self))], .descriptor)
    case .lseek:
      SyscallFormat(
        [("fd", .descriptor), ("offset", .long), ("whence", .value(SeekOrigin.self))], .descriptor)
    case .dup: SyscallFormat([("oldfd", .descriptor)], .descriptor)
    case .dup3:
      SyscallFormat(
        [("oldfd", .descriptor), ("newfd", .descriptor), ("flags", .flags(OpenFlags.withoutMode))],
        .descriptor)
    case .pipe2:
      SyscallFormat(
        [("pipefd", .pointer(.descriptorPair, .out)), ("flags", .flags(OpenFlags.withoutMode))], .descriptor)
    case .fcntl:
      SyscallFormat(
        [
          ("fd", .descriptor), ("cmd", .value(FileControl.self)),
          ("arg", .depends(on: 1, fileControlArgument)),
        ], .descriptor, result: .openFlags)
    case .ioctl:
      SyscallFormat(
        [
          ("fd", .descriptor), ("request", .value(ControlRequest.self)),
          ("argp", .depends(on: 1, controlArgument)),
        ], .descriptor)
    case .flock:
      SyscallFormat([("fd", .descriptor), ("operation", .flags(WholeFileLock.self))], .descriptor)
    case .fsync, .fdatasync, .syncfs: SyscallFormat([("fd", .descriptor)], .descriptor)
    case .syncFileRange:
      SyscallFormat(
        [("fd", .descriptor), ("offset", .long), ("nbytes", .long), ("flags", .hexadecimal)], .descriptor)
    case .ftruncate: SyscallFormat([("fd", .descriptor), ("length", .long)], .descriptor)
    case .truncate: SyscallFormat([("path", .path), ("length", .long)], .file)
    case .fallocate:
      SyscallFormat(
        [("fd", .descriptor), ("mode", .flags(AllocateFlags.self)), ("offset", .long), ("len", .long)],
        .descriptor)
    case .fadvise64:
      SyscallFormat(
        [("fd", .descriptor), ("offset", .long), ("len", .size), ("advice", .int)], .descriptor)
    case .readahead: SyscallFormat([("fd", .descriptor), ("offset", .long), ("count", .size)], .descriptor)
    case .fstat:
      SyscallFormat([("fd", .descriptor), ("statbuf", .structure(FileStatus.self, .out))], .descriptor)
    case .newfstatat:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("statbuf", .structure(FileStatus.self, .out)),
          ("flags", .flags(PathFlags.status)),
        ], [.descriptor, .file])
    case .statx:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("flags", .flags(PathFlags.status)),
          ("mask", .flags(ExtendedStatus.members)),
          ("statxbuf", .structure(ExtendedStatus.self, .out)),
        ], [.descriptor, .file])
    case .statfs:
      SyscallFormat([("path", .path), ("buf", .structure(FileSystemStatus.self, .out))], .file)
    case .fstatfs:
      SyscallFormat([("fd", .descriptor), ("buf", .structure(FileSystemStatus.self, .out))], .descriptor)
    case .getdents64:
      SyscallFormat([("fd", .descriptor), ("dirp", .directoryEntries), ("count", .size)], .descriptor)
    case .getcwd: SyscallFormat([("buf", .data(.out, .result)), ("size", .size)], .file)
    case .chdir, .chroot: SyscallFormat([("path", .path)], .file)
    case .setxattr, .lsetxattr: attribute([("path", .path)], value, [("flags", .hexadecimal)], .file)
    case .fsetxattr: attribute([("fd", .descriptor)], value, [("flags", .hexadecimal)], .descriptor)
    case .getxattr, .lgetxattr: attribute([("path", .path)], value, [], .file)
    case .fgetxattr: attribute([("fd", .descriptor)], value, [], .descriptor)
    case .removexattr, .lremovexattr: attribute([("path", .path)], [], [], .file)
    case .fremovexattr: attribute([("fd", .descriptor)], [], [], .descriptor)
    case .listxattr, .llistxattr:
      SyscallFormat([("path", .path), ("list", .address), ("size", .size)], .file)
    case .flistxattr: SyscallFormat([("fd", .descriptor), ("list", .address), ("size", .size)], .descriptor)
    case .fchdir: SyscallFormat([("fd", .descriptor)], .descriptor)
    case .mkdirat:
      SyscallFormat([("dirfd", .directory), ("pathname", .path), ("mode", .mode)], [.descriptor, .file])
    case .mknodat:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("mode", .fileMode),
          ("dev", .depends(on: 2, deviceNumber)),
        ],
        [.descriptor, .file])
    case .unlinkat:
      SyscallFormat(
        [("dirfd", .directory), ("pathname", .path), ("flags", .flags(PathFlags.removal))],
        [.descriptor, .file])
    case .symlinkat:
      SyscallFormat(
        [("target", .path), ("newdirfd", .directory), ("linkpath", .path)], [.descriptor, .file])
    case .linkat:
      SyscallFormat(
        [
          ("olddirfd", .directory), ("oldpath", .path), ("newdirfd", .directory), ("newpath", .path),
          ("flags", .flags(PathFlags.linking)),
        ], [.descriptor, .file])
    case .renameat2:
      SyscallFormat(
        [
          ("olddirfd", .directory), ("oldpath", .path), ("newdirfd", .directory), ("newpath", .path),
          ("flags", .flags(RenameFlags.self)),
        ], [.descriptor, .file])
    case .readlinkat:
      SyscallFormat(
        [("dirfd", .directory), ("pathname", .path), ("buf", .data(.out, .result)), ("bufsiz", .size)],
        [.descriptor, .file])
    case .faccessat:
      SyscallFormat(
        [("dirfd", .directory), ("pathname", .path), ("mode", .flags(AccessModes.self))],
        [.descriptor, .file])
    case .faccessat2:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("mode", .flags(AccessModes.self)),
          ("flags", .flags(PathFlags.access)),
        ], [.descriptor, .file])
    case .fchmod: SyscallFormat([("fd", .descriptor), ("mode", .mode)], .descriptor)
    case .fchmodat:
      SyscallFormat([("dirfd", .directory), ("pathname", .path), ("mode", .mode)], [.descriptor, .file])
    case .fchmodat2:
      SyscallFormat(
        [("dirfd", .directory), ("pathname", .path), ("mode", .mode), ("flags", .flags(PathFlags.status))],
        [.descriptor, .file])
    case .fchown: SyscallFormat([("fd", .descriptor), ("owner", .int), ("group", .int)], .descriptor)
    case .fchownat:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("owner", .int), ("group", .int),
          ("flags", .flags(PathFlags.status)),
        ], [.descriptor, .file])
    case .utimensat:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path),
          ("times", .array(.structure(TimeSpec.self), .in, .fixed(2))),
          ("flags", .flags(PathFlags.status)),
        ], [.descriptor, .file])
    case .umask: SyscallFormat([("mask", .mode)], result: .octal)
    case .sendfile:
      SyscallFormat(
        [
          ("out_fd", .descriptor), ("in_fd", .descriptor), ("offset", .pointer(.long, .both)),
          ("count", .size),
        ],
        [.descriptor, .network])
    case .splice:
      SyscallFormat(
        [
          ("fd_in", .descriptor), ("off_in", .pointer(.long, .in)), ("fd_out", .descriptor),
          ("off_out", .pointer(.long, .in)), ("len", .size), ("flags", .flags(SpliceFlags.self)),
        ], .descriptor)
    case .tee:
      SyscallFormat(
        [
          ("fd_in", .descriptor), ("fd_out", .descriptor), ("len", .size),
          ("flags", .flags(SpliceFlags.self)),
        ],
        .descriptor)
    case .vmsplice:
      SyscallFormat(
        [
          ("fd", .descriptor), ("iov", .vectors(.in, count: 2)), ("nr_segs", .size),
          ("flags", .flags(SpliceFlags.self)),
        ], .descriptor)
    case .copyFileRange:
      SyscallFormat(
        [
          ("fd_in", .descriptor), ("off_in", .pointer(.long, .in)), ("fd_out", .descriptor),
          ("off_out", .pointer(.long, .in)), ("len", .size), ("flags", .hexadecimal),
        ], .descriptor)
    case .mount:
      SyscallFormat(
        [
          ("source", .path), ("target", .path), ("filesystemtype", .text),
          ("mountflags", .flags(MountFlags.self)),
          ("data", .address),
        ],
        .file)
    case .umount2: SyscallFormat([("target", .path), ("flags", .flags(UnmountFlags.self))], .file)
    case .pivotRoot: SyscallFormat([("new_root", .path), ("put_old", .path)], .file)
    case .swapon: SyscallFormat([("path", .path), ("swapflags", .hexadecimal)], .file)
    case .swapoff, .acct: SyscallFormat([("path", .path)], .file)
    case .sync, .vhangup: SyscallFormat([])

    // Waiting for descriptors
    case .ppoll:
      SyscallFormat(
        [
          ("fds", .array(.structure(PollDescriptor.self), .both, .argument(1))), ("nfds", .unsigned),
          ("tmo_p", .structure(TimeSpec.self, .both)), ("sigmask", .pointer(.signalSet, .in)),
          ("sigsetsize", .size),
        ], .descriptor)
    case .pselect6:
      SyscallFormat(
        [
          ("nfds", .int), ("readfds", .descriptorSet(count: 0)), ("writefds", .descriptorSet(count: 0)),
          ("exceptfds", .descriptorSet(count: 0)), ("timeout", .structure(TimeSpec.self, .both)),
          ("sigmask", .address),
        ], .descriptor)
    case .epollCreate1: SyscallFormat([("flags", .flags(EpollFlags.self))], .descriptor)
    case .epollCtl:
      SyscallFormat(
        [
          ("epfd", .descriptor), ("op", .value(EpollOperation.self)), ("fd", .descriptor),
          ("event", .structure(EpollEvent.self, .in)),
        ], .descriptor)
    case .epollPwait:
      SyscallFormat(
        [
          ("epfd", .descriptor), ("events", .array(.structure(EpollEvent.self), .out, .result)),
          ("maxevents", .int),
          ("timeout", .int), ("sigmask", .pointer(.signalSet, .in)), ("sigsetsize", .size),
        ], .descriptor)
    case .epollPwait2:
      SyscallFormat(
        [
          ("epfd", .descriptor), ("events", .array(.structure(EpollEvent.self), .out, .result)),
          ("maxevents", .int),
          ("timeout", .structure(TimeSpec.self, .in)), ("sigmask", .pointer(.signalSet, .in)),
          ("sigsetsize", .size),
        ], .descriptor)
    case .eventfd2: SyscallFormat([("initval", .unsigned), ("flags", .flags(EventFlags.self))], .descriptor)
    case .timerfdCreate:
      SyscallFormat(
        [("clockid", .value(Clock.self)), ("flags", .flags(TimerDescriptorFlags.self))], .descriptor)
    case .timerfdSettime:
      SyscallFormat(
        [
          ("fd", .descriptor), ("flags", .flags(TimerDescriptorSetFlags.self)),
          ("new_value", .structure(TimerSpec.self, .in)), ("old_value", .structure(TimerSpec.self, .out)),
        ], .descriptor)
    case .timerfdGettime:
      SyscallFormat([("fd", .descriptor), ("curr_value", .structure(TimerSpec.self, .out))], .descriptor)
    case .signalfd4:
      SyscallFormat(
        [
          ("fd", .descriptor), ("mask", .pointer(.signalSet, .in)), ("sizemask", .size),
          ("flags", .flags(SignalDescriptorFlags.self)),
        ], [.descriptor, .signal])
    case .inotifyInit1: SyscallFormat([("flags", .hexadecimal)], .descriptor)
    case .inotifyAddWatch:
      SyscallFormat(
        [("fd", .descriptor), ("pathname", .path), ("mask", .hexadecimal)], [.descriptor, .file])
    case .inotifyRmWatch: SyscallFormat([("fd", .descriptor), ("wd", .int)], .descriptor)

    // Memory
    case .brk: SyscallFormat([("addr", .address)], .memory, result: .address)
    case .mmap:
      SyscallFormat(
        [
          ("addr", .address), ("length", .size), ("prot", .flags(MemoryProtection.self)),
          ("flags", .flags(MapFlags.self)), ("fd", .descriptor), ("offset", .hexadecimal),
        ], [.memory, .descriptor], result: .address)
    case .munmap: SyscallFormat([("addr", .address), ("length", .size)], .memory)
    case .mprotect:
      SyscallFormat([("addr", .address), ("len", .size), ("prot", .flags(MemoryProtection.self))], .memory)
    case .mremap:
      SyscallFormat(
        [
          ("old_address", .address), ("old_size", .size), ("new_size", .size),
          ("flags", .flags(RemapFlags.self)),
          ("new_address", .depends(on: 3) { $0 & 2 != 0 ? .address : .absent }),
        ], .memory, result: .address)
    case .madvise:
      SyscallFormat([("addr", .address), ("length", .size), ("advice", .value(MemoryAdvice.self))], .memory)
    case .msync:
      SyscallFormat([("addr", .address), ("length", .size), ("flags", .flags(SyncFlags.self))], .memory)
    case .mlock, .munlock: SyscallFormat([("addr", .address), ("len", .size)], .memory)
    case .mlock2:
      SyscallFormat([("addr", .address), ("len", .size), ("flags", .hexadecimal)], .memory)
    case .mlockall: SyscallFormat([("flags", .flags(LockAllFlags.self))], .memory)
    case .munlockall: SyscallFormat([], .memory)
    case .processVmReadv:
      SyscallFormat([
        ("pid", .int), ("local_iov", .vectors(.out, count: 2)), ("liovcnt", .int), ("remote_iov", .address),
        ("riovcnt", .int), ("flags", .hexadecimal),
      ])
    case .mincore:
      SyscallFormat(
        [("addr", .address), ("length", .size), ("vec", .array(.byte, .out, .pages(1)))], .memory)
    case .memfdCreate:
      SyscallFormat([("name", .text), ("flags", .flags(MemoryFileFlags.self))], .descriptor)
    case .remapFilePages:
      SyscallFormat(
        [
          ("addr", .address), ("size", .size), ("prot", .hexadecimal), ("pgoff", .size),
          ("flags", .hexadecimal),
        ],
        .memory)
    case .pkeyMprotect:
      SyscallFormat(
        [("addr", .address), ("len", .size), ("prot", .flags(MemoryProtection.self)), ("pkey", .int)], .memory
      )
    case .pkeyAlloc: SyscallFormat([("flags", .hexadecimal), ("access_rights", .hexadecimal)])
    case .pkeyFree: SyscallFormat([("pkey", .int)])
    case .mseal: SyscallFormat([("addr", .address), ("len", .size), ("flags", .hexadecimal)], .memory)

    // Processes and threads
    case .clone:
      SyscallFormat(
        labelled: [
          ("child_stack", 1, .address), ("flags", 0, .cloneFlags),
          (
            "parent_tid", 2,
            .depends(on: 0) { $0 & CloneFlags.setParentTID.rawValue != 0 ? .pointer(.int, .out) : .absent }
          ), ("tls", 3, .depends(on: 0) { $0 & CloneFlags.setTLS.rawValue != 0 ? .address : .absent }),
          (
            "child_tidptr", 4,
            .depends(on: 0) {
              $0 & (CloneFlags.setChildTID.union(.clearChildTID).rawValue) != 0 ? .address : .absent
            }
          ),
        ], .process)
    case .clone3:
      SyscallFormat([("cl_args", .structure(CloneArguments.self, .in)), ("size", .size)], .process)
    case .execve:
      SyscallFormat([("pathname", .path), ("argv", .texts), ("envp", .environment)], [.file, .process])
    case .execveat:
      SyscallFormat(
        [
          ("dirfd", .directory), ("pathname", .path), ("argv", .texts), ("envp", .environment),
          ("flags", .flags(PathFlags.status)),
        ], [.descriptor, .file, .process])
    case .exit, .exitGroup: SyscallFormat([("status", .int)], .process)
    case .wait4:
      SyscallFormat(
        [
          ("pid", .int), ("wstatus", .pointer(.waitStatus, .out)), ("options", .flags(WaitOptions.self)),
          ("rusage", .structure(ResourceUsage.self, .out)),
        ], .process)
    case .waitid:
      SyscallFormat(
        [
          ("idtype", .value(WaitTarget.self)), ("id", .int), ("infop", .pointer(.signalInfo, .out)),
          ("options", .flags(WaitOptions.self)), ("rusage", .structure(ResourceUsage.self, .out)),
        ], .process)
    case .getpid, .getppid, .gettid, .setsid, .schedYield, .restartSyscall, .rtSigreturn:
      SyscallFormat([], call == .rtSigreturn ? .signal : [])
    case .getpgid, .getsid: SyscallFormat([("pid", .int)])
    case .setpgid: SyscallFormat([("pid", .int), ("pgid", .int)])
    case .setTidAddress: SyscallFormat([("tidptr", .address)])
    case .unshare: SyscallFormat([("flags", .flags(CloneFlags.self))], .process)
    case .setns: SyscallFormat([("fd", .descriptor), ("nstype", .flags(CloneFlags.self))], .descriptor)
    case .pidfdOpen: SyscallFormat([("pid", .int), ("flags", .openFlags)], .descriptor)
    case .pidfdGetfd:
      SyscallFormat(
        [("pidfd", .descriptor), ("targetfd", .descriptor), ("flags", .hexadecimal)], .descriptor)
    case .prctl:
      SyscallFormat(
        [
          ("option", .value(ProcessControl.self)), ("arg2", .depends(on: 0, processControlArgument)),
          ("arg3", .depends(on: 0, unusedControlArgument)), ("arg4", .depends(on: 0, unusedControlArgument)),
          ("arg5", .depends(on: 0, unusedControlArgument)),
        ])
    case .ptrace:
      SyscallFormat([("op", .int), ("pid", .int), ("addr", .address), ("data", .address)])
    case .kcmp:
      SyscallFormat([("pid1", .int), ("pid2", .int), ("type", .int), ("idx1", .size), ("idx2", .size)])
    case .futex:
      SyscallFormat([
        ("uaddr", .address), ("futex_op", .futexOperation), ("val", .depends(on: 1, futexValue)),
        ("timeout", .depends(on: 1, futexTimeout)), ("uaddr2", .depends(on: 1, futexSecondAddress)),
        ("val3", .depends(on: 1, futexThirdValue)),
      ])
    case .setRobustList: SyscallFormat([("head", .address), ("len", .size)])
    case .getRobustList:
      SyscallFormat([("pid", .int), ("head_ptr", .pointer(.bits, .out)), ("len_ptr", .pointer(.long, .out))])
    case .rseq:
      SyscallFormat([
        ("rseq", .address), ("rseq_len", .unsigned), ("flags", .hexadecimal), ("sig", .hexadecimal),
      ])
    case .membarrier: SyscallFormat([("cmd", .int), ("flags", .hexadecimal), ("cpu_id", .int)], .memory)
    case .personality: SyscallFormat([("persona", .hexadecimal)])

    // Scheduling, limits and use
    case .schedSetscheduler:
      SyscallFormat([
        ("pid", .int), ("policy", .value(SchedulingClass.self)),
        ("param", .structure(SchedulingParameters.self, .in)),
      ])
    case .schedGetscheduler: SyscallFormat([("pid", .int)])
    case .schedSetparam, .schedGetparam:
      SyscallFormat([
        ("pid", .int), ("param", .structure(SchedulingParameters.self, call == .schedSetparam ? .in : .out)),
      ])
    case .schedSetattr:
      SyscallFormat([
        ("pid", .int), ("attr", .structure(SchedulingAttributes.self, .in)), ("flags", .hexadecimal),
      ])
    case .schedGetattr:
      SyscallFormat([
        ("pid", .int), ("attr", .structure(SchedulingAttributes.self, .out)), ("size", .unsigned),
        ("flags", .hexadecimal),
      ])
    case .schedSetaffinity:
      SyscallFormat([("pid", .int), ("cpusetsize", .size), ("mask", .pointer(.bits, .in))])
    case .schedGetaffinity:
      SyscallFormat([("pid", .int), ("cpusetsize", .size), ("mask", .pointer(.bits, .out))])
    case .schedGetPriorityMax, .schedGetPriorityMin:
      SyscallFormat([("policy", .value(SchedulingClass.self))])
    case .schedRrGetInterval: SyscallFormat([("pid", .int), ("tp", .structure(TimeSpec.self, .out))])
    case .setpriority:
      SyscallFormat([("which", .value(PriorityTarget.self)), ("who", .int), ("prio", .int)])
    case .getpriority: SyscallFormat([("which", .value(PriorityTarget.self)), ("who", .int)])
    case .getrlimit:
      SyscallFormat([("resource", .value(Resource.self)), ("rlim", .structure(ResourceLimit.self, .out))])
    case .setrlimit:
      SyscallFormat([("resource", .value(Resource.self)), ("rlim", .structure(ResourceLimit.self, .in))])
    case .prlimit64:
      SyscallFormat([
        ("pid", .int), ("resource", .value(Resource.self)),
        ("new_limit", .structure(ResourceLimit.self, .in)),
        ("old_limit", .structure(ResourceLimit.self, .out)),
      ])
    case .getrusage:
      SyscallFormat([("who", .value(UsageTarget.self)), ("usage", .structure(ResourceUsage.self, .out))])
    case .times: SyscallFormat([("buf", .structure(ProcessTimes.self, .out))])
    case .ioprioSet: SyscallFormat([("which", .int), ("who", .int), ("ioprio", .hexadecimal)])
    case .ioprioGet: SyscallFormat([("which", .int), ("who", .int)])
    case .getcpu:
      SyscallFormat([("cpu", .pointer(.int, .out)), ("node", .pointer(.int, .out)), ("tcache", .address)])

    // Users, groups and the system
    case .getuid, .geteuid, .getgid, .getegid: SyscallFormat([], .credentials)
    case .setuid, .setfsuid: SyscallFormat([("uid", .int)], .credentials)
    case .setgid, .setfsgid: SyscallFormat([("gid", .int)], .credentials)
    case .setreuid: SyscallFormat([("ruid", .int), ("euid", .int)], .credentials)
    case .setregid: SyscallFormat([("rgid", .int), ("egid", .int)], .credentials)
    case .setresuid: SyscallFormat([("ruid", .int), ("euid", .int), ("suid", .int)], .credentials)
    case .setresgid: SyscallFormat([("rgid", .int), ("egid", .int), ("sgid", .int)], .credentials)
    case .getresuid, .getresgid:
      SyscallFormat(
        ["r", "e", "s"].map { ($0 + (call == .getresuid ? "uid" : "gid"), .pointer(.int, .out)) },
        .credentials)
    case .getgroups:
      SyscallFormat([("size", .int), ("list", .array(.int, .out, .result))], .credentials)
    case .setgroups:
      SyscallFormat([("size", .size), ("list", .array(.int, .in, .argument(0)))], .credentials)
    case .capget: SyscallFormat([("hdrp", .address), ("datap", .address)], .credentials)
    case .capset: SyscallFormat([("hdrp", .address), ("datap", .address)], .credentials)
    case .uname: SyscallFormat([("buf", .structure(SystemName.self, .out))])
    case .sethostname, .setdomainname:
      SyscallFormat([("name", .data(.in, .argument(1))), ("len", .size)])
    case .sysinfo: SyscallFormat([("info", .structure(SystemInformation.self, .out))])
    case .getrandom:
      SyscallFormat([("buf", .data(.out, .result)), ("buflen", .size), ("flags", .flags(RandomFlags.self))])
    case .syslog: SyscallFormat([("type", .int), ("bufp", .address), ("len", .int)])
    case .reboot:
      SyscallFormat([
        ("magic", .hexadecimal), ("magic2", .hexadecimal), ("op", .hexadecimal), ("arg", .address),
      ])
    case .riscvFlushIcache:
      SyscallFormat([("start", .address), ("end", .address), ("flags", .hexadecimal)], .memory)
    case .riscvHwprobe:
      SyscallFormat([
        ("pairs", .address), ("pair_count", .size), ("cpu_count", .size), ("cpus", .address),
        ("flags", .hexadecimal),
      ])

    // Time
    case .nanosleep:
      SyscallFormat(
        [("req", .structure(TimeSpec.self, .in)), ("rem", .structure(TimeSpec.self, .interrupted))], .clock)
    case .clockNanosleep:
      SyscallFormat(
        [
          ("clockid", .value(Clock.self)), ("flags", .flags(TimerFlags.self)),
          ("t", .structure(TimeSpec.self, .in)),
          ("remain", .structure(TimeSpec.self, .interrupted)),
        ], .clock)
    case .clockGettime, .clockGetres:
      SyscallFormat([("clockid", .value(Clock.self)), ("tp", .structure(TimeSpec.self, .out))], .clock)
    case .clockSettime:
      SyscallFormat([("clockid", .value(Clock.self)), ("tp", .structure(TimeSpec.self, .in))], .clock)
    case .clockAdjtime: SyscallFormat([("clk_id", .value(Clock.self)), ("buf", .address)], .clock)
    case .adjtimex: SyscallFormat([("buf", .address)], .clock)
    case .gettimeofday: SyscallFormat([("tv", .structure(TimeValue.self, .out)), ("tz", .address)], .clock)
    case .settimeofday: SyscallFormat([("tv", .structure(TimeValue.self, .in)), ("tz", .address)], .clock)
    case .getitimer:
      SyscallFormat([
        ("which", .value(IntervalTimerKind.self)), ("curr_value", .structure(IntervalTimerValue.self, .out)),
      ])
    case .setitimer:
      SyscallFormat([
        ("which", .value(IntervalTimerKind.self)), ("new_value", .structure(IntervalTimerValue.self, .in)),
        ("old_value", .structure(IntervalTimerValue.self, .out)),
      ])
    case .timerCreate:
      SyscallFormat([
        ("clockid", .value(Clock.self)), ("sevp", .structure(SignalEvent.self, .in)),
        ("timerid", .pointer(.int, .out)),
      ])
    case .timerSettime:
      SyscallFormat([
        ("timerid", .int), ("flags", .flags(TimerFlags.self)), ("new_value", .structure(TimerSpec.self, .in)),
        ("old_value", .structure(TimerSpec.self, .out)),
      ])
    case .timerGettime: SyscallFormat([("timerid", .int), ("curr_value", .structure(TimerSpec.self, .out))])
    case .timerGetoverrun, .timerDelete: SyscallFormat([("timerid", .int)])

    // Signals
    case .kill: SyscallFormat([("pid", .int), ("sig", .signal)], [.signal, .process])
    case .tkill: SyscallFormat([("tid", .int), ("sig", .signal)], [.signal, .process])
    case .tgkill: SyscallFormat([("tgid", .int), ("tid", .int), ("sig", .signal)], [.signal, .process])
    case .rtSigaction:
      SyscallFormat(
        [
          ("signum", .signal), ("act", .structure(SignalAction.self, .in)),
          ("oldact", .structure(SignalAction.self, .out)), ("sigsetsize", .size),
        ], .signal)
    case .rtSigprocmask:
      SyscallFormat(
        [
          ("how", .value(MaskOperation.self)), ("set", .pointer(.signalSet, .in)),
          ("oldset", .pointer(.signalSet, .out)),
          ("sigsetsize", .size),
        ], .signal)
    case .rtSigpending: SyscallFormat([("set", .pointer(.signalSet, .out)), ("sigsetsize", .size)], .signal)
    case .rtSigsuspend: SyscallFormat([("mask", .pointer(.signalSet, .in)), ("sigsetsize", .size)], .signal)
    case .rtSigtimedwait:
      SyscallFormat(
        [
          ("set", .pointer(.signalSet, .in)), ("info", .pointer(.signalInfo, .out)),
          ("timeout", .structure(TimeSpec.self, .in)), ("sigsetsize", .size),
        ], .signal)
    case .rtSigqueueinfo:
      SyscallFormat(
        [("tgid", .int), ("sig", .signal), ("info", .pointer(.signalInfo, .in))], [.signal, .process])
    case .rtTgsigqueueinfo:
      SyscallFormat(
        [("tgid", .int), ("tid", .int), ("sig", .signal), ("info", .pointer(.signalInfo, .in))],
        [.signal, .process])
    case .sigaltstack:
      SyscallFormat(
        [("ss", .structure(SignalStack.self, .in)), ("old_ss", .structure(SignalStack.self, .out))], .signal)
    case .pidfdSendSignal:
      SyscallFormat(
        [
          ("pidfd", .descriptor), ("sig", .signal), ("info", .pointer(.signalInfo, .in)),
          ("flags", .hexadecimal),
        ],
        [.descriptor, .signal, .process])

    // System V IPC and message queues
    case .shmget:
      SyscallFormat(
        [("key", .ipcKey), ("size", .size), ("shmflg", .ipcFlags(SharedMemorySegment.creation))], .ipc)
    case .semget:
      SyscallFormat([("key", .ipcKey), ("nsems", .int), ("semflg", .ipcFlags(IPCFlags.constants))], .ipc)
    case .msgget: SyscallFormat([("key", .ipcKey), ("msgflg", .ipcFlags(IPCFlags.constants))], .ipc)
    case .shmat:
      SyscallFormat(
        [("shmid", .int), ("shmaddr", .address), ("shmflg", .flags(SharedMemoryFlags.self))],
        [.ipc, .memory],
        result: .address)
    case .shmdt: SyscallFormat([("shmaddr", .address)], [.ipc, .memory])
    case .shmctl:
      SyscallFormat(
        [
          ("shmid", .int), ("cmd", .value(IPCCommand.constants + SharedMemoryCommand.constants)),
          (
            "buf",
            .depends(on: 1) { argument(of: $0, reads: [2, 13], writes: 1, SharedMemorySegment.self) }
          ),
        ], .ipc)
    case .semctl:
      SyscallFormat(
        [
          ("semid", .int), ("semnum", .int),
          ("cmd", .value(IPCCommand.constants + SemaphoreCommand.constants)),
          ("arg", .depends(on: 2, semaphoreArgument)),
        ], .ipc)
    case .msgctl:
      SyscallFormat(
        [
          ("msqid", .int), ("cmd", .value(IPCCommand.constants + MessageQueueCommand.constants)),
          ("buf", .depends(on: 1) { argument(of: $0, reads: [2, 11], writes: 1, MessageQueueStatus.self) }),
        ], .ipc)
    case .semop:
      SyscallFormat(
        [
          ("semid", .int), ("sops", .array(.structure(SemaphoreOperation.self), .in, .argument(2))),
          ("nsops", .size),
        ],
        .ipc)
    case .semtimedop:
      SyscallFormat(
        [
          ("semid", .int), ("sops", .array(.structure(SemaphoreOperation.self), .in, .argument(2))),
          ("nsops", .size),
          ("timeout", .structure(TimeSpec.self, .in)),
        ], .ipc)
    case .msgsnd:
      SyscallFormat(
        [
          ("msqid", .int), ("msgp", .queueMessage(.in, .argument(2))), ("msgsz", .size),
          ("msgflg", .flags(messageFlags)),
        ], .ipc)
    case .msgrcv:
      SyscallFormat(
        [
          ("msqid", .int), ("msgp", .queueMessage(.out, .result)), ("msgsz", .size), ("msgtyp", .long),
          ("msgflg", .flags(messageFlags)),
        ], .ipc)
    case .mqOpen:
      SyscallFormat(
        [
          ("name", .path), ("oflag", .openFlags), ("mode", .depends(on: 1, creationMode)),
          (
            "attr",
            .depends(on: 1) { $0 & 0o100 != 0 ? .structure(POSIXQueueAttributes.self, .in) : .absent }
          ),
        ], .descriptor)
    case .mqUnlink: SyscallFormat([("name", .path)])
    case .mqTimedsend:
      SyscallFormat(
        [
          ("mqdes", .descriptor), ("msg_ptr", .data(.in, .argument(2))), ("msg_len", .size),
          ("msg_prio", .unsigned),
          ("abs_timeout", .structure(TimeSpec.self, .in)),
        ], .descriptor)
    case .mqTimedreceive:
      SyscallFormat(
        [
          ("mqdes", .descriptor), ("msg_ptr", .data(.out, .result)), ("msg_len", .size),
          ("msg_prio", .pointer(.int, .out)), ("abs_timeout", .structure(TimeSpec.self, .in)),
        ], .descriptor)
    case .mqNotify:
      SyscallFormat([("mqdes", .descriptor), ("sevp", .structure(SignalEvent.self, .in))], .descriptor)
    case .mqGetsetattr:
      SyscallFormat(
        [
          ("mqdes", .descriptor), ("newattr", .structure(POSIXQueueAttributes.self, .in)),
          ("oldattr", .structure(POSIXQueueAttributes.self, .out)),
        ], .descriptor)

    // Sockets
    case .socket:
      SyscallFormat(
        [
          ("domain", .value(AddressFamily.self)), ("type", .socketType),
          ("protocol", .depends(on: 0, socketProtocol)),
        ],
        [.network, .descriptor])
    case .socketpair:
      SyscallFormat(
        [
          ("domain", .value(AddressFamily.self)), ("type", .socketType),
          ("protocol", .depends(on: 0, socketProtocol)),
          ("sv", .pointer(.descriptorPair, .out)),
        ], [.network, .descriptor])
    case .bind, .connect:
      SyscallFormat(
        [("sockfd", .descriptor), ("addr", .socketAddress(.in, length: 2)), ("addrlen", .int)],
        [.network, .descriptor])
    case .listen: SyscallFormat([("sockfd", .descriptor), ("backlog", .int)], [.network, .descriptor])
    case .accept, .getsockname, .getpeername:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("addr", .socketAddress(.out, length: 2)),
          ("addrlen", .pointer(.int, .updated)),
        ],
        [.network, .descriptor])
    case .accept4:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("addr", .socketAddress(.out, length: 2)),
          ("addrlen", .pointer(.int, .updated)),
          ("flags", .flags(SocketTypeFlags.self)),
        ], [.network, .descriptor])
    case .sendto:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("buf", .data(.in, .argument(2))), ("len", .size),
          ("flags", .flags(MessageFlags.self)),
          ("dest_addr", .socketAddress(.in, length: 5)), ("addrlen", .int),
        ], [.network, .descriptor])
    case .recvfrom:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("buf", .data(.out, .result)), ("len", .size),
          ("flags", .flags(MessageFlags.self)),
          ("src_addr", .socketAddress(.out, length: 5)), ("addrlen", .pointer(.int, .updated)),
        ], [.network, .descriptor])
    case .sendmsg, .recvmsg:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("msg", .message(call == .sendmsg ? .in : .out)),
          ("flags", .flags(MessageFlags.self)),
        ], [.network, .descriptor])
    case .sendmmsg:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("msgvec", .address), ("vlen", .unsigned),
          ("flags", .flags(MessageFlags.self)),
        ],
        [.network, .descriptor])
    case .recvmmsg:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("msgvec", .address), ("vlen", .unsigned),
          ("flags", .flags(MessageFlags.self)),
          ("timeout", .structure(TimeSpec.self, .in)),
        ], [.network, .descriptor])
    case .setsockopt:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("level", .value(SocketLevel.self)),
          ("optname", .depends(on: 1, socketOption)),
          ("optval", .depends(on: 4) { $0 == 4 ? .pointer(.int, .in) : .data(.in, .argument(4)) }),
          ("optlen", .int),
        ], [.network, .descriptor])
    case .getsockopt:
      SyscallFormat(
        [
          ("sockfd", .descriptor), ("level", .value(SocketLevel.self)),
          ("optname", .depends(on: 1, socketOption)),
          ("optval", .depends(on: 2, socketOptionValue)), ("optlen", .pointer(.int, .updated)),
        ], [.network, .descriptor])
    case .shutdown:
      SyscallFormat([("sockfd", .descriptor), ("how", .value(ShutdownHow.self))], [.network, .descriptor])

    default: rare(call)
    }
  }

  /// What an attribute holds, in a call on extended attributes.
  private static let value: [(name: String, kind: ArgumentKind)] = [("value", .address), ("size", .size)]

  /// A call on an extended attribute.
  private static func attribute(
    _ file: [(name: String, kind: ArgumentKind)], _ value: [(name: String, kind: ArgumentKind)],
    _ flags: [(name: String, kind: ArgumentKind)], _ classes: SyscallClasses
  ) -> SyscallFormat {
    SyscallFormat(file + [("name", .text)] + value + flags, classes)
  }

  /// Calls of which no program here has any use: their registers, as far as they have arguments.
  private static func rare(_ call: Syscall) -> SyscallFormat {
    let count =
      switch call {
      case .ioGetevents, .addKey, .keyctl, .moveMount, .fsconfig,
        .mountSetattr,
        .perfEventOpen, .nameToHandleAt, .kexecFileLoad, .processMadvise, .getMempolicy, .fanotifyMark:
        5
      case .mbind, .movePages, .processVmWritev, .ioPgetevents, .ioUringEnter, .futexWait: 6
      case .requestKey, .kexecLoad, .quotactl, .quotactlFd, .migratePages,
        .ioUringRegister, .setMempolicyHomeNode, .cachestat, .landlockAddRule, .mapShadowStack, .futexWaitv,
        .statmount,
        .listmount, .lsmGetSelfAttr, .lsmSetSelfAttr, .futexRequeue, .futexWake:
        4
      default: 3
      }
    return SyscallFormat((1...count).map { ("arg\($0)", .hexadecimal) })
  }
}

// What an argument is under a command.
extension SyscallFormat {
  /// The permissions of `openat` count only if it may make a file.
  private static let creationMode: @Sendable (UInt64) -> ArgumentKind = { flags in
    let flags = OpenFlags(rawValue: UInt32(truncatingIfNeeded: flags))
    return flags.contains(.create) || flags.contains(.temporaryFile) ? .mode : .absent
  }

  private static let deviceNumber: @Sendable (UInt64) -> ArgumentKind = { mode in
    switch FileMode(rawValue: UInt32(truncatingIfNeeded: mode)).type {
    case .blockDevice, .characterDevice: .hexadecimal
    default: .absent
    }
  }

  private static let fileControlArgument: @Sendable (UInt64) -> ArgumentKind = { command in
    switch FileControl(rawValue: UInt32(truncatingIfNeeded: command)) {
    case .duplicate, .duplicateCloseOnExec, .setPipeSize, .setOwner: .int
    case .setDescriptorFlags: .flags(DescriptorFlags.self)
    case .setStatusFlags: .openFlags
    case .setLock, .setLockWaiting, .setOpenFileLock, .setOpenFileLockWaiting: .structure(FileLock.self, .in)
    case .getLock, .getOpenFileLock: .structure(FileLock.self, .out)
    case .setSignal: .signal
    case .addSeals: .flags(FileSeals.self)
    case .getDescriptorFlags, .getStatusFlags, .getPipeSize, .getOwner, .getSignal, .getSeals, .getLease:
      .absent
    case .setLease, .notify, nil: .hexadecimal
    }
  }

  private static let controlArgument: @Sendable (UInt64) -> ArgumentKind = { request in
    switch ControlRequest(rawValue: UInt32(truncatingIfNeeded: request)) {
    case .getTerminal: .structure(TerminalSettings.self, .out)
    case .setTerminal, .setTerminalDrained, .setTerminalFlushed: .structure(TerminalSettings.self, .in)
    case .getWindowSize: .structure(WindowSize.self, .out)
    case .setWindowSize: .structure(WindowSize.self, .in)
    case .getForeground, .outputQueue, .readable, .getSession, .getPseudoTerminal, .getLock:
      .pointer(.int, .out)
    case .setForeground, .setNonBlocking, .setAsynchronous, .setLock: .pointer(.int, .in)
    case .giveUpControlling, .clearCloseOnExec, .setCloseOnExec: .absent
    case .sendBreak, .flowControl, .flush, .setControlling: .int
    case nil: .address
    }
  }

  private static let processControlArgument: @Sendable (UInt64) -> ArgumentKind = { option in
    switch ProcessControl(rawValue: UInt32(truncatingIfNeeded: option)) {
    case .setName: .text
    case .getName: .data(.out, .fixed(ProcessControl.nameSize))
    case .setParentDeathSignal: .signal
    case .getParentDeathSignal, .getSubreaper: .pointer(.int, .out)
    case .getDumpable, .getKeepCapabilities, .getTimerSlack, .getNoNewPrivileges, .getHugePagesDisabled,
      .getFilter:
      .absent
    case .setSubreaper, .setDumpable, .setKeepCapabilities, .setTimerSlack, .setNoNewPrivileges,
      .setHugePagesDisabled, .readCapability, .dropCapability:
      .size
    case .setFilter, .setMemoryMap, .getTIDAddress, .setAreaName, nil: .hexadecimal
    }
  }

  /// Some commands insist on zeros in what they do not use.
  private static let unusedControlArgument: @Sendable (UInt64) -> ArgumentKind = { option in
    switch ProcessControl(rawValue: UInt32(truncatingIfNeeded: option)) {
    case .setNoNewPrivileges: .size
    case .setMemoryMap, .setAreaName, nil: .hexadecimal
    default: .absent
    }
  }

  private static func operation(_ word: UInt64) -> FutexOperation? {
    FutexOperation(rawValue: UInt32(truncatingIfNeeded: word) & FutexFlags.operationMask)
  }

  private static let futexValue: @Sendable (UInt64) -> ArgumentKind = { word in
    switch operation(word) {
    case .unlock, .lock, .lock2, .tryLock: .absent
    default: .unsigned
    }
  }

  private static let futexTimeout: @Sendable (UInt64) -> ArgumentKind = { word in
    switch operation(word) {
    case .wait, .waitBits, .waitRequeue, .lock, .lock2: .structure(TimeSpec.self, .in)
    case .requeue, .compareRequeue, .compareRequeueLock, .wakeOperation: .unsigned
    case .wake, .wakeBits, .unlock, .tryLock: .absent
    case .descriptor, nil: .address
    }
  }

  private static let futexSecondAddress: @Sendable (UInt64) -> ArgumentKind = { word in
    switch operation(word) {
    case .requeue, .compareRequeue, .compareRequeueLock, .wakeOperation, .waitRequeue: .address
    case .waitBits, .wakeBits: .absent
    case .wait, .wake, .lock, .lock2, .unlock, .tryLock: .absent
    case .descriptor, nil: .address
    }
  }

  private static let futexThirdValue: @Sendable (UInt64) -> ArgumentKind = { word in
    switch operation(word) {
    case .compareRequeue, .compareRequeueLock: .unsigned
    case .waitBits, .wakeBits, .wakeOperation: .hexadecimal
    default: .absent
    }
  }

  private static let semaphoreArgument: @Sendable (UInt64) -> ArgumentKind = { command in
    switch (
      IPCCommand(rawValue: UInt32(truncatingIfNeeded: command)),
      SemaphoreCommand(rawValue: UInt32(truncatingIfNeeded: command))
    )
    {
    case (.set, _): .structure(SemaphoreSetStatus.self, .in)
    case (.status, _), (_, .statusByIndex): .structure(SemaphoreSetStatus.self, .out)
    case (_, .setValue): .int
    case (_, .getAll), (_, .setAll): .address
    case (.remove, _), (_, .getValue), (_, .getLastProcess), (_, .getWaitersForIncrease),
      (_, .getWaitersForZero):
      .absent
    default: .address
    }
  }

  /// The buffer of a System V control call: read with some commands, written with one.
  private static func argument<Structure: SharedStructure>(
    of command: UInt64, reads: [UInt64], writes: UInt64, _ type: Structure.Type
  ) -> ArgumentKind {
    reads.contains(command) ? .structure(type, .out) : command == writes ? .structure(type, .in) : .address
  }

  private static let socketOption: @Sendable (UInt64) -> ArgumentKind = { level in
    level == UInt64(SocketLevel.socket.rawValue) ? .value(SocketOption.self) : .int
  }

  private static let socketProtocol: @Sendable (UInt64) -> ArgumentKind = { family in
    family == UInt64(AddressFamily.inet.rawValue)
      ? .value(SocketLevel.constants.filter { $0.name.hasPrefix("IPPROTO") }) : .int
  }

  private static let socketOptionValue: @Sendable (UInt64) -> ArgumentKind = { option in
    switch SocketOption(rawValue: UInt32(truncatingIfNeeded: option)) {
    case .peerCredentials: .structure(PeerCredentials.self, .out)
    case .linger: .structure(Linger.self, .out)
    case .receiveTimeout, .sendTimeout: .structure(TimeValue.self, .out)
    default: .pointer(.int, .out)
    }
  }

  private static let messageFlags =
    MessageQueueFlags.constants + [NamedConstant("IPC_NOWAIT", 0o4000, .octal)]
}

// Parts of sets of flags, as some calls take them.
extension OpenFlags {
  static let withoutMode = constants.filter { $0.value & 3 == 0 && $0.value != 0 }
}

extension PathFlags {
  static let status = constants.filter { !["AT_REMOVEDIR", "AT_EACCESS", "AT_RECURSIVE"].contains($0.name) }
  static let removal = constants.filter { $0.name == "AT_REMOVEDIR" }
  static let access = constants.filter {
    ["AT_EACCESS", "AT_SYMLINK_NOFOLLOW", "AT_EMPTY_PATH"].contains($0.name)
  }
  static let linking = constants.filter { ["AT_SYMLINK_FOLLOW", "AT_EMPTY_PATH"].contains($0.name) }
}

extension SharedMemorySegment {
  static let creation =
    IPCFlags.constants + more.filter { ["SHM_HUGETLB", "SHM_NORESERVE"].contains($0.name) }
}

extension ExtendedStatus {
  static let members = [NamedConstant("STATX_BASIC_STATS", Int64(basic), .hexadecimal)]
}
