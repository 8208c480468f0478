// The time in microseconds, as older programs ask for it.
#ifndef _SYS_TIME_H
#define _SYS_TIME_H

#include <sys/types.h>

struct timeval {
  time_t tv_sec;
  suseconds_t tv_usec;
};

// The second argument has no meaning and must be null.
int gettimeofday(struct timeval *now, void *zone);

#endif
