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

  /// Runs a verb of the real `ring3`.
  static func ring3(
    _ arguments: [String], input: String = "/dev/null", in folder: String = root
  ) throws -> HostCommand {
    try HostCommand(
      [ring3] + arguments, input: input, in: folder,
      environment: ["RING3_CACHE": cache, "RING3_USERPROGS": userPrograms])
  }
}
