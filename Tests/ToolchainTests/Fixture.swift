import Foundation
import Toolchain

/// A folder for sources, gone when the test is over, and a cache that has the C library already.
final class Fixture {
  let folder: String
  let environment: Environment

  /// Where this checkout's userprogs lie.
  static let userPrograms = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("userprogs").path

  /// A cache that all tests share, but for those of the cache itself: compiling the library takes a while.
  static let sharedCache = NSTemporaryDirectory() + "ring3-test-cache-\(getpid())"

  init(_ files: [String: String] = [:], environment changes: [String: String] = [:]) throws {
    folder = NSTemporaryDirectory() + "ring3-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var variables = ProcessInfo.processInfo.environment
    variables["RING3_CACHE"] = Self.sharedCache
    variables["RING3_USERPROGS"] = Self.userPrograms
    variables.merge(changes) { $1 }
    environment = Environment(variables)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var toolchain: Toolchain { Toolchain(environment: environment, executable: "/proc/self/exe") }

  /// The same with a cache of its own.
  func toolchain(cache: String) throws -> Toolchain {
    let variables = ProcessInfo.processInfo.environment
      .merging(["RING3_CACHE": cache, "RING3_USERPROGS": Self.userPrograms]) { $1 }
    return Toolchain(environment: Environment(variables), executable: "/proc/self/exe")
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  /// Builds sources of this folder, several joined by `+`.
  func build(_ names: String, _ options: BuildOptions = BuildOptions()) throws(ToolchainError) -> Program {
    let paths = names.split(separator: "+").map { path(String($0)) }
    return try toolchain.program(paths.joined(separator: "+"), options: options)
  }

  /// What a build that must fail says: the tool's words, or the message.
  func failure(of names: String, _ options: BuildOptions = BuildOptions()) -> ToolchainError? {
    do {
      _ = try build(names, options)
      return nil
    } catch {
      return error
    }
  }
}

/// A toolchain that writes a line into a file each time that one of its tools is started.
enum CountingToolchain {
  /// The same folder for all tests: for the cache, other tools mean another library.
  static let folder = Fixture.sharedCache + "-tools"

  static func install() throws {
    if FileManager.default.fileExists(atPath: folder) { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let tools = Toolchain(environment: .current, executable: "/proc/self/exe").tools
    for tool in ToolSet.Tool.allCases {
      let script = "#!/bin/sh\necho x >> \(folder)/count\nexec \(tools[tool] ?? "/bin/false") \"$@\"\n"
      let path = "\(folder)/\(tool.rawValue)"
      try script.write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
  }

  /// A toolchain with these tools and this cache.
  static func toolchain(cache: String) throws -> Toolchain {
    try install()
    let variables = [
      "RING3_TOOLCHAIN": folder, "RING3_CACHE": cache, "RING3_USERPROGS": Fixture.userPrograms,
      "PATH": "/bin:/usr/bin",
    ]
    return Toolchain(environment: Environment(variables), executable: "/proc/self/exe")
  }

  /// How many tools were started so far.
  static var count: Int {
    (try? String(contentsOfFile: "\(folder)/count", encoding: .utf8))?.utf8.count { $0 == 10 } ?? 0
  }
}
