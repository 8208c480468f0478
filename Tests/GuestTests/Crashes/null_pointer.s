# Writes through a null pointer, two calls deep.
        .globl _start
_start:
        addi sp, sp, -16
        sd ra, 8(sp)
        call build
        li a7, 93
        ecall

build:
        li a1, 0
        li a0, 42
store_answer:
        sd a0, 24(a1)
        ret
