# A function that calls itself for ever: the stack grows to its limit.
        .globl _start
_start:
        call descend
        li a7, 93
        ecall

descend:
        addi sp, sp, -512
        sd ra, 504(sp)
        call descend
        ld ra, 504(sp)
        addi sp, sp, 512
        ret
