import Bytecode

/// A random program that ends: straight pieces, forward jumps and counted loops, over a window of data.
///
///     x5       the middle of the data window; never written
///     x6, x7   the counters of loops
///     others   anything
///
/// All of RV64IMA occurs but the counters, whose values differ between machines, and `ecall` and `ebreak`.
public struct RandomProgram: Sendable {
  /// Where the first instruction lies. The code ends on the next page, more often than not.
  public var address: UInt64
  /// The instructions; the program has ended when the pc stands behind the last.
  public var code: [Instruction]
  /// The initial values of x0…x31.
  public var registers: [UInt64]
  /// The initial bytes of the window.
  public var data: [UInt8]
  /// What the program was made from.
  public let seed: UInt64
  /// The instructions that mean something only together, by their indices.
  var units: [[Int]]

  /// Where the data window begins: in the midst of a page.
  public static let windowStart = base - 1024
  /// Bytes of the window; a page border lies in its middle.
  public static let windowSize = 2048
  /// What x5 holds.
  public static let base: UInt64 = 0x20_1000

  /// The program that a seed gives.
  public init(seed: UInt64) {
    var generator = ProgramGenerator(seed: seed)
    generator.sequence(of: Int.random(in: 5...60, using: &generator.random), depth: 0)
    address = 0x1_0e00 + 4 * UInt64.random(in: 0..<128, using: &generator.random)
    code = generator.code
    units = generator.units
    registers = (0..<32).map { _ in generator.value() }
    registers[0] = 0
    registers[5] = Self.base
    data = (0..<Self.windowSize).map { _ in UInt8.random(in: 0...255, using: &generator.random) }
    self.seed = seed
  }

  /// The address behind the last instruction.
  public var end: UInt64 { address + 4 * UInt64(code.count) }

  /// The code as assembly with addresses, and the registers that are not 0 at the start.
  public var listing: String {
    var lines = ["# seed \(seed)"]
    for (number, value) in registers.enumerated() where value != 0 {
      lines.append("#   x\(number) = 0x\(String(value, radix: 16))")
    }
    for (index, instruction) in code.enumerated() where instruction != Self.nop {
      let place = address + 4 * UInt64(index)
      lines.append("\(String(place, radix: 16)):  \(instruction.assembly(at: place))")
    }
    return lines.joined(separator: "\n")
  }

  static let nop = Instruction(.addi)
}

/// Writes a random program item by item. An item is what may be jumped to, and left out, as a whole.
struct ProgramGenerator {
  var random: SplitMix64
  var code: [Instruction] = []
  var units: [[Int]] = []

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A jump whose target is known once the sequence is complete.
  private struct Jump {
    /// The index of the instruction that holds the distance, and of the one that it is counted from.
    let place: Int
    let origin: Int
    let targetItem: Int
  }

  /// Writes so many items. Jumps lead forward to items of the same sequence, so that it ends.
  mutating func sequence(of count: Int, depth: Int) {
    var starts: [Int] = []
    var jumps: [Jump] = []
    for item in 0..<count {
      starts.append(code.count)
      let target = item + 1 + Int.random(in: 0...6, using: &random)
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<8: jumps.append(branch(to: target))
      case 8..<10: jumps.append(jump(to: target))
      case 10..<12: jumps.append(indirectJump(to: target))
      case 12..<16 where depth < 2: loop(depth: depth)
      default: straight()
      }
    }
    starts.append(code.count)
    for jump in jumps {
      let distance = Int32(starts[min(jump.targetItem, count)] - jump.origin) * 4
      // jalr clears bit 0 of its target: an odd distance is as good as the even one.
      let isOdd = code[jump.place].opcode == .jalr && Bool.random(using: &random)
      code[jump.place].immediate = distance + (isOdd ? 1 : 0)
    }
  }

  /// A number, often one at which arithmetic has corners.
  mutating func value() -> UInt64 {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: cornerValues.randomElement(using: &random)!
    case 1: UInt64(bitPattern: Int64.random(in: -100...100, using: &random))
    default: random.next()
    }
  }

  private mutating func emit(_ instructions: [Instruction]) {
    units.append(Array(code.count..<code.count + instructions.count))
    code += instructions
  }

  private mutating func source() -> UInt8 { UInt8.random(in: 0..<32, using: &random) }

  /// A register that may be written; sometimes x0.
  private mutating func target(but taken: UInt8 = 5) -> UInt8 {
    while true {
      let register = source()
      if !(5...7).contains(register) && register != taken { return register }
    }
  }

  private mutating func pointer() -> UInt8 {
    while true {
      let register = target()
      if register != 0 { return register }
    }
  }

  private mutating func branch(to item: Int) -> Jump {
    let opcode = [Opcode.beq, .bne, .blt, .bge, .bltu, .bgeu].randomElement(using: &random)!
    emit([Instruction(opcode, rs1: source(), rs2: source())])
    return Jump(place: code.count - 1, origin: code.count - 1, targetItem: item)
  }

  private mutating func jump(to item: Int) -> Jump {
    emit([Instruction(.jal, rd: target())])
    return Jump(place: code.count - 1, origin: code.count - 1, targetItem: item)
  }

  private mutating func indirectJump(to item: Int) -> Jump {
    let register = pointer()
    let link = Bool.random(using: &random) ? register : target()
    emit([Instruction(.auipc, rd: register), Instruction(.jalr, rd: link, rs1: register)])
    return Jump(place: code.count - 1, origin: code.count - 2, targetItem: item)
  }

  /// Counts x6 or x7 down from a small number.
  private mutating func loop(depth: Int) {
    let counter = UInt8(6 + depth)
    let first = code.count
    code.append(
      Instruction(.addi, rd: counter, immediate: Int32.random(in: 1...5, using: &random)))
    sequence(of: Int.random(in: 1...8, using: &random), depth: depth + 1)
    let distance = Int32(first - code.count) * 4
    let back = [
      Instruction(.bne, rs1: counter, immediate: distance),
      Instruction(.blt, rs2: counter, immediate: distance),
      Instruction(.bltu, rs2: counter, immediate: distance),
    ].randomElement(using: &random)!
    units.append([first, code.count, code.count + 1])
    code += [Instruction(.addi, rd: counter, rs1: counter, immediate: -1), back]
  }

  private mutating func straight() {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<33: emit([arithmetic()])
    case 33..<60: emit([immediateArithmetic()])
    case 60..<66: emit([upper()])
    case 66..<84: emit([memory(base: 5, range: -1024...1016)])
    case 84..<89: computedAddress()
    case 89..<95: atomic()
    case 95..<98: reservation()
    default:
      emit([[Instruction(.fence, immediate: 0xff), Instruction(.fenceI)].randomElement(using: &random)!])
    }
  }

  private mutating func arithmetic() -> Instruction {
    let opcode = Self.opcodes(.register).randomElement(using: &random)!
    return Instruction(opcode, rd: target(), rs1: source(), rs2: source())
  }

  private mutating func immediateArithmetic() -> Instruction {
    let format = [Format.immediate, .immediate, .shift64, .shift32].randomElement(using: &random)!
    let opcode = Self.opcodes(format).randomElement(using: &random)!
    let immediate = Int32.random(in: format.immediateRange, using: &random)
    return Instruction(opcode, rd: target(), rs1: source(), immediate: immediate)
  }

  private mutating func upper() -> Instruction {
    let immediate = Int32(truncatingIfNeeded: random.next()) & ~0xfff
    return Instruction(Bool.random(using: &random) ? .lui : .auipc, rd: target(), immediate: immediate)
  }

  /// A load or store, misaligned as it comes.
  private mutating func memory(base: UInt8, range: ClosedRange<Int32>) -> Instruction {
    let immediate = Int32.random(in: range, using: &random)
    if Bool.random(using: &random) {
      return Instruction(
        Self.opcodes(.load).randomElement(using: &random)!, rd: target(), rs1: base, immediate: immediate)
    }
    return Instruction(
      Self.opcodes(.store).randomElement(using: &random)!, rs1: base, rs2: source(), immediate: immediate)
  }

  /// Two instructions that turn any register into an address in the upper half of the window.
  private mutating func address(in register: UInt8) -> [Instruction] {
    [
      Instruction(.andi, rd: register, rs1: source(), immediate: 0x3f8),
      Instruction(.add, rd: register, rs1: register, rs2: 5),
    ]
  }

  private mutating func computedAddress() {
    let register = pointer()
    emit(address(in: register) + [memory(base: register, range: -1024...0)])
  }

  private mutating func atomic() {
    let register = pointer()
    let opcode = Self.opcodes(.atomic).filter { $0 != .scW && $0 != .scD }.randomElement(using: &random)!
    let order = Int32.random(in: 0...3, using: &random)
    emit(
      address(in: register)
        + [Instruction(opcode, rd: target(), rs1: register, rs2: source(), immediate: order)])
  }

  /// A load-reserved, perhaps something in between, and store-conditionals: one that succeeds unless it goes
  /// elsewhere, and sometimes another that must fail.
  private mutating func reservation() {
    let register = pointer()
    let isWord = Bool.random(using: &random)
    let store = Instruction(
      isWord ? .scW : .scD, rd: target(but: register), rs1: register, rs2: source(),
      immediate: Int32.random(in: 0...3, using: &random))
    var all = address(in: register)
    all.append(Instruction(isWord ? .lrW : .lrD, rd: target(but: register), rs1: register))
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      all.append(Instruction(.sd, rs1: register, rs2: source(), immediate: -128))
    case 1:
      all.append(Instruction(.addi, rd: register, rs1: register, immediate: -256))
    case 2:
      var between = arithmetic()
      if between.rd == register { between.rd = 0 }
      all.append(between)
    default: break
    }
    all.append(store)
    if Bool.random(using: &random) { all.append(store) }
    emit(all)
  }

  private static func opcodes(_ format: Format) -> [Opcode] { byFormat[format]! }

  private static let byFormat = Dictionary(grouping: Opcode.allCases) {
    InstructionSpec.all[Int($0.rawValue)].format
  }
}
