import Glibc

/// How long it takes until `ring3 shell` has its prompt on a terminal: a pseudo terminal, of which this process is the
/// screen.
struct PromptBench {
  /// Seconds from the start of the process to the last byte of its first prompt.
  let seconds: Double

  init(ring3: String) throws {
    var (master, slave) = (Int32(-1), Int32(-1))
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &name, nil, nil) == 0 else {
      throw Failure("no pseudo terminal can be opened: \(String(cString: strerror(errno)))")
    }
    defer { close(master) }
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let began = MeasuredProcess.now
    let process = try Self.start([ring3, "shell", "--fast"], on: name)
    close(slave)
    let hasPrompt = Self.read(until: Array("/home $ ".utf8), from: master)
    seconds = MeasuredProcess.now - began
    let exit = Array("exit\r".utf8)
    _ = write(master, exit, exit.count)
    _ = Self.read(until: [], from: master)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    guard hasPrompt, status == 0 else { throw Failure("'ring3 shell' ended without a prompt") }
  }

  /// Starts a command whose controlling terminal is this one.
  private static func start(_ command: [String], on terminal: [CChar]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, 0x80)  // POSIX_SPAWN_SETSID, which has no name in Swift
    let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var process = pid_t()
    let result = posix_spawn(&process, command[0], &actions, &attributes, arguments, environ)
    guard result == 0 else {
      throw Failure("'\(command[0])' cannot be started: \(String(cString: strerror(result)))")
    }
    return process
  }

  /// Reads until the last bytes are these, or to the end if they are none; false if the end came first.
  private static func read(until wanted: [UInt8], from descriptor: Int32) -> Bool {
    var (shown, bytes) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while true {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return wanted.isEmpty }
      shown += bytes.prefix(count)
      // Behind the prompt stands where the cursor goes.
      let starts = 0..<max(0, shown.count - wanted.count + 1)
      if !wanted.isEmpty && starts.contains(where: { shown[$0...].starts(with: wanted) }) { return true }
    }
  }
}
