import ArgumentParser
import Toolchain

/// `ring3 build`: makes an executable of sources.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build an executable from sources.",
    usage: "ring3 build [options] SOURCE",
    discussion: """
      Examples:
        ring3 build hello.s               writes the executable 'hello'
        ring3 build -O2 -o life life.c    C, optimized
        ring3 build main.c+fast.s         two languages, one program: 'main'
        ring3 build --listing hello.s     addresses, machine words, bytecode and source; writes no file

      The executable is an ordinary RISC-V ELF file: objdump, readelf, gdb and qemu-riscv64 read it.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the executable goes. (default: the first source without its extension)", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Print addresses, machine words, bytecode and source, and write no file.")
  var listing = false

  @OptionGroup(title: "Compiler options")
  var compiler: CompilerOptions

  @Argument(
    help: "A source, several joined by '+', or the name of a program in userprogs/bin.",
    completion: .file(extensions: ["s", "S", "c", "swift"]))
  var program: String

  func validate() throws {
    if listing && output != nil {
      throw ValidationError("--listing writes no file, so it does not go with -o.")
    }
  }

  func run() throws {
    let built = try Workbench.program(program, compiler, wantsListing: listing)
    if listing { return try printListing(of: built) }
    guard case .sources = built.reference else {
      throw Failure("there is nothing to build: '\(program)' is an executable already")
    }
    let path = output ?? Path.stem(of: built.reference.firstPath)
    if HostFile.kind(of: path) == .folder {
      throw Failure(
        "'\(path)' is a folder, so it cannot become the executable", advice: "Choose another name with -o.")
    }
    do {
      try HostFile.replace(path, with: built.bytes, executable: true)
    } catch {
      throw Failure("'\(path)' cannot be written: \(error)", advice: "Choose another place with -o.")
    }
  }

  /// The assembler's listing shows data, too; what compilers made is disassembled.
  private func printListing(of built: Program) throws {
    guard let text = built.listing else {
      var listing = try Listing(of: built)
      return try listing.print()
    }
    var output = ResultOutput()
    try output.text(text)
    try output.flush()
  }
}
