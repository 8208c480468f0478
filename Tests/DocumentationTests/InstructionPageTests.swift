import Foundation
import Testing

/// The ISA reference is printed from the instruction table. `RECORD=1` prints it anew, and fails.
@Test("The ISA reference is what the instruction table says")
func instructionPage() throws {
  let page = Page.root.appendingPathComponent("docs/isa.md")
  if isRecording, try String(contentsOf: page, encoding: .utf8) != InstructionPage.text {
    try InstructionPage.text.write(to: page, atomically: true, encoding: .utf8)
    Issue.record("Recorded docs/isa.md")
  }
  #expect(try String(contentsOf: page, encoding: .utf8) == InstructionPage.text, "RECORD=1 writes it anew")
}
