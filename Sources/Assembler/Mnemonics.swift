import Bytecode

/// What a word at the start of a statement stands for: an instruction, or one of those that the assembler
/// makes of other instructions.
struct Mnemonic {
  /// How to read its operands.
  var format: Format
  /// The machine word without its operands; the ordering bits of `.aq` and `.rl` are in it.
  var match: UInt32
  /// For an instruction of three registers: the machine word of the one that takes an immediate, or 0.
  var immediateMatch: UInt32 = 0
  var immediateFormat = Format.immediate
  /// Set if it is a pseudo-instruction.
  var pseudo: Pseudo?
}

/// All mnemonics, found by their bytes. The instructions come from the instruction table of `Bytecode`.
struct MnemonicTable: Sendable {
  static let shared = MnemonicTable()

  let names: NameTable
  private let entries: [Mnemonic]

  private init() {
    var names: [String] = []
    var entries: [Mnemonic] = []
    for spec in InstructionSpec.all.dropFirst() {
      for (suffix, bits) in Self.orderings(of: spec) {
        names.append(spec.mnemonic + suffix)
        entries.append(Mnemonic(spec, ordering: bits))
      }
    }
    for pseudo in Pseudo.allCases {
      names.append(pseudo.rawValue)
      entries.append(Mnemonic(format: .bare, match: 0, pseudo: pseudo))
    }
    self.names = NameTable(names)
    self.entries = entries
  }

  @inline(__always)
  subscript(name: ShortName) -> Mnemonic? { names.index(of: name).map { entries[$0] } }

  private static func orderings(of spec: InstructionSpec) -> [(suffix: String, bits: Int32)] {
    guard spec.format == .atomic || spec.format == .loadReserved else { return [("", 0)] }
    return [("", 0), (".rl", 1), (".aq", 2), (".aqrl", 3)]
  }

  /// What people write who know other machines, and what they mean.
  private static let foreign = [
    "mov": "mv", "jmp": "j", "b": "j", "br": "j", "bl": "call", "subi": "addi with the negative number",
    "inc": "addi with 1", "dec": "addi with -1", "cmp": "a branch that compares, such as beq or blt",
    "je": "beq", "jne": "bne", "push": "addi sp, sp, -8 and sd",
    "pop": "ld and addi sp, sp, 8", "syscall": "ecall",
    "svc": "ecall", "int": "ecall", "ldr": "lw or ld", "str": "sw or sd", "lea": "la", "shl": "slli or sll",
    "shr": "srli or srl",
  ]

  /// Why an instruction that people know from elsewhere is not there.
  func reasonForAbsence(of name: String) -> String? {
    let name = name.lowercased()
    if let ours = Self.foreign[name] { return "is another machine's instruction; here it is \(ours)" }
    if name.hasPrefix("c.") { return "is a 16-bit instruction; Ring3's harts have RV64IMA without C" }
    if name.hasPrefix("csr") {
      return "is not there; of the control registers programs see only cycle, time and instret"
    }
    let floats = [
      "flw", "fld", "fsw", "fsd", "fadd", "fsub", "fmul", "fdiv", "fcvt", "fmv", "fsqrt", "feq", "flt", "fle",
    ]
    if floats.contains(where: { name.hasPrefix($0) }) {
      return "is a floating-point instruction; Ring3's harts have RV64IMA without F and D"
    }
    if ["mret", "sret", "wfi", "sfence.vma", "uret"].contains(name) {
      return "is a privileged instruction; programs run in user mode"
    }
    return nil
  }
}

extension Mnemonic {
  init(_ spec: InstructionSpec, ordering: Int32 = 0) {
    format = spec.format
    match = spec.match | spec.format.bits(of: spec.format == .fence ? 0 : ordering)
    guard spec.format == .register, let twin = Self.immediateTwin(of: spec.mnemonic) else { return }
    immediateMatch = twin.match
    immediateFormat = twin.format
  }

  /// `addi` for `add`, `sltiu` for `sltu`, and so on.
  private static func immediateTwin(of mnemonic: String) -> InstructionSpec? {
    let names: [String] =
      switch mnemonic.last {
      case "w", "u": [String(mnemonic.dropLast()) + "i" + String(mnemonic.suffix(1))]
      default: [mnemonic + "i"]
      }
    return names.compactMap { InstructionSpec.named($0) }.first
  }
}

/// The names of the registers, found by their bytes.
struct RegisterTable: Sendable {
  static let shared = RegisterTable()

  let names: NameTable

  private init() {
    names = NameTable(Register.names + (0..<32).map { "x\($0)" } + ["fp"])
  }

  /// The number of the register with that name.
  @inline(__always)
  subscript(name: ShortName) -> UInt32? {
    guard let index = names.index(of: name) else { return nil }
    return index == 64 ? 8 : UInt32(index & 31)
  }
}

/// The instructions that the assembler makes of others; the manual `docs/assembler.md` lists what of which.
enum Pseudo: String, CaseIterable {
  case nop, li, la, lla, mv, move, not, neg, negw
  case sextW = "sext.w"
  case sextB = "sext.b"
  case sextH = "sext.h"
  case zextB = "zext.b"
  case zextH = "zext.h"
  case zextW = "zext.w"
  case seqz, snez, sltz, sgtz, sgt, sgtu
  case beqz, bnez, blez, bgez, bltz, bgtz
  case bgt, ble, bgtu, bleu
  case j, jr, ret, call, tail, jump
  case fenceTSO = "fence.tso"
  case pause, unimp, csrr, csrrs, sbreak, scall
}
