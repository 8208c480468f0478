import ELF

// From the sections and symbols of a finished pass to an object file.
extension Pass {
  /// The object file; the pass is not used any more afterwards.
  mutating func object() -> ObjectFile {
    describeLines()
    let parts = sectionOrder()
    var object = ObjectFile(path: debug.sourcePath, sections: [], symbols: [], texts: texts)
    var home = [(section: Int, base: Int)](repeating: (0, 0), count: sections.count)
    for index in parts { home[index] = add(section: index, to: &object) }
    let numbers = addSymbols(to: &object, home)
    for section in object.sections.indices {
      for place in object.sections[section].relocations.indices {
        let symbol = object.sections[section].relocations[place].symbol
        if symbol >= 0 { object.sections[section].relocations[place].symbol = numbers[Int(symbol)] }
      }
    }
    listing = listing.map { mark in
      var mark = mark
      mark.offset += home[Int(mark.section)].base
      mark.section = Int32(home[Int(mark.section)].section)
      return mark
    }
    return object
  }

  /// The sections' numbers, each section's numbered parts behind each other.
  private func sectionOrder() -> [Int] {
    var first: [SectionBuilder.Key: Int] = [:]
    for (index, section) in sections.enumerated() where first[section.key.whole] == nil {
      first[section.key.whole] = index
    }
    return sections.indices.sorted { one, other in
      let firstKey = sections[one].key
      let secondKey = sections[other].key
      return (first[firstKey.whole]!, firstKey.subsection, one) < (
        first[secondKey.whole]!, secondKey.subsection, other
      )
    }
  }

  /// Appends a section, or a further part of the last one, and says where it went.
  private mutating func add(section index: Int, to object: inout ObjectFile) -> (section: Int, base: Int) {
    let part = sections[index]
    sections[index].bytes = []
    let isPart = index > 0 && part.key.subsection != 0 && object.sections.last?.name == part.key.name
    guard isPart, let last = object.sections.indices.last else {
      object.sections.append(
        ObjectFile.Section(
          name: part.key.name, type: part.type, flags: part.flags, alignment: part.alignment,
          entrySize: part.entrySize, group: part.key.group, contents: part.bytes, size: part.offset,
          relocations: part.relocations))
      return (object.sections.count - 1, 0)
    }
    let alignment = Int(part.alignment)
    let base = (object.sections[last].size + alignment - 1) & -alignment
    if !part.holdsZeros {
      object.sections[last].contents +=
        [UInt8](repeating: 0, count: base - object.sections[last].size) + part.bytes
    }
    object.sections[last].size = base + part.offset
    object.sections[last].alignment = max(object.sections[last].alignment, part.alignment)
    object.sections[last].relocations += part.relocations.map { relocation in
      var relocation = relocation
      relocation.offset += base
      return relocation
    }
    return (last, base)
  }

  /// Adds the symbols that the object needs, local ones first, and gives the new number of each.
  private func addSymbols(to object: inout ObjectFile, _ home: [(section: Int, base: Int)]) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: symbols.symbols.count)
    if let name = debug.fileSymbol {
      object.symbols.append(
        ObjectFile.Symbol(
          name: name, definition: .absolute(0), size: 0, binding: .local, type: .file, visibility: .default,
          place: Place(text: 0, offset: 0)))
    }
    var unnamed = 0
    for wantsLocal in [true, false] {
      for id in 0..<SymbolID(symbols.symbols.count) where isLocal(id) == wantsLocal && isWanted(id) {
        var symbol = objectSymbol(id, home)
        if symbol.name.isEmpty && symbol.type != .section {
          symbol.name = ".Ltmp\(unnamed)"
          unnamed += 1
        }
        numbers[Int(id)] = Int32(object.symbols.count)
        object.symbols.append(symbol)
      }
    }
    return numbers
  }

  private func isLocal(_ id: SymbolID) -> Bool {
    let symbol = symbols[id]
    return symbol.definition == .none ? false : symbol.isLocal
  }

  private func isWanted(_ id: SymbolID) -> Bool {
    let symbol = symbols[id]
    if symbol.isNeeded { return true }
    if symbol.definition == .none { return symbol.binding == .global }
    return !symbols.isTemporary(id)
  }

  private func objectSymbol(_ id: SymbolID, _ home: [(section: Int, base: Int)]) -> ObjectFile.Symbol {
    let symbol = symbols[id]
    var binding = symbol.binding ?? .local
    if symbol.definition == .none && binding == .local { binding = .global }
    var size = symbol.definition == .common ? symbol.value : sizeOf(id)
    var type = symbol.type
    if symbol.definition == .expression, type == .none, let (base, offset) = aliased(id) {
      // Another name for a function is a function of the same size; a part of data is data.
      type = symbols[base].type
      if symbol.size < 0 && offset == 0 { size = sizeOf(base) }
    }
    return ObjectFile.Symbol(
      name: symbols.name(id), definition: definition(of: id, home), size: size, binding: binding,
      type: type, visibility: symbol.visibility, place: symbol.place)
  }

  private func sizeOf(_ id: SymbolID) -> Int64 {
    guard symbols[id].size >= 0, let value = evaluate(symbols.expressions[Int(symbols[id].size)]) else {
      return 0
    }
    return value.isConstant ? value.constant : 0
  }

  /// The symbol of which this one is another name, or a part of which it is the name, and where in it.
  private func aliased(_ id: SymbolID) -> (base: SymbolID, offset: Int64)? {
    let value = symbols.expressions[Int(symbols[id].value)]
    return value.node < 0 && value.sub < 0 && value.add >= 0 ? (value.add, value.constant) : nil
  }

  private func definition(
    of id: SymbolID, _ home: [(section: Int, base: Int)], depth: Int = 0
  ) -> ObjectFile.Symbol.Definition {
    let symbol = symbols[id]
    switch symbol.definition {
    case .none: return .undefined
    case .absolute: return .absolute(symbol.value)
    case .common: return .common(size: symbol.value, alignment: 1 << Int64(symbol.section))
    case .label:
      let (section, base) = home[Int(symbol.section)]
      return .section(section, offset: symbol.value + Int64(base))
    case .expression:
      let meaning = evaluate(symbols.expressions[Int(symbol.value)])
      guard let value = meaning, value.node < 0, value.sub < 0 else { return .undefined }
      if value.isConstant { return .absolute(value.constant) }
      // The other name may be one for a further name.
      if symbols[value.add].definition == .expression {
        guard depth < 100,
          case .section(let section, let offset) = definition(of: value.add, home, depth: depth + 1)
        else { return .undefined }
        return .section(section, offset: offset + value.constant)
      }
      guard symbols[value.add].definition == .label else { return .undefined }
      let (section, base) = home[Int(symbols[value.add].section)]
      return .section(section, offset: symbols[value.add].value + value.constant + Int64(base))
    }
  }
}

extension SectionBuilder.Key {
  /// The same for all numbered parts of a section.
  fileprivate var whole: SectionBuilder.Key {
    var key = self
    key.subsection = 0
    return key
  }
}
