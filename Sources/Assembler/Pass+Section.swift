import ELF

// Directives that choose the section that is being filled.
extension Pass {
  /// Makes the section with that number the current one.
  mutating func select(_ index: Int) {
    guard index != sectionIndex else { return }
    swap(&sections[sectionIndex], &section)
    swap(&sections[index], &section)
    previousSection = sectionIndex
    sectionIndex = index
  }

  /// `.text`, `.data`, `.bss`: the section itself, or a numbered part of it.
  mutating func switchSection(named name: String) throws(Failure) {
    input.skipBlanks()
    var key = SectionBuilder.Key(name: name)
    if !input.isAtEndOfStatement { key.subsection = try constant("the number of a subsection") }
    let (type, flags) = Self.defaults(for: name)
    select(number(of: key, type: type, flags: flags))
  }

  /// `.subsection number`: another part of the current section.
  mutating func subsection() throws(Failure) {
    var key = section.key
    key.subsection = try constant("the number of a subsection")
    select(number(of: key, type: section.type, flags: section.flags))
  }

  /// The number of a section; it is made if it is new.
  private mutating func number(of key: SectionBuilder.Key, type: SectionType, flags: SectionFlags) -> Int {
    if let number = sectionNumbers[key] { return number }
    var new = SectionBuilder(key: key, type: type, flags: flags)
    if flags.contains(.execute) { new.alignment = 4 }
    sections.append(new)
    sectionNumbers[key] = sections.count - 1
    return sections.count - 1
  }

  mutating func pushSection() throws(Failure) {
    guard sectionStack.count < 1000 else {
      throw Failure(offset: word.lowerBound, message: ".pushsection nests too deeply")
    }
    let saved = (sectionIndex, previousSection)
    try sectionDirective()
    sectionStack.append(saved)
  }

  mutating func popSection() throws(Failure) {
    guard let (current, previous) = sectionStack.popLast() else {
      throw Failure(offset: word.lowerBound, message: "there is no .pushsection that this could undo")
    }
    select(current)
    previousSection = previous
  }

  /// `.section name, "flags", @type, entry size or group, …`.
  mutating func sectionDirective() throws(Failure) {
    let start = input.at
    var key = SectionBuilder.Key(name: try sectionName())
    var (type, flags) = Self.defaults(for: key.name)
    var entrySize: UInt64 = 0
    var saysFlags = false
    input.skipBlanks()
    if input.current == Byte.comma {
      input.at += 1
      input.skipBlanks()
      if input.current == Byte.quote {
        flags = try sectionFlags()
        saysFlags = true
      }
      if try skipComma() { type = try sectionType() ?? type }
      if flags.contains(.merge), try skipComma() {
        entrySize = UInt64(clamping: try constant("the size of the entries"))
      }
      if flags.contains(.group), try skipComma() { key.group = try groupName() }
      while try skipComma() { try sectionOption(&key) }
    }
    let isNew = sectionNumbers[key] == nil
    let index = number(of: key, type: type, flags: flags)
    select(index)
    if isNew { section.entrySize = entrySize }
    if saysFlags && section.flags != flags {
      throw Failure(offset: start, message: "'\(key.name)' had other flags when it was used first")
    }
  }

  /// Whether a comma comes next; it is skipped.
  private mutating func skipComma() throws(Failure) -> Bool {
    input.skipBlanks()
    guard input.current == Byte.comma else { return false }
    input.at += 1
    input.skipBlanks()
    return true
  }

  private mutating func sectionName() throws(Failure) -> String {
    input.skipBlanks()
    if input.current == Byte.quote { return String(decoding: try string(), as: UTF8.self) }
    let start = input.at
    while Byte.isName(input.current) || input.current == Byte.minus || input.current == Byte.slash {
      input.at += 1
    }
    guard input.at > start else {
      throw Failure(offset: start, message: "expected the name of a section\(butFound())")
    }
    return input.text(start, input.at)
  }

  private mutating func sectionFlags() throws(Failure) -> SectionFlags {
    let start = input.at
    var flags: SectionFlags = []
    for letter in try string() {
      switch letter {
      case UInt8(ascii: "a"): flags.insert(.allocate)
      case UInt8(ascii: "w"): flags.insert(.write)
      case UInt8(ascii: "x"): flags.insert(.execute)
      case UInt8(ascii: "M"): flags.insert(.merge)
      case UInt8(ascii: "S"): flags.insert(.strings)
      case UInt8(ascii: "G"): flags.insert(.group)
      case UInt8(ascii: "T"): flags.insert(.threadLocal)
      case UInt8(ascii: "o"): flags.insert(.linkOrder)
      case UInt8(ascii: "R"): flags.insert(.retain)
      case UInt8(ascii: "e"): flags.insert(.exclude)
      default:
        let name = String(decoding: [letter], as: UTF8.self)
        throw Failure(
          offset: start, message: "unknown section flag '\(name)'; there are a, w, x, M, S, G, T, o, R and e")
      }
    }
    return flags
  }

  private mutating func sectionType() throws(Failure) -> SectionType? {
    let start = input.at
    guard input.current == Byte.at || input.current == Byte.percent || input.current == Byte.quote else {
      return nil
    }
    if input.current != Byte.quote { input.at += 1 }
    let name = try word(orString: "a section type")
    if let number = UInt32(name) { return SectionType(rawValue: number) }
    switch name {
    case "progbits": return .programBits
    case "nobits": return .noBits
    case "note": return .note
    case "init_array": return .initArray
    case "fini_array": return .finiArray
    case "preinit_array": return .preinitArray
    case "llvm_addrsig": return .llvmAddressSignificance
    case "unwind": return .programBits
    default:
      if name.hasPrefix("0x"), let number = UInt32(name.dropFirst(2), radix: 16) {
        return SectionType(rawValue: number)
      }
      if name.hasPrefix("llvm_") { return .programBits }
      let known = ["progbits", "nobits", "note", "init_array", "fini_array", "preinit_array"]
      throw Failure(
        offset: start, message: "unknown section type '\(name)'\(Suggestion.text(for: name, among: known))")
    }
  }

  /// Reads a name, a number, or a string in quotes.
  private mutating func word(orString what: String) throws(Failure) -> String {
    if input.current == Byte.quote { return String(decoding: try string(), as: UTF8.self) }
    let start = input.at
    while Byte.isName(input.current) { input.at += 1 }
    guard input.at > start else { throw Failure(offset: start, message: "expected \(what)\(butFound())") }
    return input.text(start, input.at)
  }

  private mutating func groupName() throws(Failure) -> String {
    input.skipBlanks()
    return try word(orString: "the name of a group")
  }

  /// `comdat`, `unique,number`, or the symbol of the section that this one belongs to.
  private mutating func sectionOption(_ key: inout SectionBuilder.Key) throws(Failure) {
    input.skipBlanks()
    let start = input.at
    switch try word(orString: "comdat or unique") {
    case "unique":
      guard try skipComma() else {
        throw Failure(offset: input.at, message: "expected ',' and a number after 'unique'")
      }
      key.unique = try constant("the number of a unique section")
    case "comdat": break
    default:
      // The section that "o" links this one to: only its life depends on it.
      guard section.flags.contains(.linkOrder) || key.unique < 0 else {
        throw Failure(offset: start, message: "expected comdat or unique")
      }
    }
  }

  /// What a section is whose flags nobody gives, by the prefixes of its name.
  static func defaults(for name: String) -> (SectionType, SectionFlags) {
    func isOne(of prefixes: String...) -> Bool {
      prefixes.contains { name == $0 || name.hasPrefix($0 + ".") }
    }
    if isOne(of: ".text", ".init", ".fini") { return (.programBits, [.allocate, .execute]) }
    if isOne(of: ".data", ".sdata") || name == ".data1" { return (.programBits, [.allocate, .write]) }
    if isOne(of: ".bss", ".sbss") { return (.noBits, [.allocate, .write]) }
    if isOne(of: ".rodata", ".srodata") || name == ".rodata1" || name == ".eh_frame" {
      return (.programBits, [.allocate])
    }
    if isOne(of: ".tdata") { return (.programBits, [.allocate, .write, .threadLocal]) }
    if isOne(of: ".tbss") { return (.noBits, [.allocate, .write, .threadLocal]) }
    if isOne(of: ".init_array") { return (.initArray, [.allocate, .write]) }
    if isOne(of: ".fini_array") { return (.finiArray, [.allocate, .write]) }
    if isOne(of: ".preinit_array") { return (.preinitArray, [.allocate, .write]) }
    if isOne(of: ".note") { return (.note, []) }
    return (.programBits, [])
  }
}
