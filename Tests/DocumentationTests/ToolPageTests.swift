import Foundation
import Testing

/// The reference of the tools is printed from their `--help`. `RECORD=1` prints it anew, and fails.
@Test("The reference of the tools is what they say with --help")
func toolPage() throws {
  let url = Page.root.appendingPathComponent("docs/tools.md")
  let old = try String(contentsOf: url, encoding: .utf8)
  let (begin, end) = ("<!-- tools -->\n", "<!-- end of tools -->")
  let parts = old.components(separatedBy: begin)
  let rest = try #require(parts.count == 2 ? parts[1].components(separatedBy: end).last : nil)
  let new = parts[0] + begin + (try ToolPage.reference()) + end + rest
  if isRecording, new != old {
    try new.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("Recorded docs/tools.md")
  }
  #expect(old == new, "RECORD=1 writes it anew")
}
