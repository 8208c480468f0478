import Foundation

/// A shell in a folder of its own, which holds copies of this repository's pages and programs.
struct Session {
  /// What each of the commands printed, standard output and standard error together.
  let outputs: [[String]]

  /// Carries out a page's steps one after the other.
  init(_ transcript: Transcript) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ring3-session-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["README.md", "LICENSE", "docs", "userprogs"] {
      try FileManager.default.copyItem(
        at: Page.root.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    let files = folder.appendingPathComponent(".session")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: false)
    let script = try Self.script(transcript, files: files)
    let printed = try Self.run(script, in: folder, files: files)
    outputs = printed.components(separatedBy: Self.mark + "\n").dropLast().map { output in
      output.components(separatedBy: "\n").dropLast()
    }
  }

  /// What no command prints; it stands on a line of its own after each command's output.
  private static let mark = "\u{1}end of command\u{1}"

  /// The steps as a shell script that keeps each command's exit status for the next one's `$?`.
  private static func script(_ transcript: Transcript, files: URL) throws -> String {
    var script = ""
    for (index, step) in transcript.steps.enumerated() {
      switch step {
      case .file(let name, let text):
        let copy = files.appendingPathComponent("\(index)")
        try text.write(to: copy, atomically: true, encoding: .utf8)
        script += "cp '\(copy.path)' '\(name)'\n"
      case .command(let command):
        script += "\(command.line)\nstatus=$?; echo '\(mark)'; (exit $status)\n"
      }
    }
    return script
  }

  /// Runs a script with `ring3` on its path, and returns what it printed.
  private static func run(_ script: String, in folder: URL, files: URL) throws -> String {
    let (input, output) = (files.appendingPathComponent("script"), files.appendingPathComponent("output"))
    try script.write(to: input, atomically: true, encoding: .utf8)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["300", "/bin/bash", input.path]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] =
      "\(ring3.deletingLastPathComponent().path):\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["RING3_CACHE"] = Page.root.appendingPathComponent(".build/documentation-cache").path
    environment["LC_ALL"] = "C.UTF-8"
    environment["NO_COLOR"] = "1"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  /// The executable: RING3 names it, else it lies where SwiftPM puts it.
  private static let ring3 = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["RING3"]
      ?? Page.root.appendingPathComponent(".build/release/ring3").path)
}
