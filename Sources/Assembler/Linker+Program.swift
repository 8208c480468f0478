import ELF

// Writing the finished program.
extension Linker {
  func program() -> LinkedProgram {
    var writer = ELFWriter(type: .executable)
    writer.entry = entry
    writer.segments = segments()
    for output in outputs {
      let isLoaded = output.flags.contains(.allocate)
      writer.sections.append(
        ELFWriter.Section(
          output.name, type: output.type, flags: output.flags, address: output.address,
          offset: isLoaded ? output.address - Self.base : nil, contents: contents(of: output),
          size: output.size,
          alignment: output.alignment, entrySize: output.entrySize))
    }
    appendSymbols(to: &writer)
    let kept = objects.indices.map { object in
      objects[object].sections.indices.map { isKept[object][$0] ? addresses[object][$0] : nil }
    }
    return LinkedProgram(
      bytes: writer.encoded(), addresses: kept, contents: objects.map { $0.sections.map(\.contents) })
  }

  private var entry: UInt64 {
    guard let start = globals["_start"] else { return 0 }
    return value(of: start) ?? 0
  }

  private func value(of definition: Definition) -> UInt64? {
    switch objects[definition.object].symbols[definition.symbol].definition {
    case .section(let section, let offset):
      return isKept[definition.object][section]
        ? addresses[definition.object][section] &+ UInt64(bitPattern: offset) : nil
    case .absolute(let value): return UInt64(bitPattern: value)
    case .undefined, .common: return nil
    }
  }

  private func contents(of output: Output) -> [UInt8] {
    guard output.type != .noBits else { return [] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(output.size))
    for input in output.inputs {
      let section = objects[input.object].sections[input.section]
      let padding = Int(addresses[input.object][input.section] - output.address) - bytes.count
      appendFiller(padding, isCode: output.flags.contains(.execute), to: &bytes)
      bytes += section.type == .noBits ? [UInt8](repeating: 0, count: section.size) : section.contents
    }
    return bytes
  }

  /// Fills a gap between two sections: with `nop` in code.
  private func appendFiller(_ count: Int, isCode: Bool, to bytes: inout [UInt8]) {
    guard isCode else {
      bytes.append(contentsOf: repeatElement(0, count: count))
      return
    }
    bytes.append(contentsOf: repeatElement(0, count: count & 3))
    for _ in 0..<(count / 4) { bytes.append(littleEndian: UInt32(0x13)) }
  }

  private func appendSymbols(to writer: inout ELFWriter) {
    var names = StringTable()
    var bytes = [UInt8](repeating: 0, count: ELFSize.symbol)
    var localCount = 1
    var homes: [Input: UInt16] = [:]
    for (number, output) in outputs.enumerated() {
      for input in output.inputs { homes[input] = UInt16(truncatingIfNeeded: number + 1) }
    }
    for wantsLocal in [true, false] {
      for (object, file) in objects.enumerated() {
        for (index, symbol) in file.symbols.enumerated() where (symbol.binding == .local) == wantsLocal {
          guard isListed(symbol, Definition(object: object, symbol: index)) else { continue }
          append(symbol, of: object, homes, to: &bytes, name: names.add(symbol.name.utf8))
          if wantsLocal { localCount += 1 }
        }
      }
    }
    appendOwnSymbols(to: &bytes, &names)
    let table = UInt32(writer.sections.count + 1)
    writer.sections.append(
      ELFWriter.Section(
        ".symtab", type: .symbolTable, contents: bytes, link: table + 1, info: UInt32(localCount),
        alignment: 8,
        entrySize: UInt64(ELFSize.symbol)))
    writer.sections.append(ELFWriter.Section(".strtab", type: .stringTable, contents: names.bytes))
  }

  /// Whether the program's symbol table shows a symbol: not those that compilers made up, nor what was left
  /// out.
  private func isListed(_ symbol: ObjectFile.Symbol, _ own: Definition) -> Bool {
    if symbol.type == .section || symbol.name.hasPrefix(".L") || symbol.definition == .undefined {
      return false
    }
    if symbol.binding != .local, let winner = globals[symbol.name] {
      guard winner.object == own.object, winner.symbol == own.symbol else { return false }
    }
    return value(of: own) != nil
  }

  private func append(
    _ symbol: ObjectFile.Symbol, of object: Int, _ homes: [Input: UInt16], to bytes: inout [UInt8],
    name: UInt32
  ) {
    var number = SectionIndex.absolute
    var value: UInt64 = 0
    if case .section(let section, let offset) = symbol.definition {
      number = homes[Input(object: object, section: section)] ?? SectionIndex.absolute
      value = addresses[object][section] &+ UInt64(bitPattern: offset)
    } else if case .absolute(let absolute) = symbol.definition {
      value = UInt64(bitPattern: absolute)
    }
    append(
      symbol.binding, symbol.type, symbol.visibility, number, value, UInt64(symbol.size), name, to: &bytes)
  }

  /// Appends those of the linker's own symbols that the program uses, and the global pointer.
  private func appendOwnSymbols(to bytes: inout [UInt8], _ names: inout StringTable) {
    let used = Set(objects.flatMap { $0.symbols.filter { $0.definition == .undefined }.map(\.name) })
    for (name, value) in ownSymbols.sorted(by: { $0.key < $1.key })
    where globals[name] == nil && (used.contains(name) || name == "__global_pointer$") {
      append(.global, .none, .default, SectionIndex.absolute, value, 0, names.add(name.utf8), to: &bytes)
    }
  }

  private func append(
    _ binding: SymbolBinding, _ type: SymbolType, _ visibility: SymbolVisibility, _ section: UInt16,
    _ value: UInt64,
    _ size: UInt64, _ name: UInt32, to bytes: inout [UInt8]
  ) {
    bytes.append(littleEndian: name)
    bytes.append(binding.rawValue << 4 | type.rawValue)
    bytes.append(visibility.rawValue)
    bytes.append(littleEndian: section)
    bytes.append(littleEndian: value)
    bytes.append(littleEndian: size)
  }
}
