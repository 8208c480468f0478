// Times, clocks and timers.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_TIME_H
#define _BITS_TIME_H

#define CLOCK_REALTIME           0
#define CLOCK_MONOTONIC          1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID  3
#define CLOCK_MONOTONIC_RAW      4
#define CLOCK_REALTIME_COARSE    5
#define CLOCK_MONOTONIC_COARSE   6
#define CLOCK_BOOTTIME           7

#define TIMER_ABSTIME 1

// A time in seconds and nanoseconds.
struct timespec {
  long tv_sec;
  long tv_nsec;
};
_Static_assert(__builtin_offsetof(struct timespec, tv_sec) == 0, "struct timespec");
_Static_assert(__builtin_offsetof(struct timespec, tv_nsec) == 8, "struct timespec");
_Static_assert(sizeof(struct timespec) == 16, "struct timespec");

// When a timer expires, in nanoseconds.
struct itimerspec {
  struct timespec it_interval;
  struct timespec it_value;
};
_Static_assert(__builtin_offsetof(struct itimerspec, it_interval) == 0, "struct itimerspec");
_Static_assert(__builtin_offsetof(struct itimerspec, it_value) == 16, "struct itimerspec");
_Static_assert(sizeof(struct itimerspec) == 32, "struct itimerspec");

#endif
