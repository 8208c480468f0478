# The corners of division: RISC-V defines them all, so that there is no signal. Status 0 if each is as defined.
        .macro check operation, dividend, divisor, result
        addi s0, s0, 1          # the number of the check is the status if it fails
        li a1, \dividend
        li a2, \divisor
        li a3, \result
        \operation a4, a1, a2
        bne a3, a4, wrong
        .endm

        .globl _start
_start:
        li s0, 0
        check div, 7, 0, -1
        check divu, 7, 0, -1
        check rem, 7, 0, 7
        check remu, 7, 0, 7
        check rem, -7, 0, -7
        check div, -0x8000000000000000, -1, -0x8000000000000000
        check rem, -0x8000000000000000, -1, 0
        check divw, 7, 0, -1
        check divuw, 7, 0, -1
        check remw, -7, 0, -7
        check remuw, 0x80000000, 0, -0x80000000
        check divw, -0x80000000, -1, -0x80000000
        check remw, -0x80000000, -1, 0
        li s0, 0
wrong:
        mv a0, s0
        li a7, 93
        ecall
