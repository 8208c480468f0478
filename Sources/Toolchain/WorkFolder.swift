/// A folder for what lies between the steps of a build. It is made when it is first asked for, and goes with the build.
final class WorkFolder {
  private let cache: BuildCache
  private let environment: Environment
  private var made: String?

  init(cache: BuildCache, environment: Environment) {
    self.cache = cache
    self.environment = environment
  }

  deinit {
    if let made { HostFile.removeFolder(made) }
  }

  /// The path of a file in the folder.
  func path(of name: String) throws(ToolchainError) -> String {
    if let made { return "\(made)/\(name)" }
    let folder = try cache.makeWorkFolder(environment: environment)
    made = folder
    return "\(folder)/\(name)"
  }
}
