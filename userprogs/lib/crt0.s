# The first instructions of every program that uses the library.
#
# The kernel starts a program with nothing in its registers but the stack pointer, and on the stack, upwards:
#
#     sp -> argc | argv[0] ... argv[argc-1] | 0 | envp[0] ... | 0 | auxiliary vector: (key, value) ... (0, 0)
#
# C cannot take its arguments from there, so these lines hand it the address of all that: __libc_start
# (start.c) does the rest and never returns.

  .section .text._start, "ax", @progbits
  .globl _start
  .type _start, @function
_start:
  # Code may reach small data relative to gp where a linker arranged for that; otherwise gp stays 0.
  .weak __global_pointer$
  .option push
  .option norelax
  lla gp, __global_pointer$
  .option pop
  li s0, 0                      # a debugger that follows frame pointers stops here
  li ra, 0
  mv a0, sp
  andi sp, sp, -16              # the calling convention keeps the stack aligned to 16 bytes
  call __libc_start
  ebreak                        # not reached
  .size _start, . - _start

# Nothing here needs an executable stack.
  .section .note.GNU-stack, "", @progbits
