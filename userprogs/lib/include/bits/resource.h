// What a process may use, and what it has used.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_RESOURCE_H
#define _BITS_RESOURCE_H

#include <bits/timeval.h>

#define RLIMIT_CPU        0
#define RLIMIT_FSIZE      1
#define RLIMIT_DATA       2
#define RLIMIT_STACK      3
#define RLIMIT_CORE       4
#define RLIMIT_RSS        5
#define RLIMIT_NPROC      6
#define RLIMIT_NOFILE     7
#define RLIMIT_MEMLOCK    8
#define RLIMIT_AS         9
#define RLIMIT_LOCKS      10
#define RLIMIT_SIGPENDING 11
#define RLIMIT_MSGQUEUE   12
#define RLIMIT_NICE       13
#define RLIMIT_RTPRIO     14
#define RLIMIT_RTTIME     15

#define RLIM_INFINITY (~0UL)

// A limit, and how far it may be raised.
struct rlimit {
  unsigned long rlim_cur;
  unsigned long rlim_max;
};
_Static_assert(__builtin_offsetof(struct rlimit, rlim_cur) == 0, "struct rlimit");
_Static_assert(__builtin_offsetof(struct rlimit, rlim_max) == 8, "struct rlimit");
_Static_assert(sizeof(struct rlimit) == 16, "struct rlimit");

#define RUSAGE_SELF     0
#define RUSAGE_CHILDREN (-1)
#define RUSAGE_THREAD   1

// What a process has used.
struct rusage {
  struct timeval ru_utime;
  struct timeval ru_stime;
  long ru_maxrss;
  long ru_ixrss;
  long ru_idrss;
  long ru_isrss;
  long ru_minflt;
  long ru_majflt;
  long ru_nswap;
  long ru_inblock;
  long ru_oublock;
  long ru_msgsnd;
  long ru_msgrcv;
  long ru_nsignals;
  long ru_nvcsw;
  long ru_nivcsw;
};
_Static_assert(__builtin_offsetof(struct rusage, ru_utime) == 0, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_stime) == 16, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_maxrss) == 32, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_ixrss) == 40, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_idrss) == 48, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_isrss) == 56, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_minflt) == 64, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_majflt) == 72, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_nswap) == 80, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_inblock) == 88, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_oublock) == 96, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_msgsnd) == 104, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_msgrcv) == 112, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_nsignals) == 120, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_nvcsw) == 128, "struct rusage");
_Static_assert(__builtin_offsetof(struct rusage, ru_nivcsw) == 136, "struct rusage");
_Static_assert(sizeof(struct rusage) == 144, "struct rusage");

#define PRIO_PROCESS 0
#define PRIO_PGRP    1
#define PRIO_USER    2
#define PRIO_MIN     (-20)
#define PRIO_MAX     20

#endif
