import ELF
import Toolchain

/// The lines of the sources that a program was built from, as far as the files can still be found.
struct SourceLines {
  private var files: [String: [Substring]] = [:]

  /// `; hello.s:3:  addi a0, a0, 1`, or only the place if the file or the line is gone.
  mutating func text(of place: LineTable.Location) -> String {
    let name = "; \(Path.name(of: place.path)):\(place.line)"
    let lines = lines(of: place.path)
    guard lines.indices.contains(place.line - 1) else { return name }
    return "\(name):  \(lines[place.line - 1].drop { $0 == " " || $0 == "\t" })"
  }

  private mutating func lines(of path: String) -> [Substring] {
    if let lines = files[path] { return lines }
    let bytes = (try? HostFile.read(path)) ?? []
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    files[path] = lines
    return lines
  }
}
