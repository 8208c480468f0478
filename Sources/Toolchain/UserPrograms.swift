import Glibc

/// The folder `userprogs`: the C library for guests, and the programs that are known by name.
public struct UserPrograms: Sendable {
  /// The folder itself.
  public let folder: String

  /// Looks for the folder: where RING3_USERPROGS says, else beside the installed executable
  /// (`PREFIX/share/ring3/userprogs`), else in a folder above it, as in a checkout.
  public init(environment: Environment, executable: String) throws(ToolchainError) {
    if let chosen = environment["RING3_USERPROGS"] {
      guard Self.isUserPrograms(chosen) else {
        throw ToolchainError(
          "RING3_USERPROGS names '\(chosen)', where there is no folder 'lib'",
          advice: "Set it to the folder 'userprogs' of Ring3, or unset it.")
      }
      folder = Path.resolved(chosen) ?? chosen
    } else if let found = Self.candidates(above: executable).first(where: Self.isUserPrograms) {
      folder = found
    } else {
      throw ToolchainError(
        "the folder 'userprogs' with the C library was not found near \(executable)",
        advice: "Install with 'make install', or name the folder in RING3_USERPROGS.")
    }
  }

  /// The sources of the C library.
  var libraryFolder: String { "\(folder)/lib" }

  /// All files that the library is made of.
  var libraryFiles: [String] {
    [libraryFolder, includeFolder, "\(includeFolder)/bits", "\(includeFolder)/sys"].flatMap { folder in
      HostFile.names(in: folder).map { "\(folder)/\($0)" }
    }.filter { HostFile.kind(of: $0) == .file }
  }

  /// The headers of the C library.
  var includeFolder: String { "\(folder)/lib/include" }

  /// The sources of the program with this name: one file, such as `wc.c`, or all those in a folder, such as `sh`.
  ///
  /// Empty if there is no such program.
  func sources(named name: String) -> [String] {
    let file = SourceLanguage.allCases.lazy.map { "\(folder)/bin/\(name).\($0.rawValue)" }
      .first { HostFile.kind(of: $0) == .file }
    return file.map { [$0] } ?? Self.sources(in: "\(folder)/bin/\(name)")
  }

  /// The names of all programs.
  var programNames: [String] {
    HostFile.names(in: "\(folder)/bin").compactMap { name in
      if SourceLanguage(path: name) != nil { return Path.stem(of: name) }
      return Self.sources(in: "\(folder)/bin/\(name)").isEmpty ? nil : name
    }
  }

  private static func sources(in folder: String) -> [String] {
    HostFile.names(in: folder).filter { SourceLanguage(path: $0) != nil }.sorted().map { "\(folder)/\($0)" }
  }

  private static func candidates(above executable: String) -> [String] {
    var candidates: [String] = []
    var folder = Path.resolved(executable).flatMap(Path.parent(of:))
    while let current = folder {
      candidates += ["\(current)/share/ring3/userprogs", "\(current)/userprogs"]
      folder = Path.parent(of: current)
    }
    return candidates
  }

  private static func isUserPrograms(_ folder: String) -> Bool {
    HostFile.kind(of: "\(folder)/lib") == .folder
  }
}
