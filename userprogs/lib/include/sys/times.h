// Processor times in clock ticks.
#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H

#include <bits/times.h>
#include <sys/types.h>

// Returns the ticks since some moment in the past.
clock_t times(struct tms *times);

#endif
