// Signals, why they were sent, and how they are handled.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SIGNAL_H
#define _BITS_SIGNAL_H

#define SIGHUP    1
#define SIGINT    2
#define SIGQUIT   3
#define SIGILL    4
#define SIGTRAP   5
#define SIGABRT   6
#define SIGBUS    7
#define SIGFPE    8
#define SIGKILL   9
#define SIGUSR1   10
#define SIGSEGV   11
#define SIGUSR2   12
#define SIGPIPE   13
#define SIGALRM   14
#define SIGTERM   15
#define SIGSTKFLT 16
#define SIGCHLD   17
#define SIGCONT   18
#define SIGSTOP   19
#define SIGTSTP   20
#define SIGTTIN   21
#define SIGTTOU   22
#define SIGURG    23
#define SIGXCPU   24
#define SIGXFSZ   25
#define SIGVTALRM 26
#define SIGPROF   27
#define SIGWINCH  28
#define SIGIO     29
#define SIGPWR    30
#define SIGSYS    31
#define SIGIOT    6
#define SIGPOLL   29
#define SIGRTMIN  34
#define SIGRTMAX  64
#define _NSIG     65
#define NSIG      65

#define SI_USER       0
#define SI_KERNEL     128
#define SI_QUEUE      (-1)
#define SI_TIMER      (-2)
#define SI_MESGQ      (-3)
#define SI_ASYNCIO    (-4)
#define SI_SIGIO      (-5)
#define SI_TKILL      (-6)
#define ILL_ILLOPC    1
#define ILL_ILLOPN    2
#define ILL_ILLADR    3
#define ILL_ILLTRP    4
#define ILL_PRVOPC    5
#define ILL_PRVREG    6
#define ILL_COPROC    7
#define ILL_BADSTK    8
#define FPE_INTDIV    1
#define FPE_INTOVF    2
#define FPE_FLTDIV    3
#define FPE_FLTOVF    4
#define FPE_FLTUND    5
#define FPE_FLTRES    6
#define FPE_FLTINV    7
#define FPE_FLTSUB    8
#define SEGV_MAPERR   1
#define SEGV_ACCERR   2
#define SEGV_BNDERR   3
#define SEGV_PKUERR   4
#define BUS_ADRALN    1
#define BUS_ADRERR    2
#define BUS_OBJERR    3
#define TRAP_BRKPT    1
#define TRAP_TRACE    2
#define TRAP_BRANCH   3
#define TRAP_HWBKPT   4
#define CLD_EXITED    1
#define CLD_KILLED    2
#define CLD_DUMPED    3
#define CLD_TRAPPED   4
#define CLD_STOPPED   5
#define CLD_CONTINUED 6
#define POLL_IN       1
#define POLL_OUT      2
#define POLL_MSG      3
#define POLL_ERR      4
#define POLL_PRI      5
#define POLL_HUP      6

// A set of signals: bit n - 1 stands for signal n.
typedef struct {
  unsigned long __bits;
} sigset_t;

// A value that goes with a signal.
union sigval {
  int sival_int;
  void *sival_ptr;
};
typedef union sigval sigval_t;

// What a handler and a waiter learn about a signal.
typedef struct siginfo {
  int si_signo;
  int si_errno;
  int si_code;
  int __pad0;
  union {
    struct {
      int si_pid;
      unsigned int si_uid;
    };
    struct {
      int si_timerid;
      int si_overrun;
    };
    void *si_addr;
    long si_band;
    void *si_call_addr;
  };
  union {
    int si_status;
    union sigval si_value;
    int si_fd;
    struct {
      int si_syscall;
      unsigned int si_arch;
    };
  };
  long si_utime;
  long si_stime;
  long __reserved[10];
} siginfo_t;
_Static_assert(__builtin_offsetof(siginfo_t, si_pid) == 16, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_uid) == 20, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_addr) == 16, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_status) == 24, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_value) == 24, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_arch) == 28, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_utime) == 32, "siginfo_t");
_Static_assert(__builtin_offsetof(siginfo_t, si_stime) == 40, "siginfo_t");
_Static_assert(sizeof(siginfo_t) == 128, "siginfo_t");
#define si_int si_value.sival_int
#define si_ptr si_value.sival_ptr

#define SIG_ERR ((void (*)(int))-1)
#define SIG_DFL ((void (*)(int))0)
#define SIG_IGN ((void (*)(int))1)

// What a signal does, as the kernel lays it out: there is no restorer.
struct sigaction {
  union {
    void (*sa_handler)(int);
    void (*sa_sigaction)(int, siginfo_t *, void *);
  };
  unsigned long sa_flags;
  sigset_t sa_mask;
};
_Static_assert(__builtin_offsetof(struct sigaction, sa_flags) == 8, "struct sigaction");
_Static_assert(__builtin_offsetof(struct sigaction, sa_mask) == 16, "struct sigaction");
_Static_assert(sizeof(struct sigaction) == 24, "struct sigaction");

#define SA_ONSTACK        0x8000000
#define SA_RESTART        0x10000000
#define SA_NODEFER        0x40000000
#define SA_RESETHAND      0x80000000
#define SA_SIGINFO        0x4
#define SA_NOCLDSTOP      0x1
#define SA_NOCLDWAIT      0x2
#define SA_UNSUPPORTED    0x400
#define SA_EXPOSE_TAGBITS 0x800

#define SIG_BLOCK   0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

#define SS_ONSTACK    0x1
#define SS_DISABLE    0x2
#define SS_AUTODISARM 0x80000000
#define MINSIGSTKSZ   2048
#define SIGSTKSZ      8192

// An alternate stack for signal handlers.
typedef struct {
  void *ss_sp;
  int ss_flags;
  unsigned long ss_size;
} stack_t;
_Static_assert(__builtin_offsetof(stack_t, ss_sp) == 0, "stack_t");
_Static_assert(__builtin_offsetof(stack_t, ss_flags) == 8, "stack_t");
_Static_assert(__builtin_offsetof(stack_t, ss_size) == 16, "stack_t");
_Static_assert(sizeof(stack_t) == 24, "stack_t");

// The registers that a handler interrupted: pc, x1 to x31, then the floating-point state.
typedef struct {
  unsigned long __gregs[32];
  unsigned long __fpregs[66];
} mcontext_t;
_Static_assert(__builtin_offsetof(mcontext_t, __gregs) == 0, "mcontext_t");
_Static_assert(__builtin_offsetof(mcontext_t, __fpregs) == 256, "mcontext_t");
_Static_assert(sizeof(mcontext_t) == 784, "mcontext_t");

// What a handler gets as its third argument, and what it goes back to.
struct ucontext {
  unsigned long uc_flags;
  struct ucontext *uc_link;
  stack_t uc_stack;
  sigset_t uc_sigmask;
  unsigned long __unused[15];
  unsigned long __pad1;
  mcontext_t uc_mcontext;
};
_Static_assert(__builtin_offsetof(struct ucontext, uc_flags) == 0, "struct ucontext");
_Static_assert(__builtin_offsetof(struct ucontext, uc_link) == 8, "struct ucontext");
_Static_assert(__builtin_offsetof(struct ucontext, uc_stack) == 16, "struct ucontext");
_Static_assert(__builtin_offsetof(struct ucontext, uc_sigmask) == 40, "struct ucontext");
_Static_assert(__builtin_offsetof(struct ucontext, __unused) == 48, "struct ucontext");
_Static_assert(__builtin_offsetof(struct ucontext, __pad1) == 168, "struct ucontext");
_Static_assert(__builtin_offsetof(struct ucontext, uc_mcontext) == 176, "struct ucontext");
_Static_assert(sizeof(struct ucontext) == 960, "struct ucontext");

typedef struct ucontext ucontext_t;

#define SIGEV_SIGNAL    0
#define SIGEV_NONE      1
#define SIGEV_THREAD    2
#define SIGEV_THREAD_ID 4

// How a timer or a queue tells of an event.
struct sigevent {
  union sigval sigev_value;
  int sigev_signo;
  int sigev_notify;
  union { int sigev_tid; struct { void (*sigev_notify_function)(union sigval); void *sigev_notify_attributes; }; int __pad1[12]; };
};
_Static_assert(__builtin_offsetof(struct sigevent, sigev_value) == 0, "struct sigevent");
_Static_assert(__builtin_offsetof(struct sigevent, sigev_signo) == 8, "struct sigevent");
_Static_assert(__builtin_offsetof(struct sigevent, sigev_notify) == 12, "struct sigevent");
_Static_assert(sizeof(struct sigevent) == 64, "struct sigevent");

#define sigev_notify_thread_id sigev_tid

// Each signal with its message.
#define __SIGNAL_MESSAGES(X) \
  X(SIGHUP, "Hangup") \
  X(SIGINT, "Interrupt") \
  X(SIGQUIT, "Quit") \
  X(SIGILL, "Illegal instruction") \
  X(SIGTRAP, "Trace/breakpoint trap") \
  X(SIGABRT, "Aborted") \
  X(SIGBUS, "Bus error") \
  X(SIGFPE, "Floating point exception") \
  X(SIGKILL, "Killed") \
  X(SIGUSR1, "User defined signal 1") \
  X(SIGSEGV, "Segmentation fault") \
  X(SIGUSR2, "User defined signal 2") \
  X(SIGPIPE, "Broken pipe") \
  X(SIGALRM, "Alarm clock") \
  X(SIGTERM, "Terminated") \
  X(SIGSTKFLT, "Stack fault") \
  X(SIGCHLD, "Child exited") \
  X(SIGCONT, "Continued") \
  X(SIGSTOP, "Stopped (signal)") \
  X(SIGTSTP, "Stopped") \
  X(SIGTTIN, "Stopped (tty input)") \
  X(SIGTTOU, "Stopped (tty output)") \
  X(SIGURG, "Urgent I/O condition") \
  X(SIGXCPU, "CPU time limit exceeded") \
  X(SIGXFSZ, "File size limit exceeded") \
  X(SIGVTALRM, "Virtual timer expired") \
  X(SIGPROF, "Profiling timer expired") \
  X(SIGWINCH, "Window changed") \
  X(SIGIO, "I/O possible") \
  X(SIGPWR, "Power failure") \
  X(SIGSYS, "Bad system call")

#endif
