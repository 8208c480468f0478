# Calls an address in the data section, where nothing may be executed.
        .globl _start
_start:
        la t0, table
        jalr t0
        li a7, 93
        ecall

        .data
table:  .word 0x00000513, 0x05d00893, 0x00000073
