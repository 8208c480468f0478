/// What the line table will say.
struct DebugState {
  /// The source that is being assembled, for the table of a program in assembly.
  var sourcePath = ""
  /// What `.file "name"` said, for the symbol table.
  var fileSymbol: String?
  /// The files that `.file number` named, by number.
  var files: [Int32: DebugFile] = [:]
  /// The numbers of the files of the assembler's own line table.
  var ownFiles: [String: Int32] = [:]
  /// What the last `.loc` said, to be noted where the next instruction is.
  var pending: LineMark?
  /// Whether the source describes its lines itself, as compilers do.
  var hasOwnDescription = false
}

/// A file that `.file` named.
struct DebugFile {
  var directory: String
  var name: String
  var md5: [UInt8]?
}

// .file, .loc, and the lines of assembly source.
extension Pass {
  /// Notes where the code of a source line begins, before an instruction is appended.
  ///
  /// - Parameter onlyIfAsked: for data, which counts only if a `.loc` stands before it.
  @inline(__always)
  mutating func markLine(onlyIfAsked: Bool = false) {
    if debug.pending != nil { return markPendingLine() }
    if options.debugInfo && !debug.hasOwnDescription && !onlyIfAsked { markOwnLine() }
  }

  @inline(never)
  private mutating func markPendingLine() {
    guard var mark = debug.pending, section.flags.contains(.allocate), !section.holdsZeros else { return }
    mark.offset = section.offset
    section.lines.append(mark)
    debug.pending = nil
  }

  private mutating func markOwnLine() {
    guard section.flags.contains(.execute) else { return }
    // Lines of a macro are those of its definition; the line that calls it is the one a student steps
    // through.
    var line = input.line
    var number = text
    for outer in suspended.reversed() where texts[Int(number)].origin?.place != nil {
      if texts[Int(number)].isFile { break }
      line = outer.input.line
      number = outer.text
    }
    let file = ownFile(of: Int(number))
    if let last = section.lines.last, last.line == Int32(clamping: line), last.file == file { return }
    section.lines.append(
      LineMark(offset: section.offset, file: file, line: Int32(clamping: line), column: 0, flags: 1))
  }

  private mutating func ownFile(of text: Int) -> Int32 {
    let path = texts[text].markers.last?.path ?? texts[text].path
    if let number = debug.ownFiles[path] { return number }
    let number = Int32(debug.ownFiles.count + 1)
    debug.ownFiles[path] = number
    return number
  }

  /// `.file "name"`, or `.file number "directory" "name" md5 0x…`.
  mutating func fileDirective() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    if input.current == Byte.quote {
      debug.fileSymbol = String(decoding: try string(), as: UTF8.self)
      return
    }
    let number = try constant("the number of a file")
    guard (0...1_000_000).contains(number) else { throw outOfRange(number, 0, 1_000_000, at: start) }
    var file = DebugFile(directory: "", name: String(decoding: try string(), as: UTF8.self))
    input.skipBlanks()
    if input.current == Byte.quote {
      file.directory = file.name
      file.name = String(decoding: try string(), as: UTF8.self)
    }
    try fileOptions(&file)
    debug.files[Int32(number)] = file
    debug.hasOwnDescription = true
  }

  private mutating func fileOptions(_ file: inout DebugFile) throws(Failure) {
    input.skipBlanks()
    while !input.isAtEndOfStatement {
      let start = input.at
      let end = input.endOfName()
      let name = input.text(start, end)
      input.at = end
      input.skipBlanks()
      if name == "md5" {
        file.md5 = try md5()
      } else if name == "source" {
        _ = try string()
      } else {
        throw Failure(offset: start, message: "expected md5 or source\(butFound())")
      }
      input.skipBlanks()
    }
  }

  private mutating func md5() throws(Failure) -> [UInt8] {
    let start = input.at
    let end = input.bytes[start...].firstIndex { !Byte.isName($0) } ?? start
    let digits = input.bytes[start..<end].dropFirst(2).map(Byte.digit)
    guard input.text(start, start + 2) == "0x", digits.count == 32, digits.allSatisfy({ $0 < 16 }) else {
      throw Failure(offset: start, message: "expected 0x and 32 hexadecimal digits")
    }
    input.at = end
    return stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// `.loc file line column is_stmt 0 prologue_end …`.
  mutating func locDirective() throws(Failure) {
    if debug.pending != nil { markPendingLine() }
    input.skipBlanks()
    let start = input.at
    let file = try constant("the number of a file")
    let line = try constant("a line number")
    var column: Int64 = 0
    input.skipBlanks()
    if Byte.isDigit(input.current) { column = try constant("a column") }
    guard debug.files[Int32(truncatingIfNeeded: file)] != nil else {
      throw Failure(offset: start, message: "no .file has the number \(file)")
    }
    guard line >= 0, line <= Int64(Int32.max), column >= 0 else {
      throw Failure(offset: start, message: "the line or column is out of range")
    }
    var mark = LineMark(
      offset: 0, file: Int32(truncatingIfNeeded: file), line: Int32(line), column: Int32(clamping: column),
      flags: 1)
    try locOptions(&mark)
    debug.pending = mark
  }

  private mutating func locOptions(_ mark: inout LineMark) throws(Failure) {
    input.skipBlanks()
    while !input.isAtEndOfStatement {
      let start = input.at
      let end = input.endOfName()
      let name = ShortName(input.bytes, start, end).flatMap { Self.locWords.index(of: $0) }
      input.at = end
      switch name {
      case 0: if try constant("is_stmt") == 0 { mark.flags &= ~1 } else { mark.flags |= 1 }
      case 1: mark.flags |= 2
      case 2: mark.flags |= 4
      case 3: mark.flags |= 8
      case 4, 5: _ = try constant("the number")
      case 6: _ = try symbolName()
      default:
        throw Failure(offset: start, message: "expected is_stmt, prologue_end or the like\(butFound())")
      }
      input.skipBlanks()
    }
  }

  private static let locWords = NameTable([
    "is_stmt", "basic_block", "prologue_end", "epilogue_begin", "isa", "discriminator", "view",
  ])
}
