import Testing

/// What the pages say a command prints is what it prints. `RECORD=1` writes the outputs anew, and fails.
@Suite struct ConsoleTests {
  @Test("Every console block prints what the page says", arguments: Page.withConsole)
  func consoleBlocks(page: Page) throws {
    var lines = try page.lines()
    let transcript = Transcript(of: lines)
    #expect(!transcript.commands.isEmpty, "a console block has commands, on lines that begin with '$ '")
    let outputs = try Session(transcript).outputs
    try #require(outputs.count == transcript.commands.count, "the session ended too soon")
    // From the end, so that the places of earlier commands stay where they are.
    for (command, output) in zip(transcript.commands, outputs).reversed() {
      if agrees(output[...], with: command.expected[...]) { continue }
      Issue.record("$ \(command.line)\n\(output.joined(separator: "\n"))")
      let recorded = output.map { String($0.withoutEnd) }
      lines.replaceSubrange(
        command.place, with: recorded.prefix((recorded.lastIndex { !$0.isEmpty } ?? -1) + 1))
    }
    if isRecording {
      try lines.joined(separator: "\n").write(to: page.url, atomically: true, encoding: .utf8)
    }
  }

  @Test("A page's lines agree with what is printed only if they say the same")
  func agreement() {
    #expect(agrees(["a", "b "], with: ["a ", "b"]))
    #expect(agrees(["a", "b", "c", "d"], with: ["a", "…", "d"]))
    #expect(agrees(["a 17 b 4", ""], with: ["a … b …"]))
    #expect(!agrees(["a", "b"], with: ["a"]))
    #expect(!agrees(["a"], with: ["a", "b"]))
    #expect(!agrees(["a", "b", "c"], with: ["a", "…", "d"]))
    #expect(!agrees(["a 17 c"], with: ["a … b"]))
  }
}
