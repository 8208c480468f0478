import Machine
import Testing

/// The MESI protocol between two harts, as its transition table says (Papamarcos and Patel 1984; Hennessy and
/// Patterson, Computer Architecture, section 5.2).
@Suite struct MESITests {
  /// Who does what: "r0" is a load by hart 0, "w1" a store by hart 1.
  private static let line = PhysicalAddress(0x4000)

  private func machine() -> Machine {
    var configuration = MachineConfiguration.small
    configuration.harts = 2
    return Machine(configuration)
  }

  private func perform(_ step: Substring, _ machine: Machine) {
    let hart = machine.harts[step.last == "0" ? 0 : 1]
    hart.touch(Self.line, bytes: 8, isStore: step.first == "w")
  }

  /// The states of the line in the two L1D: I, S, E or M.
  private func states(_ machine: Machine) -> String {
    let set = Int(Self.line.rawValue / 64) % machine.configuration.l1d.sets
    return machine.harts.map { hart in
      let line = hart.contents(of: .l1d, set: set).compactMap { $0 }
        .first { $0.lineNumber == Self.line.rawValue / 64 }
      return ["I", "S", "E", "M"][Int(line?.state.rawValue ?? 0)]
    }.joined()
  }

  /// Steps, the states after them, and how many lines were invalidated in the L1D of hart 0 and of hart 1.
  static let transitions: [(String, String, [UInt64])] = [
    ("r0", "EI", [0, 0]), ("w0", "MI", [0, 0]), ("r0 w0", "MI", [0, 0]), ("r0 r0", "EI", [0, 0]),
    ("r0 r1", "SS", [0, 0]), ("w0 r1", "SS", [0, 0]), ("w0 w0 w1", "IM", [1, 0]), ("r0 w1", "IM", [1, 0]),
    ("r0 r1 w0", "MI", [0, 1]), ("r0 r1 w1", "IM", [1, 0]), ("w0 r1 w1", "IM", [1, 0]),
    ("w0 w1 w0 w1", "IM", [2, 1]), ("w0 r1 w0 r1 w0", "MI", [0, 2]), ("w0 w1 r0", "SS", [1, 0]),
    ("r0 r1 r0 r1", "SS", [0, 0]),
  ]

  @Test("Every sequence of loads and stores ends in the states of the table", arguments: transitions)
  func transition(steps: String, expected: String, invalidations: [UInt64]) {
    let machine = machine()
    for step in steps.split(separator: " ") { perform(step, machine) }
    #expect(states(machine) == expected)
    #expect(machine.harts.map { $0.memoryStatistics.l1d.invalidations } == invalidations)
  }

  /// What the last step costs: L3 takes 42 cycles, a line that another hart has modified 14 more, memory 200.
  static let costs: [(String, UInt64)] = [
    ("r0", 200), ("r0 r0", 0), ("r0 w0", 0), ("r0 r1", 42), ("w0 r1", 42 + 14), ("w0 w1", 42 + 14),
    ("r0 w1", 42),
    ("r0 r1 w0", 42), ("r0 r1 r0", 0), ("w0 r1 w0", 42),
  ]

  @Test("A step costs what the levels that it reaches cost", arguments: costs)
  func cost(steps: String, expected: UInt64) {
    let machine = machine()
    let all = steps.split(separator: " ")
    for step in all.dropLast() { perform(step, machine) }
    let before = machine.harts.reduce(0) { $0 + $1.counters.stallCycles }
    perform(all.last!, machine)
    #expect(machine.harts.reduce(0) { $0 + $1.counters.stallCycles } - before == expected)
  }

  @Test("No two harts ever have a line that one of them may write, over random accesses", arguments: 0..<20)
  func exclusion(seed: UInt64) {
    var configuration = MachineConfiguration.small
    configuration.harts = 3
    let machine = Machine(configuration)
    var state = seed &* 2 + 1
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let bits = state >> 33
      machine.harts[Int(bits % 3)].touch(
        PhysicalAddress(bits / 3 % 40 * 64), bytes: 1, isStore: bits >> 20 & 1 == 0)
    }
    for line in 0..<40 as Range<UInt64> {
      let holders = machine.harts.compactMap { hart in
        hart.contents(of: .l1d, set: Int(line) % configuration.l1d.sets).compactMap { $0 }
          .first { $0.lineNumber == line }
      }
      let writable = holders.filter { $0.state == .modified || $0.state == .exclusive }
      #expect(writable.isEmpty || holders.count == 1, "line \(line)")
      // L2 and L3 contain what L1 has.
      guard !holders.isEmpty else { continue }
      let shared = machine.harts[0].contents(of: .l3, set: Int(line) % configuration.l3!.sets).compactMap {
        $0
      }
      #expect(shared.contains { $0.lineNumber == line })
    }
  }
}
