import Bytecode
import ELF

// Putting addresses into the sections that stay.
extension Linker {
  mutating func relocate() {
    for output in outputs {
      for input in output.inputs {
        for relocation in objects[input.object].sections[input.section].relocations {
          guard diagnostics.count < Pass.errorLimit else { return }
          if let message = apply(relocation, in: input) {
            diagnostics.append(objects[input.object].diagnostic(relocation.place, message))
          }
        }
      }
    }
  }

  /// What a symbol stands for in the program.
  private enum Target {
    case address(Int64)
    /// A section that was left out.
    case dropped
    case undefined(String)
  }

  private func target(of symbol: Int32, in object: Int) -> Target {
    guard symbol >= 0 else { return .address(0) }
    let wanted = objects[object].symbols[Int(symbol)]
    guard let definition = definition(of: Int(symbol), in: object) else {
      if let own = ownSymbols[wanted.name] { return .address(Int64(own)) }
      return wanted.binding == .weak ? .address(0) : .undefined(wanted.name)
    }
    switch objects[definition.object].symbols[definition.symbol].definition {
    case .absolute(let value): return .address(value)
    case .section(let section, let offset):
      guard isKept[definition.object][section] else { return .dropped }
      return .address(Int64(addresses[definition.object][section]) &+ offset)
    case .undefined, .common: return .undefined(wanted.name)
    }
  }

  /// Completes one place; the result is what is wrong with it.
  private mutating func apply(_ relocation: ObjectFile.Relocation, in input: Input) -> String? {
    let symbol: Int64
    switch target(of: relocation.symbol, in: input.object) {
    case .address(let address): symbol = address
    // Only debugging information still speaks of what was left out: such an address is 0.
    case .dropped: symbol = 0 &- relocation.addend
    case .undefined(let name): return undefined(name)
    }
    let value = symbol &+ relocation.addend
    let place = Int64(addresses[input.object][input.section]) &+ Int64(relocation.offset)
    switch relocation.type {
    case .none, .relax, .align, .tprelAdd: return nil
    case .abs32: return setNumber(value, relocation, in: input, size: 4, allowed: -0x8000_0000...0xffff_ffff)
    case .abs64: return setNumber(value, relocation, in: input, size: 8, allowed: Int64.min...Int64.max)
    case .pcrel32, .plt32:
      return setNumber(value &- place, relocation, in: input, size: 4, allowed: -0x8000_0000...0x7fff_ffff)
    case .branch: return setDistance(value &- place, .branch, relocation, in: input)
    case .jal: return setDistance(value &- place, .jump, relocation, in: input)
    case .call, .callPLT:
      return setHigh(value &- place, relocation, in: input)
        ?? setLow(value &- place, .immediate, at: relocation.offset + 4, in: input)
    case .pcrelHigh20: return setHigh(value &- place, relocation, in: input)
    case .high20: return setHigh(value, relocation, in: input)
    case .low12I: return setLow(value, .immediate, at: relocation.offset, in: input)
    case .low12S: return setLow(value, .store, at: relocation.offset, in: input)
    case .pcrelLow12I, .pcrelLow12S: return applyPair(relocation, symbol, in: input)
    case .tprelHigh20: return setHigh(value &- Int64(threadStart), relocation, in: input)
    case .tprelLow12I:
      return setLow(value &- Int64(threadStart), .immediate, at: relocation.offset, in: input)
    case .tprelLow12S: return setLow(value &- Int64(threadStart), .store, at: relocation.offset, in: input)
    case .add8, .add16, .add32, .add64: return add(value, relocation, in: input)
    case .sub8, .sub16, .sub32, .sub64: return add(0 &- value, relocation, in: input)
    case .gotHigh20:
      return "a program of our own linker has no global offset table; use la instead of %got_pcrel_hi"
    default: return "the linker does not know the relocation \(relocation.type)"
    }
  }

  private func undefined(_ name: String) -> String {
    let known = globals.keys.sorted() + ownSymbols.keys.sorted()
    for file in objects
    where file.symbols.contains(where: {
      $0.name == name && $0.binding == .local && $0.definition != .undefined
    }) {
      return "'\(name)' is not defined here; \(file.path) has it, but without '.globl \(name)'"
    }
    return "'\(name)' is not defined\(Suggestion.text(for: name, among: known))"
  }

  /// The lower half that belongs to the `auipc` at `high`.
  private mutating func applyPair(_ relocation: ObjectFile.Relocation, _ high: Int64, in input: Input)
    -> String?
  {
    let start = Int64(addresses[input.object][input.section])
    let offset = Int(truncatingIfNeeded: high &- start)
    let relocations = objects[input.object].sections[input.section].relocations
    guard let partner = Self.highHalf(at: offset, in: relocations),
      case .address(let address) = target(of: partner.symbol, in: input.object)
    else { return "there is no auipc with %pcrel_hi at the label that %pcrel_lo names" }
    let distance = address &+ partner.addend &- high
    return setLow(
      distance, relocation.type == .pcrelLow12I ? .immediate : .store, at: relocation.offset, in: input)
  }

  private static func highHalf(at offset: Int, in relocations: [ObjectFile.Relocation]) -> ObjectFile
    .Relocation?
  {
    var low = 0
    var high = relocations.count
    while low < high {
      let middle = (low + high) / 2
      if relocations[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    guard low < relocations.count, relocations[low].offset == offset, relocations[low].type == .pcrelHigh20
    else {
      return nil
    }
    return relocations[low]
  }

  // MARK: bytes

  private mutating func setNumber(
    _ value: Int64, _ relocation: ObjectFile.Relocation, in input: Input, size: Int,
    allowed: ClosedRange<Int64>
  ) -> String? {
    guard allowed.contains(value) else {
      return "\(value) does not fit into \(size * 8) bits; an address is stored with .dword"
    }
    write(value, size: size, at: relocation.offset, in: input)
    return nil
  }

  private mutating func add(_ value: Int64, _ relocation: ObjectFile.Relocation, in input: Input) -> String? {
    let size: Int
    switch relocation.type {
    case .add8, .sub8: size = 1
    case .add16, .sub16: size = 2
    case .add32, .sub32: size = 4
    default: size = 8
    }
    let old = read(size: size, at: relocation.offset, in: input)
    write(old &+ value, size: size, at: relocation.offset, in: input)
    return nil
  }

  private mutating func setDistance(
    _ distance: Int64, _ format: Format, _ relocation: ObjectFile.Relocation, in input: Input
  ) -> String? {
    let range = format.immediateRange
    guard distance >= Int64(range.lowerBound), distance <= Int64(range.upperBound) else {
      return "the target is \(distance) bytes away: \(range.lowerBound) to \(range.upperBound) are possible"
    }
    guard distance & 1 == 0 else { return "the target lies at an odd address" }
    patch(format.bits(of: Int32(distance)), keeping: ~format.bits(of: -1), at: relocation.offset, in: input)
    return nil
  }

  private mutating func setHigh(_ value: Int64, _ relocation: ObjectFile.Relocation, in input: Input)
    -> String?
  {
    guard (-0x8000_0800...0x7fff_f7ff).contains(value) else {
      return "the target is out of reach: \(value) does not fit into 32 bits"
    }
    let bits = Format.upper.bits(of: Int32(truncatingIfNeeded: Address.high(value)))
    patch(bits, keeping: 0xfff, at: relocation.offset, in: input)
    return nil
  }

  private mutating func setLow(_ value: Int64, _ format: Format, at offset: Int, in input: Input) -> String? {
    let bits = format.bits(of: Int32(Address.low(value)))
    patch(bits, keeping: ~format.bits(of: -1), at: offset, in: input)
    return nil
  }

  private mutating func patch(_ bits: UInt32, keeping mask: UInt32, at offset: Int, in input: Input) {
    let word = UInt32(truncatingIfNeeded: read(size: 4, at: offset, in: input))
    write(Int64(word & mask | bits), size: 4, at: offset, in: input)
  }

  private func read(size: Int, at offset: Int, in input: Input) -> Int64 {
    (0..<size).reduce(0) { value, index in
      value | Int64(objects[input.object].sections[input.section].contents[offset + index])
        << Int64(8 * index)
    }
  }

  private mutating func write(_ value: Int64, size: Int, at offset: Int, in input: Input) {
    for index in 0..<size {
      objects[input.object].sections[input.section].contents[offset + index] =
        UInt8(truncatingIfNeeded: value >> Int64(8 * index))
    }
  }
}
