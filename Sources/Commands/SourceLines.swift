import ELF
import Toolchain

/// The lines of the sources that a program was built from, as far as the files can still be found.
struct SourceLines {
  private var files: [String: [Substring]]
  private let readsMore: Bool

  /// Reads sources when they are asked for.
  init() {
    files = [:]
    readsMore = true
  }

  /// Reads the sources of a program now and none later, for a process that is going to be locked down.
  init(of program: ProgramReference) {
    files = [:]
    readsMore = false
    guard case .sources(let sources) = program else { return }
    for source in sources { files[Path.absolute(source.path)] = Self.read(source.path) }
  }

  /// `hello.s:3`.
  static func name(of place: LineTable.Location) -> String {
    "\(Path.name(of: place.path)):\(place.line)"
  }

  /// `; hello.s:3:  addi a0, a0, 1`, or only the place if the file or the line is gone.
  mutating func text(of place: LineTable.Location) -> String {
    let name = "; \(Self.name(of: place))"
    let lines = lines(of: place.path)
    guard lines.indices.contains(place.line - 1) else { return name }
    return "\(name):  \(lines[place.line - 1].drop { $0 == " " || $0 == "\t" })"
  }

  private mutating func lines(of path: String) -> [Substring] {
    if let lines = files[path] { return lines }
    let lines = readsMore ? Self.read(path) : []
    files[path] = lines
    return lines
  }

  private static func read(_ path: String) -> [Substring] {
    let bytes = (try? HostFile.read(path)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }
}
