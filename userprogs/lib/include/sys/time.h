// The time in microseconds, as older programs ask for it.
#ifndef _SYS_TIME_H
#define _SYS_TIME_H

#include <bits/timeval.h>
#include <sys/types.h>

// The second argument has no meaning and must be null.
int gettimeofday(struct timeval *now, void *zone);

#endif
