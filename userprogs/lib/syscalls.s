# The doors to the kernel: one stub for each system call that the library makes.
#
# A call's number goes into a7 and its arguments stay where the calling convention has put them already, in a0
# to a5; ecall traps into the kernel, which answers in a0. A negative answer is an error number: a `stub`
# turns it into errno and -1 (errno.c), a `raw` stub hands it on as it is.
#
# The stubs are weak, so that a program may have a function `send` or `link` of its own; points.s has others for
# some of them in programs that use pthread_cancel.
#
# The numbers are those of Sources/ABI/Syscall.swift; a test compares them.

  .macro enter function, number
  .section .text.\function, "ax", @progbits
  .weak \function
  .type \function, @function
\function:
  li a7, \number
  ecall
  .endm

  .macro stub function, number
  enter \function, \number
  bgez a0, 1f
  tail __syscall_error
1:
  ret
  .size \function, . - \function
  .endm

  .macro raw function, number
  enter \function, \number
  ret
  .size \function, . - \function
  .endm

# Files.
  stub __openat, 56                 # openat
  stub close, 57                    # close
  stub close_range, 436             # close_range
  stub lseek, 62                    # lseek
  stub read, 63                     # read
  stub write, 64                    # write
  stub __write, 64                  # write
  stub readv, 65                    # readv
  stub writev, 66                   # writev
  stub pread, 67                    # pread64
  stub pwrite, 68                   # pwrite64
  stub preadv, 69                   # preadv
  stub pwritev, 70                  # pwritev
  stub process_vm_readv, 270        # process_vm_readv
  stub dup, 23                      # dup
  stub dup3, 24                     # dup3
  stub fcntl, 25                    # fcntl
  stub ioctl, 29                    # ioctl
  stub flock, 32                    # flock
  stub fsync, 82                    # fsync
  stub fdatasync, 83                # fdatasync
  stub sync, 81                     # sync
  stub ftruncate, 46                # ftruncate
  stub truncate, 45                 # truncate
  stub fallocate, 47                # fallocate
  stub pipe2, 59                    # pipe2
  stub sendfile, 71                 # sendfile
  stub vmsplice, 75                 # vmsplice
  stub splice, 76                   # splice
  stub tee, 77                      # tee
  stub copy_file_range, 285         # copy_file_range
  stub memfd_create, 279            # memfd_create

# Names of files.
  stub fstatat, 79                  # newfstatat
  stub fstat, 80                    # fstat
  stub statx, 291                   # statx
  stub mknodat, 33                  # mknodat
  stub mkdirat, 34                  # mkdirat
  stub unlinkat, 35                 # unlinkat
  stub symlinkat, 36                # symlinkat
  stub linkat, 37                   # linkat
  stub renameat2, 276               # renameat2
  stub readlinkat, 78               # readlinkat
  stub __faccessat, 48              # faccessat
  stub __fchmodat, 53               # fchmodat
  stub fchmod, 52                   # fchmod
  stub fchownat, 54                 # fchownat
  stub fchown, 55                   # fchown
  stub utimensat, 88                # utimensat
  stub __getcwd, 17                 # getcwd
  stub chdir, 49                    # chdir
  stub fchdir, 50                   # fchdir
  stub umask, 166                   # umask
  stub getdents64, 61               # getdents64
  stub statfs, 43                   # statfs
  stub fstatfs, 44                  # fstatfs
  stub mount, 40                    # mount
  stub umount2, 39                  # umount2
  stub chroot, 51                   # chroot

# Extended attributes.
  stub setxattr, 5                  # setxattr
  stub lsetxattr, 6                 # lsetxattr
  stub fsetxattr, 7                 # fsetxattr
  stub getxattr, 8                  # getxattr
  stub lgetxattr, 9                 # lgetxattr
  stub fgetxattr, 10                # fgetxattr
  stub listxattr, 11                # listxattr
  stub llistxattr, 12               # llistxattr
  stub flistxattr, 13               # flistxattr
  stub removexattr, 14              # removexattr
  stub lremovexattr, 15             # lremovexattr
  stub fremovexattr, 16             # fremovexattr

# Waiting for several descriptors.
  stub __ppoll, 73                  # ppoll
  stub __pselect6, 72               # pselect6
  stub epoll_create1, 20            # epoll_create1
  stub epoll_ctl, 21                # epoll_ctl
  stub __epoll_pwait, 22            # epoll_pwait
  stub __epoll_pwait2, 441          # epoll_pwait2
  stub eventfd, 19                  # eventfd2
  stub timerfd_create, 85           # timerfd_create
  stub timerfd_settime, 86          # timerfd_settime
  stub timerfd_gettime, 87          # timerfd_gettime
  stub __signalfd4, 74              # signalfd4

# Memory.
  stub __brk, 214                   # brk
  stub munmap, 215                  # munmap
  stub mremap, 216                  # mremap
  stub mmap, 222                    # mmap
  stub mprotect, 226                # mprotect
  stub msync, 227                   # msync
  stub mlock, 228                   # mlock
  stub munlock, 229                 # munlock
  stub mlockall, 230                # mlockall
  stub munlockall, 231              # munlockall
  stub mincore, 232                 # mincore
  stub madvise, 233                 # madvise
  stub mlock2, 284                  # mlock2

# Processes.
  stub _exit, 94                    # exit_group
  stub execve, 221                  # execve
  stub wait4, 260                   # wait4
  stub __waitid, 95                 # waitid
  stub getpid, 172                  # getpid
  stub getppid, 173                 # getppid
  stub gettid, 178                  # gettid
  stub getuid, 174                  # getuid
  stub geteuid, 175                 # geteuid
  stub getgid, 176                  # getgid
  stub getegid, 177                 # getegid
  stub setuid, 146                  # setuid
  stub setgid, 144                  # setgid
  stub setreuid, 145                # setreuid
  stub setregid, 143                # setregid
  stub setresuid, 147               # setresuid
  stub setresgid, 149               # setresgid
  stub getresuid, 148               # getresuid
  stub getresgid, 150               # getresgid
  stub getgroups, 158               # getgroups
  stub setgroups, 159               # setgroups
  stub setpgid, 154                 # setpgid
  stub getpgid, 155                 # getpgid
  stub getsid, 156                  # getsid
  stub setsid, 157                  # setsid
  stub prctl, 167                   # prctl
  stub prlimit, 261                 # prlimit64
  stub getrusage, 165               # getrusage
  stub times, 153                   # times
  stub uname, 160                   # uname
  stub sethostname, 161             # sethostname
  stub sysinfo, 179                 # sysinfo
  stub klogctl, 116                 # syslog
  stub getrandom, 278               # getrandom

# Threads and scheduling.
  raw __clone, 220                  # clone
  raw __set_tid_address, 96         # set_tid_address
  stub unshare, 97                  # unshare
  stub __exit_thread, 93            # exit
  raw __futex, 98                   # futex
  raw __futex_point, 98             # futex
  raw __set_robust_list, 99         # set_robust_list
  stub sched_yield, 124             # sched_yield
  stub sched_setparam, 118          # sched_setparam
  stub sched_getparam, 121          # sched_getparam
  stub sched_setscheduler, 119      # sched_setscheduler
  stub sched_getscheduler, 120      # sched_getscheduler
  stub sched_get_priority_max, 125  # sched_get_priority_max
  stub sched_get_priority_min, 126  # sched_get_priority_min
  stub sched_rr_get_interval, 127   # sched_rr_get_interval
  stub sched_setaffinity, 122       # sched_setaffinity
  stub __sched_getaffinity, 123     # sched_getaffinity
  stub getcpu, 168                  # getcpu
  stub setpriority, 140             # setpriority
  stub __getpriority, 141           # getpriority

# Signals.
  stub kill, 129                    # kill
  stub tgkill, 131                  # tgkill
  raw __tgkill, 131                 # tgkill
  stub sigaltstack, 132             # sigaltstack
  stub __rt_sigsuspend, 133         # rt_sigsuspend
  stub __rt_sigaction, 134          # rt_sigaction
  raw __rt_sigprocmask, 135         # rt_sigprocmask
  stub __rt_sigpending, 136         # rt_sigpending
  stub __rt_sigtimedwait, 137       # rt_sigtimedwait
  stub __rt_sigqueueinfo, 138       # rt_sigqueueinfo

# Time.
  stub clock_gettime, 113           # clock_gettime
  stub clock_getres, 114            # clock_getres
  stub clock_settime, 112           # clock_settime
  stub nanosleep, 101               # nanosleep
  raw __clock_nanosleep, 115        # clock_nanosleep
  stub getitimer, 102               # getitimer
  stub setitimer, 103               # setitimer
  stub __timer_create, 107          # timer_create
  stub __timer_gettime, 108         # timer_gettime
  stub __timer_getoverrun, 109      # timer_getoverrun
  stub __timer_settime, 110         # timer_settime
  stub __timer_delete, 111          # timer_delete

# Communication.
  stub __mq_open, 180               # mq_open
  stub __mq_unlink, 181             # mq_unlink
  stub mq_timedsend, 182            # mq_timedsend
  stub mq_timedreceive, 183         # mq_timedreceive
  stub mq_notify, 184               # mq_notify
  stub __mq_getsetattr, 185         # mq_getsetattr
  stub msgget, 186                  # msgget
  stub msgctl, 187                  # msgctl
  stub msgrcv, 188                  # msgrcv
  stub msgsnd, 189                  # msgsnd
  stub semget, 190                  # semget
  stub semctl, 191                  # semctl
  stub semtimedop, 192              # semtimedop
  stub semop, 193                   # semop
  stub shmget, 194                  # shmget
  stub shmctl, 195                  # shmctl
  stub shmat, 196                   # shmat
  stub shmdt, 197                   # shmdt
  stub socket, 198                  # socket
  stub socketpair, 199              # socketpair
  stub bind, 200                    # bind
  stub listen, 201                  # listen
  stub accept, 202                  # accept
  stub accept4, 242                 # accept4
  stub connect, 203                 # connect
  stub getsockname, 204             # getsockname
  stub getpeername, 205             # getpeername
  stub sendto, 206                  # sendto
  stub recvfrom, 207                # recvfrom
  stub setsockopt, 208              # setsockopt
  stub getsockopt, 209              # getsockopt
  stub shutdown, 210                # shutdown
  stub sendmsg, 211                 # sendmsg
  stub recvmsg, 212                 # recvmsg
  stub recvmmsg, 243                # recvmmsg
  stub sendmmsg, 269                # sendmmsg

# long syscall(long number, ...): any call by its number. Everything moves down by one register.
  .section .text.syscall, "ax", @progbits
  .weak syscall
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
