import Assembler
import ELF

/// One build of one program: from its sources to the executable.
///
/// A program that is all assembly is assembled and linked here, without any tool and without a trace in the file
/// system. Everything else is compiled by the toolchain's compilers and linked with the C library by ld.lld.
struct Build {
  let toolchain: Toolchain
  let options: BuildOptions
  let workFolder: WorkFolder
  let digests = FileDigests()
  var compiler: Compiler

  /// What the compilers and the assembler had to say about a program that they built.
  var messages = ""

  /// Addresses, machine words, bytecode and source, if that was asked for and the program is all assembly.
  private(set) var listing: String?

  init(toolchain: Toolchain, environment: Environment, options: BuildOptions) {
    self.toolchain = toolchain
    self.options = options
    workFolder = WorkFolder(cache: toolchain.cache, environment: environment)
    compiler = Compiler(
      cache: toolchain.cache, environment: environment, workFolder: workFolder, digests: digests)
  }

  /// One object of the program: in memory if it was assembled, else in a file.
  enum Unit {
    case assembled(Assembly, ObjectFile)
    case compiled(Compiler.Result)
  }

  /// The executable.
  mutating func program(of files: [SourceFile]) throws(ToolchainError) -> [UInt8] {
    let units = try units(of: files)
    var objects: [ObjectFile] = []
    for case .assembled(_, let object) in units { objects.append(object) }
    guard objects.count == units.count, let program = try linkAlone(objects) else {
      return try linkWithLibrary(units)
    }
    if options.wantsListing { listing = text(of: units, in: program) }
    return program.bytes
  }

  // MARK: From sources to objects

  private mutating func units(of files: [SourceFile]) throws(ToolchainError) -> [Unit] {
    let swiftFiles = files.filter { $0.language == .swift }.map(\.path)
    // All Swift sources together are one module: the first stands for them.
    let hasMain = files.contains(where: hasMain)
    let files = files.filter { $0.language != .swift || $0.path == swiftFiles.first }
    var compilations: [Compilation] = []
    for file in files where file.language != .assembly {
      compilations.append(try compilation(of: file, swiftFiles: swiftFiles, hasMain: hasMain))
    }
    var results = try compiler.results(of: compilations)[...]
    messages += compiler.messages
    var units: [Unit] = []
    var errors = ""
    for file in files {
      switch file.language {
      case .assembly: try assemble(file, textIn: file.path, &errors).map { units.append($0) }
      case .preprocessedAssembly:
        try assemble(file, textIn: results.removeFirst().path, &errors).map { units.append($0) }
      case .c, .swift: units.append(.compiled(results.removeFirst()))
      }
    }
    guard errors.isEmpty else { throw ToolchainError(output: messages + errors) }
    return units
  }

  private func compilation(
    of file: SourceFile, swiftFiles: [String], hasMain: Bool
  ) throws(ToolchainError) -> Compilation {
    let folder = Path.workingFolder
    let library = try toolchain.userPrograms()
    switch file.language {
    case .swift:
      let swiftc = try toolchain.tools.path(of: .swiftc, for: "compiling Swift")
      let flags = CompilerFlags.swift(options, library: library, hasMain: hasMain, compiledIn: folder)
      return compilation(of: swiftFiles, [swiftc] + flags, in: folder, .swiftc)
    case .preprocessedAssembly:
      let clang = try toolchain.tools.path(of: .clang, for: "preprocessing .S")
      let flags = CompilerFlags.preprocessor(options, library: library)
      return compilation(of: [file.path], [clang] + flags, in: folder, .clang)
    case .c, .assembly:
      let clang = try toolchain.tools.path(of: .clang, for: "compiling C")
      let flags = CompilerFlags.c(options, library: library, compiledIn: folder)
      return compilation(of: [file.path], [clang] + flags, in: folder, .clang)
    }
  }

  /// Whether a source says where the program begins, as far as its text tells: then no Swift file is one of statements.
  private func hasMain(_ file: SourceFile) -> Bool {
    let text = String(decoding: (try? HostFile.read(file.path)) ?? [], as: UTF8.self)
    return switch file.language {
    case .swift: text.contains("@main")
    case .c: text.contains(/(?m)^[a-z ]*\bmain\s*\(/)
    case .assembly, .preprocessedAssembly: text.contains(/(?m)^(main|_start):/)
    }
  }

  func compilation(
    of sources: [String], _ command: [String], in folder: String, _ outputs: Compilation.Outputs
  ) -> Compilation {
    Compilation(
      sources: sources, command: command + sources, toolIdentity: toolchain.tools.identity(of: command[0]),
      workingFolder: folder, outputs: outputs)
  }

  /// Assembles a source; nil if it has errors, which are added to `errors`.
  mutating func assemble(
    _ file: SourceFile, textIn path: String, _ errors: inout String
  ) throws(ToolchainError) -> Unit? {
    let text: [UInt8]
    do { text = try HostFile.read(path) } catch {
      throw ToolchainError("'\(path)' cannot be read: \(error)")
    }
    let assembly = Assembler.assemble(
      text, path: file.path, options: .init(options, source: file.path, in: Path.workingFolder))
    let said = assembly.diagnostics.map { "\($0)\n" }.joined()
    guard let object = assembly.object else {
      errors += said
      return nil
    }
    messages += said
    return .assembled(assembly, object)
  }
}

extension AssemblerOptions {
  /// What the assembler is told: included files are looked for in the working folder, beside the source, and in
  /// the folders of -I.
  fileprivate init(_ options: BuildOptions, source: String, in workingFolder: String) {
    let folders = [Path.parent(of: source) ?? "/"] + options.includeFolders
    self.init(
      debugInfo: options.debugInformation, keepsLines: options.wantsListing, workingDirectory: workingFolder
    ) { path in
      let candidates = path.hasPrefix("/") ? [path] : [path] + folders.map { "\($0)/\(path)" }
      return candidates.lazy.compactMap { try? HostFile.read($0) }.first
    }
  }
}
