import ELF

extension ObjectFile {
  /// The object as an ELF file, which every linker for RISC-V takes.
  public func encoded() -> [UInt8] {
    var writer = ELFWriter(type: .relocatable)
    let groups = groupMembers()
    // Section numbers: the groups come first, as their members refer to nothing in them.
    let first = groups.count + 1
    let symbolTable = UInt32(first + sections.count + sections.count(where: { !$0.relocations.isEmpty }))
    for group in groups {
      writer.sections.append(groupSection(group, first: first, symbolTable: symbolTable))
    }
    for section in sections {
      writer.sections.append(
        ELFWriter.Section(
          section.name, type: section.type, flags: section.flags, contents: section.contents,
          size: UInt64(section.size), alignment: section.alignment, entrySize: section.entrySize))
    }
    for (index, section) in sections.enumerated() where !section.relocations.isEmpty {
      writer.sections.append(
        ELFWriter.Section(
          ".rela" + section.name, type: .relocations,
          flags: section.flags.contains(.group) ? [.infoLink, .group] : .infoLink,
          contents: encoded(section.relocations), link: symbolTable, info: UInt32(first + index),
          alignment: 8,
          entrySize: UInt64(ELFSize.relocation)))
    }
    appendSymbols(to: &writer, first: first)
    return writer.encoded()
  }

  /// The sections of each group, in the order in which the groups appear.
  private func groupMembers() -> [(name: String, members: [Int])] {
    var groups: [(name: String, members: [Int])] = []
    for (index, section) in sections.enumerated() where !section.group.isEmpty {
      if let known = groups.firstIndex(where: { $0.name == section.group }) {
        groups[known].members.append(index)
      } else {
        groups.append((section.group, [index]))
      }
    }
    return groups
  }

  private func groupSection(_ group: (name: String, members: [Int]), first: Int, symbolTable: UInt32)
    -> ELFWriter.Section
  {
    var contents: [UInt8] = []
    contents.append(littleEndian: UInt32(1))
    var relocationSection = first + sections.count
    for (index, section) in sections.enumerated() {
      if group.members.contains(index) { contents.append(littleEndian: UInt32(first + index)) }
      guard !section.relocations.isEmpty else { continue }
      if group.members.contains(index) { contents.append(littleEndian: UInt32(relocationSection)) }
      relocationSection += 1
    }
    let signature =
      symbols.firstIndex { $0.name == group.name }.map { $0 + 1 } ?? symbols.count + 1
      + unknownSignature(group.name)
    return ELFWriter.Section(
      ".group", type: .group, contents: contents, link: symbolTable, info: UInt32(signature), alignment: 4,
      entrySize: 4)
  }

  /// The groups whose names are no symbols of this object get symbols of their own behind the others.
  private var unknownSignatures: [String] {
    groupMembers().map(\.name).filter { name in !symbols.contains { $0.name == name } }
  }

  private func unknownSignature(_ name: String) -> Int { unknownSignatures.firstIndex(of: name) ?? 0 }

  private func encoded(_ relocations: [Relocation]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(relocations.count * ELFSize.relocation)
    for relocation in relocations {
      bytes.append(littleEndian: UInt64(relocation.offset))
      bytes.append(littleEndian: relocation.type.rawValue)
      bytes.append(littleEndian: UInt32(relocation.symbol + 1))
      bytes.append(littleEndian: relocation.addend)
    }
    return bytes
  }

  private func appendSymbols(to writer: inout ELFWriter, first: Int) {
    var names = StringTable()
    var bytes = [UInt8](repeating: 0, count: ELFSize.symbol)
    bytes.reserveCapacity((symbols.count + 1) * ELFSize.symbol)
    for symbol in symbols {
      symbol.append(to: &bytes, name: names.add(symbol.name.utf8), firstSection: first)
    }
    for name in unknownSignatures {
      Symbol(
        name: name, definition: .undefined, size: 0, binding: .global, type: .none, visibility: .default,
        place: Place(text: 0, offset: 0)
      ).append(to: &bytes, name: names.add(name.utf8), firstSection: first)
    }
    let localCount = symbols.count { $0.binding == .local }
    let table = UInt32(writer.sections.count + 1)
    writer.sections.append(
      ELFWriter.Section(
        ".symtab", type: .symbolTable, contents: bytes, link: table + 1, info: UInt32(localCount + 1),
        alignment: 8, entrySize: UInt64(ELFSize.symbol)))
    writer.sections.append(ELFWriter.Section(".strtab", type: .stringTable, contents: names.bytes))
  }
}

extension ObjectFile.Symbol {
  /// Appends the symbol as ELF writes it, with `name` the offset of its name.
  fileprivate func append(to bytes: inout [UInt8], name: UInt32, firstSection: Int) {
    var section = SectionIndex.undefined
    var value: Int64 = 0
    switch definition {
    case .undefined: break
    case .section(let index, let offset):
      section = UInt16(truncatingIfNeeded: firstSection + index)
      value = offset
    case .absolute(let number):
      section = SectionIndex.absolute
      value = number
    case .common(_, let alignment):
      section = SectionIndex.common
      value = alignment
    }
    bytes.append(littleEndian: type == .section ? 0 : name)
    bytes.append(binding.rawValue << 4 | type.rawValue)
    bytes.append(visibility.rawValue)
    bytes.append(littleEndian: section)
    bytes.append(littleEndian: value)
    bytes.append(littleEndian: size)
  }
}
