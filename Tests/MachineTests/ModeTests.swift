import Bytecode
import Machine
import RandomPrograms
import Testing

/// The same random programs on every machine that should not make a difference.
@Suite struct ModeTests {
  private static let count = UInt64(Amount.of("RING3_MODE_PROGRAMS", ordinarily: 3000))

  @Test("The generator's programs contain every opcode that they promise")
  func coverage() {
    var seen = Set<Opcode>()
    for seed in 0..<UInt64(2000) { seen.formUnion(RandomProgram(seed: seed).code.map(\.opcode)) }
    let missing = Set(Opcode.allCases).subtracting(seen)
    #expect(missing == [.illegal, .ecall, .ebreak, .rdcycle, .rdtime, .rdinstret])
  }

  @Test("Modelled or functional, block by block or step by step: the same outcome")
  func sameInEveryMode() {
    for number in 0..<Self.count {
      let program = RandomProgram(seed: Amount.seed << 32 | number)
      var random = SplitMix64(seed: number)
      let modelled = MachineConfiguration.random(using: &random)
      let expected = outcome(program, .functional, stepwise: false)
      for configuration in [.functional, modelled] {
        for stepwise in [false, true] {
          let outcome = outcome(program, configuration, stepwise: stepwise)
          guard outcome != expected else { continue }
          let small = program.shrunk {
            self.outcome($0, configuration, stepwise: stepwise)
              != self.outcome($0, .functional, stepwise: false)
          }
          Issue.record("\(configuration), stepwise \(stepwise):\n\(small.listing)")
          return
        }
      }
    }
  }

  private func outcome(_ program: RandomProgram, _ configuration: MachineConfiguration, stepwise: Bool)
    -> Outcome
  {
    let guest = Guest(program, configuration)
    if stepwise {
      _ = guest.machine.step(guest.hart, instructions: 1_000_000, deadline: .max)
    } else {
      guest.run()
    }
    return guest.outcome
  }

  @Test("One instruction at a time is as good as many, and retires exactly one")
  func singleSteps() {
    for number in 0..<Self.count / 20 {
      let program = RandomProgram(seed: Amount.seed << 32 | number)
      let guest = Guest(program, .functional)
      var steps: UInt64 = 0
      while guest.machine.step(guest.hart, instructions: 1, deadline: .max).cause == .instructionBudget {
        steps += 1
        #expect(guest.machine.instructions == steps)
      }
      #expect(guest.outcome == outcome(program, .functional, stepwise: false), "seed \(program.seed)")
    }
  }

  @Test("A copy taken in the midst goes on as the original does: registers, memory, cycles, caches")
  func copies() {
    for number in 0..<Self.count {
      let program = RandomProgram(seed: Amount.seed << 32 | number)
      var random = SplitMix64(seed: number)
      let configuration = number % 8 == 0 ? .functional : MachineConfiguration.random(using: &random)
      let guest = Guest(program, configuration)
      let position = Int.random(in: 0..<200, using: &random)
      _ = guest.machine.step(guest.hart, instructions: position, deadline: .max)
      let before = guest.outcome
      let copy = guest.machine.copy()
      _ = copy.run(copy.harts[0], deadline: .max)
      #expect(guest.outcome == before, "the copy's run changed the original, seed \(program.seed)")
      guest.run()
      #expect(guest.outcome == guest.outcome(of: copy), "seed \(program.seed) at \(position)")
      let differences = ModelState(guest.machine).differences(from: ModelState(copy))
      #expect(differences.isEmpty, "seed \(program.seed) at \(position), \(configuration)")
    }
  }

  @Test("The same program twice takes the same cycles, misses and evictions")
  func determinism() {
    for number in 0..<Self.count / 10 {
      let program = RandomProgram(seed: Amount.seed << 32 | number)
      var random = SplitMix64(seed: number)
      let configuration = MachineConfiguration.random(using: &random)
      let guests = (0..<2).map { _ in Guest(program, configuration) }
      for guest in guests { guest.run() }
      #expect(ModelState(guests[0].machine).differences(from: ModelState(guests[1].machine)) == "")
    }
  }
}
