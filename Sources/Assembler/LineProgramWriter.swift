import ELF

/// Writes the unit of `.debug_line` for one object (DWARF 5, section 6.2).
struct LineProgramWriter {
  private(set) var bytes: [UInt8] = []
  /// Where addresses of sections stand in `bytes`, which the linker fills in.
  private(set) var addresses: [(offset: Int, section: Int)] = []

  private static let lineBase: Int64 = -5
  private static let lineRange: Int64 = 14
  private static let opcodeBase: Int64 = 13

  /// Starts the unit with its header.
  ///
  /// - Precondition: `files` has at least one row; the first is the source of the whole unit.
  init(files: [DebugFile]) {
    var directories: [String] = [files[0].directory]
    let folders = files.map { file -> Int in
      if let known = directories.firstIndex(of: file.directory) { return known }
      directories.append(file.directory)
      return directories.count - 1
    }
    var tables: [UInt8] = [1, 1, 0x08] + LEB128.unsigned(UInt64(directories.count))
    for directory in directories { tables += Array(directory.utf8) + [0] }
    let hasMD5 = files.allSatisfy { $0.md5 != nil }
    tables += hasMD5 ? [3, 1, 0x08, 2, 0x0f, 5, 0x1e] : [2, 1, 0x08, 2, 0x0f]
    tables += LEB128.unsigned(UInt64(files.count))
    for (file, folder) in zip(files, folders) {
      tables += Array(file.name.utf8) + [0] + LEB128.unsigned(UInt64(folder))
      if hasMD5, let md5 = file.md5 { tables += md5 }
    }
    let fixed: [UInt8] = [
      1, 1, 1, UInt8(bitPattern: Int8(Self.lineBase)), UInt8(Self.lineRange), UInt8(Self.opcodeBase),
    ]
    let opcodeLengths: [UInt8] = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1]
    bytes = [0, 0, 0, 0, 5, 0, 8, 0]
    bytes.append(littleEndian: UInt32(fixed.count + opcodeLengths.count + tables.count))
    bytes += fixed + opcodeLengths + tables
  }

  /// Appends the rows of one section, whose code ends at `end`.
  mutating func append(_ marks: [LineMark], section: Int, end: Int) {
    guard let first = marks.first else { return }
    bytes += [0, 9, 2]
    addresses.append((bytes.count, section))
    bytes.append(littleEndian: UInt64(first.offset))
    var state = LineMark(offset: first.offset, file: 1, line: 1, column: 0, flags: 1)
    for mark in marks {
      change(&state, to: mark)
      advance(addresses: Int64(mark.offset - state.offset), lines: Int64(mark.line) - Int64(state.line))
      state = mark
    }
    if end > state.offset { bytes += [2] + LEB128.unsigned(UInt64(end - state.offset)) }
    bytes += [0, 1, 1]
  }

  /// Says what differs between two rows besides line and address.
  private mutating func change(_ state: inout LineMark, to mark: LineMark) {
    if mark.file != state.file { bytes += [4] + LEB128.unsigned(UInt64(mark.file)) }
    if mark.column != state.column { bytes += [5] + LEB128.unsigned(UInt64(mark.column)) }
    if (mark.flags ^ state.flags) & 1 != 0 { bytes.append(6) }
    if mark.flags & 2 != 0 { bytes.append(7) }
    if mark.flags & 4 != 0 { bytes.append(10) }
    if mark.flags & 8 != 0 { bytes.append(11) }
  }

  /// Goes on to the next row, in one byte where the steps are small.
  private mutating func advance(addresses: Int64, lines: Int64) {
    var lines = lines
    if lines < Self.lineBase || lines >= Self.lineBase + Self.lineRange {
      bytes += [3] + LEB128.signed(lines)
      lines = 0
    }
    let special = lines - Self.lineBase + Self.lineRange * min(addresses, 255) + Self.opcodeBase
    if special <= 255 { return bytes.append(UInt8(special)) }
    bytes += [2] + LEB128.unsigned(UInt64(addresses))
    bytes.append(UInt8(lines - Self.lineBase + Self.opcodeBase))
  }

  /// Ends the unit.
  mutating func finish() {
    let length = UInt32(bytes.count - 4)
    for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index)) }
  }
}
