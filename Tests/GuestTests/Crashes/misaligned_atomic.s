# An atomic addition to an address that is not a multiple of 8: loads and stores may be misaligned, atomics not.
        .globl _start
_start:
        la t0, counter
        addi t0, t0, 4
        li t1, 1
        amoadd.d a0, t1, (t0)
        li a7, 93
        ecall

        .data
        .balign 8
counter: .dword 0, 0
