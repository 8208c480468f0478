import Bytecode

extension RandomProgram {
  /// A smaller program that still fails: what can be left out is replaced by `nop`, so that distances stay true.
  public func shrunk(while fails: (RandomProgram) -> Bool) -> RandomProgram {
    var best = self
    func attempt(_ change: (inout RandomProgram) -> Void) {
      var candidate = best
      change(&candidate)
      if fails(candidate) { best = candidate }
    }
    var size = units.count
    while size > 0 {
      for start in stride(from: 0, to: units.count, by: size) {
        let indices = units[start..<min(start + size, units.count)].flatMap { $0 }
        guard indices.contains(where: { best.code[$0] != Self.nop }) else { continue }
        attempt { for index in indices { $0.code[index] = Self.nop } }
      }
      size /= 2
    }
    attempt { $0.data = [UInt8](repeating: 0, count: Self.windowSize) }
    for register in 1..<32 where register != 5 { attempt { $0.registers[register] = 0 } }
    return best
  }
}
