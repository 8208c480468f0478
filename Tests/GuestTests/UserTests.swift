import ELF
import Foundation
import Kernel
import Machine
import Testing

/// The table of guest tests in `userprogs/tests/usertests`, and what it leaves behind: nothing.
@Suite("The guest tests of one table")
struct UserTests {
  static let folder = "tests/usertests"

  /// How the tests run: harts, and bytes of swap disk.
  struct Machines: CustomTestStringConvertible {
    let harts: Int
    let swap: UInt64
    var testDescription: String { "\(harts) harts, \(swap >> 20) MiB of swap" }
  }
  static let machines = [Machines(harts: 1, swap: 0), Machines(harts: 4, swap: 4 << 20)]

  @Test(
    "pass, after each the kernel's invariants hold, and at the end nothing has leaked", arguments: machines)
  func nothingLeaks(machines: Machines) throws {
    var configuration = MachineConfiguration()
    configuration.harts = machines.harts
    configuration.swapSize = machines.swap
    configuration.isModelled = false
    var options = KernelOptions()
    options.flushEveryWrite = true
    var booted = try Booted(ELFFile(executable: Self.executable()), on: configuration, options)
    // Between two tests there is only the first process, and it always has the same.
    var between: [Holdings] = []
    while booted.runToPause() {
      let violations = booted.violations
      #expect(violations.isEmpty, "\(booted.text.suffix(200)): \(violations.prefix(5))")
      if booted.kernel.holdings.processes == 1 { between.append(booted.kernel.holdings.withoutCaches) }
    }
    let outcome = try #require(booted.outcome)
    #expect(outcome.end == .ended(.exited(0)), "\(booted.text)")
    #expect(booted.text.hasSuffix(" tests, 0 failed\n"), "\(booted.text)")
    #expect(between.allSatisfy { $0 == between.first }, "\(booted.text)\n\(between)")
    var expected = Kernel(options, machine: Machine(configuration)).holdings
    // The program's own file.
    expected.inodes += 1
    #expect(booted.kernel.holdings == expected)
    #expect(booted.violations == [])
  }

  /// Builds the table, of all its files.
  private static func executable() throws -> [UInt8] {
    try Scratch.use { scratch in
      let sources = Checkout.names(in: folder, endingWith: ".c").map {
        "\(Checkout.userPrograms)/\(folder)/\($0)"
      }
      let build = try Checkout.ring3([
        "build", "-O2", "-o", scratch.path("usertests"), sources.joined(separator: "+"),
      ])
      try #require(build.status == 0, "\(build)")
      return try [UInt8](Data(contentsOf: scratch.url("usertests")))
    }
  }
}

extension Holdings {
  /// What is not in a cache: frames, pages of the first process that are still on the disk, and areas that were joined
  /// or split meanwhile, are left out.
  var withoutCaches: Holdings {
    var rest = self
    (rest.frames, rest.swapSlots, rest.areas) = (0, 0, 0)
    return rest
  }
}
