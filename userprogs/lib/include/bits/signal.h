// Signals, and why they were sent.
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

#define SI_USER       0
#define SI_KERNEL     128
#define SI_QUEUE      (-1)
#define SI_TIMER      (-2)
#define SI_TKILL      (-6)
#define SEGV_MAPERR   1
#define SEGV_ACCERR   2
#define BUS_ADRALN    1
#define BUS_ADRERR    2
#define ILL_ILLOPC    1
#define ILL_PRVOPC    5
#define TRAP_BRKPT    1
#define TRAP_TRACE    2
#define CLD_EXITED    1
#define CLD_KILLED    2
#define CLD_DUMPED    3
#define CLD_TRAPPED   4
#define CLD_STOPPED   5
#define CLD_CONTINUED 6

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
