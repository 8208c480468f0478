import Assembler
import Testing

/// What people read when they made a mistake: the whole text counts.
@Suite struct DiagnosticTests {
  static let mistakes: [(source: String, expected: String)] = [
    (
      "  addi a0, a0, 5000",
      """
      test.s:1:16: error: 5000 is out of range: 'addi' takes -2048 to 2047
        addi a0, a0, 5000
                     ^
      """
    ),
    (
      "\tadi a0, a0, 5",
      """
      test.s:1:2: error: unknown instruction 'adi'; did you mean 'addi'?
      \tadi a0, a0, 5
      \t^
      """
    ),
    (
      "add a0, a8, a1",
      """
      test.s:1:9: error: unknown register 'a8'; did you mean 'a0'?
      add a0, a8, a1
              ^
      """
    ),
    (
      "add a0, a1",
      """
      test.s:1:11: error: expected ',', but the line ends here
      add a0, a1
                ^
      """
    ),
    (
      "nop nop",
      """
      test.s:1:5: error: expected the end of 'nop', but found 'nop'
      nop nop
          ^
      """
    ),
    (
      ".globel main",
      """
      test.s:1:1: error: unknown directive '.globel'; did you mean '.globl'?
      .globel main
      ^
      """
    ),
    (
      "lw a0, 8[sp]",
      """
      test.s:1:9: error: expected '(' and a base register, as in 8(sp), but found '['
      lw a0, 8[sp]
              ^
      """
    ),
    (
      "sw a0, value\nvalue: .word 1",
      """
      test.s:1:13: error: a store to a symbol needs a register for the address: sw a0, symbol, t0
      sw a0, value
                  ^
      """
    ),
    (
      "lw a0, a1",
      """
      test.s:1:8: error: expected an address: 0(a1) is the one in 'a1'
      lw a0, a1
             ^
      """
    ),
    (
      "sub a0, a0, 1",
      """
      test.s:1:13: error: 'sub' takes three registers; add the negative number with addi
      sub a0, a0, 1
                  ^
      """
    ),
    (
      "amoadd.w a0, a1, a2",
      """
      test.s:1:18: error: expected an address in parentheses: (a2)
      amoadd.w a0, a1, a2
                       ^
      """
    ),
    (
      "jmp start",
      """
      test.s:1:1: error: 'jmp' is another machine's instruction; here it is j
      jmp start
      ^
      """
    ),
    (
      "slli a0, a0, 64",
      """
      test.s:1:14: error: 64 is out of range: 'slli' takes 0 to 63
      slli a0, a0, 64
                   ^
      """
    ),
    (
      "lui a0, 0x100000",
      """
      test.s:1:9: error: 1048576 is out of range: 'lui' takes 0 to 1048575
      lui a0, 0x100000
              ^
      """
    ),
    (
      "start: nop\nstart: nop",
      """
      test.s:2:1: error: 'start' is already defined, in line 1 of test.s
      start: nop
      ^
      """
    ),
    (
      "j .Lloup\n.Lloop: nop",
      """
      test.s:1:3: error: the label '.Lloup' is not defined in this file; did you mean '.Lloop'?
      j .Lloup
        ^
      """
    ),
    (
      "j 1b",
      """
      test.s:1:3: error: there is no label '1:' before this line
      j 1b
        ^
      """
    ),
    (
      "j 1f",
      """
      test.s:1:3: error: there is no label '1:' after this line
      j 1f
        ^
      """
    ),
    (
      ".byte 256",
      """
      test.s:1:7: error: 256 is out of range: '.byte' takes -128 to 255
      .byte 256
            ^
      """
    ),
    (
      ".ascii \"open",
      """
      test.s:1:8: error: this string is not closed by '"' in its line
      .ascii "open
             ^
      """
    ),
    (
      ".ascii \"\\q\"",
      """
      test.s:1:9: error: unknown escape '\\q'; a backslash itself is '\\\\'
      .ascii "\\q"
              ^
      """
    ),
    (
      ".word 1 / 0",
      """
      test.s:1:9: error: division by zero
      .word 1 / 0
              ^
      """
    ),
    (
      ".word (1 + 2",
      """
      test.s:1:13: error: expected ')' to close the '(' in column 7
      .word (1 + 2
                  ^
      """
    ),
    (
      ".if 1\nnop",
      """
      test.s:1:1: error: this .if has no .endif
      .if 1
      ^
      """
    ),
    (
      ".macro twice\nnop",
      """
      test.s:1:1: error: this .macro has no .endm
      .macro twice
      ^
      """
    ),
    (
      ".macro wrong\n  addi a0, a0, 9999\n.endm\n\nwrong",
      """
      test.s:2:16: error: 9999 is out of range: 'addi' takes -2048 to 2047
        addi a0, a0, 9999
                     ^
      test.s:5:1: note: in the expansion of the macro 'wrong'
      wrong
      ^
      """
    ),
    (
      ".bss\n.word 5",
      """
      test.s:2:7: error: '.bss' holds only zeros; put initialised data into .data or .rodata
      .word 5
            ^
      """
    ),
    (
      "fadd.d fa0, fa1, fa2",
      """
      test.s:1:1: error: 'fadd.d' is a floating-point instruction; Ring3's harts have RV64IMA without F and D
      fadd.d fa0, fa1, fa2
      ^
      """
    ),
    (
      "c.addi a0, 1",
      """
      test.s:1:1: error: 'c.addi' is a 16-bit instruction; Ring3's harts have RV64IMA without C
      c.addi a0, 1
      ^
      """
    ),
    (
      ".option rvc",
      """
      test.s:1:9: error: 16-bit instructions cannot be turned on: the harts have RV64IMA without C
      .option rvc
              ^
      """
    ),
    (
      "csrr a0, mstatus",
      """
      test.s:1:10: error: expected one of the counters cycle, time and instret, but found 'mstatus'
      csrr a0, mstatus
               ^
      """
    ),
    (
      "li a0, message\n.data\nmessage: .word 1",
      """
      test.s:1:8: error: li loads a number; the address of a symbol is loaded with la
      li a0, message
             ^
      """
    ),
    (
      "la a0, sp",
      """
      test.s:1:8: error: expected a symbol, but 'sp' is a register; copy it with mv
      la a0, sp
             ^
      """
    ),
    (
      "addi a0, a0, a1",
      """
      test.s:1:14: error: expected an immediate, but 'a1' is a register
      addi a0, a0, a1
                   ^
      """
    ),
    (
      ".include \"missing.inc\"",
      """
      test.s:1:10: error: cannot read the file 'missing.inc'
      .include "missing.inc"
               ^
      """
    ),
    (
      "addi a0, a0, %low(x)",
      """
      test.s:1:14: error: unknown relocation '%low'; did you mean 'lo'?
      addi a0, a0, %low(x)
                   ^
      """
    ),
    (
      "fence wr, rw",
      """
      test.s:1:7: error: expected some of the letters i, o, r, w in this order, or 0
      fence wr, rw
            ^
      """
    ),
    (
      ".error \"not like this\"",
      """
      test.s:1:1: error: not like this
      .error "not like this"
      ^
      """
    ),
  ]

  @Test("a mistake is explained", arguments: mistakes)
  func mistake(_ source: String, _ expected: String) {
    let assembly = Assembler.assemble(source: source + "\n", path: "test.s")
    #expect(assembly.object == nil)
    #expect(describe(assembly.diagnostics) == expected)
  }

  @Test("after twenty errors the assembler stops") func errorLimit() {
    let source = String(repeating: "wrong\n", count: 100)
    let diagnostics = Assembler.assemble(source: source, path: "test.s").diagnostics
    #expect(diagnostics.count { $0.severity == .error } == 20)
    #expect(diagnostics.last?.message == "too many errors; the assembler stops here")
  }

  @Test("one error does not hide the next") func severalErrors() {
    let diagnostics = Assembler.assemble(source: "addi a0\nnop\nli\n.word )\n", path: "test.s").diagnostics
    #expect(diagnostics.map(\.line) == [1, 3, 4])
  }

  @Test("a warning does not keep a program from being made") func warning() {
    let assembly = Assembler.assemble(source: ".warning \"careful\"\nnop\n", path: "test.s")
    #expect(assembly.object != nil)
    #expect(assembly.diagnostics.map(\.severity) == [.warning])
  }

  @Test("a preprocessor's line markers lead back to the user's file") func lineMarkers() {
    let source = "# 1 \"main.S\"\nnop\n# 40 \"other.h\" 1\nwrong\n"
    let diagnostic = Assembler.assemble(source: source, path: "main.i").diagnostics.first
    #expect(diagnostic?.path == "other.h")
    #expect(diagnostic?.line == 40)
  }

  @Test("an included file's mistake names both files") func include() {
    let options = AssemblerOptions(readFile: { $0 == "inner.s" ? Array("nop\nwrong\n".utf8) : nil })
    let diagnostics = Assembler.assemble(
      source: "nop\n.include \"inner.s\"\n", path: "outer.s", options: options
    ).diagnostics
    #expect(diagnostics.map { "\($0.path):\($0.line)" } == ["inner.s:2", "outer.s:2"])
  }
}
