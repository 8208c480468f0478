/// The symbols that name places in memory, sorted by address.
struct SymbolIndex: Sendable {
  private struct Entry {
    let start: UInt64
    /// One past the last address that belongs to the symbol.
    var end: UInt64
    let symbol: Int
  }

  private var entries: [Entry] = []

  init(symbols: [ELFFile.Symbol], sections: [ELFFile.Section]) {
    for (index, symbol) in symbols.enumerated() where symbol.namesMemory {
      guard let section = Self.section(of: symbol, sections) else { continue }
      let (end, overflow) = section.address.addingReportingOverflow(section.size)
      let limit = overflow ? UInt64.max : end
      entries.append(Entry(start: symbol.value, end: limit, symbol: index))
    }
    entries.sort { ($0.start, rank($0), $0.symbol) < ($1.start, rank($1), $1.symbol) }
    func rank(_ entry: Entry) -> Int { symbols[entry.symbol].precedence }
    cut(symbols)
  }

  /// The number of the symbol to which an address belongs.
  func entry(containing address: UInt64) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0, address < entries[low - 1].end else { return nil }
    return entries[low - 1].symbol
  }

  /// Lets each symbol end where its size says.
  private mutating func cut(_ symbols: [ELFFile.Symbol]) {
    for index in entries.indices {
      let size = symbols[entries[index].symbol].size
      let (end, overflow) = entries[index].start.addingReportingOverflow(size)
      if size > 0 && !overflow { entries[index].end = min(entries[index].end, end) }
    }
  }

  private static func section(of symbol: ELFFile.Symbol, _ sections: [ELFFile.Section]) -> ELFFile.Section? {
    guard symbol.sectionIndex != SectionIndex.undefined, Int(symbol.sectionIndex) < sections.count else {
      return nil
    }
    let section = sections[Int(symbol.sectionIndex)]
    guard section.flags.contains(.allocate), symbol.value >= section.address else { return nil }
    return section
  }
}

extension ELFFile.Symbol {
  /// Whether people would name an address after it.
  fileprivate var namesMemory: Bool {
    !name.isEmpty && !name.hasPrefix(".L") && !name.hasPrefix("$")
      && (type == .function || type == .object || type == .none)
  }

  /// Among the symbols at one address the one with the highest rank gives the name.
  fileprivate var precedence: Int {
    (type == .none ? 0 : 4) + (size > 0 ? 2 : 0) + (binding == .local ? 0 : 1)
  }
}
