import Foundation

/// This checkout.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// The executable: RING3 names it, else it lies where SwiftPM puts it.
let executable = ProcessInfo.processInfo.environment["RING3"] ?? "\(root)/.build/release/ring3"

/// What a command wrote to standard output and error, and its exit status.
struct Command {
  let text: String
  let status: Int32

  /// Runs a command, whose first word is a path or a name in PATH.
  init(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

/// A path for a file of this test run.
func scratch(_ name: String) -> String {
  let folder = NSTemporaryDirectory() + "ring3-trace-\(ProcessInfo.processInfo.processIdentifier)"
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return "\(folder)/\(name)"
}

/// The path of a program beside the tests.
func program(_ name: String) -> String { "\(root)/Tests/TraceTests/Programs/\(name).c" }
