import ELF
import Foundation
import Kernel
import Machine
import Testing

/// /proc where it is not the same as on the host: what can be tuned, and the harts.
@Suite("/proc")
struct ProcTests {
  private static let machines: [[String]] = [
    ["--fast"], ["--fast", "--harts", "4"], ["--harts", "2", "--scheduler", "cfs"],
  ]

  @Test("has tunables that show what was written to them, refuse nonsense, and work", arguments: machines)
  func tunables(machine: [String]) throws {
    let options = ["--memory", "2M", "--swap", "8M", "--frames", "200", "--limit-instructions", "200M"]
    let run = try Self.run("tunables.c", machine + options)
    #expect(run.status == 0, "\(run)")
    let expected = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/tunables.expected"))
    #expect(run.output == expected, "\(run)")
  }

  @Test(
    "tells how long a hart was idle while a program waited for the disk",
    arguments: [["--fast"], []])
  func diskWait(machine: [String]) throws {
    let options = ["--harts", "2", "--memory", "2M", "--swap", "8M", "--scheduler", "cfs"]
    let run = try Self.run("disk_wait.c", machine + options)
    let expected = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/disk_wait.expected"))
    #expect(run.status == 0 && run.output == expected, "\(run)")
  }

  @Test("lets messages of the kernel be shown on the console, from a level on")
  func consoleMessages() throws {
    let script = """
      echo '<3>hidden at first' > /dev/kmsg; echo 4 > /proc/sys/kernel/printk
      echo '<3>shown' > /dev/kmsg; echo '<4>not bad enough' > /dev/kmsg
      echo 1 > /proc/sys/kernel/printk; echo '<3>hidden again' > /dev/kmsg
      """
    let run = try Checkout.ring3(["run", "--fast", "sh", "-c", script])
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(text.wholeMatch(of: /\[ +\d+\.\d{6}\] shown\n/) != nil, "\(run)")
  }

  @Test("lets a policy be switched at any time: the invariants hold, and a copy runs on to the cycle")
  func switchesAreValues() throws {
    let elf = try ELFFile(executable: Builder.program("tests/proc/tunables.c"))
    var configuration = MachineConfiguration()
    configuration.harts = 4
    configuration.memorySize = 2 << 20
    configuration.swapSize = 8 << 20
    configuration.isModelled = false
    var options = KernelOptions()
    options.replacement.frameLimit = 200
    var undisturbed = try Booted(elf, on: configuration, options)
    undisturbed.runToEnd()
    let outcome = try #require(undisturbed.outcome)
    var original = try Booted(elf, on: configuration, options)
    for point in 1...24 {
      guard original.run(to: outcome.instructions * UInt64(point) / 25 + UInt64(point)) else { break }
      #expect(original.violations == [], "point \(point)")
      guard point % 6 == 0 else { continue }
      var copy = original.copy()
      copy.runToEnd()
      #expect(copy.outcome == outcome, "point \(point)")
    }
    original.runToEnd()
    #expect(original.outcome == outcome)
  }

  private static let folder = "\(Checkout.userPrograms)/tests/proc"

  private static func run(_ program: String, _ options: [String]) throws -> HostCommand {
    try Checkout.ring3(["run", "-O2"] + options + ["\(folder)/\(program)"])
  }
}
