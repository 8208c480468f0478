import Glibc

/// Results of earlier builds, each under the hash of everything that went into it.
///
/// Entries appear by renaming finished files, so builds that run at once never see a part of one; they may build the
/// same thing twice, and then the second replaces the first by equal bytes. Every entry can vanish at any time
/// without harm but a build. A cache whose folder cannot be written keeps nothing, and builds go on.
public struct BuildCache: Sendable {
  /// The folder, or nil where nothing can be kept.
  public let folder: String?

  /// Why nothing can be kept; nil where it can.
  public let problem: String?

  /// How many bytes of entries are kept; the oldest go first.
  let sizeLimit: Int

  /// The cache in the user's folder for such things: $RING3_CACHE, $XDG_CACHE_HOME/ring3 or ~/.cache/ring3.
  public init(environment: Environment, sizeLimit: Int = 256 << 20) {
    self.sizeLimit = sizeLimit
    let path =
      environment["RING3_CACHE"] ?? environment["XDG_CACHE_HOME"].map { "\($0)/ring3" }
      ?? environment["HOME"].map { "\($0)/.cache/ring3" }
    guard let path else {
      (folder, problem) = (nil, "neither XDG_CACHE_HOME nor HOME is set")
      return
    }
    do {
      try HostFile.makeFolder(path)
      guard access(path, R_OK | W_OK | X_OK) == 0 else { throw HostFile.Failure.last }
      (folder, problem) = (path, nil)
    } catch {
      (folder, problem) = (nil, "'\(path)' cannot be used: \(error)")
    }
  }

  /// The contents of the entry, if it is there.
  func contents(of key: String) -> [UInt8]? {
    guard let path = path(of: key) else { return nil }
    return try? HostFile.read(path)
  }

  /// The path of the entry, if it is there; it is as good as new then.
  func path(of key: String) -> String? {
    guard let folder, utimensat(AT_FDCWD, "\(folder)/\(key)", nil, 0) == 0 else { return nil }
    return "\(folder)/\(key)"
  }

  /// Moves a finished file of a work folder into the cache.
  ///
  /// - Returns: where the file lies from now on: in the cache, or where it was if nothing can be kept.
  func keep(_ file: String, as key: String) -> String {
    guard let folder, rename(file, "\(folder)/\(key)") == 0 else { return file }
    return "\(folder)/\(key)"
  }

  /// Keeps these bytes, if anything can be kept.
  func keep(_ bytes: [UInt8], as key: String) {
    guard let folder else { return }
    try? HostFile.replace("\(folder)/\(key)", with: bytes)
  }

  /// Makes a folder for the temporary files of one build, on the cache's file system so that `keep` can rename.
  func makeWorkFolder(environment: Environment) throws(ToolchainError) -> String {
    let bases = [folder, environment["TMPDIR"], "/tmp"].compactMap { $0 }
    for base in bases {
      var template = Array("\(base)/\(Self.workPrefix)XXXXXX".utf8CString)
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    throw ToolchainError(
      "no folder for temporary files: \(HostFile.Failure.last)",
      advice: "Make room in /tmp, or name another folder in TMPDIR.")
  }

  /// Removes the oldest entries until three quarters of the limit are left, and what killed builds left behind.
  public func prune() {
    guard let folder else { return }
    var entries: [(age: Int, name: String, size: Int)] = []
    for name in HostFile.names(in: folder) {
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      let age = time(nil) - status.st_mtim.tv_sec
      if status.st_mode & S_IFMT == S_IFDIR {
        if name.hasPrefix(Self.workPrefix) && age > 3600 { HostFile.removeFolder("\(folder)/\(name)") }
      } else {
        entries.append((age, name, Int(status.st_size)))
      }
    }
    var total = entries.reduce(0) { $0 + $1.size }
    guard total > sizeLimit else { return }
    for entry in entries.sorted(by: { $0.age > $1.age }) where total > sizeLimit / 4 * 3 {
      unlink("\(folder)/\(entry.name)")
      total -= entry.size
    }
  }

  private static let workPrefix = "build-"
}
