# Factorial: a function that calls itself, and the stack that makes it possible.
#
# Each call needs a place of its own for what it must not forget: where to return to (ra), and its n. It takes
# 16 bytes from the stack by moving sp down, and gives them back before it returns. The deepest point looks
# so:
#
#     sp -> | n = 1 | ra | n = 2 | ra | n = 3 | ra | ...      addresses grow to the right

  .equ SYS_write, 64
  .equ SYS_exit, 93

  .bss
buffer:
  .zero 24
buffer_end:

  .text
  .globl _start
_start:
  li s0, 1
each:
  mv a0, s0
  call factorial
  call print_number
  addi s0, s0, 1
  li t0, 20                     # 21! needs more than 64 bits
  ble s0, t0, each

  li a0, 0
  li a7, SYS_exit
  ecall

# The factorial of a0, in a0:  n! is 1 if n < 2, and otherwise n times (n - 1)!.
factorial:
  li t0, 2
  bge a0, t0, larger
  li a0, 1
  ret
larger:
  addi sp, sp, -16              # the convention keeps sp a multiple of 16
  sd ra, 8(sp)
  sd a0, 0(sp)
  addi a0, a0, -1
  call factorial                # changes ra and a0
  ld t0, 0(sp)                  # our own n again
  mul a0, a0, t0
  ld ra, 8(sp)
  addi sp, sp, 16
  ret

# Writes a0 as a decimal number, and a newline (fibonacci.s explains it).
print_number:
  la t0, buffer_end
  addi t0, t0, -1
  li t1, '\n'
  sb t1, 0(t0)
  li t2, 10
1:                              # a numeric label can be used again: 1b is the nearest one backwards
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
