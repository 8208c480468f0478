// The time in microseconds, as older programs ask for it, and interval timers.
#ifndef _SYS_TIME_H
#define _SYS_TIME_H

#include <bits/timeval.h>
#include <sys/select.h>
#include <sys/types.h>

// The second argument has no meaning and must be null.
int gettimeofday(struct timeval *now, void *zone);
int getitimer(int which, struct itimerval *value);
int setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict old);

#define timerisset(time) ((time)->tv_sec != 0 || (time)->tv_usec != 0)
#define timerclear(time) ((time)->tv_sec = (time)->tv_usec = 0)
#define timercmp(a, b, comparison) \
  ((a)->tv_sec == (b)->tv_sec ? (a)->tv_usec comparison (b)->tv_usec : (a)->tv_sec comparison (b)->tv_sec)
#define timeradd(a, b, result) \
  do { \
    (result)->tv_sec = (a)->tv_sec + (b)->tv_sec; \
    (result)->tv_usec = (a)->tv_usec + (b)->tv_usec; \
    if ((result)->tv_usec >= 1000000) (result)->tv_sec++, (result)->tv_usec -= 1000000; \
  } while (0)
#define timersub(a, b, result) \
  do { \
    (result)->tv_sec = (a)->tv_sec - (b)->tv_sec; \
    (result)->tv_usec = (a)->tv_usec - (b)->tv_usec; \
    if ((result)->tv_usec < 0) (result)->tv_sec--, (result)->tv_usec += 1000000; \
  } while (0)

#endif
