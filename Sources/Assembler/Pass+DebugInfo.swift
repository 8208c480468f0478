import ELF

// The DWARF sections that the assembler writes itself.
extension Pass {
  /// Writes `.debug_line`, and for assembly source what debuggers need besides it to find it.
  mutating func describeLines() {
    let described = sections.indices.filter { !sections[$0].lines.isEmpty }
    guard !described.isEmpty else { return }
    let line = number(ofDebug: ".debug_line")
    guard sections[line].bytes.isEmpty else { return }
    var writer = LineProgramWriter(files: lineFiles())
    for index in described {
      writer.append(sections[index].lines, section: index, end: sections[index].offset)
    }
    writer.finish()
    sections[line].bytes = writer.bytes
    for (offset, section) in writer.addresses { addAddress(in: line, offset: offset, of: section) }
    if !debug.hasOwnDescription { describeUnit(described, line) }
  }

  /// The files in the order of their numbers; what is missing in between has no name.
  private func lineFiles() -> [DebugFile] {
    if !debug.hasOwnDescription {
      let own = debug.ownFiles.sorted { $0.value < $1.value }.map(\.key)
      return ([debug.sourcePath] + own).map { DebugFile(directory: options.workingDirectory, name: $0) }
    }
    let last = debug.files.keys.max() ?? 0
    let first = debug.files[0] ?? debug.files[1] ?? DebugFile(directory: "", name: debug.sourcePath)
    let numbered = (0...last).map { debug.files[$0] ?? first }
    return numbered
  }

  private mutating func number(ofDebug name: String) -> Int {
    let key = SectionBuilder.Key(name: name)
    if let known = sectionNumbers[key] { return known }
    sections.append(SectionBuilder(key: key, type: .programBits, flags: []))
    sectionNumbers[key] = sections.count - 1
    return sections.count - 1
  }

  /// Leaves it to the linker to add a section's address to the number at an offset.
  private mutating func addAddress(in section: Int, offset: Int, of target: Int, size: Int = 8) {
    let symbol = symbols.anonymous(section: target, offset: 0, place: Place(text: 0, offset: 0))
    symbols[symbol].type = .section
    symbols[symbol].isNeeded = true
    let addend = (0..<size).reduce(Int64(0)) {
      $0 | Int64(sections[section].bytes[offset + $1]) << Int64(8 * $1)
    }
    for index in 0..<size { sections[section].bytes[offset + index] = 0 }
    sections[section].relocations.append(
      ObjectFile.Relocation(
        offset: offset, type: size == 8 ? .abs64 : .abs32, symbol: symbol, addend: addend,
        place: Place(text: 0, offset: 0)))
  }

  /// Writes the smallest `.debug_info` that makes debuggers read the line table: one unit without contents.
  private mutating func describeUnit(_ described: [Int], _ line: Int) {
    let info = number(ofDebug: ".debug_info")
    let abbreviations = number(ofDebug: ".debug_abbrev")
    let ranges = number(ofDebug: ".debug_rnglists")
    guard sections[info].bytes.isEmpty, sections[abbreviations].bytes.isEmpty else { return }
    // DW_TAG_compile_unit: stmt_list, ranges, low_pc, name, comp_dir, producer, language.
    sections[abbreviations].bytes = [
      1, 0x11, 0, 0x10, 0x17, 0x55, 0x17, 0x11, 0x01, 0x03, 0x08, 0x1b, 0x08, 0x25, 0x08, 0x13, 0x05, 0, 0, 0,
    ]
    describeRanges(described, ranges)
    var unit: [UInt8] = [5, 0, 1, 8, 0, 0, 0, 0, 1]
    unit += [0, 0, 0, 0]
    unit.append(littleEndian: UInt32(12))
    unit.append(littleEndian: UInt64(0))
    for text in [debug.sourcePath, options.workingDirectory, "Ring3 assembler"] {
      unit += Array(text.utf8) + [0]
    }
    unit += [0x01, 0x80]
    sections[info].bytes = []
    sections[info].bytes.append(littleEndian: UInt32(unit.count))
    sections[info].bytes += unit
    addAddress(in: info, offset: 8, of: abbreviations, size: 4)
    addAddress(in: info, offset: 13, of: line, size: 4)
    addAddress(in: info, offset: 17, of: ranges, size: 4)
  }

  private mutating func describeRanges(_ described: [Int], _ ranges: Int) {
    var list: [UInt8] = []
    var places: [(offset: Int, section: Int)] = []
    for index in described {
      // DW_RLE_start_length
      list.append(7)
      places.append((12 + list.count, index))
      list.append(littleEndian: UInt64(0))
      list += LEB128.unsigned(UInt64(sections[index].offset))
    }
    list.append(0)
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt32(list.count + 8))
    bytes += [5, 0, 8, 0, 0, 0, 0, 0] + list
    sections[ranges].bytes = bytes
    for (offset, section) in places { addAddress(in: ranges, offset: offset, of: section) }
  }
}
