# Bubble sort: an array, and two nested loops over it.
#
# In each round, neighbours that stand the wrong way round are exchanged; so the greatest number moves to the
# end, like a bubble. The next round can stop before it.

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ COUNT, 10

  .data
  .balign 4                     # 4-byte values at multiples of 4
numbers:
  .word 170, 45, 75, 90, 802, 24, 2, 66, 1, 1000000

  .bss
buffer:
  .zero 24
buffer_end:

  .text
  .globl _start
_start:
  li s0, COUNT - 1              # how many pairs this round compares
round:
  la t0, numbers
  mv t1, s0
pair:
  lw t2, 0(t0)                  # load word: 4 bytes, with their sign
  lw t3, 4(t0)
  ble t2, t3, in_order
  sw t3, 0(t0)
  sw t2, 4(t0)
in_order:
  addi t0, t0, 4
  addi t1, t1, -1
  bnez t1, pair
  addi s0, s0, -1
  bnez s0, round

  la s0, numbers
  li s1, COUNT
show:
  lw a0, 0(s0)
  call print_number
  addi s0, s0, 4
  addi s1, s1, -1
  bnez s1, show

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
