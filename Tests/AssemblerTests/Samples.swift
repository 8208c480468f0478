import Testing

/// Sources that use the dialect up and down; clang assembles each of them too.
enum Samples {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var testDescription: String { name }
  }

  static let all: [Sample] = [
    Sample(
      name: "pseudo-instructions",
      text: """
        nop; ret; unimp
        li a0, 0; li a1, -1; li a2, 2047; li a3, -2048; li a4, 0x7ff00; li a5, 4096
        mv a0, a1; not a0, a1; neg a0, a1; negw a0, a1
        sext.w a0, a1; sext.b a0, a1; sext.h a0, a1; zext.b a0, a1; zext.h a0, a1; zext.w a0, a1
        seqz a0, a1; snez a0, a1; sltz a0, a1; sgtz a0, a1
        sgt a0, a1, a2; sgtu a0, a1, a2
        1: beqz a0, 1b; bnez a0, 1b; blez a0, 1b; bgez a0, 1b; bltz a0, 1b; bgtz a0, 1b
        bgt a0, a1, 1b; ble a0, a1, 1b; bgtu a0, a1, 1b; bleu a0, a1, 1b
        j 1b; jr a0; jr 8(a0); jal 1b; jal t0, 1b; jalr a0; jalr 8(a0); jalr t0, a0; jalr t0, 8(a0); jalr t0, a0, 8
        fence; fence rw, w; fence iorw, iorw; fence.tso; fence.i
        rdcycle a0; rdtime a1; rdinstret a2; csrr a3, cycle; csrr a4, time; csrr a5, instret
        ecall; ebreak
        add a0, a1, 5; and a0, a1, -1; or a0, a1, 1; xor a0, a1, 1; sll a0, a1, 3; srl a0, a1, 3; sra a0, a1, 3
        slt a0, a1, 3; sltu a0, a1, 3; addw a0, a1, 3; sllw a0, a1, 3; srlw a0, a1, 3; sraw a0, a1, 3
        """),
    Sample(
      name: "atomics and their orderings",
      text: """
        lr.w a0, (a1); lr.w.aq a0, (a1); lr.d.aqrl a0, 0(a1)
        sc.w a0, a2, (a1); sc.w.rl a0, a2, (a1); sc.d.aqrl a0, a2, (a1)
        amoswap.w a0, a2, (a1); amoadd.d.aq a0, a2, (a1); amoxor.w.rl a0, a2, (a1); amoand.d a0, a2, (a1)
        amoor.w a0, a2, 0(a1); amomin.d a0, a2, (a1); amomax.w a0, a2, (a1); amominu.d.aqrl a0, a2, (a1)
        amomaxu.w a0, a2, (a1)
        """),
    Sample(
      name: "addresses of symbols here and elsewhere",
      text: """
        .globl global
        local: nop
        global: nop
        la a0, local; la a0, global; la a0, elsewhere; lla a1, data; la a2, data + 8
        lw a0, data; ld a1, local; lbu a2, elsewhere; sd a0, data, t0; sb a1, elsewhere + 4, t1
        call local; call global; call elsewhere; call t0, elsewhere; tail elsewhere; tail local; call elsewhere@plt
        jump elsewhere, t2
        lui a0, %hi(data); addi a0, a0, %lo(data); sw a1, %lo(data + 4)(a0); lw a1, %lo(local)(a0)
        1: auipc a0, %pcrel_hi(data); addi a0, a0, %pcrel_lo(1b); sw a1, %pcrel_lo(1b)(a0)
        2: auipc a0, %pcrel_hi(local); lw a0, %pcrel_lo(2b)(a0)
        lui a0, %hi(0x12345678); addi a0, a0, %lo(0x12345678)
        lui a0, %tprel_hi(thread); add a0, a0, tp, %tprel_add(thread); lw a1, %tprel_lo(thread)(a0)
        .data
        data: .dword local, global, elsewhere + 16, data - 8
        .word local, global + 4
        .section .tdata, "awT", @progbits
        thread: .word 1
        """),
    Sample(
      name: "branches near and far",
      text: """
        .globl global
        start: beq a0, a1, start
        bne a0, a1, far
        blt a0, a1, global
        bgeu a0, a1, elsewhere
        beq a0, a1, 16
        j 32
        jal ra, elsewhere
        j far
        .zero 5000
        global: nop
        far: beqz a0, start
        bltu a0, a1, far
        .weak feeble
        feeble: beqz a0, feeble
        """),
    Sample(
      name: "branches that push each other out of reach",
      text: """
        a: beq a0, a1, d
        b: beq a0, a1, e
        .zero 4082
        c: bne a0, a1, a
        d: bne a0, a1, b
        e: nop
        .p2align 4
        f: beq a0, a1, c
        """),
    Sample(
      name: "data of all sizes",
      text: """
        .data
        .byte 1, -1, 255, -128, 'a', '\\n', '\\''
        .half 1, -1, 65535; .short 2; .2byte 3; .hword 4
        .word 1, -1, 0xffffffff; .long 2; .4byte 3; .int 4
        .dword 1, -1, 0xffffffffffffffff; .quad 2; .8byte 3
        .octa 0x0123456789abcdef0011223344556677, 1
        .uleb128 0, 127, 128, 624485; .sleb128 0, -1, 63, 64, -64, -65, 123456
        .ascii "abc", "d\\n\\t\\\\\\"\\101\\x41\\0"
        .asciz "zero", ""; .string "string"
        .zero 3; .space 2, 0xaa; .skip 1
        .fill 3, 2, 0x1234; .fill 2; .fill 2, 8, -1
        .balign 8; .byte 1; .p2align 3, 0xff; .align 2; .byte 9; .balign 16, 1; .byte 2; .p2align 4, , 3
        .org . + 4; .byte 7
        .byte 0b101, 0x1F, 017, 1 + 2 * 3, ~0 & 0xff, -(-3), !0, !5, 7 % 4, 1 << 3 | 1, 5 ^ 1, (2 + 3) * 4
        .byte 1 == 1, 1 != 1, 2 > 1, 1 >= 2, 1 < 2, 3 <= 2, 1 && 0, 1 || 0, 1 <> 2
        """),
    Sample(
      name: "label differences",
      text: """
        one: nop
        nop
        two: nop
        .word two - one, one - two, three - one, . - one, (two - one) * 2, (three - two) / 4
        .byte two - one
        .half (three - one) >> 1
        .uleb128 three - one
        .sleb128 one - three
        li a0, two - one
        .zero two - one
        .if two - one == 8
        .word 1
        .endif
        three: nop
        .data
        .word two - one, text - other
        .dword two - other
        other: .set length, . - other
        .word length
        .section .rodata
        text: .byte 1
        """),
    Sample(
      name: "sections of all kinds",
      text: """
        .text
        nop
        .section .text.hot, "ax", @progbits
        nop
        .section .rodata.str1.1, "aMS", @progbits, 1
        .asciz "merged"
        .section .rodata.cst8, "aM", @progbits, 8
        .dword 5
        .section .text.inline, "axG", @progbits, inline, comdat
        .weak inline
        inline: ret
        .section .data.inline, "awG", @progbits, inline, comdat
        .word 3
        .bss
        zeros: .zero 64
        .section .bss.more, "aw", @nobits
        .zero 8
        .data
        .word 1
        .pushsection .rodata
        .word 2
        .popsection
        .word 3
        .previous
        .section .init_array, "aw", @init_array
        .dword inline
        .section .unnamed, "", @progbits
        .byte 4
        .section .same, "a", @progbits, unique, 1
        .byte 5
        .section .same, "a", @progbits, unique, 2
        .byte 6
        .section ".quoted-name", "a"
        .byte 7
        .section .note.GNU-stack, "", @progbits
        .text
        nop
        """),
    Sample(
      name: "subsections",
      text: """
        .data
        .word 1
        .data 2
        .word 4
        .data 1
        .word 3
        .data 0
        .word 2
        """),
    Sample(
      name: "symbols and what is said of them",
      text: """
        .globl function, data, absolute
        .type function, @function
        function: ret
        .size function, . - function
        .weak feeble; .hidden feeble; .type feeble, %function
        feeble: ret
        .protected guarded; .globl guarded
        .internal inner; .globl inner
        guarded: ret
        inner: ret
        .data
        .type data, @object; .size data, 8
        data: .dword 0
        .comm shared, 16, 8
        .local private
        .comm private, 24, 16
        .lcomm mine, 8
        .set absolute, 42
        .equ other, absolute + 1
        third = other * 2
        .equiv fourth, 7
        .word absolute, other, third, fourth
        .globl alias; .set alias, function
        here: .word 1
        .set inside, here + 4
        .dword alias, inside, private, mine, shared
        "name with spaces": .word 1
        .dword "name with spaces"
        .globl part
        .set part, data + 4
        .size part, 4
        .globl unused
        .dword $dollar, dotted.name, _under
        """),
    Sample(
      name: "macros",
      text: """
        .macro push register, offset=0
        addi sp, sp, -16
        sd \\register, \\offset(sp)
        .endm
        push a0
        push a1, 8
        push offset=8, register=a2
        .macro count from, to
        .byte \\from
        .if \\to - \\from
        count "(\\from + 1)", \\to
        .endif
        .endm
        .data
        count 1, 5
        .macro unique
        .Llocal\\@: .dword .Llocal\\@
        .endm
        unique
        unique
        .macro many first, rest:vararg
        .byte \\first
        .ifnb \\rest
        many \\rest
        .endif
        .endm
        many 1, 2, 3, 4
        .macro join prefix, suffix
        \\prefix\\()_\\suffix: .word 1
        .endm
        join left, right
        .macro needs value:req
        .word \\value
        .endm
        needs 7
        .rept 3
        .byte 9
        .endr
        .irp value, 1, 2, 3
        .half \\value
        .endr
        .irpc digit, 456
        .byte \\digit
        .endr
        .rept 2
        .rept 2
        .byte 8
        .endr
        .endr
        .macro leave
        .byte 1
        .exitm
        .byte 2
        .endm
        leave
        .purgem leave
        """),
    Sample(
      name: "conditions",
      text: """
        .data
        .set yes, 1
        .if yes
        .byte 1
        .else
        .byte 2
        .endif
        .if 0
        .byte 3
        .elseif yes == 1
        .byte 4
        .else
        .byte 5
        .endif
        .ifdef yes
        .byte 6
        .endif
        .ifndef no
        .byte 7
        .endif
        .ifeq 0
        .byte 8
        .endif
        .ifne 0
        .byte 9
        .endif
        .ifgt 1
        .byte 10
        .endif
        .ifle 1
        .byte 11
        .endif
        .ifc abc, abc
        .byte 12
        .endif
        .ifnc abc, abd
        .byte 13
        .endif
        .ifb
        .byte 14
        .endif
        .ifnb text
        .byte 15
        .endif
        .ifeqs "a", "a"
        .byte 16
        .endif
        .if 0
        .if 1
        .byte 17
        .else
        .byte 18
        .endif
        nonsense here
        .endif
        """),
    Sample(
      name: "comments and layout",
      text: """
        # a comment
        // another
        /* one over
           lines */ nop /* inside */
        nop # behind
        nop // behind
        label:nop; nop ; nop
        one: two: three: nop
        \taddi\ta0,a0,1
          addi   a0 , a0 , 1
        ADDI a0, a0, 1
        .data
        .ascii "# no comment", "// nor this", "/* nor this */"
        .option push; .option norvc; .option norelax; .option pop
        .file "source.c"
        .ident "compiler"
        .cfi_startproc
        .cfi_def_cfa_offset 16
        .cfi_endproc
        .attribute arch, "rv64i2p1_m2p0_a2p1"
        .addrsig
        .addrsig_sym label
        """),
    Sample(
      name: "numeric labels",
      text: """
        1: nop
        2: beq a0, a1, 1b
        beq a0, a1, 1f
        j 2b
        1: j 1b
        j 1f
        j 2f
        1: nop
        2: nop
        .dword 1b, 2b
        12: j 12b
        """),
    Sample(
      name: "padding of code",
      text: """
        nop
        .p2align 4
        nop
        .byte 1
        .p2align 3
        nop
        .balign 32
        nop
        .p2align 4, 0
        nop
        .half 1
        .align 2
        nop
        """),
  ]
}
