import Bytecode
import Machine
import RandomPrograms

/// What a random program leaves behind: everything that the architecture promises.
struct Outcome: Equatable, CustomStringConvertible {
  var pc: UInt64
  var registers: [UInt64]
  var data: [UInt8]

  var description: String {
    let named = registers.enumerated().map { "x\($0)=\(String($1, radix: 16))" }
    return "pc=\(String(pc, radix: 16)) " + named.joined(separator: " ")
  }

  /// The differences between two outcomes, in words.
  func differences(from other: Outcome) -> String {
    var lines: [String] = []
    func compare(_ name: String, _ a: some BinaryInteger, _ b: some BinaryInteger) {
      if UInt64(a) != UInt64(b) {
        lines.append("\(name): 0x\(String(a, radix: 16)) here, 0x\(String(b, radix: 16)) there")
      }
    }
    compare("pc", pc, other.pc)
    for register in registers.indices {
      compare("x\(register)", registers[register], other.registers[register])
    }
    for (index, (a, b)) in zip(data, other.data).enumerated() {
      compare("byte at \(String(RandomProgram.windowStart + UInt64(index), radix: 16))", a, b)
    }
    return lines.joined(separator: "\n")
  }
}

extension Guest {
  /// A guest with a random program ready to run. Behind the program stands an `ecall`.
  init(_ program: RandomProgram, _ configuration: MachineConfiguration) {
    self.init(configuration)
    let first = program.address & ~(Page.size - 1)
    mapPages(from: first, count: program.end / Page.size - first / Page.size + 1)
    mapPages(from: RandomProgram.base - Page.size, count: 2)
    put(program.code + [Instruction(.ecall)], at: program.address)
    put(program.data, at: RandomProgram.windowStart)
    for register in 1..<32 { hart[register] = program.registers[register] }
    hart.pc = program.address
  }

  var outcome: Outcome { outcome(of: machine) }

  /// What has become of this guest's machine, or of a copy of it.
  func outcome(of machine: Machine) -> Outcome {
    Outcome(
      pc: machine.harts[0].pc, registers: (0..<32).map { machine.harts[0][$0] },
      data: Self.bytes(
        at: RandomProgram.windowStart, count: RandomProgram.windowSize, of: machine, self))
  }
}

/// Everything that a model says of a machine, down to each way of each cache.
struct ModelState: Equatable {
  /// What the harts counted, by name. How often the host took a shortcut is no part of it.
  var counters: [[String: UInt64]]
  var statistics: [MemoryStatistics]
  var caches: [[CacheLine?]] = []
  var tlbs: [[TLBEntry?]] = []

  init(_ machine: Machine) {
    counters = machine.harts.map { Self.counters($0.counters) }
    statistics = machine.harts.map(\.memoryStatistics) + [machine.memoryStatistics]
    let c = machine.configuration
    for hart in machine.harts {
      for (level, geometry) in [(CacheLevel.l1i, c.l1i), (.l1d, c.l1d), (.l2, c.l2), (.l3, c.l3)] {
        guard let geometry else { continue }
        for set in 0..<geometry.sets { caches.append(hart.contents(of: level, set: set)) }
      }
      for (level, geometry) in [(TLBLevel.itlb, c.itlb), (.dtlb, c.dtlb), (.stlb, c.stlb)] {
        guard let geometry else { continue }
        for set in 0..<geometry.sets { tlbs.append(hart.contents(of: level, set: set)) }
      }
    }
  }

  private static func counters(_ c: HartCounters) -> [String: UInt64] {
    [
      "instructions": c.instructions, "stalls": c.stallCycles, "kernel": c.kernelCycles, "idle": c.idleCycles,
      "cycles": c.cycles, "splits": c.splitAccesses, "DTLB misses": c.dtlbMisses, "ITLB": c.itlbAccesses,
      "ITLB misses": c.itlbMisses, "STLB": c.stlbAccesses, "STLB misses": c.stlbMisses, "walks": c.walks,
      "walk cycles": c.walkCycles,
    ]
  }

  /// What differs between two states, in words.
  func differences(from other: ModelState) -> String {
    var lines: [String] = []
    for (mine, theirs) in zip(counters, other.counters) {
      for name in mine.keys.sorted() where mine[name] != theirs[name] {
        lines.append("\(name): \(mine[name]!) here, \(theirs[name]!) there")
      }
    }
    if statistics != other.statistics { lines.append("\(statistics)\nhere, there\n\(other.statistics)") }
    for (mine, theirs) in zip(caches, other.caches) where mine != theirs {
      lines.append("\(mine) / \(theirs)")
    }
    for (mine, theirs) in zip(tlbs, other.tlbs) where mine != theirs { lines.append("\(mine) / \(theirs)") }
    return lines.joined(separator: "\n")
  }
}
