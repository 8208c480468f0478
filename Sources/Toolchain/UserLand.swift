import ELF
import Glibc

/// All programs of `userprogs/bin`, built: what a guest finds in its /bin.
public struct UserLand: Sendable {
  /// One of them.
  public struct Entry: Sendable {
    /// The name in /bin.
    public let name: String
    /// The ELF file.
    public let bytes: [UInt8]
  }

  /// The programs in the order of their names.
  public let programs: [Entry]

  init(programs: [Entry]) { self.programs = programs }

  /// What of an executable is loaded when it is executed. Symbols and debugging information take seven times as much,
  /// and nobody in the guest looks at them.
  static func loadedPart(of bytes: [UInt8]) -> [UInt8] {
    guard let elf = try? ELFFile(executable: bytes) else { return bytes }
    let end = elf.segments.reduce(0) { max($0, Int($1.offset + $1.fileSize)) }
    var part = Array(bytes.prefix(end))
    guard part.count >= 64 else { return bytes }
    // There are no section headers any more: the header says so of their place, their number and their names.
    for place in [40..<48, 60..<64] { for byte in place { part[byte] = 0 } }
    return part
  }

  // MARK: One file of the cache

  /// A line for each program, its name and its size, then an empty line, then all programs.
  var encoded: [UInt8] {
    let table = programs.map { "\($0.name) \($0.bytes.count)\n" }.joined() + "\n"
    return programs.reduce(into: Array(table.utf8)) { $0 += $1.bytes }
  }

  /// The programs in these bytes; nil if they are not whole.
  init?(decoding bytes: [UInt8]) {
    var rows: [(name: String, size: Int)] = []
    var place = 0
    while let end = bytes[place...].firstIndex(of: 10), end > place {
      let words = String(decoding: bytes[place..<end], as: UTF8.self).split(separator: " ")
      guard words.count == 2, let size = Int(words[1]), size >= 0 else { return nil }
      rows.append((String(words[0]), size))
      place = end + 1
    }
    place += 1
    guard rows.reduce(place, { $0 + $1.size }) == bytes.count else { return nil }
    var programs: [Entry] = []
    for row in rows {
      programs.append(Entry(name: row.name, bytes: Array(bytes[place..<place + row.size])))
      place += row.size
    }
    self.programs = programs
  }
}

extension Toolchain {
  /// The whole user land; what is not in the cache is built.
  ///
  /// Whether it is there is told by the names, the sizes and the times of all sources, in a few hundred looks at
  /// folders. Only if one of these is new are contents compared, program by program.
  ///
  /// - Parameter progress: is told how many programs are ready, before each that may have to be built.
  public func userLand(
    progress: (_ done: Int, _ count: Int, _ name: String) -> Void
  ) throws(ToolchainError) -> UserLand {
    let library = try userPrograms()
    let key = userLandKey(library)
    if let bytes = cache.contents(of: key), let found = UserLand(decoding: bytes) { return found }
    let names = library.programNames
    let options = BuildOptions(optimization: .two, debugInformation: false)
    var programs: [UserLand.Entry] = []
    for (index, name) in names.enumerated() {
      progress(index, names.count, name)
      let bytes = try program(named: name, options: options)
      programs.append(UserLand.Entry(name: name, bytes: UserLand.loadedPart(of: bytes)))
    }
    progress(names.count, names.count, "")
    let land = UserLand(programs: programs)
    cache.keep(land.encoded, as: key)
    return land
  }

  /// The name under which the cache keeps the user land: it is another one as soon as a file looks different.
  private func userLandKey(_ library: UserPrograms) -> String {
    var hash = ContentHash()
    hash.add("user land 2")
    for tool in [ToolSet.Tool.clang, .linker] {
      hash.add((try? tools.path(of: tool, for: "building")).map(tools.identity) ?? "")
    }
    hash.add(tools.identity(of: "/proc/self/exe"))
    for path in library.libraryFiles + library.programFiles { hash.add(tools.identity(of: path)) }
    return hash.finish() + ".land"
  }
}

extension UserPrograms {
  /// All files that the programs are made of, beside the library.
  fileprivate var programFiles: [String] {
    HostFile.names(in: "\(folder)/bin").flatMap { name in
      let path = "\(folder)/bin/\(name)"
      return HostFile.kind(of: path) == .folder ? HostFile.names(in: path).map { "\(path)/\($0)" } : [path]
    }
  }
}
