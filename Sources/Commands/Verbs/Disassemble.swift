import ArgumentParser

/// `ring3 dis`: shows what a program consists of.
struct Disassemble: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dis",
    abstract: "Show a program's instructions with their symbols, machine words, bytecode and source lines.",
    usage: "ring3 dis [options] PROGRAM",
    discussion: """
      Examples:
        ring3 dis hello.s                 everything side by side
        ring3 dis --symbol main wc        one function
        ring3 dis --no-source prog.elf    without source lines

      Columns: the address, the RISC-V machine word, the bytecode that the harts run (opcode, rd, rs1, rs2, and \
      a signed 32-bit immediate, lowest byte first), and the instruction.
      """)

  @Option(
    name: .customLong("symbol"),
    help: ArgumentHelp("Show this function only; may be repeated.", valueName: "name"))
  var symbols: [String] = []

  @Flag(inversion: .prefixedNo, help: "Show the bytecode.")
  var bytecode = true

  @Flag(inversion: .prefixedNo, help: "Show source lines, where the program knows them.")
  var source = true

  @OptionGroup(title: "Compiler options")
  var compiler: CompilerOptions

  @Argument(
    help: "A source, several joined by '+', an ELF file, or the name of a program in userprogs/bin.",
    completion: .file())
  var program: String

  func run() throws {
    var listing = try Listing(of: Workbench.program(program, compiler))
    listing.showsBytecode = bytecode
    listing.showsSource = source
    if !symbols.isEmpty { try listing.select(symbols) }
    try listing.print()
  }
}
