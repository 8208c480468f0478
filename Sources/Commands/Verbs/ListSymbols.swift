import ArgumentParser
import ELF
import Toolchain

/// `ring3 nm`: lists a program's symbols.
struct ListSymbols: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nm",
    abstract: "List a program's symbols, as llvm-nm does.",
    usage: "ring3 nm [options] PROGRAM",
    discussion: """
      Examples:
        ring3 nm hello.s                  in the order of their names
        ring3 nm --numeric-sort wc        in the order of their addresses
        ring3 nm --print-size wc          with their sizes

      Letters: T code, D data, B zeros, R read-only data, A a number, U undefined, W weak; small where only the \
      symbol's own file sees it.
      """)

  @Flag(name: [.customShort("n"), .long], help: "Sort by address.")
  var numericSort = false

  @Flag(name: [.customShort("S"), .long], help: "Print sizes, too.")
  var printSize = false

  @OptionGroup(title: "Compiler options")
  var compiler: CompilerOptions

  @Argument(
    help: "A source, several joined by '+', an ELF file, or the name of a program in userprogs/bin.",
    completion: .file())
  var program: String

  func run() throws {
    let built = try Workbench.program(program, compiler)
    let file: ELFFile
    do {
      file = try ELFFile(bytes: built.bytes)
    } catch {
      throw Failure("'\(program)' has no symbols to list: it is \(error)")
    }
    var output = ResultOutput()
    for symbol in symbols(of: file) { try output.line(text(of: symbol, in: file)) }
    try output.flush()
  }

  private func symbols(of file: ELFFile) -> [ELFFile.Symbol] {
    let named = file.symbols.filter { symbol in
      let isMark = symbol.type == .section || symbol.type == .file || symbol.name.isEmpty
      // $x and $d tell disassemblers code from data; .L… are labels of a compiler's own.
      return !isMark && !symbol.name.hasPrefix("$") && !symbol.name.hasPrefix(".L")
    }
    return named.sorted { first, second in
      if numericSort && first.value != second.value { return first.value < second.value }
      if first.name != second.name { return first.name.utf8.lexicographicallyPrecedes(second.name.utf8) }
      return first.value < second.value
    }
  }

  private func text(of symbol: ELFFile.Symbol, in file: ELFFile) -> String {
    let isUndefined = symbol.sectionIndex == SectionIndex.undefined
    let address = isUndefined ? String(repeating: " ", count: 16) : hexadecimal(symbol.value, 16)
    let size = printSize && !isUndefined ? " " + hexadecimal(symbol.size, 16) : ""
    return "\(address)\(size) \(letter(for: symbol, in: file)) \(symbol.name)"
  }

  private func letter(for symbol: ELFFile.Symbol, in file: ELFFile) -> String {
    let isUndefined = symbol.sectionIndex == SectionIndex.undefined
    if symbol.binding == .weak { return letterForWeak(symbol, isUndefined: isUndefined) }
    if isUndefined { return "U" }
    let letter =
      switch symbol.sectionIndex {
      case SectionIndex.absolute: "A"
      case SectionIndex.common: "C"
      default: letterForSection(Int(symbol.sectionIndex), in: file)
      }
    return symbol.binding == .local ? letter.lowercased() : letter
  }

  private func letterForWeak(_ symbol: ELFFile.Symbol, isUndefined: Bool) -> String {
    let letter = symbol.type == .object ? "V" : "W"
    return isUndefined ? letter.lowercased() : letter
  }

  private func letterForSection(_ index: Int, in file: ELFFile) -> String {
    guard file.sections.indices.contains(index) else { return "?" }
    let section = file.sections[index]
    if section.flags.contains(.execute) { return "T" }
    if section.type == .noBits { return "B" }
    if section.flags.contains(.write) { return "D" }
    return section.flags.contains(.allocate) ? "R" : "N"
  }
}
