# New threads of control whose first step cannot be written in C.

# int clone(int (*function)(void *), void *stack, int flags, void *argument, int *parent, void *tls,
#           int *child)
#
# The new thread begins behind the ecall like the old one, but with 0 as answer and with a stack on which
# there is nothing to return to. So what it is to do is put on its stack beforehand.
  .section .text.clone, "ax", @progbits
  .weak clone
  .globl __clone_thread
  .type clone, @function
  .type __clone_thread, @function
clone:
__clone_thread:
  beqz a0, 2f
  beqz a1, 2f
  andi a1, a1, -16
  addi a1, a1, -16
  sd a0, 0(a1)
  sd a3, 8(a1)
  mv a0, a2                     # the kernel's order: flags, stack, parent, tls, child
  mv a2, a4
  mv a3, a5
  mv a4, a6
  li a7, 220
  ecall
  beqz a0, 1f
  bltz a0, 3f
  ret
1:
  ld a1, 0(sp)
  ld a0, 8(sp)
  li ra, 0                      # a debugger stops here
  li s0, 0
  jalr a1
  li a7, 93                     # exit: this thread only
  ecall
2:
  li a0, -22                    # EINVAL
3:
  tail __syscall_error
  .size clone, . - clone

# pid_t vfork(void): the child runs on the parent's own stack until it calls _exit or execve, so nothing may
# be kept there: what the child does would overwrite it.
  .section .text.vfork, "ax", @progbits
  .weak vfork
  .type vfork, @function
vfork:
  li a0, 0x4111                 # CLONE_VM | CLONE_VFORK | SIGCHLD
  li a1, 0
  li a2, 0
  li a3, 0
  li a4, 0
  li a7, 220
  ecall
  bltz a0, 1f
  ret
1:
  tail __syscall_error
  .size vfork, . - vfork

  .section .note.GNU-stack, "", @progbits
