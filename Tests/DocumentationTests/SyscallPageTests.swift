import Foundation
import Testing

/// The table of calls in the book is printed from the kernel's own. `RECORD=1` prints it anew, and fails.
@Test("The table of system calls is what the kernel's table says")
func syscallPage() throws {
  let url = Page.root.appendingPathComponent("docs/syscalls.md")
  let old = try String(contentsOf: url, encoding: .utf8)
  let (begin, end) = ("<!-- calls -->\n", "<!-- end of calls -->")
  let parts = old.components(separatedBy: begin)
  let rest = try #require(parts.count == 2 ? parts[1].components(separatedBy: end).last : nil)
  let new = parts[0] + begin + (try SyscallPage.table()) + end + rest
  if isRecording, new != old {
    try new.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("Recorded docs/syscalls.md")
  }
  #expect(old == new, "RECORD=1 writes it anew")
}
