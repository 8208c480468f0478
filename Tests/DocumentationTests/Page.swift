import Foundation
import Testing

/// One Markdown page of this repository.
struct Page: CustomTestStringConvertible, Sendable {
  /// The path from the repository's root.
  let path: String

  /// This checkout.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every page that people read: those at the top, the book, and what lies beside the programs.
  static let all: [Page] = {
    let top = ["README.md", "CONTRIBUTING.md"]
    let folders = [
      "docs", "userprogs", "userprogs/tests/c", "userprogs/tests/examples", "userprogs/tests/tools",
    ]
    return (top + folders.flatMap(markdown)).map(Page.init)
  }()

  /// The pages whose console blocks are run.
  static let withConsole = all.filter { page in
    (try? page.text())?.contains("```console") == true
  }

  var testDescription: String { path }

  var url: URL { Self.root.appendingPathComponent(path) }

  func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  func lines() throws -> [String] { try text().components(separatedBy: "\n") }

  /// The lines outside of fenced blocks.
  func prose() throws -> [String] {
    var isInBlock = false
    return try lines().filter { line in
      if line.hasPrefix("```") {
        isInBlock.toggle()
        return false
      }
      return !isInBlock
    }
  }

  /// What stands between single backquotes.
  func codeSpans() throws -> [String] {
    try prose().flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
  }

  /// The links that lead to a place in this repository, with their texts.
  func links() throws -> [(text: String, target: String)] {
    try prose().flatMap { line in
      line.matches(of: /\[((?:`[^`]*`|[^\]])*)\]\(([^)\s]+)\)/).map { (String($0.1), String($0.2)) }
    }.filter { !$0.target.hasPrefix("http") }
  }

  /// The blocks of code that are quoted from a source file, with its name.
  func quotations() throws -> [(file: String, text: String)] {
    try text().matches(of: /(?ms)^```swift quoted from (\S+)\n(.*?)^```/).map { (String($0.1), String($0.2)) }
  }

  /// The names by which links reach the page's headings, as GitHub makes them.
  func anchors() throws -> Set<String> {
    let headings = try prose().filter { $0.hasPrefix("#") }
    return Set(
      headings.map { heading in
        let words = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        return String(words.filter { $0.isLetter || $0.isNumber || "_- ".contains($0) })
          .replacingOccurrences(of: " ", with: "-")
      })
  }

  private static func markdown(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
  }
}

/// Whether this run writes anew what can be written anew: `RECORD=1` does, and fails.
let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
