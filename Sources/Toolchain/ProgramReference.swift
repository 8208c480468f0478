import Assembler
import Glibc

/// What stands for a program on the command line: a built executable, or the sources that make one.
public enum ProgramReference: Sendable, Equatable {
  /// An ELF file.
  case executable(path: String)
  /// Sources of one program, in the order in which they were named.
  case sources([SourceFile])
}

extension ProgramReference {
  /// Finds what `text` stands for: a path, several sources joined by `+`, or the name of a program in `userprogs/bin`.
  ///
  /// A path that exists comes first, so that a file whose name has a `+` in it can be named too.
  init(_ text: String, userPrograms: () throws(ToolchainError) -> UserPrograms) throws(ToolchainError) {
    guard !text.isEmpty else { throw ToolchainError("the program's name is empty") }
    switch HostFile.kind(of: text) {
    case .file: self = try Self.file(text)
    case .folder where Self.isPlainName(text):
      guard let sources = (try? userPrograms())?.sources(named: text), !sources.isEmpty else {
        throw Self.folder(text)
      }
      self = .sources(Self.files(sources))
    case .folder: throw Self.folder(text)
    case .special: throw ToolchainError("'\(text)' is neither a file nor a folder: it cannot hold a program")
    case nil where text.contains("+"): self = .sources(try Self.sources(joinedIn: text))
    case nil where Self.isPlainName(text): self = try Self.known(text, in: try userPrograms())
    case nil: throw Self.missing(text)
    }
  }

  /// The path of the first file, which names the program.
  public var firstPath: String {
    switch self {
    case .executable(let path): path
    case .sources(let files): files[0].path
    }
  }

  /// What the program is called: as its first file, or, where it is a folder of `userprogs/bin`, as that.
  public var name: String {
    if case .sources(let files) = self, files.count > 1, let folder = Path.parent(of: firstPath),
      Path.parent(of: folder)?.hasSuffix("/bin") == true,
      files.allSatisfy({ Path.parent(of: $0.path) == folder })
    {
      return Path.stem(of: folder)
    }
    return Path.stem(of: firstPath)
  }

  private static func isPlainName(_ text: String) -> Bool {
    !text.contains("/") && !text.hasPrefix(".") && Path.fileExtension(of: text) == nil
  }

  private static func file(_ path: String) throws(ToolchainError) -> ProgramReference {
    if let language = SourceLanguage(path: path) {
      return .sources([SourceFile(path: path, language: language)])
    }
    let start = try beginning(of: path)
    if start.starts(with: [0x7f, 0x45, 0x4c, 0x46]) { return .executable(path: path) }
    let what =
      if start.isEmpty {
        "empty"
      } else if isText(start) {
        "a text file, not a program"
      } else {
        "neither a source nor an ELF file"
      }
    throw ToolchainError("'\(path)' is \(what)", advice: "\(acceptedForms) \(languageHint(path))")
  }

  private static func sources(joinedIn text: String) throws(ToolchainError) -> [SourceFile] {
    var files: [SourceFile] = []
    for part in text.split(separator: "+", omittingEmptySubsequences: false).map(String.init) {
      guard !part.isEmpty else {
        throw ToolchainError("'\(text)' has a '+' without a file beside it", advice: acceptedForms)
      }
      guard HostFile.kind(of: part) != nil else { throw missing(part) }
      guard HostFile.kind(of: part) == .file else { throw folder(part) }
      guard let language = SourceLanguage(path: part) else {
        throw ToolchainError(
          "'\(part)' cannot be joined with '+': it is not a source", advice: languageHint(part))
      }
      files.append(SourceFile(path: part, language: language))
    }
    return files
  }

  private static func known(
    _ name: String, in programs: UserPrograms
  ) throws(ToolchainError) -> ProgramReference {
    let sources = programs.sources(named: name)
    if !sources.isEmpty { return .sources(files(sources)) }
    let names = programs.programNames
    let advice =
      if let near = Suggestion.nearest(to: name, among: names) {
        "Did you mean '\(near)'?"
      } else if names.isEmpty {
        acceptedForms
      } else {
        "Known by name are: \(names.joined(separator: ", "))."
      }
    throw ToolchainError("there is no file and no program called '\(name)'", advice: advice)
  }

  private static func files(_ paths: [String]) -> [SourceFile] {
    paths.compactMap { path in SourceLanguage(path: path).map { SourceFile(path: path, language: $0) } }
  }

  private static func missing(_ path: String) -> ToolchainError {
    let folder = Path.parent(of: path) ?? "/"
    guard HostFile.kind(of: folder) == .folder else {
      return ToolchainError("'\(path)' does not exist: there is no folder '\(folder)'")
    }
    let near = Suggestion.nearest(to: Path.name(of: path), among: HostFile.names(in: folder))
    let prefix = path.contains("/") ? String(path[...path.lastIndex(of: "/")!]) : ""
    return ToolchainError(
      "'\(path)' does not exist", advice: near.map { "Did you mean '\(prefix)\($0)'?" })
  }

  private static func folder(_ path: String) -> ToolchainError {
    let sources = HostFile.names(in: path).filter { SourceLanguage(path: $0) != nil }
    let base = path.hasSuffix("/") ? path : path + "/"
    let advice = sources.first.map { "Name a program in it, such as '\(base)\($0)'." } ?? acceptedForms
    return ToolchainError("'\(path)' is a folder, not a program", advice: advice)
  }

  private static func beginning(of path: String) throws(ToolchainError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = descriptor < 0 ? -1 : Glibc.read(descriptor, &bytes, bytes.count)
    let failure = HostFile.Failure.last
    if descriptor >= 0 { close(descriptor) }
    guard count >= 0 else { throw ToolchainError("'\(path)' cannot be read: \(failure)") }
    return Array(bytes.prefix(count))
  }

  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7f || (9...13).contains($0) || $0 == 0x1b }
  }

  private static let acceptedForms =
    "A program is a source (.s, .S, .c or .swift; several joined by '+'), a static RV64IMA ELF file, or a name "
    + "from userprogs/bin."

  private static func languageHint(_ path: String) -> String {
    switch Path.fileExtension(of: path) {
    case "cpp", "cc", "cxx", "C", "c++": "C++ is not supported."
    case "asm": "Rename assembly to '\(Path.stem(of: path)).s'."
    case "o", "a": "Object files must be linked first."
    case "h": "A header belongs to a source that includes it."
    default: ""
    }
  }
}
