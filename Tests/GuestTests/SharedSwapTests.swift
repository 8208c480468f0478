import ELF
import Kernel
import Machine
import Testing

/// `userprogs/tests/memory/shared.c`: shared memory that is larger than the machine's.
@Suite("Shared memory on the swap disk")
struct SharedSwapTests {
  @Test("comes back as it was to every process, and its places are free at the end", arguments: [1, 4])
  func roundTrip(harts: Int) throws {
    var configuration = MachineConfiguration()
    configuration.harts = harts
    configuration.isModelled = false
    configuration.memorySize = 8 << 20
    configuration.swapSize = 48 << 20
    var options = KernelOptions()
    options.flushEveryWrite = true
    let elf = try ELFFile(executable: Builder.program("tests/memory/shared.c"))
    var booted = try Booted(elf, on: configuration, options)
    var instructions: UInt64 = 0
    while instructions < 100_000_000 {
      instructions += 10_000
      let isRunning = booted.run(to: instructions)
      let violations = booted.violations
      try #require(violations.isEmpty, "\(booted.text): \(violations.prefix(5))")
      if !isRunning { break }
    }
    let outcome = try #require(booted.outcome)
    #expect(outcome.end == .ended(.exited(0)), "\(booted.text)")
    let lines = booted.text.split(separator: "\n")
    #expect(lines.count == 7 && lines.allSatisfy { $0.hasSuffix(": 0 wrong") }, "\(booted.text)")
    // Both kinds of shared memory went and came, not the private pages alone.
    #expect(booted.kernel.memoryCounters.swapIns > 2 * 3000)
    #expect(booted.kernel.holdings.swapSlots == 0)
  }
}
