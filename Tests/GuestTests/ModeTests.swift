import Foundation
import Testing

/// What a machine is made of changes when something happens, never what happens.
@Suite("The modes and machines")
struct ModeTests {
  /// The memory of the teaching machine is too small for some programs.
  static let machines: [[String]] = [
    [],
    ["--harts", "4"],
    ["--fast", "--harts", "4"],
    ["--tlb", "refill=software"],
    ["--machine", "teaching", "--memory", "64M"],
    ["--machine", "laptop"],
  ]

  @Test("give the same output, status and count of instructions", arguments: ProgramTests.programs)
  func sameOnAllMachines(program: String) throws {
    let expected = try Counted(program, ["--fast"])
    for machine in Self.machines {
      let run = try Counted(program, machine)
      #expect(run.command.status == expected.command.status, "\(machine): \(run.command)")
      #expect(run.command.output == expected.command.output, "\(machine): \(run.command)")
      #expect(run.instructions == expected.instructions, "\(machine)")
    }
  }

  /// One run, and how many instructions it took.
  private struct Counted {
    let command: HostCommand
    let instructions: Int

    init(_ program: String, _ machine: [String]) throws {
      let (command, counters) = try Scratch.use { scratch in
        let options = ["-O2", "--json", "-o", scratch.path("json")] + machine
        let command = try ProgramTests.run("stat", options, program)
        return try (command, Data(contentsOf: scratch.url("json")))
      }
      let json = try JSONSerialization.jsonObject(with: counters)
      let table = (json as? [String: Any])?["counters"] as? [String: Any]
      self.command = command
      instructions = try #require(table?["instructions"] as? Int, "\(command)")
    }
  }
}
