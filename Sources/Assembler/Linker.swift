import ELF

/// A linked program.
public struct LinkedProgram: Sendable {
  /// The ELF executable.
  public let bytes: [UInt8]
  /// For each object, for each of its sections: the address, or nil where nothing refers to the section.
  public let addresses: [[UInt64?]]
  /// For each object, for each of its sections: the bytes with all addresses in them.
  let contents: [[[UInt8]]]
}

/// Why a program could not be linked.
public struct LinkError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, each with its place in the source.
  public let diagnostics: [Diagnostic]

  /// The messages below each other.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// Links objects of our assembler into a static program, as ld.lld would with `--gc-sections`.
///
/// The first page holds the ELF headers and what is only read, then come code, and what is written, each
/// from a page of its own on, so that each has its own permissions. Sections to which nothing leads from
/// `_start` are left out.
public struct Linker {
  /// Where programs begin in memory.
  static let base: UInt64 = 0x10000
  static let page: UInt64 = 4096

  /// A section of one of the objects.
  struct Input: Hashable {
    var object: Int
    var section: Int
  }

  /// Who defines a name.
  struct Definition {
    var object: Int
    var symbol: Int
  }

  var objects: [ObjectFile]
  var globals: [String: Definition] = [:]
  var isKept: [[Bool]]
  /// The address of each section of each object.
  var addresses: [[UInt64]]
  /// The sections of the program, in their order.
  var outputs: [Output] = []
  /// Symbols that the linker defines, by name.
  var ownSymbols: [String: UInt64] = [:]
  var threadStart: UInt64 = 0
  var diagnostics: [Diagnostic] = []

  /// Links objects into a program that starts at `_start`.
  public static func link(_ objects: [ObjectFile]) throws(LinkError) -> LinkedProgram {
    var linker = Linker(objects)
    try linker.stage { $0.resolveSymbols() }
    try linker.stage { $0.collectGarbage() }
    try linker.stage { $0.layOut() }
    try linker.stage { $0.relocate() }
    return linker.program()
  }

  private init(_ objects: [ObjectFile]) {
    self.objects = objects
    isKept = objects.map { $0.sections.map { _ in false } }
    addresses = objects.map { $0.sections.map { _ in 0 } }
  }

  /// Does one step, and ends if it found errors.
  private mutating func stage(_ body: (inout Linker) -> Void) throws(LinkError) {
    body(&self)
    if !diagnostics.isEmpty { throw LinkError(diagnostics: Array(diagnostics.prefix(Pass.errorLimit))) }
  }

  // MARK: symbols

  private mutating func resolveSymbols() {
    dropRepeatedGroups()
    placeCommons()
    for (object, file) in objects.enumerated() {
      for (index, symbol) in file.symbols.enumerated()
      where symbol.binding != .local && symbol.definition != .undefined
        && !isInDroppedGroup(symbol, of: object)
      {
        define(symbol, Definition(object: object, symbol: index))
      }
    }
  }

  private mutating func define(_ symbol: ObjectFile.Symbol, _ definition: Definition) {
    guard let known = globals[symbol.name] else {
      globals[symbol.name] = definition
      return
    }
    let first = objects[known.object].symbols[known.symbol]
    if symbol.binding == .weak { return }
    if first.binding == .weak {
      globals[symbol.name] = definition
      return
    }
    let place = objects[known.object].diagnostic(first.place, "")
    diagnostics.append(
      objects[definition.object].diagnostic(
        symbol.place, "'\(symbol.name)' is already defined, in line \(place.line) of \(place.path)"))
  }

  /// Empties the sections of groups that an earlier object has already.
  private mutating func dropRepeatedGroups() {
    var seen: [String: Int] = [:]
    for object in objects.indices {
      for section in objects[object].sections.indices where !objects[object].sections[section].group.isEmpty {
        let group = objects[object].sections[section].group
        if seen[group] == nil { seen[group] = object }
        guard seen[group] != object else { continue }
        objects[object].sections[section].flags.insert(.exclude)
        objects[object].sections[section].relocations = []
      }
    }
  }

  private func isInDroppedGroup(_ symbol: ObjectFile.Symbol, of object: Int) -> Bool {
    guard case .section(let section, _) = symbol.definition else { return false }
    return objects[object].sections[section].flags.contains(.exclude)
  }

  /// Turns the symbols of `.comm` into zeros of a section `COMMON`: one for each name, of the greatest size.
  private mutating func placeCommons() {
    var best: [String: (object: Int, symbol: Int, size: Int64, alignment: Int64)] = [:]
    var names: [String] = []
    for (object, file) in objects.enumerated() {
      for (index, symbol) in file.symbols.enumerated() {
        guard case .common(let size, let alignment) = symbol.definition else { continue }
        if let known = best[symbol.name] {
          best[symbol.name]!.alignment = max(known.alignment, alignment)
          if size > known.size { best[symbol.name] = (object, index, size, max(known.alignment, alignment)) }
        } else {
          best[symbol.name] = (object, index, size, alignment)
          names.append(symbol.name)
        }
        objects[object].symbols[index].definition = .undefined
      }
    }
    for name in names where !isDefined(name) {
      let (object, symbol, size, alignment) = best[name]!
      objects[object].sections.append(
        ObjectFile.Section(
          name: ".bss", type: .noBits, flags: [.allocate, .write], alignment: UInt64(alignment), entrySize: 0,
          group: "", contents: [], size: Int(size), relocations: []))
      isKept[object].append(false)
      addresses[object].append(0)
      objects[object].symbols[symbol].definition = .section(objects[object].sections.count - 1, offset: 0)
    }
  }

  private func isDefined(_ name: String) -> Bool {
    objects.contains { file in
      file.symbols.contains { $0.name == name && $0.binding != .local && $0.definition != .undefined }
    }
  }

  /// Who defines what a symbol of an object refers to: itself, or another object's symbol of that name.
  func definition(of symbol: Int, in object: Int) -> Definition? {
    let wanted = objects[object].symbols[symbol]
    if wanted.binding == .local { return Definition(object: object, symbol: symbol) }
    return globals[wanted.name]
  }

  // MARK: garbage

  /// Keeps the sections that `_start` leads to.
  private mutating func collectGarbage() {
    guard let start = globals["_start"] else { return reportMissingStart() }
    var waiting: [Input] = []
    func visit(_ input: Input, _ linker: inout Linker) {
      let section = linker.objects[input.object].sections[input.section]
      guard !linker.isKept[input.object][input.section], !section.flags.contains(.exclude) else { return }
      linker.isKept[input.object][input.section] = true
      if section.flags.contains(.allocate) { waiting.append(input) }
    }
    for (object, file) in objects.enumerated() {
      for (index, section) in file.sections.enumerated() where section.isRoot {
        visit(Input(object: object, section: index), &self)
      }
    }
    if let input = section(of: start) { visit(input, &self) }
    while let input = waiting.popLast() {
      for relocation in objects[input.object].sections[input.section].relocations where relocation.symbol >= 0
      {
        guard let target = definition(of: Int(relocation.symbol), in: input.object) else {
          let name = objects[input.object].symbols[Int(relocation.symbol)].name
          for input in sections(boundedBy: name) { visit(input, &self) }
          continue
        }
        if let input = section(of: target) { visit(input, &self) }
      }
    }
  }

  /// The section in which a symbol is defined, if it is in one.
  func section(of definition: Definition) -> Input? {
    guard case .section(let index, _) = objects[definition.object].symbols[definition.symbol].definition
    else {
      return nil
    }
    return Input(object: definition.object, section: index)
  }

  /// The sections whose first or last address a name such as `__start_table` means.
  private func sections(boundedBy name: String) -> [Input] {
    guard let prefix = ["__start_", "__stop_"].first(where: name.hasPrefix) else { return [] }
    let wanted = String(name.dropFirst(prefix.count))
    return objects.indices.flatMap { object in
      objects[object].sections.indices.filter { objects[object].sections[$0].name == wanted }
        .map { Input(object: object, section: $0) }
    }
  }

  private mutating func reportMissingStart() {
    let path = objects.first?.path ?? "program"
    for file in objects {
      guard let symbol = file.symbols.first(where: { $0.name == "_start" && $0.definition != .undefined })
      else {
        continue
      }
      diagnostics.append(
        file.diagnostic(symbol.place, "'_start' is not visible to the linker; add '.globl _start'"))
      return
    }
    let hint = Suggestion.text(for: "_start", among: globals.keys.sorted())
    diagnostics.append(
      Diagnostic(
        path: path,
        message: "the program has no '_start', where programs begin; define it with '.globl _start'\(hint)"))
  }
}

extension ObjectFile.Section {
  /// Whether the section stays even if nothing refers to it.
  fileprivate var isRoot: Bool {
    if !flags.contains(.allocate) { return !isForLinkersOnly }
    if flags.contains(.retain) { return true }
    switch type {
    case .initArray, .finiArray, .preinitArray, .note: return true
    default:
      return [".init", ".fini", ".ctors", ".dtors"].contains { name == $0 || name.hasPrefix($0 + ".") }
    }
  }

  private var isForLinkersOnly: Bool {
    name == ".note.GNU-stack" || type == .llvmAddressSignificance || type == .riscvAttributes || size == 0
  }
}
