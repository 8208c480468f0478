/// Turns what a user names into a program that the machine can run.
///
/// Assembly is assembled, and if the program is all assembly also linked, in this process. C, Swift and mixed programs
/// go through the tools of the Swift toolchain, each in a process of its own, and their results through a cache.
public struct Toolchain: Sendable {
  /// What was found of the Swift toolchain.
  public let tools: ToolSet
  /// Where results are kept.
  public let cache: BuildCache

  private let environment: Environment
  private let executable: String

  /// A toolchain as the environment describes it, for the Ring3 executable at this path.
  public init(environment: Environment, executable: String) {
    self.environment = environment
    self.executable = executable
    tools = ToolSet(environment: environment)
    cache = BuildCache(environment: environment)
  }

  /// The folder with the C library and the programs known by name.
  public func userPrograms() throws(ToolchainError) -> UserPrograms {
    try UserPrograms(environment: environment, executable: executable)
  }

  /// Finds the program that `text` names, and builds it unless that is done already.
  public func program(_ text: String, options: BuildOptions) throws(ToolchainError) -> Program {
    let reference = try ProgramReference(text, userPrograms: userPrograms)
    switch reference {
    case .executable(let path):
      do {
        return Program(reference: reference, bytes: try HostFile.read(path), messages: "", listing: nil)
      } catch {
        throw ToolchainError("'\(path)' cannot be read: \(error)")
      }
    case .sources(let files):
      for file in files { try checkReadable(file.path) }
      var build = Build(toolchain: self, environment: environment, options: options)
      let bytes = try build.program(of: files)
      return Program(reference: reference, bytes: bytes, messages: build.messages, listing: build.listing)
    }
  }

  /// A program of `userprogs/bin`, whatever else has that name here.
  func program(named name: String, options: BuildOptions) throws(ToolchainError) -> [UInt8] {
    let files = try userPrograms().sources(named: name).compactMap { path in
      SourceLanguage(path: path).map { SourceFile(path: path, language: $0) }
    }
    var build = Build(toolchain: self, environment: environment, options: options)
    return try build.program(of: files)
  }

  private func checkReadable(_ path: String) throws(ToolchainError) {
    do { try HostFile.checkReadable(path) } catch {
      throw ToolchainError("'\(path)' cannot be read: \(error)")
    }
  }
}

/// A program ready to be loaded.
public struct Program: Sendable {
  /// A program that was built already and is known by its name.
  public init(named name: String, bytes: [UInt8]) {
    self.init(reference: .executable(path: name), bytes: bytes, messages: "", listing: nil)
  }

  init(reference: ProgramReference, bytes: [UInt8], messages: String, listing: String?) {
    (self.reference, self.bytes, self.messages, self.listing) = (reference, bytes, messages, listing)
  }

  /// What it was made of.
  public let reference: ProgramReference
  /// The ELF file.
  public let bytes: [UInt8]
  /// What the tools said while they built it, such as warnings.
  public let messages: String
  /// Addresses, machine words, bytecode and source, if the options wanted them and the program is all assembly.
  public let listing: String?
}
