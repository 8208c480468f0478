/// The sections and symbols of a file, as far as they make sense.
struct SectionTable {
  private(set) var sections: [ELFFile.Section] = []
  private(set) var symbols: [ELFFile.Symbol] = []

  /// How many bytes of names may still be copied. Names may overlap in the file, so that without a limit a
  /// small hostile file could ask for a huge table; an honest one stays far below four times its size.
  private var nameBudget: Int

  init(_ bytes: [UInt8], _ header: FileHeader) {
    nameBudget = bytes.count * 4
    readSections(bytes, header)
    if let table = sections.first(where: { $0.type == .symbolTable }) { readSymbols(bytes, table) }
  }

  private mutating func readSections(_ bytes: [UInt8], _ header: FileHeader) {
    let size = UInt64(header.sectionCount) * UInt64(ELFSize.sectionHeader)
    guard header.sectionHeaderSize == ELFSize.sectionHeader,
      let table = range(offset: header.sectionHeaderOffset, size: size, in: bytes)
    else { return }
    var reader = ByteReader(bytes, from: table.lowerBound, to: table.upperBound)
    var names: [UInt32] = []
    while let (name, section) = readSection(&reader) {
      names.append(name)
      sections.append(section)
    }
    guard Int(header.sectionNameIndex) < sections.count else { return }
    let strings = contents(of: sections[Int(header.sectionNameIndex)], bytes)
    for index in sections.indices { sections[index].name = name(at: names[index], in: strings, bytes) }
  }

  private func readSection(_ reader: inout ByteReader) -> (UInt32, ELFFile.Section)? {
    guard let name = reader.integer(UInt32.self), let type = reader.integer(UInt32.self),
      let flags = reader.integer(UInt64.self), let address = reader.integer(UInt64.self),
      let offset = reader.integer(UInt64.self), let size = reader.integer(UInt64.self),
      let link = reader.integer(UInt32.self), let info = reader.integer(UInt32.self),
      let alignment = reader.integer(UInt64.self), let entrySize = reader.integer(UInt64.self)
    else { return nil }
    let section = ELFFile.Section(
      name: "", type: SectionType(rawValue: type), flags: SectionFlags(rawValue: flags), address: address,
      offset: offset, size: size, link: link, info: info, alignment: alignment, entrySize: entrySize)
    return (name, section)
  }

  private mutating func readSymbols(_ bytes: [UInt8], _ table: ELFFile.Section) {
    let range = contents(of: table, bytes)
    guard Int(table.link) < sections.count else { return }
    let strings = contents(of: sections[Int(table.link)], bytes)
    var reader = ByteReader(bytes, from: range.lowerBound, to: range.upperBound)
    guard reader.skip(UInt64(ELFSize.symbol)) else { return }
    symbols.reserveCapacity(reader.remaining / ELFSize.symbol)
    while let name = reader.integer(UInt32.self), let info = reader.byte(), let other = reader.byte(),
      let section = reader.integer(UInt16.self), let value = reader.integer(UInt64.self),
      let size = reader.integer(UInt64.self)
    {
      symbols.append(
        ELFFile.Symbol(
          name: self.name(at: name, in: strings, bytes), value: value, size: size,
          binding: SymbolBinding(rawValue: info >> 4), type: SymbolType(rawValue: info & 15),
          visibility: SymbolVisibility(rawValue: other & 3), sectionIndex: section))
    }
  }

  private func contents(of section: ELFFile.Section, _ bytes: [UInt8]) -> Range<Int> {
    guard section.type != .noBits else { return 0..<0 }
    return range(offset: section.offset, size: section.size, in: bytes) ?? 0..<0
  }

  private mutating func name(at offset: UInt32, in strings: Range<Int>, _ bytes: [UInt8]) -> String {
    guard Int(offset) < strings.count else { return "" }
    let rest = bytes[(strings.lowerBound + Int(offset))..<strings.upperBound].prefix(nameBudget)
    guard let zero = rest.firstIndex(of: 0) else { return "" }
    let name = rest[..<zero]
    nameBudget -= name.count
    return String(decoding: name, as: UTF8.self)
  }
}
