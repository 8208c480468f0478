extension Instruction {
  /// Decodes a RISC-V machine word; every word that is no instruction of ours becomes `illegal`.
  public init(decoding word: UInt32) {
    guard let spec = DecodeIndex.shared.spec(of: word) else {
      self.init(.illegal)
      return
    }
    let fields = spec.format.registers
    self.init(
      spec.opcode,
      rd: fields.rd ? UInt8(word >> 7 & 31) : 0,
      rs1: fields.rs1 ? UInt8(word >> 15 & 31) : 0,
      rs2: fields.rs2 ? UInt8(word >> 20 & 31) : 0,
      immediate: spec.format.immediate(of: word))
    if spec.opcode == .fence && !Self.isFence(immediate) { self.init(.illegal) }
  }

  /// Whether the twelve bits of a fence are ordinary (fm is 0) or those of `fence.tso`; the rest is reserved.
  static func isFence(_ bits: Int32) -> Bool { bits >> 8 == 0 || bits == fenceTSO }

  static let fenceTSO: Int32 = 0x833
}

/// The rows of the instruction table sorted by the five bits that tell the major opcodes apart.
private struct DecodeIndex {
  static let shared = DecodeIndex()

  private let rows: [[InstructionSpec]]

  private init() {
    var rows = [[InstructionSpec]](repeating: [], count: 32)
    for spec in InstructionSpec.all.dropFirst() { rows[Int(spec.match >> 2 & 31)].append(spec) }
    self.rows = rows
  }

  func spec(of word: UInt32) -> InstructionSpec? {
    rows[Int(word >> 2 & 31)].first { word & $0.mask == $0.match }
  }
}

extension Format {
  /// The immediate that a machine word of this format holds, sign-extended.
  public func immediate(of word: UInt32) -> Int32 {
    let signed = Int32(bitPattern: word)
    func bits(_ low: UInt32, _ count: UInt32) -> Int32 { Int32(word >> low & (1 << count - 1)) }
    switch self {
    case .immediate, .load, .jumpRegister: return signed >> 20
    case .shift64: return bits(20, 6)
    case .shift32: return bits(20, 5)
    case .store: return (signed >> 25) << 5 | bits(7, 5)
    case .branch: return (signed >> 31) << 12 | bits(7, 1) << 11 | bits(25, 6) << 5 | bits(8, 4) << 1
    case .jump: return (signed >> 31) << 20 | bits(12, 8) << 12 | bits(20, 1) << 11 | bits(21, 10) << 1
    case .upper: return signed & ~0xfff
    case .atomic, .loadReserved: return bits(25, 2)
    case .fence: return bits(20, 12)
    case .register, .counter, .bare: return 0
    }
  }
}
