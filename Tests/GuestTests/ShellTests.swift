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

  @Test("is compared in at least 150 scripts")
  func thereAreMany() { #expect(Self.cases.count >= 150) }
}
