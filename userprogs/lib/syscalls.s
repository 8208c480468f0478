# The doors to the kernel: one stub for each system call that the library makes.
#
# A call's number goes into a7 and its arguments stay where the calling convention has put them already, in a0
# to a5; ecall traps into the kernel, which answers in a0. A negative answer is an error number: the stub
# turns it into errno and -1 (errno.c).
#
# The numbers are those of Sources/ABI/Syscall.swift; a test compares them.

  .macro stub function, number
  .section .text.\function, "ax", @progbits
  .globl \function
  .type \function, @function
\function:
  li a7, \number
  ecall
  bgez a0, 1f
  tail __syscall_error
1:
  ret
  .size \function, . - \function
  .endm

  stub _exit, 94                # exit_group
  stub __openat, 56             # openat
  stub close, 57                # close
  stub lseek, 62                # lseek
  stub read, 63                 # read
  stub write, 64                # write
  stub readv, 65                # readv
  stub writev, 66               # writev
  stub fstatat, 79              # newfstatat
  stub fstat, 80                # fstat
  stub clock_gettime, 113       # clock_gettime
  stub getpid, 172              # getpid
  stub __brk, 214               # brk
  stub munmap, 215              # munmap
  stub mmap, 222                # mmap

# long syscall(long number, ...): any call by its number. Everything moves down by one register.
  .section .text.syscall, "ax", @progbits
  .globl syscall
  .type syscall, @function
syscall:
  mv a7, a0
  mv a0, a1
  mv a1, a2
  mv a2, a3
  mv a3, a4
  mv a4, a5
  mv a5, a6
  ecall
  bgez a0, 1f
  tail __syscall_error
1:
  ret
  .size syscall, . - syscall

  .section .note.GNU-stack, "", @progbits
