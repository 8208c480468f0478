# Stack frames: how a debugger knows who called whom.
#
# A function that keeps a frame pointer (s0, also called fp) stores its caller's one and its return address
# just below it. So the frames form a list, from the innermost outwards, and this program walks it:
#
#     fp -> | ...                                       higher addresses
#           | return address      fp - 8
#           | caller's fp         fp - 16  ------> the caller's frame
#           | local variables ...
#     sp -> |

  .equ SYS_write, 64
  .equ SYS_exit, 93

  .macro enter                  # what a function does first
  addi sp, sp, -32
  sd ra, 24(sp)
  sd s0, 16(sp)
  addi s0, sp, 32
  .endm

  .macro leave                  # and last
  ld ra, 24(sp)
  ld s0, 16(sp)
  addi sp, sp, 32
  .endm

  .section .rodata
name_of_inner:
  .asciz "inner, called by "
name_of_middle:
  .asciz "middle, called by "
name_of_outer:
  .asciz "outer, called by "
name_of_start:
  .asciz "_start\n"

  # Where each function begins, and its name, in the order of their addresses.
  .balign 8
functions:
  .dword inner, name_of_inner
  .dword middle, name_of_middle
  .dword outer, name_of_outer
  .dword _start, name_of_start
  .dword 0

  .text
inner:
  enter
  call trace
  leave
  ret
middle:
  enter
  call inner
  leave
  ret
outer:
  enter
  call middle
  leave
  ret

  .globl _start
_start:
  li s0, 0                      # the outermost frame has no caller
  call outer
  li a0, 0
  li a7, SYS_exit
  ecall

# Writes the name of each function that is being executed, from the innermost outwards.
trace:
  addi sp, sp, -32
  sd ra, 24(sp)
  sd s1, 8(sp)
  sd s2, 0(sp)
  mv s1, s0                     # the frame to look at
  mv s2, ra                     # an address in the function that it belongs to
1:
  mv a0, s2
  call print_function
  beqz s1, 2f
  ld s2, -8(s1)
  ld s1, -16(s1)
  j 1b
2:
  ld ra, 24(sp)
  ld s1, 8(sp)
  ld s2, 0(sp)
  addi sp, sp, 32
  ret

# Writes the name of the function that holds the address a0: the last one that begins before it.
print_function:
  la t0, functions
1:
  ld t1, 0(t0)
  beqz t1, 2f
  bltu a0, t1, 2f
  ld a1, 8(t0)
  addi t0, t0, 16
  j 1b
2:
  mv a2, a1
3:
  lbu t0, 0(a2)
  beqz t0, 4f
  addi a2, a2, 1
  j 3b
4:
  sub a2, a2, a1
  li a0, 1
  li a7, SYS_write
  ecall
  ret
