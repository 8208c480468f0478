import Foundation

/// What a command of the host did: its exit status and the bytes that it wrote.
struct HostCommand: CustomStringConvertible {
  /// The exit status; a signal counts as 256 + its number.
  let status: Int32
  let output: Data
  let errors: Data

  var description: String {
    func text(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }
    return "status \(status)\n--- output\n\(text(output))\n--- errors\n\(text(errors))"
  }

  /// Runs the command and waits for its end.
  ///
  /// - Parameters:
  ///   - command: An absolute path and the arguments.
  ///   - input: The file that is its standard input.
  ///   - environment: What is added to the environment of this process.
  init(
    _ command: [String], input: String = "/dev/null", in folder: String = Checkout.root,
    environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
    (output, errors) = try Scratch.use { scratch in
      process.standardOutput = try scratch.newFile("output")
      process.standardError = try scratch.newFile("errors")
      try process.run()
      process.waitUntilExit()
      return try (Data(contentsOf: scratch.url("output")), Data(contentsOf: scratch.url("errors")))
    }
    status = (process.terminationReason == .uncaughtSignal ? 256 : 0) + process.terminationStatus
  }
}

extension HostCommand {
  /// The same command with no signal blocked: a test's thread blocks all, and what it starts would inherit that.
  static func withSignals(_ command: [String]) -> [String] {
    let unblock = "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV or die"
    return ["/usr/bin/perl", "-MPOSIX=:signal_h", "-e", unblock] + command
  }
}

/// A folder that is there while `use` works in it.
struct Scratch {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("ring3-guest-\(UUID().uuidString)")

  static func use<Result>(_ body: (Scratch) throws -> Result) throws -> Result {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch.folder) }
    return try body(scratch)
  }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func path(_ name: String) -> String { url(name).path }

  func newFile(_ name: String) throws -> FileHandle {
    try Data().write(to: url(name))
    return try FileHandle(forWritingTo: url(name))
  }
}
