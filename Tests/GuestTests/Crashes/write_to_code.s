# Writes to its own instructions, which are mapped for reading and executing only.
        .globl _start
_start:
        la t0, patch
        li t1, 0x00100513
        sw t1, 0(t0)
patch:  li a0, 0
        li a7, 93
        ecall
