import Bytecode

/// What one line of a listing shows beside the source: the bytes that the line produced.
struct ListingMark {
  var place: Place
  var section: Int32
  var offset: Int
  var size: Int
}

extension Assembly {
  /// The source with what became of each line: address, machine word or bytes, bytecode, line number, text.
  ///
  ///     address  word      bytecode                 line  source
  ///     00011000 00100513  20 0a 00 00 01 00 00 00     4      li a0, 1
  ///
  /// Lines of macros and repetitions stand below the line that asked for them, marked with `+`.
  ///
  /// - Parameters:
  ///   - program: gives the addresses, and the bytes that the linker completed; without it addresses count
  ///     from the start of each section, and what the linker will complete is zero.
  ///   - index: the number of this source among those that the program was linked from.
  /// - Precondition: the source was assembled with `keepsLines`, without errors.
  public func listing(in program: LinkedProgram? = nil, object index: Int = 0) -> String {
    guard let object else { return "" }
    var writer = ListingWriter(object: object, program: program, index: index)
    return writer.text(marks)
  }
}

/// Builds the text of a listing.
private struct ListingWriter {
  let object: ObjectFile
  let program: LinkedProgram?
  let index: Int
  private var lines: [String] = ["address  word      bytecode                 line  source"]

  /// How many bytes of data a line of source shows at most.
  private static let shownBytes = 32

  init(object: ObjectFile, program: LinkedProgram?, index: Int) {
    self.object = object
    self.program = program
    self.index = index
  }

  mutating func text(_ marks: [ListingMark]) -> String {
    let source = object.texts[0].bytes.dropLast(Scanner.padding.count)
    let starts = [0] + source.indices.filter { source[$0] == Byte.newline }.map { $0 + 1 }
    var byLine = [[ListingMark]](repeating: [], count: starts.count)
    for mark in marks { byLine[line(of: outermost(mark.place), starts)].append(mark) }
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] - 1 : source.endIndex
      if start == source.endIndex && number > 0 && byLine[number].isEmpty { continue }
      append(byLine[number], number: number + 1, source: String(decoding: source[start..<end], as: UTF8.self))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The place in the file itself from which an expansion was asked for.
  private func outermost(_ place: Place) -> Int {
    var place = place
    while let origin = object.texts[Int(place.text)].origin { place = origin.place }
    return Int(place.offset)
  }

  private func line(of offset: Int, _ starts: [Int]) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private mutating func append(_ marks: [ListingMark], number: Int, source: String) {
    var own = marks.filter { $0.place.text == 0 }
    // A label beside what it names needs no row of its own.
    if own.contains(where: { $0.size > 0 }) { own.removeAll { $0.size == 0 } }
    let rows = own.flatMap(rows(of:))
    lines.append(line(rows.first, padded(String(number), 4), source))
    for row in rows.dropFirst() { lines.append(line(row, "    ", "")) }
    for mark in marks where mark.place.text != 0 {
      let text = object.texts[Int(mark.place.text)].location(of: Int(mark.place.offset)).text
      for (index, row) in self.rows(of: mark).enumerated() {
        lines.append(line(row, "   +", index == 0 ? text : ""))
      }
    }
  }

  private func line(_ row: String?, _ number: String, _ source: String) -> String {
    let left = row ?? ""
    let text = left + String(repeating: " ", count: max(0, 43 - left.count)) + number + "  " + source
    return String(text.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
  }

  /// The columns left of the line number, a row for each instruction or for eight bytes of data.
  private func rows(of mark: ListingMark) -> [String] {
    let section = object.sections[Int(mark.section)]
    let base = program.map { $0.addresses[index][Int(mark.section)] } ?? 0
    guard let base else { return ["(left out)"] }
    let address = base &+ UInt64(mark.offset)
    guard mark.size > 0 else { return [hexadecimal(address, 8)] }
    let contents = program?.contents[index][Int(mark.section)] ?? section.contents
    guard mark.offset + mark.size <= contents.count else {
      return ["\(hexadecimal(address, 8)) \(mark.size) zeros"]
    }
    let bytes = Array(contents[mark.offset..<(mark.offset + mark.size)])
    let isCode = section.flags.contains(.execute) && mark.size % 4 == 0 && mark.offset % 4 == 0
    return isCode ? code(bytes, address) : data(bytes, address)
  }

  private func code(_ bytes: [UInt8], _ address: UInt64) -> [String] {
    stride(from: 0, to: min(bytes.count, Self.shownBytes * 4), by: 4).map { offset in
      let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
      let bytecode = Instruction(decoding: word).bytes.map { hexadecimal(UInt64($0), 2) }.joined(
        separator: " ")
      return "\(hexadecimal(address &+ UInt64(offset), 8)) \(hexadecimal(UInt64(word), 8))  \(bytecode)"
    }
  }

  private func data(_ bytes: [UInt8], _ address: UInt64) -> [String] {
    var rows = stride(from: 0, to: min(bytes.count, Self.shownBytes), by: 8).map { offset in
      let part = bytes[offset..<min(offset + 8, bytes.count)].map { hexadecimal(UInt64($0), 2) }
      return "\(hexadecimal(address &+ UInt64(offset), 8)) \(part.joined(separator: " "))"
    }
    if bytes.count > Self.shownBytes {
      rows.append("         and \(bytes.count - Self.shownBytes) bytes more")
    }
    return rows
  }

  private func hexadecimal(_ value: UInt64, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
