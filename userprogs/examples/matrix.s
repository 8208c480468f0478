# Matrix: two dimensions in one row of memory.
#
# Memory has no rows and columns. Element (i, j) of a matrix with N columns lies at index i * N + j. The
# product of two matrices takes, for each place, a row of the first and a column of the second: the row's
# elements are neighbours, the column's are N elements apart, which is why caches like the one better than the
# other.

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ N, 3

  .section .rodata
  .balign 4
first:
  .word 1, 2, 3
  .word 4, 5, 6
  .word 7, 8, 9
second:
  .word 2, 0, 1
  .word 0, 3, 0
  .word 1, 0, 4

  .bss
  .balign 4
product:
  .zero 4 * N * N
buffer:
  .zero 24
buffer_end:

  .text
  .globl _start
_start:
  la s0, first
  la s1, second
  la s2, product
  li s3, 0                      # i
row:
  li s4, 0                      # j
column:
  li t0, 0                      # k
  li t6, 0                      # the sum
term:
  li t5, N
  mul t1, s3, t5
  add t1, t1, t0
  slli t1, t1, 2                # index to offset: words have 4 bytes
  add t1, s0, t1
  lw t1, 0(t1)                  # first(i, k)
  mul t2, t0, t5
  add t2, t2, s4
  slli t2, t2, 2
  add t2, s1, t2
  lw t2, 0(t2)                  # second(k, j)
  mul t1, t1, t2
  add t6, t6, t1
  addi t0, t0, 1
  blt t0, t5, term

  sw t6, 0(s2)                  # the product's elements are computed in the order in which they lie
  addi s2, s2, 4
  mv a0, t6
  li a1, ' '
  addi s4, s4, 1
  li t5, N
  blt s4, t5, 1f
  li a1, '\n'
1:
  call print_number
  li t5, N
  blt s4, t5, column
  addi s3, s3, 1
  blt s3, t5, row

  li a0, 0
  li a7, SYS_exit
  ecall

# Writes a0 as a decimal number, and the character a1 (fibonacci.s explains it).
print_number:
  la t0, buffer_end
  addi t0, t0, -1
  sb a1, 0(t0)
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
