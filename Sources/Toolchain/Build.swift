import Assembler
import ELF

/// One build of one program: the steps in their order, and the folder for what lies between them.
struct Build {
  private let tools: ToolSet
  private let cache: BuildCache
  private let library: UserPrograms
  private let options: BuildOptions
  private let workFolder: String
  private let digests = FileDigests()
  private var compiler: Compiler

  init(toolchain: Toolchain, environment: Environment, options: BuildOptions) throws(ToolchainError) {
    tools = toolchain.tools
    cache = toolchain.cache
    library = try toolchain.userPrograms()
    self.options = options
    workFolder = try cache.makeWorkFolder(environment: environment)
    compiler = Compiler(cache: cache, environment: environment, workFolder: workFolder, digests: digests)
  }

  /// What the tools that succeeded had to say.
  var messages: String { compiler.messages }

  func removeWorkFolder() {
    HostFile.removeFolder(workFolder)
  }

  /// Compiles the sources and links them with what they need of the C library.
  mutating func link(_ files: [SourceFile]) throws(ToolchainError) -> [UInt8] {
    let objects = try compiler.results(of: try compilations(of: files))
    let linker = try tools.path(of: .linker, for: "linking")
    let key = programKey(objects: objects, linker: linker)
    if let program = cache.contents(of: key) { return program }
    let program = try run(linker: linker, objects: objects)
    cache.keep(program, as: key)
    cache.prune()
    return program
  }

  // MARK: Compiling

  /// One compilation for each source, but one for all Swift sources together: they are one module.
  private func compilations(of files: [SourceFile]) throws(ToolchainError) -> [Compilation] {
    let swiftFiles = files.filter { $0.language == .swift }.map(\.path)
    var compilations: [Compilation] = []
    for file in files {
      switch file.language {
      case .c, .assembly, .preprocessedAssembly: compilations.append(try compilationOfC(file.path))
      case .swift where file.path == swiftFiles.first:
        compilations.append(try compilationOfSwift(swiftFiles))
      case .swift: break
      }
    }
    return compilations
  }

  private func compilationOfC(_ path: String) throws(ToolchainError) -> Compilation {
    let clang = try tools.path(of: .clang, for: "compiling C")
    let folder = Path.workingFolder
    let flags = CompilerFlags.c(options, library: library, compiledIn: folder)
    return Compilation(
      sources: [path], command: [clang] + flags + [path], toolIdentity: tools.identity(of: clang),
      workingFolder: folder, outputs: .clang)
  }

  private func compilationOfSwift(_ paths: [String]) throws(ToolchainError) -> Compilation {
    let swiftc = try tools.path(of: .swiftc, for: "compiling Swift")
    let folder = Path.workingFolder
    let flags = CompilerFlags.swift(
      options, library: library, isOneFile: paths.count == 1, compiledIn: folder)
    return Compilation(
      sources: paths, command: [swiftc] + flags + paths, toolIdentity: tools.identity(of: swiftc),
      workingFolder: folder, outputs: .swiftc)
  }

  /// The library's objects; whoever works on the library has only those compiled anew that changed.
  private mutating func libraryObjects() throws(ToolchainError) -> [Compiler.Result] {
    let clang = try tools.path(of: .clang, for: "compiling the C library")
    let folder = library.libraryFolder
    let identity = tools.identity(of: clang)
    let sources = HostFile.names(in: folder).filter { $0.hasSuffix(".c") || $0.hasSuffix(".s") }
    return try compiler.results(
      of: sources.map { name in
        let flags = name.hasSuffix(".s") ? CompilerFlags.assembler : CompilerFlags.library(library)
        return Compilation(
          sources: ["\(folder)/\(name)"], command: [clang] + flags + ["\(folder)/\(name)"],
          toolIdentity: identity, workingFolder: folder, outputs: .clang)
      })
  }

  // MARK: Linking

  /// The name under which the cache keeps the linked program: the hash of all that goes into it.
  private func programKey(objects: [Compiler.Result], linker: String) -> String {
    var hash = ContentHash()
    hash.add("program 1")
    hash.add(tools.identity(of: linker))
    for argument in CompilerFlags.linker { hash.add(argument) }
    for object in objects { hash.add(object.key) }
    for path in library.libraryFiles {
      hash.add(path)
      hash.add(digests[path] ?? "")
    }
    return hash.finish() + ".elf"
  }

  /// Links the objects; of the library's, those that are needed, as if they lay in an archive.
  private mutating func run(linker: String, objects: [Compiler.Result]) throws(ToolchainError) -> [UInt8] {
    let libraryPaths = try libraryObjects().map(\.path)
    let (output, log) = ("\(workFolder)/program.elf", "\(workFolder)/linker.log")
    let command =
      [linker] + CompilerFlags.linker + objects.map(\.path) + ["--start-lib"] + libraryPaths
      + ["--end-lib", "-o", output]
    let process = try ChildProcess(command, environment: compiler.environment, log: log)
    let ending = process.wait()
    let said = (try? HostFile.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard ending == .exited(0), let program = try? HostFile.read(output) else {
      let errors = LinkErrors(said)
      throw ToolchainError(output: errors.report(knownSymbols: symbols(of: libraryPaths)))
    }
    return program
  }

  /// The names that other objects can refer to.
  private func symbols(of objects: [String]) -> [String] {
    objects.flatMap { path -> [String] in
      guard let bytes = try? HostFile.read(path), let file = try? ELFFile(bytes: bytes) else { return [] }
      return file.symbols.filter { $0.binding != .local && $0.sectionIndex != SectionIndex.undefined }
        .map(\.name)
    }
  }
}
