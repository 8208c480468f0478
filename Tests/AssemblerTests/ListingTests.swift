import Assembler
import Testing

@Suite struct ListingTests {
  @Test("a listing shows address, word, bytecode and source of each line") func listing() throws {
    let source = """
      # Says hello.
        .globl _start
      _start:
        li a0, 1
        la a1, text
        .rept 2
        nop
        .endr
        ecall
        .rodata
      text: .ascii "Hello, world\\n"
        .section .text.unused, "ax"
        ret

      """
    let assembly = Assembler.assemble(
      source: source, path: "test.s", options: AssemblerOptions(keepsLines: true))
    let program = try Linker.link([try #require(assembly.object)])
    #expect(
      assembly.listing(in: program) == """
        address  word      bytecode                 line  source
                                                      1  # Says hello.
                                                      2    .globl _start
        00011000                                      3  _start:
        00011000 00100513  16 0a 00 00 01 00 00 00    4    li a0, 1
        00011004 fffff597  02 0b 00 00 00 f0 ff ff    5    la a1, text
        00011008 0e458593  16 0b 0b 00 e4 00 00 00
                                                      6    .rept 2
        0001100c 00000013  16 00 00 00 00 00 00 00    +    nop
        00011010 00000013  16 00 00 00 00 00 00 00    +    nop
                                                      7    nop
                                                      8    .endr
        00011014 00000073  34 00 00 00 00 00 00 00    9    ecall
                                                     10    .rodata
        000100e8 48 65 6c 6c 6f 2c 20 77             11  text: .ascii "Hello, world\\n"
        000100f0 6f 72 6c 64 0a
                                                     12    .section .text.unused, "ax"
        (left out)                                   13    ret

        """)
  }
}
