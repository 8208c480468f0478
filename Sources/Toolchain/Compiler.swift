import Glibc

/// Carries out compilations, as many at once as the machine has cores, and asks the cache before each.
struct Compiler {
  let cache: BuildCache
  let environment: [String]
  let workFolder: WorkFolder
  let digests: FileDigests
  private var startTime = timespec()

  /// What the tools that succeeded had to say, such as warnings.
  private(set) var messages = ""

  /// How many results were made by running a tool.
  private(set) var runCount = 0

  init(cache: BuildCache, environment: Environment, workFolder: WorkFolder, digests: FileDigests) {
    self.cache = cache
    self.environment = environment.forTools
    self.workFolder = workFolder
    self.digests = digests
    clock_gettime(CLOCK_REALTIME, &startTime)
  }

  /// A result: where it lies, and the hash of all that went into it.
  struct Result {
    let path: String
    let key: String
  }

  /// The results, in the order of the compilations; an error carries the words of all tools that failed.
  mutating func results(of compilations: [Compilation]) throws(ToolchainError) -> [Result] {
    var results = compilations.map(cachedResult)
    let missing = results.indices.filter { results[$0] == nil }
    var running: [(index: Int, stem: String, process: ChildProcess)] = []
    var failures = ""
    let limit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    for index in missing {
      if running.count == limit {
        let (done, stem, process) = running.removeFirst()
        results[done] = finish(process, compilations[done], stem, &failures)
      }
      let stem = try workFolder.path(of: "\(runCount)")
      runCount += 1
      let command = compilations[index].fullCommand(writingTo: stem)
      let process = try ChildProcess(command, environment: environment, log: "\(stem).log")
      running.append((index, stem, process))
    }
    for (done, stem, process) in running {
      results[done] = finish(process, compilations[done], stem, &failures)
    }
    guard failures.isEmpty else { throw ToolchainError(output: messages + failures) }
    return results.compactMap { $0 }
  }

  private func cachedResult(of compilation: Compilation) -> Result? {
    guard let list = cache.contents(of: compilation.manifestKey) else { return nil }
    let manifest = String(decoding: list, as: UTF8.self).split(separator: "\n").map(String.init)
    guard let key = compilation.resultKey(manifest: manifest, digests: digests),
      let path = cache.path(of: key)
    else { return nil }
    return Result(path: path, key: key)
  }

  /// Waits for the tool, and gives its result to the cache or its words to the failures.
  private mutating func finish(
    _ process: ChildProcess, _ compilation: Compilation, _ stem: String, _ failures: inout String
  ) -> Result? {
    let ending = process.wait()
    let said = (try? HostFile.read("\(stem).log")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    switch ending {
    case .exited(0):
      messages += said
      return keep(compilation, stem)
    case .exited:
      failures += said.isEmpty ? "\(compilation.command[0]) failed and did not say why\n" : said
    case .killed(let signal):
      failures += said + "\(compilation.command[0]) was killed by signal \(signal)\n"
    }
    return nil
  }

  private func keep(_ compilation: Compilation, _ stem: String) -> Result {
    let rules = (try? HostFile.read("\(stem).d")) ?? []
    let manifest = DependencyFile.prerequisites(in: rules).filter {
      !belongsToTool($0, compilation.command[0])
    }
    guard let key = compilation.resultKey(manifest: manifest, digests: digests),
      compilation.sources.allSatisfy(manifest.contains), !manifest.contains(where: wasJustChanged)
    else { return Result(path: "\(stem).o", key: stem) }
    cache.keep(Array(manifest.joined(separator: "\n").utf8), as: compilation.manifestKey)
    return Result(path: cache.keep("\(stem).o", as: key), key: key)
  }

  /// Whether the file is a header or module of the tool's own: it changes with the tool only, whose identity stands
  /// in the key.
  private func belongsToTool(_ path: String, _ tool: String) -> Bool {
    guard let bin = Path.parent(of: tool), let root = Path.parent(of: bin) else { return false }
    return path.hasPrefix("\(root)/lib/clang/") || path.hasPrefix("\(root)/lib/swift/")
  }

  /// Whether the file changed after this build began: then nobody knows which of its contents was compiled.
  private func wasJustChanged(_ path: String) -> Bool {
    var file = stat()
    guard stat(path, &file) == 0 else { return true }
    let changed = file.st_mtim
    return (changed.tv_sec, changed.tv_nsec) > (startTime.tv_sec, startTime.tv_nsec)
  }
}
