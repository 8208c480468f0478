/// One unit of `.debug_line`: its header and the program for a small machine that produces the rows
/// (DWARF 5, section 6.2).
struct LineProgram {
  private(set) var rows: [LineTable.Row] = []
  /// The files' paths, by file number.
  private(set) var paths: [String] = []
  /// Where the next unit begins.
  let end: Int

  private var reader: ByteReader
  private let strings: StringSections
  private var version: UInt16 = 0
  private var is64Bit = false
  private var minimumLength: UInt64 = 1
  private var lineBase: Int64 = 0
  private var lineRange: UInt64 = 1
  private var opcodeBase: UInt8 = 1
  private var operandCounts: [UInt8] = []
  private var state = State()

  /// The registers of the line-number machine.
  private struct State {
    var address: UInt64 = 0
    var file: UInt64 = 1
    var line: UInt32 = 1
    var column: UInt32 = 0
  }

  /// Reads the header at `start`; nil if there is none whose end can be told.
  init?(_ bytes: [UInt8], from start: Int, to limit: Int, _ strings: StringSections) {
    reader = ByteReader(bytes, from: start, to: limit)
    self.strings = strings
    guard var length = reader.integer(UInt32.self).map(UInt64.init) else { return nil }
    if length == 0xffff_ffff {
      guard let long = reader.integer(UInt64.self) else { return nil }
      length = long
      is64Bit = true
    }
    guard length <= UInt64(reader.remaining) else { return nil }
    end = reader.position + Int(length)
    reader = ByteReader(bytes, from: reader.position, to: end)
    if !readHeader() { reader = ByteReader(bytes, from: end, to: end) }
  }

  /// Runs the program until its end, its first impossible instruction, or the limit.
  mutating func run(rowLimit: Int) {
    while rows.count < rowLimit, let opcode = reader.byte() {
      guard opcode < opcodeBase else {
        special(opcode)
        continue
      }
      guard (opcode == 0 ? extended() : standard(opcode)) != nil else { break }
    }
    // A sequence that does not say where it ends must not reach over all later addresses.
    if let last = rows.last, last.path >= 0 { endSequence() }
  }

  private mutating func emit() {
    let known = state.file < UInt64(paths.count)
    rows.append(
      LineTable.Row(
        address: state.address, path: known ? Int32(state.file) : -1, line: state.line, column: state.column))
  }

  private mutating func endSequence() {
    rows.append(LineTable.Row(address: state.address, path: -1, line: 0, column: 0))
    state = State()
  }

  private mutating func advance(_ operations: UInt64) {
    state.address = state.address &+ operations &* minimumLength
  }

  private mutating func addLines(_ count: Int64) {
    state.line = UInt32(truncatingIfNeeded: Int64(state.line) &+ count)
  }

  private mutating func special(_ opcode: UInt8) {
    let adjusted = UInt64(opcode - opcodeBase)
    advance(adjusted / lineRange)
    addLines(lineBase + Int64(adjusted % lineRange))
    emit()
  }

  /// Executes a standard opcode; nil if its operands are missing.
  private mutating func standard(_ opcode: UInt8) -> Void? {
    switch opcode {
    case 1: emit()
    case 2: return reader.uleb128().map { advance($0) }
    case 3: return reader.sleb128().map { addLines($0) }
    case 4: return reader.uleb128().map { state.file = $0 }
    case 5: return reader.uleb128().map { state.column = UInt32(clamping: $0) }
    case 6, 7, 10, 11: break
    case 8: advance(UInt64(255 - opcodeBase) / lineRange)
    case 9: return reader.integer(UInt16.self).map { state.address &+= UInt64($0) }
    default:
      for _ in 0..<operandCounts[Int(opcode) - 1] where reader.uleb128() == nil { return nil }
    }
    return ()
  }

  private mutating func extended() -> Void? {
    guard let length = reader.uleb128(), length > 0, length <= UInt64(reader.remaining) else { return nil }
    let next = reader.position + Int(length)
    let opcode = reader.byte()
    if opcode == 1 { endSequence() }
    if opcode == 2, let address = reader.integer(size: Int(length) - 1) { state.address = address }
    reader = ByteReader(reader.bytes, from: next, to: end)
    return ()
  }
}

// The header.
extension LineProgram {
  private mutating func readHeader() -> Bool {
    guard let version = reader.integer(UInt16.self), (2...5).contains(version) else { return false }
    self.version = version
    if version == 5 && !reader.skip(2) { return false }
    guard let headerLength = offset(), headerLength <= UInt64(reader.remaining) else { return false }
    let start = reader.position + Int(headerLength)
    guard let minimum = reader.byte(), version < 4 || reader.skip(1), reader.skip(1),
      let base = reader.byte(), let range = reader.byte(), range > 0, let opcodes = reader.byte(), opcodes > 0
    else { return false }
    minimumLength = UInt64(minimum)
    lineBase = Int64(Int8(bitPattern: base))
    lineRange = UInt64(range)
    opcodeBase = opcodes
    for _ in 1..<max(opcodes, 1) {
      guard let count = reader.byte() else { return false }
      operandCounts.append(count)
    }
    readFiles()
    reader = ByteReader(reader.bytes, from: start, to: end)
    return true
  }

  private mutating func offset() -> UInt64? { reader.integer(size: is64Bit ? 8 : 4) }

  private mutating func readFiles() {
    if version < 5 { return readOldFiles() }
    let folders = entries().map(\.name)
    for file in entries() { paths.append(path(file.name, inFolder: file.folder, of: folders)) }
  }

  /// Versions 2 to 4: two lists that count from 1 and end with an empty name.
  private mutating func readOldFiles() {
    var folders = [""]
    while let folder = reader.string(), !folder.isEmpty { folders.append(strings.text(folder)) }
    paths = [""]
    while let name = reader.string(), !name.isEmpty {
      guard let folder = reader.uleb128(), reader.uleb128() != nil, reader.uleb128() != nil else { return }
      paths.append(path(strings.text(name), inFolder: folder, of: folders))
    }
  }

  /// Version 5: a list that says first what each entry consists of.
  private mutating func entries() -> [(name: String, folder: UInt64)] {
    guard let formatCount = reader.byte() else { return [] }
    var formats: [(content: UInt64, form: UInt64)] = []
    for _ in 0..<formatCount {
      guard let content = reader.uleb128(), let form = reader.uleb128() else { return [] }
      formats.append((content, form))
    }
    guard let count = reader.uleb128(), count <= UInt64(reader.remaining), formatCount > 0 else { return [] }
    var entries: [(name: String, folder: UInt64)] = []
    for _ in 0..<count {
      var entry = (name: "", folder: UInt64(0))
      for format in formats {
        guard let value = value(form: format.form) else { return entries }
        if format.content == 1 { entry.name = value.text }
        if format.content == 2 { entry.folder = value.number }
      }
      entries.append(entry)
    }
    return entries
  }

  /// Reads one attribute in one of the forms that line tables use.
  private mutating func value(form: UInt64) -> (text: String, number: UInt64)? {
    switch form {
    case 0x08: return reader.string().map { (strings.text($0), 0) }
    case 0x0e: return offset().map { (strings.string(at: $0, in: strings.general), 0) }
    case 0x1f: return offset().map { (strings.string(at: $0, in: strings.line), 0) }
    case 0x0b: return reader.integer(size: 1).map { ("", $0) }
    case 0x05: return reader.integer(size: 2).map { ("", $0) }
    case 0x06: return reader.integer(size: 4).map { ("", $0) }
    case 0x07: return reader.integer(size: 8).map { ("", $0) }
    case 0x0f: return reader.uleb128().map { ("", $0) }
    case 0x1e: return reader.skip(16) ? ("", 0) : nil
    case 0x09: return reader.uleb128().flatMap { reader.skip($0) ? ("", 0) : nil }
    default: return nil
    }
  }

  private func path(_ name: String, inFolder number: UInt64, of folders: [String]) -> String {
    guard !name.hasPrefix("/"), number < UInt64(folders.count) else { return name }
    var folder = folders[Int(number)]
    if number > 0 && !folder.hasPrefix("/") && !folders[0].isEmpty { folder = folders[0] + "/" + folder }
    return folder.isEmpty ? name : folder + "/" + name
  }
}
