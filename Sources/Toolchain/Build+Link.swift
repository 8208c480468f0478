import Assembler
import ELF

// From objects to the executable.
extension Build {
  // MARK: Linking without the library

  /// Links a program that is all assembly, unless it needs the library: then nil.
  mutating func linkAlone(_ objects: [ObjectFile]) throws(ToolchainError) -> LinkedProgram? {
    let defined = Set(objects.flatMap { $0.symbols.filter(\.isVisibleDefinition) }.map(\.name))
    guard defined.contains("_start") || !defined.contains("main") else { return nil }
    do throws(LinkError) {
      return try Linker.link(objects)
    } catch {
      let wanted = Set(objects.flatMap { $0.symbols.filter { $0.definition == .undefined } }.map(\.name))
      let library = (try? libraryObjects()).map { symbols(of: $0) } ?? []
      if !wanted.subtracting(defined).isDisjoint(with: library) { return nil }
      throw ToolchainError(output: "\(error)\n")
    }
  }

  /// The listings of all sources, each under its path if there are several.
  func text(of units: [Unit], in program: LinkedProgram) -> String {
    var text = ""
    for case (let index, .assembled(let assembly, let object)) in units.enumerated() {
      if units.count > 1 { text += "\(index == 0 ? "" : "\n")\(object.path):\n" }
      text += assembly.listing(in: program, object: index)
    }
    return text
  }

  // MARK: Linking with the library

  mutating func linkWithLibrary(_ units: [Unit]) throws(ToolchainError) -> [UInt8] {
    let linker = try toolchain.tools.path(of: .linker, for: "linking C, Swift or the C library")
    var objects: [Compiler.Result] = []
    for unit in units {
      switch unit {
      case .compiled(let result): objects.append(result)
      case .assembled(_, let object): objects.append(try write(object.encoded(), as: "\(objects.count)s.o"))
      }
    }
    let key = try programKey(objects: objects, linker: linker)
    if let program = toolchain.cache.contents(of: key) { return program }
    let program = try run(linker: linker, objects: objects.map(\.path), library: try libraryObjects())
    if let problem = toolchain.cache.problem {
      messages += "ring3: warning: nothing is kept for the next run: \(problem)\n"
    }
    toolchain.cache.keep(program, as: key)
    toolchain.cache.prune()
    return program
  }

  /// Puts an object of our assembler where ld.lld can read it.
  private func write(_ object: [UInt8], as name: String) throws(ToolchainError) -> Compiler.Result {
    let path = try workFolder.path(of: name)
    do { try HostFile.replace(path, with: object) } catch {
      throw ToolchainError("'\(path)' cannot be written: \(error)")
    }
    return Compiler.Result(path: path, key: ContentHash.digest(of: object))
  }

  /// The name under which the cache keeps the linked program: the hash of all that goes into it.
  private func programKey(objects: [Compiler.Result], linker: String) throws(ToolchainError) -> String {
    var hash = ContentHash()
    hash.add("program 1")
    // Ring3's own assembler has a part in the library.
    for tool in [linker, "/proc/self/exe"] { hash.add(toolchain.tools.identity(of: tool)) }
    for argument in CompilerFlags.linker { hash.add(argument) }
    for object in objects { hash.add(object.key) }
    for path in try toolchain.userPrograms().libraryFiles {
      hash.add(path)
      hash.add(digests[path] ?? "")
    }
    return hash.finish() + ".elf"
  }

  /// The library's objects; whoever works on the library has only those compiled anew that changed.
  private mutating func libraryObjects() throws(ToolchainError) -> [String] {
    let library = try toolchain.userPrograms()
    let clang = try toolchain.tools.path(of: .clang, for: "compiling the C library")
    let folder = library.libraryFolder
    let flags = CompilerFlags.library(library)
    let names = HostFile.names(in: folder)
    let compilations = names.filter { $0.hasSuffix(".c") }.map {
      compilation(of: ["\(folder)/\($0)"], [clang] + flags, in: folder, .clang)
    }
    var paths = try compiler.results(of: compilations).map(\.path)
    var errors = ""
    for name in names where name.hasSuffix(".s") {
      let file = SourceFile(path: "\(folder)/\(name)", language: .assembly)
      guard case .assembled(_, let object)? = try assemble(file, textIn: file.path, &errors) else {
        throw ToolchainError(output: errors)
      }
      paths.append(try write(object.encoded(), as: "library-\(name).o").path)
    }
    return paths
  }

  /// Links the objects; of the library's, those that are needed, as if they lay in an archive.
  private func run(
    linker: String, objects: [String], library: [String]
  ) throws(ToolchainError) -> [UInt8] {
    let (output, log) = (try workFolder.path(of: "program.elf"), try workFolder.path(of: "linker.log"))
    let command =
      [linker] + CompilerFlags.linker + objects + ["--start-lib"] + library + ["--end-lib", "-o", output]
    let process = try ChildProcess(command, environment: compiler.environment, log: log)
    let ending = process.wait()
    let said = (try? HostFile.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard ending == .exited(0), let program = try? HostFile.read(output) else {
      throw ToolchainError(output: LinkErrors(said).report(knownSymbols: symbols(of: objects + library)))
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

extension ObjectFile.Symbol {
  /// Whether other objects can refer to the symbol, and it is here.
  fileprivate var isVisibleDefinition: Bool { binding != .local && definition != .undefined }
}
