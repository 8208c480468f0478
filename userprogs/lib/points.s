# Cancellation points: the calls in which a thread that is to be cancelled ends.
#
# These stubs take the place of the weak ones of syscalls.s in a program that uses pthread_cancel, and only
# there. A request may come in three moments:
#
#     before the call          the word next to tp says so (thread.h), and the stub looks at it
#     between look and ecall,  the signal finds the thread between __point_begin and __point_end, where nothing
#     or while the call waits  has happened yet: it sends it to __act_here (pthread_cancel.c)
#     after the call           the call has done something, so its answer must reach the program; the next point
#                              sees the request
#
# A call that the kernel does not make again after a signal answers EINTR, and has done nothing either.

  .equ CANCEL, -16                # from tp to the thread's word `cancel`
  .equ EINTR, -4

# Calls the kernel with the registers as they are, and goes back to t0.
  .section .text.__point, "ax", @progbits
  .globl __point_begin
  .globl __point_end
  .globl __act_here
  .type __point, @function
__point:
__point_begin:
  lw t1, CANCEL(tp)
  andi t1, t1, 3                  # requested, and not disabled?
  addi t1, t1, -1
  beqz t1, __act_here
  ecall
__point_end:
  li t1, EINTR
  beq a0, t1, 1f
  jr t0
1:
  lw t1, CANCEL(tp)
  andi t1, t1, 3
  addi t1, t1, -1
  beqz t1, __act_here
  jr t0
__act_here:
  andi sp, sp, -16                # a thread that is cancelled anywhere may be anywhere
  call __act_on_cancel
  .size __point, . - __point

  .macro enter function, number
  .section .text.\function, "ax", @progbits
  .globl \function
  .type \function, @function
\function:
  li a7, \number
  jal t0, __point
  .endm

  .macro point function, number
  enter \function, \number
  bgez a0, 1f
  tail __syscall_error
1:
  ret
  .size \function, . - \function
  .endm

  .macro raw_point function, number
  enter \function, \number
  ret
  .size \function, . - \function
  .endm

  point __openat, 56                # openat
  point close, 57                   # close
  point read, 63                    # read
  point write, 64                   # write
  point readv, 65                   # readv
  point writev, 66                  # writev
  point pread, 67                   # pread64
  point pwrite, 68                  # pwrite64
  point preadv, 69                  # preadv
  point pwritev, 70                 # pwritev
  point fsync, 82                   # fsync
  point fdatasync, 83               # fdatasync
  point msync, 227                  # msync
  point __lock_record, 25           # fcntl
  point __ppoll, 73                 # ppoll
  point __pselect6, 72              # pselect6
  point __epoll_pwait, 22           # epoll_pwait
  point __epoll_pwait2, 441         # epoll_pwait2
  point wait4, 260                  # wait4
  point __waitid, 95                # waitid
  raw_point __futex_point, 98       # futex
  point __rt_sigsuspend, 133        # rt_sigsuspend
  point __rt_sigtimedwait, 137      # rt_sigtimedwait
  point nanosleep, 101              # nanosleep
  raw_point __clock_nanosleep, 115  # clock_nanosleep
  point mq_timedsend, 182           # mq_timedsend
  point mq_timedreceive, 183        # mq_timedreceive
  point msgrcv, 188                 # msgrcv
  point msgsnd, 189                 # msgsnd
  point accept, 202                 # accept
  point accept4, 242                # accept4
  point connect, 203                # connect
  point sendto, 206                 # sendto
  point recvfrom, 207               # recvfrom
  point sendmsg, 211                # sendmsg
  point recvmsg, 212                # recvmsg
  point recvmmsg, 243               # recvmmsg
  point sendmmsg, 269               # sendmmsg

# fcntl is a point only where it waits for a lock.
  .section .text.fcntl, "ax", @progbits
  .globl fcntl
  .type fcntl, @function
fcntl:
  li t1, 7                          # F_SETLKW
  beq a1, t1, 1f
  li t1, 38                         # F_OFD_SETLKW
  beq a1, t1, 1f
  li a7, 25
  ecall
  bltz a0, 2f
  ret
1:
  tail __lock_record
2:
  tail __syscall_error
  .size fcntl, . - fcntl

  .section .note.GNU-stack, "", @progbits
