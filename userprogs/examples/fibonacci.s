# Fibonacci: numbers in memory are bits; to be read by people they must become digits.
#
# print_number divides by ten again and again: each remainder is a digit, the last one first. So it fills its
# buffer from the end.

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ COUNT, 20

  .bss                          # memory that begins as zeros and takes no room in the program's file
buffer:
  .zero 24
buffer_end:

  .text
  .globl _start
_start:
  li s0, 0                      # the present number
  li s1, 1                      # the next
  li s2, COUNT
next:
  mv a0, s0
  call print_number             # leaves the place to come back to in ra
  add t0, s0, s1
  mv s0, s1
  mv s1, t0
  addi s2, s2, -1
  bnez s2, next

  li a0, 0
  li a7, SYS_exit
  ecall

# Writes a0 as a decimal number, and a newline. It changes only registers that a function may: a and t
# registers.
print_number:
  la t0, buffer_end
  addi t0, t0, -1
  li t1, '\n'
  sb t1, 0(t0)
  li t2, 10
digit:
  remu t1, a0, t2               # the last digit
  divu a0, a0, t2               # the number without it
  addi t1, t1, '0'
  addi t0, t0, -1
  sb t1, 0(t0)
  bnez a0, digit

  li a0, 1
  mv a1, t0                     # from the first digit
  la a2, buffer_end
  sub a2, a2, t0                # to the newline
  li a7, SYS_write
  ecall
  ret
