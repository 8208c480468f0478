import Glibc
import Toolchain

/// A process that ran to its end, and what it took.
struct MeasuredProcess {
  /// Seconds of processor time, its own and the system's for it.
  let processorSeconds: Double
  /// Seconds from its start to its end.
  let wallSeconds: Double
  /// The most memory that it had at once, in bytes.
  let residentBytes: Int

  /// Runs a command that reads nothing and whose output nobody wants, unless it fails.
  ///
  /// - Parameter log: The file that its output goes to.
  init(_ command: [String], log: String) throws {
    let began = Self.now
    let process = try Self.start(command, log: log)
    var (status, usage): (Int32, rusage) = (0, rusage())
    while wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Failure("'\(command[0])' cannot be waited for") }
    }
    wallSeconds = Self.now - began
    guard status == 0 else {
      let said = (try? HostFile.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      throw Failure("this command failed: \(command.joined(separator: " "))", advice: said)
    }
    processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    residentBytes = usage.ru_maxrss << 10
  }

  private static func start(_ command: [String], log: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var process = pid_t()
    let result = posix_spawn(&process, command[0], &actions, nil, arguments, environ)
    guard result == 0 else {
      throw Failure("'\(command[0])' cannot be started: \(String(cString: strerror(result)))")
    }
    return process
  }

  /// The time, in seconds.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
