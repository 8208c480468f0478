import Foundation
import Testing

/// The rule of `userprogs/tests/c/README.md`: a program prints the same here and on the host.
@Suite("A guest program in C")
struct ProgramTests {
  static let folder = "\(Checkout.userPrograms)/tests/c"
  static let programs = Checkout.names(in: "tests/c", endingWith: ".c")

  @Test("prints on Ring3 what it prints on the host", arguments: programs)
  func sameAsHost(program: String) throws {
    let native = try native(program)
    for level in ["-O0", "-O2"] {
      let guest = try Self.run("run", [level], program)
      #expect(guest.status == native.status, "\(level): \(guest)")
      #expect(guest.output == native.output, "\(level): \(guest)\n--- the host's\n\(native)")
    }
  }

  @Test("there are at least forty of them")
  func thereAreMany() { #expect(Self.programs.count >= 40) }

  /// Compiles the program for the host and runs it there.
  private func native(_ program: String) throws -> HostCommand {
    try Scratch.use { scratch in
      let binary = scratch.path("program")
      let flags = ["-std=gnu17", "-O2", "-w", "-o", binary, "\(Self.folder)/\(program)"]
      let compiler = try HostCommand(["/usr/bin/cc"] + flags)
      try #require(compiler.status == 0, "\(compiler)")
      return try HostCommand([binary], input: Self.input(of: program), in: Self.folder)
    }
  }

  /// Runs the program on Ring3, with its folder as the working folder.
  static func run(_ verb: String, _ options: [String], _ program: String) throws -> HostCommand {
    try Checkout.ring3(
      [verb] + options + ["--mount", "\(folder):/home", program], input: input(of: program), in: folder)
  }

  private static func input(of program: String) -> String {
    let path = "\(folder)/\(program.dropLast(2)).in"
    return FileManager.default.fileExists(atPath: path) ? path : "/dev/null"
  }
}
