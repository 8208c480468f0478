import ELF

/// What an object file does: the bytes of its sections, and the effect of its relocations.
///
/// Two objects with equal effects link to the same program; the names of labels that only one file sees and
/// the order of sections and symbols do not matter.
struct ObjectEffects: Equatable {
  var sections: [String: [UInt8]] = [:]
  var zeros: [String: UInt64] = [:]
  var relocations: [String: Set<Effect>] = [:]
  var symbols: [String: String] = [:]

  /// One relocation: what is done where, with which symbol of other files or which place of this one.
  struct Effect: Hashable {
    var offset: UInt64
    var type: UInt32
    var target: String
  }

  /// What assemblers may do differently: debugging tables of their own, notes, and bookkeeping.
  private static let ignored = [
    ".rela", ".symtab", ".strtab", ".shstrtab", ".comment", ".note", ".riscv.attributes", ".debug_frame",
    ".eh_frame",
    ".debug_line", ".llvm", ".group",
  ]

  init(_ file: ELFFile) {
    let names = Self.uniqueNames(file)
    for (index, section) in file.sections.enumerated() where !section.name.isEmpty {
      guard !Self.ignored.contains(where: section.name.hasPrefix), section.size > 0 else { continue }
      if section.type == .noBits {
        zeros[names[index]] = section.size
      } else {
        sections[names[index]] = Array(file.contents(of: section))
      }
    }
    for section in file.sections where section.type == .relocations && Int(section.info) < names.count {
      let name = names[Int(section.info)]
      guard !Self.ignored.contains(where: name.hasPrefix) else { continue }
      relocations[name] = Set(effects(of: section, file, names))
    }
    for symbol in file.symbols where symbol.binding != .local {
      symbols[symbol.name] =
        "\(symbol.binding.rawValue) \(symbol.type.rawValue) \(symbol.size) \(symbol.visibility.rawValue) "
        + place(of: symbol, names)
    }
  }

  /// The sections' names, numbered where several have the same.
  private static func uniqueNames(_ file: ELFFile) -> [String] {
    var seen: [String: Int] = [:]
    return file.sections.map { section in
      seen[section.name, default: 0] += 1
      return section.name + (seen[section.name]! > 1 ? "#\(seen[section.name]!)" : "")
    }
  }

  private func effects(of section: ELFFile.Section, _ file: ELFFile, _ names: [String]) -> [Effect] {
    let bytes = Array(file.contents(of: section))
    func number(_ offset: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
    return stride(from: 0, to: bytes.count, by: ELFSize.relocation).map { start in
      let info = number(start + 8)
      let addend = Int64(bitPattern: number(start + 16))
      let index = Int(info >> 32)
      let symbol = index > 0 ? file.symbols[index - 1] : nil
      return Effect(
        offset: number(start), type: UInt32(truncatingIfNeeded: info),
        target: symbol.map { target($0, addend, names) } ?? "\(addend)")
    }
  }

  private func target(_ symbol: ELFFile.Symbol, _ addend: Int64, _ names: [String]) -> String {
    if symbol.binding != .local || Int(symbol.sectionIndex) >= names.count {
      return "\(symbol.name) + \(addend)"
    }
    return "\(names[Int(symbol.sectionIndex)]) + \(Int64(symbol.value) + addend)"
  }

  private func place(of symbol: ELFFile.Symbol, _ names: [String]) -> String {
    Int(symbol.sectionIndex) < names.count
      ? "\(names[Int(symbol.sectionIndex)]) + \(symbol.value)" : "\(symbol.sectionIndex) \(symbol.value)"
  }

  /// The first difference, or nil.
  func difference(from other: ObjectEffects) -> String? {
    for name in Set(sections.keys).union(other.sections.keys).sorted()
    where sections[name] != other.sections[name] {
      return "\(name): \(Self.difference(sections[name] ?? [], other.sections[name] ?? []))"
    }
    if zeros != other.zeros { return "zeros: \(zeros) and \(other.zeros)" }
    for name in Set(relocations.keys).union(other.relocations.keys).sorted() {
      let first = relocations[name] ?? []
      let second = other.relocations[name] ?? []
      if first != second {
        return
          "relocations of \(name): \(first.subtracting(second).map(\.description).sorted().prefix(3)) and "
          + "\(second.subtracting(first).map(\.description).sorted().prefix(3))"
      }
    }
    for name in Set(symbols.keys).union(other.symbols.keys).sorted()
    where symbols[name] != other.symbols[name] {
      return "symbol \(name): \(symbols[name] ?? "none") and \(other.symbols[name] ?? "none")"
    }
    return nil
  }

  private static func difference(_ first: [UInt8], _ second: [UInt8]) -> String {
    let place =
      zip(first, second).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(first.count, second.count)
    return "\(first.count) and \(second.count) bytes, different from \(place) on: "
      + "\(first[place...].prefix(8)) and \(second[place...].prefix(8))"
  }
}

extension ObjectEffects.Effect: CustomStringConvertible {
  var description: String { "at \(offset) type \(type): \(target)" }
}
