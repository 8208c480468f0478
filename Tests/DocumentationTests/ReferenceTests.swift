import Foundation
import Testing

/// What the pages point to is there.
@Suite struct ReferenceTests {
  @Test("Every link leads to a file, and to a heading of it", arguments: Page.all)
  func links(page: Page) throws {
    for (_, target) in try page.links() {
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      let path = parts[0].isEmpty ? page.path : resolved(parts[0], from: page)
      #expect(exists(path), "\(target) is not there")
      if parts.count > 1, exists(path) {
        #expect(try Page(path: path).anchors().contains(parts[1]), "there is no heading for \(target)")
      }
    }
  }

  @Test("Every path of this repository that is named exists", arguments: Page.all)
  func paths(page: Page) throws {
    for span in try page.codeSpans() where span.contains(/^(Sources|Tests|userprogs|docs)\/[^ *…]*$/) {
      #expect(exists(span), "\(span) is not there")
    }
  }

  /// A link such as "[`Kernel.handle`](../Sources/Kernel/Trap.swift)" promises that the file declares the name.
  @Test("Every name that links to a source file stands in it", arguments: Page.all)
  func symbols(page: Page) throws {
    for (text, target) in try page.links() where text.hasPrefix("`") && text.hasSuffix("`") {
      let name = text.trimmingCharacters(in: ["`"])
      guard target.contains(/\.(swift|s|c|h)$/), !target.hasSuffix(name) else { continue }
      let source = try String(
        contentsOf: Page.root.appendingPathComponent(resolved(target, from: page)), encoding: .utf8)
      let words = Set(source.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
      let last = name.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }.first ?? ""
      for word in last.split(separator: ".") where words.isDisjoint(with: [word]) {
        #expect(
          target.hasSuffix("/\(word).swift") || isTypeInModule(word, of: target, page), "\(text): \(target)")
      }
    }
  }

  /// A block that begins with "```swift quoted from FILE" shows the code as it is.
  @Test("Code that a page quotes stands in the sources", arguments: Page.all)
  func quotations(page: Page) throws {
    for (name, quotation) in try page.quotations() {
      let files = try FileManager.default.subpathsOfDirectory(
        atPath: Page.root.appendingPathComponent("Sources").path
      )
      .filter { $0.hasSuffix("/\(name)") }
      #expect(!files.isEmpty, "there is no \(name)")
      let isThere = try files.contains { file in
        try String(contentsOf: Page.root.appendingPathComponent("Sources/\(file)"), encoding: .utf8).contains(
          quotation)
      }
      #expect(isThere, "\(name) has no such lines:\n\(quotation)")
    }
  }

  @Test("The book's table of contents has every page of it")
  func tableOfContents() throws {
    let contents = try Page(path: "docs/README.md").links().map(\.target)
    for page in Page.all where page.path.hasPrefix("docs/") && page.path != "docs/README.md" {
      #expect(contents.contains(String(page.path.dropFirst("docs/".count))), "\(page.path) is missing")
    }
  }

  @Test("The page on the trap path has every cost, as it is charged")
  func costs() throws {
    let source = try String(
      contentsOf: Page.root.appendingPathComponent("Sources/Kernel/Costs.swift"), encoding: .utf8)
    let costs = source.matches(of: /static let (\w+) = (\d+)/)
    #expect(costs.count > 5)
    let page = try Page(path: "docs/trap-path.md").text()
    for cost in costs { #expect(page.contains("| `\(cost.1)` | \(cost.2) |"), "\(cost.1) is \(cost.2)") }
  }

  @Test("The page on the commands has every option that the help has")
  func options() throws {
    let verbs = ["run", "shell", "stat", "build", "dis", "nm", "machine", "bench", "doctor"]
    let block = ["```console"] + verbs.map { "$ ring3 \($0) --help" } + ["```"]
    let help = try Session(Transcript(of: block)).outputs.joined().joined(separator: "\n")
    let options = Set(help.matches(of: /(?m)^  (?:-\w, )?(--[a-z][a-z-]+)/).map { String($0.1) })
    #expect(options.count > 20)
    let page = try Page(path: "docs/commands.md").text()
    for option in options.sorted() { #expect(page.contains("`\(option)"), "\(option) is missing") }
  }

  /// Whether the module of a source file has a type or extension of this name in some other file.
  private func isTypeInModule(_ word: Substring, of target: String, _ page: Page) -> Bool {
    let module = resolved(target, from: page).split(separator: "/").prefix(2).joined(separator: "/")
    let files = FileManager.default.enumerator(atPath: Page.root.appendingPathComponent(module).path)
    return files?.contains { ($0 as? String)?.hasSuffix("\(word).swift") == true } ?? false
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Page.root.appendingPathComponent(path).path)
  }

  private func resolved(_ target: String, from page: Page) -> String {
    let folder = page.path.split(separator: "/").dropLast()
    var parts = Array(folder)
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
