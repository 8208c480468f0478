/// Which source line each instruction of a program came from, read from its DWARF section `.debug_line`.
///
/// Versions 2 to 5 are understood. The bytes are not trusted: what cannot be read is left out, and a table
/// without rows answers nil to everything.
public struct LineTable: Sendable {
  /// A place in a source file.
  public struct Location: Hashable, Sendable, CustomStringConvertible {
    /// The file as the compiler saw it: absolute, or relative to the folder in which it was compiled.
    public var path: String
    /// The line, counted from 1.
    public var line: Int
    /// The column, counted from 1; 0 means the whole line.
    public var column: Int

    /// Makes a place of its parts.
    public init(path: String, line: Int, column: Int) {
      self.path = path
      self.line = line
      self.column = column
    }

    /// What a person reads.
    public var description: String { column > 0 ? "\(path):\(line):\(column)" : "\(path):\(line)" }
  }

  /// One row: from its address up to the next row's, instructions came from that place.
  struct Row {
    var address: UInt64
    /// Index in `paths`; negative where a sequence ends and no place is known.
    var path: Int32
    var line: UInt32
    var column: UInt32
  }

  private var rows: [Row] = []
  private var paths: [String] = []

  /// How many rows are kept at most, so that a hostile file cannot ask for unbounded memory.
  static let rowLimit = 4_000_000

  /// Reads the line table of a linked program; it is empty where the program was built without `-g`.
  public init(_ file: ELFFile) {
    guard let section = file.section(named: ".debug_line") else { return }
    let contents = file.contents(of: section)
    let strings = StringSections(
      bytes: file.bytes, line: file.indices(of: ".debug_line_str"), general: file.indices(of: ".debug_str"))
    var offset = contents.startIndex
    while offset < contents.endIndex,
      var unit = LineProgram(file.bytes, from: offset, to: contents.endIndex, strings)
    {
      offset = unit.end
      unit.run(rowLimit: Self.rowLimit - rows.count)
      append(unit)
    }
    keepCode(of: file)
    sort()
  }

  /// Drops the sequences that begin outside of the program's code: of functions that the linker left out, it sets
  /// the address to 0. Objects have no addresses yet and keep all.
  private mutating func keepCode(of file: ELFFile) {
    guard file.type == .executable else { return }
    let code = file.segments.filter { $0.type == .load && $0.flags.contains(.execute) }
      .map { $0.virtualAddress..<$0.virtualAddress + $0.memorySize }
    var isNew = true
    var isCode = false
    rows.removeAll { row in
      if isNew { isCode = code.contains { $0.contains(row.address) } }
      isNew = row.path < 0
      return !isCode
    }
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { rows.isEmpty }

  /// The place that the instruction at an address came from.
  ///
  /// Instructions that a compiler made up have no line; they count to the nearest line before them.
  public func location(of address: UInt64) -> Location? {
    guard var index = row(at: address) else { return nil }
    while rows[index].path >= 0 && rows[index].line == 0 && index > 0 { index -= 1 }
    let row = rows[index]
    guard row.path >= 0, row.line > 0 else { return nil }
    return Location(path: paths[Int(row.path)], line: Int(row.line), column: Int(row.column))
  }

  /// The lowest address of a line of a file whose path ends with `path`, or of the next line that has code.
  public func address(ofLine line: Int, in path: String) -> UInt64? {
    let files = Set(paths.indices.filter { paths[$0] == path || paths[$0].hasSuffix("/" + path) })
    let candidates = rows.filter { $0.line >= line && files.contains(Int($0.path)) }
    return candidates.min { ($0.line, $0.address) < ($1.line, $1.address) }?.address
  }

  /// The number of the row that an address falls into.
  private func row(at address: UInt64) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].address <= address { low = middle + 1 } else { high = middle }
    }
    return low > 0 && rows[low - 1].path >= 0 ? low - 1 : nil
  }

  private mutating func append(_ unit: LineProgram) {
    let base = Int32(paths.count)
    paths += unit.paths
    rows += unit.rows.map { row in
      var row = row
      if row.path >= 0 { row.path += base }
      return row
    }
  }

  /// Sorts by address; where a sequence begins at the address at which another ends, the end comes first.
  private mutating func sort() {
    let order = rows.indices.sorted {
      (rows[$0].address, rows[$0].path < 0 ? 0 : 1, $0) < (rows[$1].address, rows[$1].path < 0 ? 0 : 1, $1)
    }
    rows = order.map { rows[$0] }
  }
}

extension ELFFile {
  /// Where a section's contents lie in the file.
  fileprivate func indices(of name: String) -> Range<Int> {
    section(named: name).map { contents(of: $0).indices } ?? 0..<0
  }
}

/// The two sections that line tables take their strings from.
struct StringSections {
  let bytes: [UInt8]
  let line: Range<Int>
  let general: Range<Int>

  /// The string at an offset of a section; empty where there is none.
  func string(at offset: UInt64, in section: Range<Int>) -> String {
    guard offset < UInt64(section.count) else { return "" }
    var reader = ByteReader(bytes, from: section.lowerBound + Int(offset), to: section.upperBound)
    return text(reader.string())
  }

  /// Paths are short: what is longer than Linux's PATH_MAX is not one.
  func text(_ bytes: ArraySlice<UInt8>?) -> String {
    String(decoding: (bytes ?? []).prefix(4096), as: UTF8.self)
  }
}
