import Glibc
import Toolchain

/// A folder for what the benchmarks build, gone when they are over.
final class BenchFolder {
  private let path: String

  init() throws {
    var template = Array("\(Environment.current["TMPDIR"] ?? "/tmp")/ring3-bench.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw Failure("no folder for temporary files can be made: \(String(cString: strerror(errno)))")
    }
    path = String(cString: made)
  }

  deinit {
    for name in HostFile.names(in: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// Where the file with this name lies, or is going to lie.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Puts a file there and returns its path.
  func write(_ bytes: some Collection<UInt8>, as name: String, executable: Bool = false) throws -> String {
    do throws(HostFile.Failure) {
      try HostFile.replace(file(name), with: Array(bytes), executable: executable)
    } catch {
      throw Failure("'\(file(name))' cannot be written: \(error)")
    }
    return file(name)
  }

  /// Runs a command to its end.
  func run(_ command: [String]) throws -> MeasuredProcess { try MeasuredProcess(command, log: file("log")) }
}
