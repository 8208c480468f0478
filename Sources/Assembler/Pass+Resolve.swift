import Bytecode
import ELF

// Putting values into their places when everything has been read.
extension Pass {
  /// Completes what can be completed, and leaves relocations for the rest.
  mutating func resolveFixups() {
    for symbol in forwardLabels.sorted(by: { $0.key < $1.key }) {
      report(symbols[symbol.value].place, "there is no label '\(symbol.key):' after this line")
    }
    guard !isFinished, errorCount == 0 else { return }
    defineSectionNames()
    for index in sections.indices {
      let fixups = sections[index].fixups
      sections[index].relocations.reserveCapacity(fixups.count)
      for fixup in fixups {
        do { try resolve(fixup, in: index) } catch { report(fixup.place, error.message) }
      }
    }
  }

  /// A section's name that is used as a symbol means the section's start.
  private mutating func defineSectionNames() {
    let starts = sections.enumerated().filter { $0.element.key.subsection == 0 }.map {
      ($0.element.key.name, $0.offset)
    }
    let sectionStarts = Dictionary(starts, uniquingKeysWith: { first, _ in first })
    for id in 0..<SymbolID(symbols.symbols.count) where symbols[id].definition == .none {
      guard symbols.nameUTF8(id).first == Byte.dot, let section = sectionStarts[symbols.name(id)] else {
        continue
      }
      symbols[id].definition = .label
      symbols[id].section = Int32(section)
      symbols[id].value = 0
      symbols[id].type = .section
    }
  }

  private mutating func resolve(_ fixup: Fixup, in index: Int) throws(Failure) {
    if fixup.kind == .pairLow12I || fixup.kind == .pairLow12S { return try resolvePair(fixup, in: index) }
    guard let value = evaluate(fixup.value) else {
      throw Failure("this expression has no value: it goes round in circles or divides by zero")
    }
    guard value.node < 0 else {
      throw Failure("only sums and differences of addresses can be computed")
    }
    try checkDefined(value)
    switch fixup.kind {
    case .branch: resolveBranch(fixup, value, in: index)
    case .jal: try resolveJump(fixup, value, in: index)
    case .call, .pcrelHigh20: try resolveDistant(fixup, value, in: index)
    case .pcrelLow12I, .pcrelLow12S: try resolveLow(fixup, value, in: index)
    case .high20, .low12I, .low12S: try resolveAbsolute(fixup, value, in: index)
    case .tprelHigh20, .tprelLow12I, .tprelLow12S, .tprelAdd, .gotHigh20:
      try relocate(fixup, fixup.kind.relocation, value, in: index)
    case .immediateI, .immediateS, .upper: try resolveImmediate(fixup, value, in: index)
    case .data8, .data16, .data32, .data64: try resolveData(fixup, value, in: index)
    case .uleb128, .sleb128: try resolveLEB(fixup, value, in: index)
    case .constant: try resolveConstant(fixup, value)
    case .pairLow12I, .pairLow12S: break
    }
  }

  /// Refuses temporary symbols that are defined nowhere; all others may be defined in another file.
  private func checkDefined(_ value: Value) throws(Failure) {
    for id in [value.add, value.sub]
    where id >= 0 && symbols[id].definition == .none && symbols.isTemporary(id) {
      let name = symbols.name(id)
      let known = (0..<SymbolID(symbols.symbols.count)).filter { symbols[$0].definition != .none }.map(
        symbols.name)
      throw Failure(
        "the label '\(name)' is not defined in this file\(Suggestion.text(for: name, among: known))")
    }
  }

  /// The distance to the value from an offset of a section, if the linker cannot change it.
  private func distance(to value: Value, from offset: Int, in index: Int) -> Int64? {
    if value.isConstant { return nil }
    guard value.sub < 0 else { return nil }
    let symbol = symbols[value.add]
    guard symbol.definition == .label, symbol.section == Int32(index), symbol.isLocal else { return nil }
    return symbol.value &+ value.constant &- Int64(offset)
  }

  private mutating func patch(_ offset: Int, _ format: Format, _ immediate: Int64, in index: Int) {
    let bits = format.bits(of: Int32(truncatingIfNeeded: immediate))
    sections[index].setWord(sections[index].word(at: offset) | bits, at: offset)
  }

  /// A branch that does not reach its target, or whose target the linker decides, becomes long in the next
  /// pass.
  private mutating func resolveBranch(_ fixup: Fixup, _ value: Value, in index: Int) {
    let distance = value.isConstant ? value.constant : distance(to: value, from: fixup.offset, in: index)
    guard let distance, (-4096...4094).contains(distance), distance & 1 == 0 else {
      relaxation.longBranches.insert(fixup.detail)
      relaxation.changed = true
      return
    }
    patch(fixup.offset, .branch, distance, in: index)
  }

  private mutating func resolveJump(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    let known = value.isConstant ? value.constant : distance(to: value, from: fixup.offset, in: index)
    guard let distance = known else { return try relocate(fixup, .jal, value, in: index) }
    guard (-1_048_576...1_048_574).contains(distance) else {
      throw Failure(
        "the target is \(distance) bytes away: a jump reaches -1048576 to 1048574; use 'tail' or 'call'")
    }
    guard distance & 1 == 0 else { throw Failure("the distance \(distance) is odd") }
    patch(fixup.offset, .jump, distance, in: index)
  }

  /// `auipc`, alone or with the `jalr` behind it.
  private mutating func resolveDistant(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    guard let distance = distance(to: value, from: fixup.offset, in: index) else {
      return try relocate(fixup, fixup.kind.relocation, value, in: index)
    }
    patch(fixup.offset, .upper, Address.high(distance), in: index)
    if fixup.kind == .call { patch(fixup.offset + 4, .immediate, Address.low(distance), in: index) }
  }

  /// The lower half of an address whose upper half the assembler wrote just before.
  private mutating func resolvePair(_ fixup: Fixup, in index: Int) throws(Failure) {
    let high = Int(fixup.value.constant)
    let format: Format = fixup.kind == .pairLow12I ? .immediate : .store
    if let value = highHalf(at: high, in: index), let distance = distance(to: value, from: high, in: index) {
      return patch(fixup.offset, format, Address.low(distance), in: index)
    }
    let label = symbols.anonymous(section: index, offset: high, place: fixup.place)
    try relocate(fixup, format == .store ? .pcrelLow12S : .pcrelLow12I, Value(symbol: label), in: index)
  }

  /// `%pcrel_lo(label)`: the lower half of the address whose upper half the `auipc` at the label computes.
  private mutating func resolveLow(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    guard value.add >= 0, value.sub < 0, symbols[value.add].definition == .label,
      symbols[value.add].section == Int32(index)
    else {
      throw Failure("%pcrel_lo takes the label of an auipc with %pcrel_hi in the same section")
    }
    let high = Int(symbols[value.add].value)
    guard let target = highHalf(at: high, in: index) else {
      throw Failure("there is no auipc with %pcrel_hi at '\(symbols.name(value.add))'")
    }
    let format: Format = fixup.kind == .pcrelLow12I ? .immediate : .store
    if let distance = distance(to: target, from: high, in: index) {
      return patch(fixup.offset, format, Address.low(distance), in: index)
    }
    try relocate(fixup, fixup.kind.relocation, value, in: index)
  }

  /// What the `auipc` at an offset computes the address of.
  private func highHalf(at offset: Int, in index: Int) -> Value? {
    let fixups = sections[index].fixups
    var low = 0
    var high = fixups.count
    while low < high {
      let middle = (low + high) / 2
      if fixups[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    guard low < fixups.count, fixups[low].offset == offset else { return nil }
    guard fixups[low].kind == .pcrelHigh20 || fixups[low].kind == .gotHigh20 else { return nil }
    return fixups[low].kind == .gotHigh20 ? Value(symbol: -1) : evaluate(fixups[low].value)
  }

  private mutating func resolveAbsolute(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    guard value.isConstant else { return try relocate(fixup, fixup.kind.relocation, value, in: index) }
    guard (-0x8000_0800...0xffff_ffff).contains(value.constant) else {
      throw Failure("\(value.constant) does not fit into 32 bits")
    }
    switch fixup.kind {
    case .high20: patch(fixup.offset, .upper, Address.high(value.constant), in: index)
    case .low12I: patch(fixup.offset, .immediate, Address.low(value.constant), in: index)
    default: patch(fixup.offset, .store, Address.low(value.constant), in: index)
    }
  }

  private mutating func resolveImmediate(_ fixup: Fixup, _ value: Value, in index: Int) throws(Failure) {
    guard value.isConstant else {
      throw Failure("an immediate must be a number; an address is loaded with la, or with %hi and %lo")
    }
    if fixup.kind == .upper {
      guard (0...0xfffff).contains(value.constant) else {
        throw Failure("\(value.constant) is out of range: 0 to 1048575 are possible")
      }
      return patch(fixup.offset, .upper, value.constant << 12, in: index)
    }
    guard (-2048...2047).contains(value.constant) else {
      throw Failure("\(value.constant) is out of range: -2048 to 2047 are possible")
    }
    patch(fixup.offset, fixup.kind == .immediateI ? .immediate : .store, value.constant, in: index)
  }

  mutating func relocate(_ fixup: Fixup, _ type: RelocationType, _ value: Value, in index: Int)
    throws(Failure)
  {
    guard value.sub < 0 else {
      throw Failure("the distance of labels in two sections is not known here")
    }
    if value.add >= 0 { symbols[value.add].isNeeded = true }
    sections[index].relocations.append(
      ObjectFile.Relocation(
        offset: fixup.offset, type: type, symbol: value.add, addend: value.constant, place: fixup.place))
  }
}

extension Fixup.Kind {
  /// The relocation that leaves it to the linker.
  fileprivate var relocation: RelocationType {
    switch self {
    case .branch: .branch
    case .jal: .jal
    case .call: .callPLT
    case .high20: .high20
    case .low12I: .low12I
    case .low12S: .low12S
    case .pcrelHigh20: .pcrelHigh20
    case .pcrelLow12I, .pairLow12I: .pcrelLow12I
    case .pcrelLow12S, .pairLow12S: .pcrelLow12S
    case .tprelHigh20: .tprelHigh20
    case .tprelLow12I: .tprelLow12I
    case .tprelLow12S: .tprelLow12S
    case .tprelAdd: .tprelAdd
    case .gotHigh20: .gotHigh20
    default: .none
    }
  }
}

/// The two halves in which instructions hold an address or a distance.
///
/// The lower 12 bits are signed when they are added, so the upper half is rounded to make up for it.
enum Address {
  /// What `lui` or `auipc` adds.
  static func high(_ value: Int64) -> Int64 { (value &+ 0x800) & ~0xfff }

  /// What the second instruction adds, -2048 to 2047.
  static func low(_ value: Int64) -> Int64 { (value << 52) >> 52 }
}
