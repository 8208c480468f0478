# Countdown: a loop, and a byte in memory that changes.
#
# A digit's character is its value plus the code of '0', because the ten digits stand side by side in ASCII.

  .equ SYS_write, 64
  .equ SYS_exit, 93

  .data                         # data that may change
line:
  .ascii "?...\n"
  .equ line_length, . - line

  .section .rodata
liftoff:
  .ascii "Lift-off!\n"
  .equ liftoff_length, . - liftoff

  .text
  .globl _start
_start:
  li s0, 9                      # the counter; a call to the kernel changes no register but a0
count:
  addi t0, s0, '0'              # its digit
  la a1, line
  sb t0, 0(a1)                  # store byte: over the '?'
  li a0, 1
  li a2, line_length
  li a7, SYS_write
  ecall
  addi s0, s0, -1
  bgez s0, count                # branch back while the counter is greater than or equal to zero

  li a0, 1
  la a1, liftoff
  li a2, liftoff_length
  li a7, SYS_write
  ecall
  li a0, 0
  li a7, SYS_exit
  ecall
