import Bytecode
import RandomPrograms
import Testing

@Suite struct CodecTests {
  @Test(
    "decode ∘ encode is the identity over every opcode with random operands",
    arguments: Opcode.allCases.dropFirst())
  func roundTrip(opcode: Opcode) {
    var random = SplitMix64(seed: UInt64(opcode.rawValue))
    for _ in 0..<2000 {
      let instruction = Instruction.random(opcode, using: &random)
      #expect(Instruction(decoding: instruction.word) == instruction)
    }
  }

  @Test("Every row of the table stands at its opcode's place and decodes to itself")
  func tableOrder() {
    #expect(InstructionSpec.all.map(\.opcode) == Opcode.allCases)
    for spec in InstructionSpec.all.dropFirst() {
      #expect(Instruction(decoding: spec.match).opcode == spec.opcode)
      #expect(spec.match & ~spec.mask == 0)
    }
  }

  @Test("No two rows of the table match the same word")
  func rowsAreDisjoint() {
    let rows = InstructionSpec.all.dropFirst()
    for a in rows {
      for b in rows where b.opcode != a.opcode {
        #expect((a.match ^ b.match) & a.mask & b.mask != 0, "\(a.mnemonic) and \(b.mnemonic)")
      }
    }
  }

  @Test("The words of all zeros and all ones are illegal")
  func definedIllegal() {
    #expect(Instruction(decoding: 0).opcode == .illegal)
    #expect(Instruction(decoding: .max).opcode == .illegal)
  }

  @Test(
    "Disassembly reads as llvm-objdump's",
    arguments: [
      (0x0000_0013, "addi zero, zero, 0"), (0xff01_0113, "addi sp, sp, -16"), (0x0005_3503, "ld a0, 0(a0)"),
      (0x0011_3423, "sd ra, 8(sp)"), (0x0000_0517, "auipc a0, 0x0"), (0xffff_f537, "lui a0, 0xfffff"),
      (0x0000_0073, "ecall"), (0x0ff0_000f, "fence iorw, iorw"), (0x8330_000f, "fence.tso"),
      (0xfe05_1ee3, "bne a0, zero, 0xffc"), (0x0000_8067, "jalr zero, 0(ra)"), (0x1005_252f, "lr.w a0, (a0)"),
      (0x1eb5_352f, "sc.d.aqrl a0, a1, (a0)"), (0x41f5_5513, "srai a0, a0, 31"), (0xc000_2573, "rdcycle a0"),
    ] as [(UInt32, String)])
  func disassembly(word: UInt32, text: String) {
    #expect(Instruction(decoding: word).assembly(at: 0x1000) == text)
  }

  @Test("The bytes of an instruction are its fields in the order of the layout")
  func bytes() {
    #expect(MemoryLayout<Instruction>.stride == 8)
    let instruction = Instruction(.addi, rd: 10, rs1: 11, immediate: -2)
    #expect(instruction.bytes == [Opcode.addi.rawValue, 10, 11, 0, 0xfe, 0xff, 0xff, 0xff])
  }
}

extension Instruction {
  /// A random instruction with this opcode, whose operands fill their whole range.
  static func random(_ opcode: Opcode, using random: inout SplitMix64) -> Instruction {
    let format = InstructionSpec.all[Int(opcode.rawValue)].format
    var immediate = Int32.random(in: format.immediateRange, using: &random)
    switch format {
    case .branch, .jump: immediate &= ~1
    case .upper: immediate &= ~0xfff
    case .fence: immediate &= 0xff
    default: break
    }
    func register(_ used: Bool) -> UInt8 { used ? UInt8.random(in: 0..<32, using: &random) : 0 }
    let used = format.registers
    return Instruction(
      opcode, rd: register(used.rd), rs1: register(used.rs1), rs2: register(used.rs2), immediate: immediate)
  }
}
