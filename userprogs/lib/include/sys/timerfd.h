// A timer as a descriptor: reading it gives the number of times that it has expired.
#ifndef _SYS_TIMERFD_H
#define _SYS_TIMERFD_H

#include <bits/timerfd.h>
#include <time.h>

int timerfd_create(clockid_t clock, int flags);
int timerfd_settime(int descriptor, int flags, const struct itimerspec *value, struct itimerspec *old);
int timerfd_gettime(int descriptor, struct itimerspec *value);

#endif
