extension Instruction {
  /// The RISC-V machine word of this instruction.
  ///
  /// - Precondition: the registers are 0…31 and the immediate is one that the format can hold. Callers who take
  ///   operands from a user check `Format.immediateRange` first.
  public var word: UInt32 {
    let spec = spec
    precondition(spec.format.immediateRange.contains(immediate), "immediate out of range")
    precondition(rd < 32 && rs1 < 32 && rs2 < 32, "no such register")
    return spec.match | UInt32(rd) << 7 | UInt32(rs1) << 15 | UInt32(rs2) << 20
      | spec.format.bits(of: immediate)
  }
}

extension Format {
  /// The bits of a machine word of this format that hold an immediate.
  ///
  /// A linker uses it too, to put an address into an instruction that stands there already.
  public func bits(of immediate: Int32) -> UInt32 {
    let value = UInt32(bitPattern: immediate)
    func bits(_ low: UInt32, _ count: UInt32, at place: UInt32) -> UInt32 {
      (value >> low & (1 << count - 1)) << place
    }
    switch self {
    case .immediate, .load, .jumpRegister, .fence: return value << 20
    case .shift64, .shift32: return value << 20
    case .store: return bits(5, 7, at: 25) | bits(0, 5, at: 7)
    case .branch: return bits(12, 1, at: 31) | bits(5, 6, at: 25) | bits(1, 4, at: 8) | bits(11, 1, at: 7)
    case .jump: return bits(20, 1, at: 31) | bits(1, 10, at: 21) | bits(11, 1, at: 20) | bits(12, 8, at: 12)
    case .upper: return value & ~0xfff
    case .atomic, .loadReserved: return value << 25
    case .register, .counter, .bare: return 0
    }
  }
}
