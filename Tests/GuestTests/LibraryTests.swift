import Foundation
import Testing

/// The rule of `userprogs/tests/lib/README.md`: what uses the user land's part of the C library prints the same here
/// and on the host.
@Suite("A guest program of files, patterns and streams")
struct LibraryTests {
  static let folder = "\(Checkout.userPrograms)/tests/lib"
  static let programs = Checkout.names(in: "tests/lib", endingWith: ".c")

  @Test("prints on Ring3 what it prints on the host", arguments: programs)
  func sameAsHost(program: String) throws {
    try Scratch.use { scratch in
      let binary = scratch.path("native")
      let flags = ["-std=gnu17", "-O2", "-w", "-o", binary, "\(Self.folder)/\(program)"]
      let compiler = try HostCommand(["/usr/bin/cc"] + flags)
      try #require(compiler.status == 0, "\(compiler)")
      let native = try HostCommand(HostCommand.withSignals([binary]))
      for level in ["-O0", "-O2"] {
        let guest = try Checkout.ring3(["run", "--fast", level, program], in: Self.folder)
        #expect(guest.status == native.status, "\(level): \(guest)")
        #expect(guest.output == native.output, "\(level): \(guest)\n--- the host's\n\(native)")
      }
    }
  }

  @Test("there are several of them")
  func thereAreMany() { #expect(Self.programs.count >= 9) }
}
