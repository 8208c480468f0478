/// One run of a tool that the cache can stand in for: sources in, one file out.
struct Compilation {
  /// Which files it reads for sure; those that they include are found out by running it.
  let sources: [String]

  /// The tool and its arguments, all but the outputs.
  let command: [String]

  /// What tells this tool from another version of it.
  let toolIdentity: String

  /// The folder that relative paths start from; a part of what is compiled, since it stands in the debug information.
  let workingFolder: String

  /// How the tool is told where to write.
  let outputs: Outputs

  /// How a tool is told where to put its result and the list of the files that it read.
  enum Outputs {
    /// clang: `-o RESULT -MD -MF LIST`.
    case clang
    /// swiftc, whose frontend is told where to put the list.
    case swiftc
  }

  /// The name under which the cache keeps the list of the files that were read.
  var manifestKey: String {
    var hash = ContentHash()
    hash.add("compilation 1")
    hash.add(toolIdentity)
    hash.add(workingFolder)
    for argument in command { hash.add(argument) }
    return hash.finish() + ".deps"
  }

  /// The name under which the cache keeps the result, or nil if one of the files that were read cannot be read.
  func resultKey(manifest: [String], digests: FileDigests) -> String? {
    var hash = ContentHash()
    hash.add(manifestKey)
    for path in manifest {
      guard let digest = digests[path] else { return nil }
      hash.add(path)
      hash.add(digest)
    }
    return hash.finish() + ".o"
  }

  /// The whole command; the result goes to `work/NAME.o`, the list to `work/NAME.d`.
  func fullCommand(writingTo stem: String) -> [String] {
    switch outputs {
    case .clang: command + ["-o", "\(stem).o", "-MD", "-MF", "\(stem).d"]
    case .swiftc:
      command + ["-o", "\(stem).o", "-Xfrontend", "-emit-dependencies-path", "-Xfrontend", "\(stem).d"]
    }
  }
}

/// The digests of files, each computed once.
final class FileDigests {
  private var known: [String: String] = [:]

  /// The digest of the file's contents, or nil if it cannot be read.
  subscript(path: String) -> String? {
    if let digest = known[path] { return digest }
    guard let bytes = try? HostFile.read(path) else { return nil }
    let digest = ContentHash.digest(of: bytes)
    known[path] = digest
    return digest
  }
}
