import Assembler
import Bytecode
import ELF
import Toolchain

/// A program's instructions, one a line, between the names of their functions and the lines of their sources.
struct Listing {
  var showsBytecode = true
  var showsSource = true

  private let file: ELFFile
  private let lines: LineTable
  private var sources = SourceLines()
  /// What is shown: all code, or some functions.
  private var ranges: [Range<UInt64>]

  init(of program: Program) throws {
    do {
      file = try ELFFile(bytes: program.bytes)
    } catch {
      throw Failure("'\(program.reference.firstPath)' cannot be disassembled: it is \(error)")
    }
    lines = LineTable(file)
    ranges = codeSections(of: file).map(\.range)
  }

  /// Shows these functions only.
  mutating func select(_ names: [String]) throws {
    ranges = try names.map { name in
      guard let symbol = file.symbol(named: name), symbol.sectionIndex != SectionIndex.undefined else {
        let near = Suggestion.nearest(to: name, among: file.symbols.map(\.name))
        throw Failure("there is no symbol '\(name)'", advice: near.map { "Did you mean '\($0)'?" })
      }
      return symbol.value..<end(of: symbol)
    }
  }

  /// Prints everything that was chosen to standard output.
  mutating func print() throws {
    var output = ResultOutput()
    for code in codeSections(of: file) {
      for range in ranges {
        let shown = range.clamped(to: code.range)
        if !shown.isEmpty { try print(shown, of: code, to: &output) }
      }
    }
    try output.flush()
  }

  private mutating func print(
    _ range: Range<UInt64>, of code: CodeSection, to output: inout ResultOutput
  ) throws {
    var place: LineTable.Location?
    var isFirst = true
    for address in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
      for name in labels(at: address) {
        try output.line(
          (isFirst ? "" : "\n") + Terminal.outputStyle.bold("\(hexadecimal(address, 16)) <\(name)>:"))
        isFirst = false
        place = nil
      }
      let next = lines.location(of: address)
      if showsSource, let next, next.line != place?.line || next.path != place?.path {
        try output.line(Terminal.outputStyle.dim(sources.text(of: next)))
      }
      place = next
      try output.line(text(of: code.word(at: address), at: address))
    }
  }

  /// One instruction, or the rest of a section that is too short for one.
  private func text(of word: CodeSection.Word, at address: UInt64) -> String {
    switch word {
    case .rest(let bytes):
      return
        "  \(hexadecimal(address, 8)):  \(bytes.map { hexadecimal(UInt64($0), 2) }.joined(separator: " "))"
    case .whole(let word):
      let instruction = Instruction(decoding: word)
      var columns = ["  \(hexadecimal(address, 8)):", hexadecimal(UInt64(word), 8)]
      if showsBytecode { columns.append(bytecode(of: instruction)) }
      columns.append(assembly(of: instruction, at: address))
      return columns.joined(separator: "  ")
    }
  }

  private func bytecode(of instruction: Instruction) -> String {
    let bytes = instruction.bytes.map { hexadecimal(UInt64($0), 2) }
    return bytes[..<4].joined(separator: " ") + "  " + bytes[4...].joined(separator: " ")
  }

  /// Mnemonic and operands in columns, and where a jump goes in words.
  private func assembly(of instruction: Instruction, at address: UInt64) -> String {
    let operands = instruction.operands(at: address)
    guard !operands.isEmpty else { return instruction.mnemonic }
    let padding = String(repeating: " ", count: max(1, 8 - instruction.mnemonic.count))
    let target = instruction.hasTarget ? file.symbolicName(of: instruction.target(from: address)) : nil
    return instruction.mnemonic + padding + operands + (target.map { "  <\($0)>" } ?? "")
  }

  private func labels(at address: UInt64) -> [String] {
    guard let symbol = file.symbol(containing: address), symbol.value == address else { return [] }
    return [symbol.name]
  }

  private func end(of symbol: ELFFile.Symbol) -> UInt64 {
    if symbol.size > 0 { return symbol.value &+ symbol.size }
    let section = codeSections(of: file).first { $0.range.contains(symbol.value) }
    let limit = section?.range.upperBound ?? symbol.value
    let next = file.symbols.filter { $0.value > symbol.value && $0.value < limit && !$0.name.isEmpty }
    return next.map(\.value).min() ?? limit
  }
}

/// A section or segment with instructions.
private struct CodeSection {
  let address: UInt64
  let bytes: ArraySlice<UInt8>

  var range: Range<UInt64> { address..<address &+ UInt64(bytes.count) }

  enum Word {
    case whole(UInt32)
    case rest([UInt8])
  }

  func word(at address: UInt64) -> Word {
    let start = bytes.startIndex + Int(address - self.address)
    guard start + 4 <= bytes.endIndex else { return .rest(Array(bytes[start...])) }
    return .whole((0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) })
  }
}

/// Where the instructions lie: the executable sections, or the executable segments of a file without sections.
private func codeSections(of file: ELFFile) -> [CodeSection] {
  let sections = file.sections.filter { $0.flags.contains(.execute) }
    .map { CodeSection(address: $0.address, bytes: file.contents(of: $0)) }
  guard sections.isEmpty else { return sections.filter { $0.address &+ UInt64($0.bytes.count) > $0.address } }
  return file.segments.filter { $0.type == .load && $0.flags.contains(.execute) && $0.fileSize > 0 }
    .map { CodeSection(address: $0.virtualAddress, bytes: file.contents(of: $0)) }
}

/// `value` in hexadecimal with at least that many digits.
func hexadecimal(_ value: UInt64, _ digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
