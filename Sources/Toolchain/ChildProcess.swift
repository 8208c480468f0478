import Glibc

/// A tool that runs in a process of its own, without a shell between.
public struct ChildProcess {
  private let processID: pid_t

  /// How a process ended.
  public enum Ending: Equatable, Sendable {
    /// By itself, with this status.
    case exited(Int32)
    /// By a signal.
    case killed(signal: Int32)
  }

  /// Starts the command. It reads nothing, and what it prints goes to the file `log`.
  public init(_ command: [String], environment: [String], log: String) throws(ToolchainError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child = pid_t()
    var result = posix_spawn(&child, command[0], &actions, nil, arguments, variables)
    // A tool that was just installed may still be open for writing, in a process that another thread is starting.
    for _ in 0..<50 where result == ETXTBSY {
      usleep(10_000)
      result = posix_spawn(&child, command[0], &actions, nil, arguments, variables)
    }
    guard result == 0 else {
      throw ToolchainError("'\(command[0])' cannot be started: \(HostFile.Failure(errno: result))")
    }
    processID = child
  }

  /// Waits until the process has ended.
  public func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0 {
      if errno != EINTR { return .killed(signal: 0) }
    }
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
  }
}
