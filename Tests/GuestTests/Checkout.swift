import Foundation

/// The places in this checkout that the guest tests need.
enum Checkout {
  /// The folder above all.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The folder of this file.
  static let tests = "\(root)/Tests/GuestTests"
  static let userPrograms = "\(root)/userprogs"

  /// The executable: RING3 names it, else it lies where SwiftPM puts it.
  static let ring3 = ProcessInfo.processInfo.environment["RING3"] ?? "\(root)/.build/release/ring3"

  /// What these tests have built is kept from one run to the next, under the hash of all that went into it.
  static let cache = "\(root)/.build/guest-tests"

  /// The names in a folder of `userprogs` that end so.
  static func names(in folder: String, endingWith ends: String...) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(userPrograms)/\(folder)")) ?? []
    return names.filter { name in ends.contains { name.hasSuffix($0) } }.sorted()
  }

  /// The tools of `userprogs/bin` but the shell, by name, with the sources of each: one, or all of a folder.
  static let tools: [String: [String]] = {
    var tools: [String: [String]] = [:]
    for name in names(in: "bin", endingWith: "") where name != "sh" {
      if name.hasSuffix(".c") { tools[String(name.dropLast(2))] = ["bin/\(name)"] }
      let sources = names(in: "bin/\(name)", endingWith: ".c")
      if !sources.isEmpty { tools[name] = sources.map { "bin/\(name)/\($0)" } }
    }
    return tools
  }()

  /// Runs a verb of the real `ring3`.
  static func ring3(
    _ arguments: [String], input: String = "/dev/null", in folder: String = root
  ) throws -> HostCommand {
    try HostCommand(
      [ring3] + arguments, input: input, in: folder,
      environment: ["RING3_CACHE": cache, "RING3_USERPROGS": userPrograms])
  }
}
