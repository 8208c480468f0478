# Hello: the smallest program that says something.
#
# A program asks the kernel for everything outside of its own memory. It puts the number of the call into a7,
# the arguments into a0, a1, a2 and so on, and executes ecall. The kernel's answer is in a0 afterwards.
#
#     ring3 run userprogs/examples/hello.s

  .equ SYS_write, 64            # the kernel's numbers for the two calls
  .equ SYS_exit, 93

  .section .rodata              # data that nobody may change
message:
  .ascii "Hello from RISC-V!\n"
  .equ length, . - message      # the dot is "here": so many bytes lie between

  .text
  .globl _start
_start:                         # the first instruction of every program
  li a0, 1                      # write(1, message, length): descriptor 1 is standard output
  la a1, message
  li a2, length
  li a7, SYS_write
  ecall

  li a0, 0                      # exit(0): 0 means that all went well
  li a7, SYS_exit
  ecall
