import Glibc
import Sandbox

/// What code injected into a locked process might try.
enum Attack: String, Codable, CaseIterable, Sendable {
  case openFile, createFile, statFile, deleteFile, createSocket, fork, execute, startThread
  case mapExecutable, makeExecutable, mapFile, writeToOtherDescriptor, writeVectorToOtherDescriptor
  case readOtherDescriptor, duplicateDescriptor, killParent, changeRoot, raiseLimit, loadOwnFilter, control
  case typeForUser

  /// Whether the attempt, made in an unlocked process, leaves process and system as they were.
  var isHarmless: Bool {
    switch self {
    case .openFile, .statFile, .createSocket, .mapExecutable, .makeExecutable, .mapFile: true
    case .writeToOtherDescriptor, .readOtherDescriptor, .duplicateDescriptor, .control: true
    default: false
    }
  }

  func attemptAfterLockDown() {
    // Who may change the settings of the terminal still may do nothing else with it.
    lock(SandboxPolicy(controlsTerminal: self == .typeForUser, locksEveryThread: false))
    attempt()
    _exit(7)
  }

  func attempt() {
    switch self {
    case .openFile: _ = open("/etc/passwd", O_RDONLY)
    case .createFile: _ = open("/tmp/ring3-sandbox-test", O_WRONLY | O_CREAT, 0o600)
    case .statFile:
      var status = stat()
      _ = stat("/etc/passwd", &status)
    case .deleteFile: _ = unlink("/tmp/ring3-sandbox-test")
    case .createSocket: _ = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    case .fork:
      var child: pid_t = 0
      _ = posix_spawn(&child, "/bin/true", nil, nil, [nil], [nil])
    case .execute: _ = execve("/bin/true", [nil], [nil])
    case .startThread:
      var thread = pthread_t()
      _ = pthread_create(&thread, nil, { _ in nil }, nil)
    case .mapExecutable:
      _ = mmap(nil, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    case .makeExecutable:
      let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      _ = mprotect(page, 4096, PROT_READ | PROT_EXEC)
    case .mapFile: _ = mmap(nil, 4096, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0)
    case .writeToOtherDescriptor: _ = write(77, "x", 1)
    case .writeVectorToOtherDescriptor: _ = writev(77, nil, 0)
    case .readOtherDescriptor:
      var byte: UInt8 = 0
      _ = read(77, &byte, 1)
    case .duplicateDescriptor: _ = dup(STDOUT_FILENO)
    case .killParent: _ = kill(getppid(), 0)
    case .changeRoot: _ = chroot("/")
    case .raiseLimit:
      var limit = rlimit(rlim_cur: 64, rlim_max: 64)
      _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    case .loadOwnFilter: lock()
    case .control: _ = isatty(STDOUT_FILENO)
    case .typeForUser:
      var key = UInt8(ascii: "!")
      _ = ioctl(STDIN_FILENO, UInt(TIOCSTI), &key)
    }
  }
}
