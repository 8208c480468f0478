import Foundation
import Testing

/// The rule of `userprogs/tests/kernel`: a program prints the same here, on every machine and under every policy,
/// as on the host.
@Suite("A guest program of processes, threads, memory and IPC")
struct KernelProgramTests {
  static let folder = "\(Checkout.userPrograms)/tests/kernel"
  static let programs = Checkout.names(in: "tests/kernel", endingWith: ".c")

  /// The machines and policies that every program runs on; the model, which takes longest, comes once.
  static let variants: [[String]] = [
    ["--fast", "--scheduler", "rr"],
    ["--fast", "--harts", "4", "--scheduler", "cfs"],
    ["--fast", "--scheduler", "mlfq"],
    ["--harts", "4", "--scheduler", "rr"],
  ]

  @Test("prints on Ring3 what it prints on the host", arguments: programs)
  func sameAsHost(program: String) throws {
    try Scratch.use { scratch in
      let native = try native(program, in: scratch)
      let guest = scratch.path("guest")
      let build = try Checkout.ring3(["build", "-O2", "-o", guest, program], in: Self.folder)
      try #require(build.status == 0, "\(build)")
      for variant in Self.variants {
        let limits = ["--limit-instructions", "1G"]
        let run = try Checkout.ring3(["run"] + variant + limits + [guest])
        #expect(run.status == native.status, "\(variant): \(run)")
        #expect(run.output == native.output, "\(variant): \(run)\n--- the host's\n\(native)")
      }
    }
  }

  @Test("there are at least a hundred of them")
  func thereAreMany() { #expect(Self.programs.count >= 100) }

  /// Compiles the program for the host and runs it there.
  ///
  /// The names of its files are its own, so that no two runs at once may be of the same program.
  private func native(_ program: String, in scratch: Scratch) throws -> HostCommand {
    let binary = scratch.path("native")
    let flags = ["-std=gnu17", "-O2", "-w", "-pthread", "-o", binary, "\(Self.folder)/\(program)"]
    let compiler = try HostCommand(["/usr/bin/cc"] + flags)
    try #require(compiler.status == 0, "\(compiler)")
    return try HostCommand(
      ["/usr/bin/flock", "/tmp/ring3-kernel-programs.lock"]
        + ["/usr/bin/timeout", "--foreground", "-k", "1", "60"]
        + HostCommand.withSignals([binary]))
  }
}
