// Times and clocks.
#ifndef _TIME_H
#define _TIME_H

#include <bits/time.h>
#include <sys/types.h>

#define CLOCKS_PER_SEC 1000000L

time_t time(time_t *result);
clock_t clock(void);
int clock_gettime(clockid_t clock, struct timespec *result);

#endif
