# Jump table: how a switch with many cases takes the same time for each.
#
# The program is a tiny calculator for programs in reverse Polish notation: digits are pushed on a stack,
# operators take two numbers from it. A table has an address for each character from '*' to '9', and one jump
# through it finds the case.

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ TABLE_COUNT, '9' - '*' + 1

  .section .rodata
program:
  .asciz "12+3*45-+7*"          # ((1 + 2) * 3 + (4 - 5)) * 7 = 56

  .balign 8
table:
  .dword multiply               # *
  .dword add                    # +
  .dword ignore                 # ,
  .dword subtract               # -
  .dword ignore                 # .
  .dword divide                 # /
  .rept 10
  .dword digit                  # 0 to 9
  .endr

  .bss
buffer:
  .zero 24
buffer_end:

  .text
  .globl _start
_start:
  la s0, program
  la s1, table
next:
  lbu t0, 0(s0)
  beqz t0, end
  addi s0, s0, 1
  addi t1, t0, -'*'             # the entry's number
  li t2, TABLE_COUNT
  bgeu t1, t2, ignore           # unsigned: what is below '*' has become a huge number, and is refused too
  slli t1, t1, 3                # 8 bytes for each entry
  add t1, s1, t1
  ld t1, 0(t1)
  jr t1                         # jump to the address in a register

digit:
  addi t0, t0, -'0'
  addi sp, sp, -16
  sd t0, 0(sp)
ignore:
  j next

add:
  call pop_two
  add t0, t0, t1
  j push
subtract:
  call pop_two
  sub t0, t0, t1
  j push
multiply:
  call pop_two
  mul t0, t0, t1
  j push
divide:
  call pop_two
  div t0, t0, t1                # division by zero gives -1 on RISC-V: no trap
push:
  addi sp, sp, -16
  sd t0, 0(sp)
  j next

pop_two:                        # the upper number in t1, the one below in t0
  ld t1, 0(sp)
  ld t0, 16(sp)
  addi sp, sp, 32
  ret

end:
  ld a0, 0(sp)
  call print_number
  li a0, 0
  li a7, SYS_exit
  ecall

# Writes a0 as a decimal number, and a newline (fibonacci.s explains it).
print_number:
  la t0, buffer_end
  addi t0, t0, -1
  li t1, '\n'
  sb t1, 0(t0)
  li t2, 10
1:
  remu t1, a0, t2
  divu a0, a0, t2
  addi t1, t1, '0'
  addi t0, t0, -1
  sb t1, 0(t0)
  bnez a0, 1b
  li a0, 1
  mv a1, t0
  la a2, buffer_end
  sub a2, a2, t0
  li a7, SYS_write
  ecall
  ret
