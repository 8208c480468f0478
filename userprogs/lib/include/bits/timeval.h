// Times in microseconds, and the timers that count in them.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_TIMEVAL_H
#define _BITS_TIMEVAL_H

// A time in seconds and microseconds.
struct timeval {
  long tv_sec;
  long tv_usec;
};
_Static_assert(__builtin_offsetof(struct timeval, tv_sec) == 0, "struct timeval");
_Static_assert(__builtin_offsetof(struct timeval, tv_usec) == 8, "struct timeval");
_Static_assert(sizeof(struct timeval) == 16, "struct timeval");

#define ITIMER_REAL    0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF    2

// When a timer expires, in microseconds.
struct itimerval {
  struct timeval it_interval;
  struct timeval it_value;
};
_Static_assert(__builtin_offsetof(struct itimerval, it_interval) == 0, "struct itimerval");
_Static_assert(__builtin_offsetof(struct itimerval, it_value) == 16, "struct itimerval");
_Static_assert(sizeof(struct itimerval) == 32, "struct itimerval");

#endif
