extension Instruction {
  /// The instruction in assembly, mnemonic and operands separated by a space, without pseudo-instructions.
  ///
  /// Branch and jump targets are absolute addresses, given `address`, the instruction's own: the text reads as
  /// llvm-objdump's does with `-M no-aliases`.
  public func assembly(at address: UInt64) -> String {
    let operands = operands(at: address)
    return operands.isEmpty ? mnemonic : mnemonic + " " + operands
  }

  /// The mnemonic with the ordering suffix that atomics may have.
  public var mnemonic: String {
    if opcode == .fence && immediate == Self.fenceTSO { return "fence.tso" }
    switch spec.format {
    case .atomic, .loadReserved: return spec.mnemonic + ["", ".rl", ".aq", ".aqrl"][Int(immediate & 3)]
    default: return spec.mnemonic
    }
  }

  /// The operands as an assembler takes them, separated by commas.
  public func operands(at address: UInt64) -> String {
    let rd = Register.names[Int(rd & 31)]
    let rs1 = Register.names[Int(rs1 & 31)]
    let rs2 = Register.names[Int(rs2 & 31)]
    switch spec.format {
    case .register: return "\(rd), \(rs1), \(rs2)"
    case .immediate, .shift64, .shift32: return "\(rd), \(rs1), \(immediate)"
    case .load, .jumpRegister: return "\(rd), \(immediate)(\(rs1))"
    case .store: return "\(rs2), \(immediate)(\(rs1))"
    case .branch: return "\(rs1), \(rs2), \(hexadecimal(target(from: address)))"
    case .jump: return "\(rd), \(hexadecimal(target(from: address)))"
    case .upper: return "\(rd), \(hexadecimal(UInt64(UInt32(bitPattern: immediate) >> 12)))"
    case .atomic: return "\(rd), \(rs2), (\(rs1))"
    case .loadReserved: return "\(rd), (\(rs1))"
    case .fence: return fenceOperands
    case .counter: return rd
    case .bare: return ""
    }
  }

  /// Where a branch or a `jal` at `address` goes when it is taken.
  public func target(from address: UInt64) -> UInt64 { address &+ UInt64(bitPattern: Int64(immediate)) }

  /// Whether `target(from:)` means something for this instruction.
  public var hasTarget: Bool { spec.format == .branch || spec.format == .jump }

  private var fenceOperands: String {
    if immediate == Self.fenceTSO { return "" }
    func set(_ bits: Int32) -> String {
      let letters = zip("iorw", [8, 4, 2, 1]).filter { bits & $0.1 != 0 }.map(\.0)
      return letters.isEmpty ? "0" : String(letters)
    }
    return "\(set(immediate >> 4 & 15)), \(set(immediate & 15))"
  }
}

private func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
