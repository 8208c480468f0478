import Foundation
import Testing

/// What the real `ring3`, built in release mode as the tests are, does with a command line.
struct Ring3Process: CustomStringConvertible {
  let status: Int32
  let output: String
  let errors: String

  var description: String { "status \(status)\n--- output\n\(output)\n--- errors\n\(errors)" }

  /// This checkout.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The executable: RING3 names it, else it lies where SwiftPM puts it.
  static let executable = ProcessInfo.processInfo.environment["RING3"] ?? "\(root)/.build/release/ring3"

  /// A cache that all tests share: compiling the library takes a while.
  static let cache = NSTemporaryDirectory() + "ring3-commands-cache-\(getpid())"

  /// Runs `ring3` and waits for its end; a signal counts as 256 + its number.
  init(
    _ arguments: [String], input: String = "", in folder: String = root, environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["RING3_CACHE": Self.cache]) { $1 }.merging(environment) { $1 }
    let scratch = try Scratch(["in": input, "out": "", "err": ""])
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: scratch.path("in")))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path("out")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path("err")))
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 256 : 0
    status = signal + process.terminationStatus
    output = String(decoding: try scratch.bytes(of: "out"), as: UTF8.self)
    errors = String(decoding: try scratch.bytes(of: "err"), as: UTF8.self)
  }
}

/// A folder with these files, gone when the test is over.
final class Scratch {
  let folder: String

  init(_ files: [String: String] = [:]) throws {
    folder = NSTemporaryDirectory() + "ring3-scratch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files { try text.write(toFile: path(name), atomically: true, encoding: .utf8) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }
}
