import Foundation
import Testing

/// The rule of `userprogs/tests/sh/README.md`: our shell, built for the host, does what dash does.
@Suite("The shell")
struct ShellTests {
  static let folder = "\(Checkout.userPrograms)/tests/sh"
  static let cases = Checkout.names(in: "tests/sh", endingWith: ".sh")

  /// The shell, built for the host with its own compiler and library.
  static let shell = Result {
    let folder = "\(Checkout.cache)/host"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let sources = Checkout.names(in: "bin/sh", endingWith: ".c")
    let compiler = try HostCommand(
      ["/usr/bin/cc", "-std=gnu17", "-O1", "-w", "-o", "\(folder)/sh"] + sources,
      in: "\(Checkout.userPrograms)/bin/sh")
    try #require(compiler.status == 0, "\(compiler)")
    return "\(folder)/sh"
  }

  @Test("runs a script as dash does", arguments: cases)
  func sameAsDash(script: String) throws {
    let command = HostCommand.withSignals(["/bin/sh", "\(Self.folder)/compare", script])
    let run = try HostCommand(command, environment: ["SHELL_UNDER_TEST": Self.shell.get()])
    #expect(run.status == 0, "\(run)")
  }

  /// What the cases print, by their names, when a shell runs them all one after the other.
  private static func results(of run: HostCommand) -> [String: Substring] {
    let parts = String(decoding: run.output, as: UTF8.self).components(separatedBy: "=== status ")
    var results: [String: Substring] = [:]
    var text = parts[0][...]
    for part in parts.dropFirst() {
      // The status of a case, and then the next one.
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      let name = text.split(separator: "\n").first { $0.hasPrefix("=== ") } ?? "=== ?"
      results[String(name.dropFirst(4))] = text + part[..<end]
      text = part[end...].dropFirst()
    }
    return results
  }

  @Test(
    "runs all scripts on Ring3 as dash does on the host",
    arguments: [["--fast"], ["--fast", "--harts", "4"]])
  func sameOnRing3(options: [String]) throws {
    let scripts = Self.cases.map { "\(Self.folder)/\($0)" }
    let driver = "\(Self.folder)/run_all"
    try Scratch.use { scratch in
      try FileManager.default.createSymbolicLink(atPath: scratch.path("sh"), withDestinationPath: "/bin/dash")
      let path = "\(scratch.path("")):/usr/bin:/bin"
      let host = try HostCommand(
        HostCommand.withSignals(["/bin/dash", driver, scratch.path("work"), path] + scripts))
      let shell = ["shell"] + options + ["--mount", "\(Self.folder):\(Self.folder)"]
      let guest = try Checkout.ring3(shell + [driver, "/tmp", "/bin"] + scripts)
      let (expected, printed) = (Self.results(of: host), Self.results(of: guest))
      try #require(expected.count == Self.cases.count && guest.status == host.status, "\(guest)")
      for name in Self.cases { #expect(printed[name] == expected[name], "\(name)") }
    }
  }

  @Test("is compared in at least 150 scripts")
  func thereAreMany() { #expect(Self.cases.count >= 150) }
}
