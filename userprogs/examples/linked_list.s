# Linked list: structures and pointers.
#
# A node is 16 bytes: the address of the next node, or 0, and the address of a word. The nodes lie in memory
# in any order; only the pointers make the list.

  .equ SYS_write, 64
  .equ SYS_exit, 93

  .equ NODE_NEXT, 0             # offsets of a node's members
  .equ NODE_WORD, 8

  .data
  .balign 8                     # 8-byte values at multiples of 8
third:
  .dword fourth, word3          # the assembler and the linker fill in the addresses
first:
  .dword second, word1
fourth:
  .dword 0, word4
second:
  .dword third, word2

  .section .rodata
word1:
  .asciz "pointers "
word2:
  .asciz "lead "
word3:
  .asciz "the "
word4:
  .asciz "way "
newline:
  .asciz "\n"

  .text
  .globl _start
_start:
  la a0, first
  call print_list
  la a0, first
  call reverse                  # turns all pointers round; the new first node in a0
  call print_list
  li a0, 0
  li a7, SYS_exit
  ecall

# Turns the list a0 round, and returns its new first node.
reverse:
  li t0, 0                      # what is turned round already
1:
  beqz a0, 2f
  ld t1, NODE_NEXT(a0)          # the rest, before we overwrite the way to it
  sd t0, NODE_NEXT(a0)
  mv t0, a0
  mv a0, t1
  j 1b
2:
  mv a0, t0
  ret

# Writes the words of the list a0, and a newline. It calls print, so ra must be kept, and s0 is its caller's.
print_list:
  addi sp, sp, -16
  sd ra, 8(sp)
  sd s0, 0(sp)
  mv s0, a0
1:
  beqz s0, 2f
  ld a0, NODE_WORD(s0)
  call print
  ld s0, NODE_NEXT(s0)
  j 1b
2:
  la a0, newline
  call print
  ld s0, 0(sp)
  ld ra, 8(sp)
  addi sp, sp, 16
  ret

# Writes the string a0.
print:
  mv a1, a0
  mv a2, a0
1:
  lbu t0, 0(a2)
  beqz t0, 2f
  addi a2, a2, 1
  j 1b
2:
  sub a2, a2, a1
  li a0, 1
  li a7, SYS_write
  ecall
  ret
