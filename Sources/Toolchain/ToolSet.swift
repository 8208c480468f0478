import Glibc

/// The programs of the Swift toolchain that build guest programs.
///
/// They are looked for in the folder that RING3_TOOLCHAIN names, if it is set, else in the folder of the `swiftc`
/// that PATH leads to, and after that anywhere on PATH.
public struct ToolSet: Sendable {
  /// One of the programs that Ring3 may start.
  public enum Tool: String, CaseIterable, Sendable {
    /// Compiles C and preprocesses `.S`.
    case clang
    /// Compiles Embedded Swift.
    case swiftc
    /// Links what is not all assembly.
    case linker = "ld.lld"
  }

  private let paths: [Tool: String]

  /// Looks for the tools; costs a few calls of `access`, starts nothing.
  public init(environment: Environment) {
    let onPath = environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    let folders: [String]
    if let chosen = environment["RING3_TOOLCHAIN"] {
      folders = ["\(chosen)/usr/bin", "\(chosen)/bin", chosen]
    } else if let swiftc = Self.firstExecutable(named: "swiftc", in: onPath) {
      folders = Self.folders(of: swiftc) + onPath
    } else {
      folders = onPath
    }
    var paths: [Tool: String] = [:]
    for tool in Tool.allCases { paths[tool] = Self.firstExecutable(named: tool.rawValue, in: folders) }
    self.paths = paths
  }

  /// Where the tool lies, or nil if it was not found.
  public subscript(tool: Tool) -> String? { paths[tool] }

  /// Where the tool lies; if it was not found, an error that says how to get it.
  func path(of tool: Tool, for purpose: String) throws(ToolchainError) -> String {
    guard let path = paths[tool] else {
      throw ToolchainError(
        "\(purpose) needs \(tool.rawValue), which was not found",
        advice:
          "Install a Swift toolchain (swift.org/install) and put its folder usr/bin on PATH, or name the "
          + "toolchain's folder in RING3_TOOLCHAIN; 'ring3 doctor' shows what is found.")
    }
    return path
  }

  /// Tells one version of a tool from another without starting it.
  func identity(of path: String) -> String {
    var status = stat()
    let real = Path.resolved(path) ?? path
    guard stat(real, &status) == 0 else { return real }
    return "\(real) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  /// The folder of the executable, and the one that it is a symbolic link into.
  private static func folders(of executable: String) -> [String] {
    [executable, Path.resolved(executable)].compactMap { $0.flatMap(Path.parent(of:)) }
  }

  private static func firstExecutable(named name: String, in folders: [String]) -> String? {
    folders.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 && HostFile.kind(of: $0) == .file }
  }
}
