# Calls through a function pointer that was never set to anything sensible.
        .globl _start
_start:
        li t0, 0x123456000
        jalr t0
        li a7, 93
        ecall
