import Foundation
import Testing

/// The rule of `userprogs/tests/lib/README.md`: what uses the user land's part of the C library prints the same here
/// and on the host.
@Suite("A guest program of files, patterns and streams")
struct LibraryTests {
  static let folder = "\(Checkout.userPrograms)/tests/lib"
  static let programs = Checkout.names(in: "tests/lib", endingWith: ".c")

  /// The programs that start others: they need the shell and the tools.
  static let commands = Checkout.names(in: "tests/lib/commands", endingWith: ".c")

  /// What the program does on the host.
  private static func native(_ source: String, _ scratch: Scratch) throws -> HostCommand {
    let binary = scratch.path("native")
    let flags = ["-std=gnu17", "-O2", "-w", "-pthread", "-o", binary, source]
    let compiler = try HostCommand(["/usr/bin/cc"] + flags)
    try #require(compiler.status == 0, "\(compiler)")
    return try HostCommand(HostCommand.withSignals([binary]))
  }

  @Test("prints on Ring3 what it prints on the host", arguments: programs)
  func sameAsHost(program: String) throws {
    try Scratch.use { scratch in
      let native = try Self.native("\(Self.folder)/\(program)", scratch)
      for level in ["-O0", "-O2"] {
        let guest = try Checkout.ring3(["run", "--fast", level, program], in: Self.folder)
        #expect(guest.status == native.status, "\(level): \(guest)")
        #expect(guest.output == native.output, "\(level): \(guest)\n--- the host's\n\(native)")
      }
    }
  }

  @Test("starts commands on Ring3 as on the host", arguments: commands)
  func sameCommands(program: String) throws {
    try Scratch.use { scratch in
      let source = "\(Self.folder)/commands/\(program)"
      let native = try Self.native(source, scratch)
      for level in ["-O0", "-O2"] {
        let binary = scratch.path("guest\(level)")
        let build = try Checkout.ring3(["build", level, "-o", binary, source])
        try #require(build.status == 0, "\(build)")
        let mount = ["--mount", "\(binary):/home/program"]
        let guest = try Checkout.ring3(["shell", "--fast"] + mount + ["-c", "exec /home/program"])
        #expect(guest.status == native.status, "\(level): \(guest)")
        #expect(guest.output == native.output, "\(level): \(guest)\n--- the host's\n\(native)")
      }
    }
  }

  @Test("there are several of them")
  func thereAreMany() { #expect(Self.programs.count >= 9 && Self.commands.count >= 3) }
}
