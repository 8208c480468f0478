import Glibc

/// Where a verb writes what it found, besides what the program prints.
enum ResultFile {
  /// Opens the file of that path, or takes standard error. To be called before the process is locked down.
  static func open(_ path: String?) throws -> Int32 {
    guard let path else { return STDERR_FILENO }
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure("'\(path)' cannot be written: \(String(cString: strerror(errno)))")
    }
    return descriptor
  }
}
