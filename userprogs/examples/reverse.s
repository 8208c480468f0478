# Reverse: two pointers that walk towards each other through a string.

  .equ SYS_write, 64
  .equ SYS_exit, 93

  .data
text:
  .asciz "stressed desserts, drawn onward"   # .asciz adds a zero, by which the end is found

  .section .rodata
newline:
  .ascii "\n"

  .text
  .globl _start
_start:
  la a0, text
  call length
  mv s0, a0                     # the length, for later

  la t0, text                   # t0 walks up from the first character
  add t1, t0, s0
  addi t1, t1, -1               # t1 walks down from the last
  j met
swap:
  lbu t2, 0(t0)                 # load byte, unsigned: the upper 56 bits become zero
  lbu t3, 0(t1)
  sb t3, 0(t0)
  sb t2, 0(t1)
  addi t0, t0, 1
  addi t1, t1, -1
met:
  bltu t0, t1, swap             # addresses are compared as unsigned numbers

  li a0, 1
  la a1, text
  mv a2, s0
  li a7, SYS_write
  ecall
  li a0, 1
  la a1, newline
  li a2, 1
  ecall                         # a7 still holds SYS_write
  li a0, 0
  li a7, SYS_exit
  ecall

# How many characters stand before the zero at the end of the string a0; the answer in a0.
length:
  mv t0, a0
1:
  lbu t1, 0(t0)
  beqz t1, 2f                   # 2f is the nearest label 2 forwards
  addi t0, t0, 1
  j 1b
2:
  sub a0, t0, a0
  ret
