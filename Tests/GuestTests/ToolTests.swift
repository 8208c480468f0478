import Foundation
import Testing

/// The rule of `userprogs/tests/tools/README.md`: the tools of `userprogs/bin` print what the host's do.
@Suite("The tools")
struct ToolTests {
  static let folder = "\(Checkout.userPrograms)/tests/tools"

  /// The command lines whose tool this host has, too.
  static let cases: [String] = {
    let text = (try? String(contentsOfFile: "\(folder)/cases.txt", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter { line in
      let tool = line.prefix { $0 != " " }
      return ["/usr/bin", "/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }
  }()

  /// A folder in which each tool's name starts it on Ring3.
  static let onRing3 = Result {
    let folder = "\(Checkout.cache)/tools"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for tool in Checkout.tools.keys {
      let script = "#!/bin/sh\nPATH='\(path)' exec '\(Checkout.ring3)' run \(tool) \"$@\"\n"
      try script.write(toFile: "\(folder)/\(tool)", atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(tool)")
    }
    return folder
  }

  @Test("print what the host's print", arguments: cases)
  func sameAsHost(line: String) throws {
    let host = try run(line, path: "/usr/bin:/bin")
    let guest = try run(line, path: Self.onRing3.get())
    #expect(guest.status == host.status, "\(guest)\n--- the host's\n\(host)")
    #expect(guest.output == host.output, "\(guest)\n--- the host's\n\(host)")
  }

  @Test("are compared in many cases")
  func thereAreMany() { #expect(Self.cases.count >= 50) }

  /// Lets a shell start the tool that `path` leads to; `env` keeps the shell from taking its own `echo`.
  private func run(_ line: String, path: String) throws -> HostCommand {
    let locale = line.hasPrefix("wc") ? "C.UTF-8" : "C"
    let environment = [
      "LC_ALL": locale, "PATH": path, "RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms,
    ]
    return try HostCommand(
      ["/bin/sh", "-c", "/usr/bin/env \(line)"], in: Self.folder, environment: environment)
  }
}
