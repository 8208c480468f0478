extension ABI {
  /// How processes talk to each other and wait.
  static var communication: [Header] {
    systemV + [
      ("mqueue", "POSIX message queues.", [declaration(POSIXQueueAttributes.layout)]),
      (
        "futex", "Waiting on a word of memory.",
        [
          defines(FutexOperation.constants), defines(FutexFlags.constants),
          defines(
            FutexWord.constants + [
              NamedConstant("FUTEX_BITSET_MATCH_ANY", Int64(FutexWord.anyBits), .hexadecimal)
            ]),
          declaration(RobustListHead.layout),
        ]
      ),
      (
        "poll", "Waiting for descriptors.",
        [defines(PollEvents.constants), declaration(PollDescriptor.layout)]
      ),
      (
        "epoll", "Waiting for many descriptors.",
        [
          defines(EpollFlags.constants), defines(EpollOperation.constants), defines(EpollEvents.constants),
          "// The program's own word.\ntypedef union epoll_data {\n  void *ptr;\n  int fd;\n  unsigned int u32;\n"
            + "  unsigned long u64;\n} epoll_data_t;",
          declaration(EpollEvent.layout),
        ]
      ),
      ("eventfd", "Counters with a descriptor.", [defines(EventFlags.constants)]),
      (
        "timerfd", "Timers with a descriptor.",
        [defines(TimerDescriptorFlags.constants + TimerDescriptorSetFlags.constants)]
      ),
      (
        "signalfd", "Signals with a descriptor.",
        [defines(SignalDescriptorFlags.constants), declaration(SignalDescriptorInfo.layout)]
      ),
      ("random", "Random bytes.", [defines(RandomFlags.constants)]),
      ("socket", "Sockets.", sockets),
      ("un", "Addresses of local sockets.", [declaration(LocalAddress.layout)]),
      (
        "in", "Addresses of IPv4 sockets.",
        [
          "// An IPv4 address, its highest byte first.\nstruct in_addr {\n  unsigned int s_addr;\n};",
          declaration(InetAddress.layout),
          "#define INADDR_ANY       0U\n#define INADDR_LOOPBACK  0x7f000001U",
        ]
      ),
      ("utsname", "The system's names.", [declaration(SystemName.layout)]),
      ("sysinfo", "Memory and load.", [declaration(SystemInformation.layout)]),
      (
        "prctl", "What a process says of itself.",
        [defines(ProcessControl.constants + [NamedConstant("PR_SET_VMA_ANON_NAME", 0)])]
      ),
    ]
  }

  private static var systemV: [Header] {
    [
      (
        "ipc", "What all System V objects have.",
        [
          defines(IPCFlags.constants + [NamedConstant("IPC_PRIVATE", Int64(IPCPermissions.privateKey))]),
          defines(IPCCommand.constants), declaration(IPCPermissions.layout),
        ]
      ),
      (
        "shm", "System V shared memory.",
        [
          "#include <bits/ipc.h>", defines(SharedMemoryFlags.constants + SharedMemorySegment.more),
          defines(SharedMemoryCommand.constants), declaration(SharedMemorySegment.layout),
        ]
      ),
      (
        "sem", "System V semaphores.",
        [
          "#include <bits/ipc.h>", defines(SemaphoreFlags.constants.filter { $0.name.hasPrefix("SEM") }),
          defines(SemaphoreCommand.constants), declaration(SemaphoreOperation.layout),
          declaration(SemaphoreSetStatus.layout),
        ]
      ),
      (
        "msg", "System V message queues.",
        [
          "#include <bits/ipc.h>", defines(MessageQueueFlags.constants),
          defines(MessageQueueCommand.constants),
          declaration(MessageQueueStatus.layout),
        ]
      ),
    ]
  }

  private static var sockets: [String] {
    [
      defines(AddressFamily.constants),
      defines(AddressFamily.constants.map { NamedConstant("PF" + $0.name.dropFirst(2), $0.value) }),
      defines(SocketType.constants), defines(SocketTypeFlags.constants), defines(SocketOption.constants),
      defines(SocketLevel.constants.filter { $0.name.hasPrefix("SOL") }), defines(MessageFlags.constants),
      defines(ShutdownHow.constants), defines(ControlMessageType.constants),
      "struct iovec;",
      declaration(MessageHeader.layout), declaration(ControlHeader.layout), ControlHeader.macros,
      declaration(PeerCredentials.layout), declaration(Linger.layout),
      "// The beginning that the addresses of all families have.\n"
        + "struct sockaddr {\n  unsigned short sa_family;\n  char sa_data[14];\n};",
      "// Room for an address of any family.\n"
        + "struct sockaddr_storage {\n  unsigned short ss_family;\n  char __pad[118];\n  unsigned long __align;\n};",
      "#define SOMAXCONN 4096",
    ]
  }
}
