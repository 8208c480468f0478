import Assembler
import Bytecode
import Testing

@Suite struct InstructionTests {
  /// A pseudo-instruction and what the manual says that it stands for.
  static let pseudoInstructions: [(String, [String])] = [
    ("nop", ["addi zero, zero, 0"]),
    ("mv a0, a1", ["addi a0, a1, 0"]),
    ("move a0, a1", ["addi a0, a1, 0"]),
    ("not a0, a1", ["xori a0, a1, -1"]),
    ("neg a0, a1", ["sub a0, zero, a1"]),
    ("negw a0, a1", ["subw a0, zero, a1"]),
    ("sext.w a0, a1", ["addiw a0, a1, 0"]),
    ("sext.b a0, a1", ["slli a0, a1, 56", "srai a0, a0, 56"]),
    ("sext.h a0, a1", ["slli a0, a1, 48", "srai a0, a0, 48"]),
    ("zext.b a0, a1", ["andi a0, a1, 255"]),
    ("zext.h a0, a1", ["slli a0, a1, 48", "srli a0, a0, 48"]),
    ("zext.w a0, a1", ["slli a0, a1, 32", "srli a0, a0, 32"]),
    ("seqz a0, a1", ["sltiu a0, a1, 1"]),
    ("snez a0, a1", ["sltu a0, zero, a1"]),
    ("sltz a0, a1", ["slt a0, a1, zero"]),
    ("sgtz a0, a1", ["slt a0, zero, a1"]),
    ("sgt a0, a1, a2", ["slt a0, a2, a1"]),
    ("sgtu a0, a1, a2", ["sltu a0, a2, a1"]),
    ("beqz a0, 8", ["beq a0, zero, 0x8"]),
    ("bnez a0, 8", ["bne a0, zero, 0x8"]),
    ("blez a0, 8", ["bge zero, a0, 0x8"]),
    ("bgez a0, 8", ["bge a0, zero, 0x8"]),
    ("bltz a0, 8", ["blt a0, zero, 0x8"]),
    ("bgtz a0, 8", ["blt zero, a0, 0x8"]),
    ("bgt a0, a1, 8", ["blt a1, a0, 0x8"]),
    ("ble a0, a1, 8", ["bge a1, a0, 0x8"]),
    ("bgtu a0, a1, 8", ["bltu a1, a0, 0x8"]),
    ("bleu a0, a1, 8", ["bgeu a1, a0, 0x8"]),
    ("j 8", ["jal zero, 0x8"]),
    ("jal 8", ["jal ra, 0x8"]),
    ("jr a0", ["jalr zero, 0(a0)"]),
    ("jr 4(a0)", ["jalr zero, 4(a0)"]),
    ("jalr a0", ["jalr ra, 0(a0)"]),
    ("jalr a1, a0", ["jalr a1, 0(a0)"]),
    ("jalr a1, a0, 4", ["jalr a1, 4(a0)"]),
    ("ret", ["jalr zero, 0(ra)"]),
    ("fence", ["fence iorw, iorw"]),
    ("pause", ["fence w, 0"]),
    ("scall", ["ecall"]),
    ("sbreak", ["ebreak"]),
    ("csrr a0, cycle", ["rdcycle a0"]),
    ("csrr a0, time", ["rdtime a0"]),
    ("csrrs a0, instret, zero", ["rdinstret a0"]),
    ("unimp", ["illegal"]),
    ("add a0, a1, 7", ["addi a0, a1, 7"]),
    ("sltu a0, a1, 7", ["sltiu a0, a1, 7"]),
    ("sraw a0, a1, 7", ["sraiw a0, a1, 7"]),
    ("lw a0, (a1)", ["lw a0, 0(a1)"]),
    ("sd a0, (a1)", ["sd a0, 0(a1)"]),
    ("add x10, x11, fp", ["add a0, a1, s0"]),
    ("there: call there", ["auipc ra, 0x0", "jalr ra, 0(ra)"]),
    ("there: call t0, there", ["auipc t0, 0x0", "jalr t0, 0(t0)"]),
    ("there: tail there", ["auipc t1, 0x0", "jalr zero, 0(t1)"]),
    ("there: jump there, t2", ["auipc t2, 0x0", "jalr zero, 0(t2)"]),
    ("there: la a0, there + 8", ["auipc a0, 0x0", "addi a0, a0, 8"]),
    ("there: lla a0, there - 8", ["auipc a0, 0x0", "addi a0, a0, -8"]),
    ("there: lw a0, there", ["auipc a0, 0x0", "lw a0, 0(a0)"]),
    ("there: sw a0, there, t0", ["auipc t0, 0x0", "sw a0, 0(t0)"]),
  ]

  @Test("a pseudo-instruction stands for what the manual says", arguments: pseudoInstructions)
  func pseudoInstruction(_ source: String, _ expected: [String]) throws {
    let words = try words(of: source)
    let decoded = words.enumerated().map { Instruction(decoding: $1).assembly(at: UInt64(4 * $0)) }
    #expect(
      decoded
        == expected.enumerated().map { at, text in
          text.starts(with: "b") || text.starts(with: "jal ") ? text : text
        })
  }

  static let constants: [Int64] = [
    0, 1, -1, 2047, 2048, -2048, -2049, 4095, 4096, 0x7ff, 0x800, 0xfff, 0x7fff_f7ff, 0x7fff_f800,
    0x7fff_ffff,
    -0x8000_0000, 0x8000_0000, 0xffff_ffff, 0x1_0000_0000, 0x1234_5678_9abc_def0, -0x1234_5678_9abc_def0,
    .max, .min, .min + 1, .max - 0x7ff, 0xff00_0000_0000, 0x0f0f_0f0f_0f0f_0f0f, 0x8000_0000_0000,
    0x7fff_ffff_ffff_f800, -4096 << 40, 0xfff_ffff_f000, 0x1_0000_0001,
  ]

  @Test("li loads any 64-bit number, in at most eight instructions", arguments: constants)
  func loadImmediate(_ value: Int64) throws { try check(value) }

  @Test("li loads random numbers of every length", arguments: 0..<20)
  func loadRandomImmediates(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let bits =
        UInt64(random.below(1 << 31)) << 33 ^ UInt64(random.below(1 << 31)) << 11 ^ UInt64(random.below(2048))
      try check(Int64(bitPattern: bits) >> Int64(random.below(64)))
    }
  }

  private func check(_ value: Int64) throws {
    let words = try words(of: "li a0, \(value)")
    #expect(words.count <= 8)
    #expect(run(words) == value)
  }

  /// Executes the few instructions that load constants.
  private func run(_ words: [UInt32]) -> Int64? {
    var registers = [Int64](repeating: 0, count: 32)
    for word in words {
      let instruction = Instruction(decoding: word)
      let source = registers[Int(instruction.rs1)]
      let immediate = Int64(instruction.immediate)
      switch instruction.opcode {
      case .addi: registers[Int(instruction.rd)] = source &+ immediate
      case .addiw: registers[Int(instruction.rd)] = Int64(Int32(truncatingIfNeeded: source &+ immediate))
      case .lui: registers[Int(instruction.rd)] = immediate
      case .slli: registers[Int(instruction.rd)] = source << immediate
      default: return nil
      }
    }
    return registers[10]
  }

  @Test("what is disassembled assembles to itself", arguments: 0..<20)
  func roundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var expected: [UInt32] = []
    var source = ""
    while expected.count < 500 {
      let spec = InstructionSpec.all[1 + random.below(InstructionSpec.all.count - 1)]
      let noise = UInt32(truncatingIfNeeded: random.below(1 << 31)) << 1 ^ UInt32(random.below(1 << 16))
      let instruction = Instruction(decoding: spec.match | noise & ~spec.mask)
      guard instruction.opcode != .illegal else { continue }
      // Branch targets are printed as addresses; at address 0 they are what the assembler takes for
      // distances.
      var text = instruction.assembly(at: 0)
      if instruction.hasTarget { text = "\(text.split(separator: "0x")[0])\(instruction.immediate)" }
      source += text + "\n"
      expected.append(instruction.word)
    }
    #expect(try words(of: source) == expected)
  }

  @Test("a number of labels that come later is loaded as well") func forwardLength() throws {
    let source = "li a0, end - start\nstart: .zero 5000\nend: nop"
    #expect(run(Array(try words(of: source).prefix(2))) == 5000)
  }
}
