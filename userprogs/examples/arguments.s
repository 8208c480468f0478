# Arguments: what the kernel leaves on the stack for a new program.
#
#     sp -> argc | argv[0] | argv[1] | ... | 0 | environment ... | 0 | ...
#
# Each argv entry is the address of a string that ends with a zero. This program writes one argument a line,
# and its exit status is their number.
#
#     ring3 run userprogs/examples/arguments.s one two three

  .equ SYS_write, 64
  .equ SYS_exit, 93

  .section .rodata
newline:
  .ascii "\n"

  .text
  .globl _start
_start:
  ld s0, 0(sp)                  # argc, which counts the program's own name
  addi s1, sp, 16               # the address of argv[1]
next:
  ld s2, 0(s1)
  beqz s2, done                 # after the last argument stands a null pointer
  mv a1, s2
  mv a2, s2
1:
  lbu t0, 0(a2)                 # find the end of the string
  beqz t0, 2f
  addi a2, a2, 1
  j 1b
2:
  sub a2, a2, a1                # write(1, string, end - string)
  li a0, 1
  li a7, SYS_write
  ecall
  li a0, 1
  la a1, newline
  li a2, 1
  ecall
  addi s1, s1, 8                # pointers are 8 bytes apart
  j next
done:
  addi a0, s0, -1
  li a7, SYS_exit
  ecall
