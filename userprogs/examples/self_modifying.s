# Self-modifying code: a program that writes instructions and executes them.
#
# Instructions are bytes in memory. This program asks for a page that it may write and execute, writes a
# function of two instructions there, and calls it; then it changes the first instruction and calls it again.
#
# A hart may have read the old instruction already, into its instruction cache or as decoded code. fence.i
# says: from here on, fetch what memory holds now.

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ SYS_mmap, 222

  .data
line:
  .ascii "The function returned ?.\n"
  .equ line_length, . - line
  .equ place_of_digit, 22

  .text
  .globl _start
_start:
  li a0, 0                      # mmap(anywhere, a page, read | write | execute, private | anonymous, no file)
  li a1, 4096
  li a2, 1 | 2 | 4
  li a3, 2 | 0x20
  li a4, -1
  li a5, 0
  li a7, SYS_mmap
  ecall
  bltz a0, failed
  mv s0, a0

  la t0, template               # copy the function: 8 bytes, in two halves because code is aligned to 4
  lw t1, 0(t0)
  lw t2, 4(t0)
  sw t1, 0(s0)
  sw t2, 4(s0)
  fence.i
  jalr s0                       # call the address in s0
  call report                   # 1

  # addi a0, zero, n has its number n in the upper 12 bits of the instruction: adding 1 << 20 adds one to n.
  li s1, 3
again:
  lw t1, 0(s0)
  li t2, 1 << 20
  add t1, t1, t2
  sw t1, 0(s0)
  fence.i
  jalr s0
  call report                   # 2, 3, 4
  addi s1, s1, -1
  bnez s1, again

  li a0, 0
  li a7, SYS_exit
  ecall
failed:
  li a0, 1
  li a7, SYS_exit
  ecall

template:                       # what is copied; here nobody executes it
  addi a0, zero, 1
  jalr zero, 0(ra)              # which is what ret stands for

report:
  la a1, line
  addi t0, a0, '0'
  sb t0, place_of_digit(a1)
  li a0, 1
  li a2, line_length
  li a7, SYS_write
  ecall
  ret
