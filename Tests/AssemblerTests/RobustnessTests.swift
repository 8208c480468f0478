import Assembler
import ELF
import Testing

/// No source makes the assembler crash or run for ever, and it never fails without a word.
@Suite struct RobustnessTests {
  @Test("a mutated source is assembled or refused", arguments: 0..<10)
  func mutatedSources(tenth: Int) throws {
    for seed in stride(from: tenth, to: soakCount, by: 10) {
      let source = Self.mutated(seed)
      let assembly = Assembler.assemble(
        source, path: "mutated-\(seed).s", options: AssemblerOptions(keepsLines: true))
      guard let object = assembly.object else {
        #expect(assembly.diagnostics.contains { $0.severity == .error }, "seed \(seed)")
        continue
      }
      _ = try ELFFile(bytes: object.encoded())
      _ = assembly.listing()
      do {
        let program = try Linker.link([object])
        _ = try ELFFile(executable: program.bytes)
        _ = assembly.listing(in: program)
      } catch let error as LinkError {
        #expect(!error.diagnostics.isEmpty, "seed \(seed)")
      }
    }
  }

  private static let fragments = [
    ".rept 3", ".endr", ".macro m a", ".endm", "m", "%hi(", "%pcrel_lo(1b)", "(", ")", ",", "-", "1f", "1b",
    "1:",
    ".if 1", ".endif", ".else", "\\a", "\"", "\\", ".align 20", ".space 1000000", ".org 100",
    ".uleb128 x - y",
    ".set x, x + 1", "x = y", "y = x", ".section a, \"axG\"", "~", "!", "0x", "9999999999999999999999", "#",
    "//",
    "/*", ";", "\n", "li a0, x", ".loc 1 2", ".file 1 \"a\"", "'", ".irp a, b", ".include \"x\"", "<<", "*",
    ".popsection", ".pushsection .text", ".previous", ".subsection 1", ".comm a, 8, 8", ".weak x", ".octa",
    "beq a0, a1, 1f", ".half 1f - 2f", ".globl _start", "_start:", "\0", "\u{e9}",
  ]

  static func mutated(_ seed: Int) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(Samples.all[random.below(Samples.all.count)].text.utf8)
    for _ in 0...random.below(8) {
      let place = random.below(bytes.count + 1)
      switch random.below(5) {
      case 0 where place < bytes.count: bytes[place] = UInt8(random.below(256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.below(20)))
      case 2: bytes.insert(contentsOf: fragments[random.below(fragments.count)].utf8, at: place)
      case 3: bytes.insert(contentsOf: "\n\(fragments[random.below(fragments.count)])\n".utf8, at: place)
      default:
        let start = random.below(bytes.count + 1)
        bytes.insert(contentsOf: Array(bytes[start..<min(bytes.count, start + random.below(60))]), at: place)
      }
    }
    return bytes
  }

  static let bombs: [(name: String, source: String)] = [
    ("a macro that calls itself", ".macro m\nm\n.endm\nm"),
    ("a macro that calls itself twice", ".macro m\nm\nm\n.endm\nm"),
    ("nested repetitions", ".rept 100000\n.rept 100000\n.rept 100000\nnop\n.endr\n.endr\n.endr"),
    ("a huge fill", ".text\n.fill 1000000000, 8, 1"),
    ("a huge space", ".data\n.space 0x7fffffffffffffff"),
    ("a huge origin", ".data\n.org 0x7fffffffffffffff"),
    ("many huge alignments", ".data\n.rept 1000\n.byte 1\n.balign 1 << 30\n.endr"),
    ("symbols defined by each other", ".set a, b\n.set b, a\n.word a\nli a0, a\n.globl a, b\n.dword b"),
    (
      "a symbol that doubles",
      (1..<80).map { ".set x\($0), x\($0 - 1) * x\($0 - 1)" }.joined(separator: "\n") + "\n.word x79"
    ),
    ("deep parentheses", ".word " + String(repeating: "(", count: 100_000)),
    ("deep prefixes", ".word " + String(repeating: "-", count: 100_000) + "1"),
    ("deep conditions", String(repeating: ".if 1\n", count: 100_000)),
    ("deep sections", String(repeating: ".pushsection .data\n", count: 100_000)),
    ("numbers that do not settle", "a: .uleb128 b - a\n.zero 126\nb: li a0, c - a\nc: li a1, c - d\nd:"),
    ("a number that depends on itself", "a: li a0, 0x7ff - (b - a) * 0x1000\nb:"),
    ("a file that includes itself", ".include \"self\""),
    ("an unclosed comment", "nop /* \n\n\n"),
    ("an unclosed string", ".ascii \""),
    ("a lone backslash", ".ascii \"\\"),
    ("nothing", ""),
    ("a zero", "\0"),
  ]

  @Test("a source made to hurt does not", arguments: bombs)
  func bomb(_ name: String, _ source: String) {
    let options = AssemblerOptions(readFile: { $0 == "self" ? Array(".include \"self\"\n".utf8) : nil })
    let assembly = Assembler.assemble(source: source, path: "bomb.s", options: options)
    #expect(assembly.object != nil || assembly.diagnostics.contains { $0.severity == .error })
  }
}
